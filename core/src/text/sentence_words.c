#include "text/sentence_words.h"

#include <string.h>

enum {
    WORD = KT_SB_LETTERS | KT_SB(SB_NUMERIC)
};

kt_code kt_code_before(kt_sentence_text text, const uint8_t *p)
{
    for (size_t len = 1; len <= 4 && len <= (size_t)(p - text.start); len++) {
        kt_code code = kt_utf8_decode(p - len, p);
        if (code.len == len && code.well_formed)
            return code;
    }
    return p > text.start ? (kt_code){KT_REPLACEMENT, 1, false}
                          : (kt_code){'\n', 0, false};
}

const uint8_t *kt_skip_spaces(kt_sentence_text text, const uint8_t *p)
{
    for (;;) {
        kt_code code = kt_code_at(text, p);
        if (kt_sentence_class(code.point) != SB_SP)
            return p;
        p += code.len;
    }
}

static const uint8_t *skip_spaces_back(kt_sentence_text text, const uint8_t *p)
{
    for (;;) {
        kt_code code = kt_code_before(text, p);
        if (kt_sentence_class(code.point) != SB_SP)
            return p;
        p -= code.len;
    }
}

kt_word kt_word_before(kt_sentence_text text, const uint8_t *p)
{
    const unsigned parts = WORD | KT_SB(SB_EXTEND) | KT_SB(SB_ATERM);
    const uint8_t *start = p;
    kt_word w = {.small = true};
    while (p - start < KT_LONGEST_WORD) {
        kt_code code = kt_code_before(text, start);
        kt_sb class = kt_sentence_class(code.point);
        if (!kt_sb_in(class, parts))
            break;
        if (kt_sb_in(class, KT_SB_LETTERS)) {
            w.letters++;
            w.capital = class == SB_UPPER;
        }
        w.small &= class != SB_UPPER;
        w.points += class == SB_ATERM;
        start -= code.len;
    }
    w.text = (kt_slice){(const char *)start, (size_t)(p - start)};
    return w;
}

kt_word kt_word_at(kt_sentence_text text, const uint8_t *p)
{
    const uint8_t *end = p;
    kt_word w = {.small = true};
    while (end - p < KT_LONGEST_WORD) {
        kt_code code = kt_code_at(text, end);
        kt_sb class = kt_sentence_class(code.point);
        bool point = code.point == '.' &&
                     kt_sb_in(kt_class_at(text, end + 1), KT_SB_LETTERS);
        if (!point && !kt_sb_in(class, WORD))
            break;
        w.capital |= w.letters == 0 && class == SB_UPPER;
        w.letters += kt_sb_in(class, KT_SB_LETTERS);
        w.small &= class != SB_UPPER;
        w.points += point;
        end += code.len;
    }
    w.text = (kt_slice){(const char *)p, (size_t)(end - p)};
    return w;
}

uint32_t kt_mark_before(kt_sentence_text text, const uint8_t *p)
{
    return kt_code_before(text, skip_spaces_back(text, p)).point;
}

kt_word kt_last_word(kt_sentence_text text, const uint8_t *p)
{
    return kt_word_before(text, skip_spaces_back(text, p));
}

bool kt_word_is_initials(const kt_word *word)
{
    size_t piece = 0, first = 0, longest = 0;
    if (word->letters == 0 || word->letters + word->points != word->text.len)
        return false;
    for (size_t i = 0; i < word->text.len; i++) {
        piece = word->text.data[i] == '.' ? 0 : piece + 1;
        longest = piece > longest ? piece : longest;
        first = first == 0 && piece == 0 ? i : first;
    }
    if (word->points == 0)
        return word->letters == 1 && word->capital;
    return word->capital ? first <= 2 && longest <= 4 : longest == 1;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_roman(kt_slice text)
{
    for (size_t i = 0; i < text.len; i++) {
        if (strchr("IVXLC", text.data[i]) == NULL)
            return false;
    }
    return text.len > 0;
}

bool kt_word_is_numbering(const kt_word *word)
{
    return word->letters == 0 || is_digit(word->text.data[0]) ||
           (word->letters == 1 && word->text.len == 1) || is_roman(word->text);
}

unsigned kt_word_number(const kt_word *word, size_t *digits)
{
    unsigned number = 0;
    size_t start = word->text.len, len = word->text.len;
    while (start > 0 && len - start < 4 && is_digit(word->text.data[start - 1]))
        start--;
    for (size_t i = start; i < len; i++)
        number = number * 10 + (unsigned)(word->text.data[i] - '0');
    *digits = len - start;
    return number;
}
