#include "text/sentence_rules.h"

#include "base/data.h"

#include <ktool/text.h>
#include <stdio.h>
#include <stdlib.h>

static char small_letter(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
}

/* Write word, of at most KT_LONGEST_ABBREVIATION bytes, in small letters into
 * out, and say whether it had others. Only ASCII letters have case here:
 * abbreviations of the languages with data files have no other letters. */
static bool make_small(kt_slice word, char out[KT_LONGEST_ABBREVIATION])
{
    bool changed = false;
    for (size_t i = 0; i < word.len && i < KT_LONGEST_ABBREVIATION; i++) {
        out[i] = small_letter(word.data[i]);
        changed |= out[i] != word.data[i];
    }
    return changed;
}

static bool has_capital(kt_slice word)
{
    for (size_t i = 0; i < word.len; i++) {
        if (small_letter(word.data[i]) != word.data[i])
            return true;
    }
    return false;
}

static bool kind_of_mark(kt_slice mark, uint64_t *kind)
{
    static const struct {
        kt_slice name;
        kt_abbreviation kind;
    } marks[] = {{KT_SLICE(""), KT_ABBREVIATION_TITLE},
                 {KT_SLICE(" number"), KT_ABBREVIATION_NUMBER},
                 {KT_SLICE(" end"), KT_ABBREVIATION_END},
                 {KT_SLICE(" letter"), KT_ABBREVIATION_LETTER}};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        if (kt_slice_equal(mark, marks[i].name)) {
            *kind = marks[i].kind;
            return true;
        }
    }
    return false;
}

static kt_status add_line(void *table, kt_slice name, kt_slice line,
                          kt_error *err)
{
    uint64_t kind;
    const char *space = memchr(line.data, ' ', line.len);
    size_t len = space == NULL ? line.len : (size_t)(space - line.data);
    kt_slice word = kt_slice_sub(line, 0, len);
    if (len == 0 || len > KT_LONGEST_ABBREVIATION ||
        !kind_of_mark(kt_slice_sub(line, len, line.len), &kind))
        return KT_FAIL(err, KT_ERR_FORMAT,
                       "abbreviations/%.*s.txt: '%.*s' is no abbreviation",
                       (int)name.len, name.data, (int)line.len, line.data);
    kt_probe probe = kt_probe_of(word, has_capital(word));
    kt_entry *entry = NULL;
    if (kt_table_reserve(table, 1))
        entry = kt_table_at(table, &probe);
    if (entry == NULL)
        return KT_FAIL_NOMEM(err);
    entry->value = kind;
    return KT_OK;
}

kt_status kt_sentence_rules_new(const char *languages, kt_sentence_rules **out,
                                kt_error *err)
{
    *out = NULL;
    kt_sentence_rules *rules = calloc(1, sizeof *rules);
    if (rules == NULL)
        return KT_FAIL_NOMEM(err);
    kt_status status =
        kt_data_each_line("abbreviations", "no abbreviations of", languages,
                          add_line, &rules->abbreviations, err);
    if (status == KT_OK)
        status = kt_stoplist_new(languages, KT_FORM_FOLD, &rules->openers, err);
    if (status == KT_OK)
        *out = rules;
    else
        kt_sentence_rules_free(rules);
    return status;
}

void kt_sentence_rules_free(kt_sentence_rules *rules)
{
    if (rules == NULL)
        return;
    kt_table_free(&rules->abbreviations);
    kt_stoplist_free(rules->openers);
    free(rules);
}

static kt_abbreviation look_up(const kt_sentence_rules *rules, kt_slice key,
                               uint8_t tag)
{
    kt_probe probe = kt_probe_of(key, tag);
    const kt_entry *entry = kt_table_find(&rules->abbreviations, &probe);
    return entry == NULL ? KT_ABBREVIATION_NONE : (kt_abbreviation)entry->value;
}

kt_abbreviation kt_sentence_abbreviation(const kt_sentence_rules *rules,
                                         kt_slice word)
{
    char small[KT_LONGEST_ABBREVIATION];
    if (word.len == 0 || word.len > sizeof small ||
        rules->abbreviations.count == 0)
        return KT_ABBREVIATION_NONE;
    bool capital = make_small(word, small);
    kt_abbreviation found = look_up(rules, (kt_slice){small, word.len}, 0);
    if (found == KT_ABBREVIATION_NONE && capital)
        found = look_up(rules, word, 1);
    return found;
}

bool kt_sentence_opener(const kt_sentence_rules *rules, kt_slice word)
{
    char small[32];
    if (word.len < 2 || word.len > sizeof small)
        return false;
    make_small(word, small);
    return kt_stoplist_has(rules->openers, (kt_slice){small, word.len});
}
