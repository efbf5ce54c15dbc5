#include "text/quote_rules.h"

#include "base/data.h"

#include <stdlib.h>

enum {
    LONGEST_WORD = 32 /* in bytes, of those in the data files */
};

static bool kind_of_mark(kt_slice mark, uint64_t *kind)
{
    static const char *const marks[] = {
        [KT_QUOTE_WORD_AFTER] = "after",     [KT_QUOTE_WORD_BEFORE] = "before",
        [KT_QUOTE_WORD_BOTH] = "both",       [KT_QUOTE_WORD_ALONE] = "alone",
        [KT_QUOTE_WORD_PRONOUN] = "pronoun", [KT_QUOTE_WORD_ASIDE] = "aside",
        [KT_QUOTE_WORD_INSIDE] = "inside",   [KT_QUOTE_WORD_DEGREE] = "degree",
        [KT_QUOTE_WORD_DAY] = "day",
    };
    for (size_t i = 1; i < sizeof marks / sizeof *marks; i++) {
        if (kt_slice_equal(mark, kt_slice_of(marks[i]))) {
            *kind = i;
            return true;
        }
    }
    return false;
}

/* The line without its last word, which goes into mark. */
static kt_slice split(kt_slice line, kt_slice *mark)
{
    size_t space = line.len;
    while (space > 0 && line.data[space - 1] != ' ')
        space--;
    *mark = kt_slice_sub(line, space, line.len);
    return kt_slice_sub(line, 0, space == 0 ? 0 : space - 1);
}

static kt_status add_line(void *table, kt_slice name, kt_slice line,
                          kt_error *err)
{
    uint64_t kind;
    kt_slice mark, word = split(line, &mark);
    if (word.len == 0 || word.len > LONGEST_WORD || !kind_of_mark(mark, &kind))
        return KT_FAIL(err, KT_ERR_FORMAT,
                       "attribution/%.*s.txt: '%.*s' is not a word and what it "
                       "does, as 'kata after'",
                       (int)name.len, name.data, (int)line.len, line.data);
    kt_probe probe = kt_probe_of(word, 0);
    kt_entry *entry = NULL;
    if (kt_table_reserve(table, 1))
        entry = kt_table_at(table, &probe);
    if (entry == NULL)
        return KT_FAIL_NOMEM(err);
    entry->value = kind;
    return KT_OK;
}

kt_status kt_quote_rules_new(const char *languages, kt_quote_rules **out,
                             kt_error *err)
{
    *out = NULL;
    kt_quote_rules *rules = calloc(1, sizeof *rules);
    if (rules == NULL)
        return KT_FAIL_NOMEM(err);
    kt_status status = kt_sentence_rules_new(languages, &rules->sentences, err);
    if (status == KT_OK)
        status = kt_data_each_line("attribution", "no attribution in",
                                   languages, add_line, &rules->words, err);
    if (status == KT_OK)
        *out = rules;
    else
        kt_quote_rules_free(rules);
    return status;
}

void kt_quote_rules_free(kt_quote_rules *rules)
{
    if (rules == NULL)
        return;
    kt_sentence_rules_free(rules->sentences);
    kt_table_free(&rules->words);
    free(rules);
}

kt_quote_word kt_quote_word_of(const kt_quote_rules *rules, kt_slice word)
{
    char small[LONGEST_WORD];
    if (word.len == 0 || word.len > sizeof small || rules->words.count == 0)
        return KT_QUOTE_WORD_NONE;
    /* Words of the languages with data files have no other capitals. */
    for (size_t i = 0; i < word.len; i++) {
        char c = word.data[i];
        small[i] = c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
    }
    kt_probe probe = kt_probe_of((kt_slice){small, word.len}, 0);
    const kt_entry *entry = kt_table_find(&rules->words, &probe);
    return entry == NULL ? KT_QUOTE_WORD_NONE : (kt_quote_word)entry->value;
}
