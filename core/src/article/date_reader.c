#include "article/date_reader.h"

enum {
    LONGEST_SHORT = 4 /* letters of a shortened name: Sept, Agst */
};

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

/* Whether what stands here is one byte, as marks and blanks mostly are. */
static bool is_ascii(const kt_date_reader *r)
{
    return r->at < r->text.len && (r->text.data[r->at] & 0x80) == 0;
}

static bool starts_with(const kt_date_reader *r, const char *bytes)
{
    size_t left = r->text.len - r->at;
    const char *p = r->text.data + r->at;
    while (left > 0 && *bytes != '\0' && *p == *bytes) {
        left--;
        p++;
        bytes++;
    }
    return *bytes == '\0';
}

/* The length of the first of `list`, ended by NULL, that stands here; 0 if
 * none does. */
static size_t length_of(const kt_date_reader *r, const char *const *list)
{
    while (*list != NULL && !starts_with(r, *list))
        list++;
    return *list == NULL ? 0 : strlen(*list);
}

bool kt_skip_wide_blank(kt_date_reader *r)
{
    static const char *const wide[] = {"\xC2\xA0", "\xE2\x80\xAF", NULL};
    size_t len = length_of(r, wide);
    r->at += len;
    return len > 0;
}

bool kt_read_near_number(kt_date_reader *r, int most, kt_date_number *out)
{
    *out = (kt_date_number){0, 0};
    size_t at = r->at;
    for (; at < r->text.len && is_digit(r->text.data[at]); at++) {
        if (out->digits++ == most)
            return false;
        out->value = out->value * 10 + (r->text.data[at] - '0');
    }
    r->at = at;
    return out->digits > 0;
}

bool kt_read_number(kt_date_reader *r, int most, kt_date_number *out)
{
    size_t start = r->at;
    kt_skip_blanks(r);
    bool read = kt_read_near_number(r, most, out);
    if (!read)
        r->at = start;
    return read;
}

char kt_read_near_mark(kt_date_reader *r, const char *set)
{
    static const char *const dashes[] = {"\xE2\x80\x93", "\xE2\x80\x94", NULL};
    static const char *const apostrophes[] = {"\xE2\x80\x98", "\xE2\x80\x99",
                                              NULL};
    char mark = '\0';
    size_t len = 1;
    if (is_ascii(r))
        mark = r->text.data[r->at] == '`' ? '\'' : r->text.data[r->at];
    else if ((len = length_of(r, dashes)) > 0)
        mark = '-';
    else if ((len = length_of(r, apostrophes)) > 0)
        mark = '\'';
    if (!kt_is_one_of(mark, set))
        return '\0';
    r->at += len;
    return mark;
}

char kt_read_mark(kt_date_reader *r, const char *set)
{
    size_t start = r->at;
    kt_skip_blanks(r);
    char mark = kt_read_near_mark(r, set);
    if (mark == '\0')
        r->at = start;
    return mark;
}

static bool is_letter_at(const kt_date_reader *r)
{
    return r->at < r->text.len && is_letter(r->text.data[r->at]);
}

/* Take the letters that stand here into `word`, small and without the
 * apostrophes among them (Jum'at). Returns how many, 0 for too many. */
static size_t take_letters(kt_date_reader *r, char word[KT_LONGEST_DATE_WORD])
{
    size_t len = 0;
    for (;;) {
        for (; is_letter_at(r); r->at++) {
            if (len == KT_LONGEST_DATE_WORD)
                return 0;
            word[len++] = (char)(r->text.data[r->at] | 0x20);
        }
        kt_date_reader c = *r;
        if (len == 0 || kt_read_near_mark(&c, "'") == '\0' || !is_letter_at(&c))
            return len;
        *r = c;
    }
}

/* Whether a letter that is not ASCII stands here. Of the blocks with marks
 * those count that news uses. */
static bool is_foreign(const kt_date_reader *r)
{
    return r->at < r->text.len && (r->text.data[r->at] & 0x80) != 0 &&
           !starts_with(r, "\xC2") && !starts_with(r, "\xE2");
}

