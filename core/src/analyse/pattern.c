#include "analyse/pattern.h"

#include "analyse/term_map.h"
#include "article/stream.h"
#include "base/list.h"

#include <ktool/text.h>
#include <ktool/tokens.h>
#include <stdlib.h>

static bool has_wildcard(kt_slice text)
{
    return text.len > 0 && (memchr(text.data, '*', text.len) != NULL ||
                            memchr(text.data, '?', text.len) != NULL);
}

static kt_status add_word(kt_pattern *p, kt_slice text, kt_error *err)
{
    if (p->count == KT_PATTERN_WORDS)
        return KT_FAIL(err, KT_ERR_LIMIT, "a pattern of more than %d words",
                       KT_PATTERN_WORDS);
    kt_buffer stored = {0}, spare = {0};
    if (p->form & KT_FORM_FOLD)
        kt_text_fold(text, &stored);
    else
        kt_text_nfc(text, &stored);
    kt_slice form = kt_word_form(kt_buffer_slice(&stored), p->form, &spare);
    kt_slice copy = kt_arena_copy(&p->arena, form);
    bool failed = stored.failed || spare.failed;
    kt_buffer_free(&stored);
    kt_buffer_free(&spare);
    if (failed || copy.data == NULL ||
        !kt_list_grow(&p->words, p->count, sizeof *p->words))
        return KT_FAIL_NOMEM(err);
    p->words[p->count++] = (kt_pattern_word){copy, has_wildcard(text)};
    return KT_OK;
}

static kt_status add_piece(kt_pattern *p, kt_tokenizer *tokenizer,
                           kt_slice piece, kt_error *err)
{
    if (has_wildcard(piece))
        return add_word(p, piece, err);
    kt_scanner scanner = {.text = piece, .tokenizer = tokenizer};
    kt_token token;
    kt_status status = KT_OK;
    while (status == KT_OK && kt_scanner_next(&scanner, &token))
        status = add_word(p, kt_slice_sub(piece, token.start, token.end), err);
    return status == KT_OK ? kt_tokenizer_status(tokenizer, err) : status;
}

static kt_status add_pieces(kt_pattern *p, kt_slice text,
                            kt_tokenizer *tokenizer, kt_error *err)
{
    kt_status status = KT_OK;
    size_t at = 0;
    while (status == KT_OK && at < text.len) {
        size_t start = at;
        while (at < text.len && strchr(" \t\r\n", text.data[at]) == NULL)
            at++;
        status = add_piece(p, tokenizer, kt_slice_sub(text, start, at), err);
        at++;
    }
    return status;
}

kt_status kt_pattern_add(kt_pattern *p, kt_slice text, kt_tokenizer *tokenizer,
                         kt_error *err)
{
    size_t first = p->count;
    if (kt_text_valid_prefix(text) < text.len)
        return KT_FAIL(err, KT_ERR_USAGE, "a pattern that is not UTF-8");
    kt_status status = add_pieces(p, text, tokenizer, err);
    if (status != KT_OK)
        return status;
    if (p->count == first)
        return KT_FAIL(err, KT_ERR_USAGE,
                       "an empty pattern: give a word, a phrase or a glob");
    p->phrases[p->phrase_count++] = (kt_phrase){
        .first = (uint8_t)first, .count = (uint8_t)(p->count - first)};
    return KT_OK;
}

kt_status kt_pattern_read(kt_slice text, kt_rules rules, unsigned form,
                          kt_pattern *out, kt_error *err)
{
    kt_tokenizer *tokenizer;
    *out = (kt_pattern){.form = form};
    kt_status status = kt_tokenizer_new(rules, &tokenizer, err);
    if (status == KT_OK)
        status = kt_pattern_add(out, text, tokenizer, err);
    kt_tokenizer_free(tokenizer);
    if (status != KT_OK)
        kt_pattern_free(out);
    return status;
}

void kt_pattern_free(kt_pattern *p)
{
    free(p->words);
    kt_arena_free(&p->arena);
    *p = (kt_pattern){0};
}

