#include "fuzz.h"

#include <ktool/sentences.h>
#include <stdlib.h>

static bool is_ascii_space(uint8_t byte)
{
    return (byte >= '\t' && byte <= '\r') || byte == ' ';
}

/* Between sentences there are only bytes that white space is made of. */
static void check_gap(const uint8_t *data, size_t from, size_t to)
{
    for (; from < to; from++) {
        uint8_t byte = data[from];
        assert(is_ascii_space(byte) || (byte & 0xC0) == 0x80 || byte == 0xC2 ||
               byte == 0xE1 || byte == 0xE2 || byte == 0xE3);
    }
}

/* Sentences are in order, inside the text, not empty, and cover all that is
 * not white space; boundaries go forward. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static kt_sentence_rules *rules;
    if (rules == NULL && kt_sentence_rules_new("id+en", &rules, NULL) != KT_OK)
        abort();
    kt_sentences walk = {.rules = rules, .text = {(const char *)data, size}};
    kt_sentence sentence;
    size_t at = 0;
    while (kt_sentences_next(&walk, &sentence)) {
        assert(sentence.start >= at && sentence.end > sentence.start);
        assert(sentence.end <= size && walk.at >= sentence.end);
        check_gap(data, at, sentence.start);
        assert(!is_ascii_space(data[sentence.start]));
        assert(!is_ascii_space(data[sentence.end - 1]));
        at = sentence.end;
    }
    check_gap(data, at, size);
    for (size_t boundary = 0; boundary < size;) {
        size_t next = kt_sentence_boundary(walk.text, boundary);
        assert(next > boundary && next <= size);
        boundary = next;
    }
    return 0;
}