/* Whether a full stop after the name is part of it. */
static bool is_shortened(const kt_date_word *word)
{
    static const char *const names[] = {"juli", "july", "june", "juni",
                                        "may",  "mei",  NULL};
    if (word->text[LONGEST_SHORT] != '\0' ||
        (word->kind != KT_WORD_MONTH && word->kind != KT_WORD_WEEKDAY &&
         word->kind != KT_WORD_CLOCK))
        return false;
    for (const char *const *name = names; *name != NULL; name++) {
        if (strcmp(word->text, *name) == 0)
            return false;
    }
    return true;
}

/* The first meaning of the word that stands here, which is passed; NULL if it
 * has none. */
static const kt_date_word *pass_word(kt_date_reader *r)
{
    char letters[KT_LONGEST_DATE_WORD];
    kt_date_seen *seen = &r->seen[r->at % KT_DATE_SEEN];
    if (seen->end == 0 || seen->at != r->at) {
        kt_date_reader c = *r;
        kt_slice word = {letters, take_letters(&c, letters)};
        *seen = (kt_date_seen){r->at, c.at, NULL};
        if (word.len > 0 && !is_foreign(&c))
            seen->word = kt_date_word_find(word);
    }
    r->at = seen->end;
    return seen->word;
}

static bool speaks(const kt_date_rules *rules, const kt_date_word *word)
{
    return rules->languages == 0 || (word->languages & rules->languages) != 0;
}

const kt_date_word *kt_read_word(kt_date_reader *r, kt_date_word_kind kind)
{
    size_t start = r->at;
    const kt_date_word *word = NULL;
    kt_skip_blanks(r);
    if (is_letter_at(r))
        word = kt_date_word_as(pass_word(r), 1u << kind);
    if (word == NULL || !speaks(r->rules, word)) {
        r->at = start;
        return NULL;
    }
    if (r->at < r->text.len && r->text.data[r->at] == '.' && is_shortened(word))
        r->at++;
    return word;
}

bool kt_read_phrase(kt_date_reader *r, const char *phrase)
{
    char letters[KT_LONGEST_DATE_WORD];
    kt_date_reader c = *r;
    while (*phrase != '\0') {
        kt_skip_blanks(&c);
        if (!is_letter_at(&c) || (c.text.data[c.at] | 0x20) != *phrase)
            return false;
        size_t len = strcspn(phrase, " ");
        if (take_letters(&c, letters) != len ||
            memcmp(letters, phrase, len) != 0 || is_foreign(&c))
            return false;
        phrase += len + (phrase[len] == ' ');
    }
    *r = c;
    return true;
}

bool kt_is_next(const kt_date_reader *r, unsigned kinds)
{
    kt_date_reader c = *r;
    kt_skip_blanks(&c);
    if (!is_letter_at(&c))
        return c.at < c.text.len && is_digit(c.text.data[c.at]);
    return kt_date_word_as(pass_word(&c), kinds) != NULL;
}

bool kt_is_capital(const kt_date_reader *r)
{
    kt_date_reader c = *r;
    kt_skip_blanks(&c);
    return c.at < c.text.len && c.text.data[c.at] >= 'A' &&
           c.text.data[c.at] <= 'Z';
}

/* Whether "kemarin" and a weekday alone are dates. */
static bool may_reckon(const kt_date_rules *rules)
{
    return rules->has_reference && !rules->days;
}

bool kt_is_opening(const kt_date_reader *r)
{
    const unsigned said = 1u << KT_WORD_MONTH | 1u << KT_WORD_WEEKDAY |
                          1u << KT_WORD_CLOCK | 1u << KT_WORD_ABOUT |
                          1u << KT_WORD_DATE | 1u << KT_WORD_YEAR;
    const unsigned reckoned = 1u << KT_WORD_PART | 1u << KT_WORD_UNIT |
                              1u << KT_WORD_ONE_UNIT | 1u << KT_WORD_COUNT |
                              1u << KT_WORD_STEP | 1u << KT_WORD_OPENING;
    return kt_is_next(r, may_reckon(r->rules) ? said | reckoned : said);
}

bool kt_is_edge(const kt_date_reader *r)
{
    size_t left = r->text.len - r->at;
    const char *p = r->text.data + r->at;
    if (left == 0)
        return true;
    if (is_digit(*p) || is_letter(*p) || is_foreign(r) || *p == '/' ||
        *p == '%' || *p == '_')
        return false;
    return left < 2 || !kt_is_one_of(*p, "-.:,") || !is_digit(p[1]);
}