/* Bytes of the code point at text[at]. */
static size_t point_length(kt_slice text, size_t at)
{
    size_t len = 1;
    while (at + len < text.len && ((uint8_t)text.data[at + len] & 0xC0) == 0x80)
        len++;
    return len;
}

/* After a mismatch only the last star needs to be tried again, one code point
 * further on. */
static bool glob_matches(kt_slice glob, kt_slice text)
{
    size_t g = 0, t = 0, star = SIZE_MAX, retry = 0;
    while (t < text.len) {
        if (g < glob.len && glob.data[g] == '*') {
            star = g++;
            retry = t;
        } else if (g < glob.len && glob.data[g] == '?') {
            g++;
            t += point_length(text, t);
        } else if (g < glob.len && glob.data[g] == text.data[t]) {
            g++;
            t++;
        } else if (star != SIZE_MAX) {
            g = star + 1;
            retry += point_length(text, retry);
            t = retry;
        } else {
            return false;
        }
    }
    while (g < glob.len && glob.data[g] == '*')
        g++;
    return g == glob.len;
}

bool kt_pattern_matches(const kt_pattern *p, size_t n, kt_slice word)
{
    return p->words[n].is_glob ? glob_matches(p->words[n].text, word)
                               : kt_slice_equal(p->words[n].text, word);
}

/* The index of a folded form, or folded_count. */
static uint32_t find_folded(const kt_term_run *run, kt_slice word)
{
    uint32_t low = 0, high = run->folded_count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (kt_slice_compare(kt_term_folded(run, middle), word) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low < run->folded_count &&
                   kt_slice_equal(kt_term_folded(run, low), word)
               ? low
               : run->folded_count;
}

/* Whether word number n matches a word as the store has it. */
static bool matches_stored(const kt_pattern *p, size_t n, kt_slice word,
                           kt_buffer *spare)
{
    return kt_pattern_matches(p, n, kt_word_form(word, p->form, spare));
}

/* Folded forms are few beside terms, so each is matched once. */
static bool match_folded(const kt_pattern *p, size_t n, const kt_term_run *run,
                         kt_buffer *spare, uint64_t *terms)
{
    uint32_t exact = 0;
    uint8_t *matches = NULL;
    if (p->words[n].is_glob || p->form != KT_FORM_FOLD) {
        matches = calloc((size_t)run->folded_count + 1, sizeof *matches);
        if (matches == NULL)
            return false;
        for (uint32_t i = 0; i < run->folded_count; i++)
            matches[i] = matches_stored(p, n, kt_term_folded(run, i), spare);
    } else {
        exact = find_folded(run, p->words[n].text);
    }
    for (uint32_t i = 0; i < run->count; i++) {
        uint32_t folded = run->folded[i];
        if (matches != NULL ? matches[folded] : folded == exact)
            terms[run->first + i] |= (uint64_t)1 << n;
    }
    free(matches);
    return true;
}

static bool match_run(const kt_pattern *p, size_t n, const kt_term_run *run,
                      kt_buffer *spare, uint64_t *terms)
{
    if (p->form & KT_FORM_FOLD)
        return match_folded(p, n, run, spare, terms);
    for (uint32_t i = 0; i < run->count; i++) {
        if (matches_stored(p, n, kt_term_text(run, i), spare))
            terms[run->first + i] |= (uint64_t)1 << n;
    }
    return true;
}

kt_status kt_pattern_terms(const kt_pattern *p, const kt_store *store,
                           uint64_t **out, uint32_t *ids, kt_error *err)
{
    kt_buffer spare = {0};
    *ids = KT_FIRST_TERM;
    for (size_t i = 0; i < store->run_count; i++)
        *ids = store->runs[i].first + store->runs[i].count;
    *out = calloc(*ids, sizeof **out);
    bool complete = *out != NULL;
    for (size_t i = 0; complete && i < store->run_count; i++) {
        for (size_t n = 0; complete && n < p->count; n++)
            complete =
                match_run(p, n, &store->runs[i], &spare, *out) && !spare.failed;
    }
    kt_buffer_free(&spare);
    if (complete)
        return KT_OK;
    free(*out);
    *out = NULL;
    return KT_FAIL_NOMEM(err);
}
