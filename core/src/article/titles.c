#include "article/titles.h"

#include "base/table.h"

#include <stdlib.h>

enum {
    FEWEST_WORDS = 3,
    SHORTEST = 16,
    LONGEST = 512 /* bytes of a title that are looked at */
};

void kt_titles_free(kt_titles *titles)
{
    free(titles->slots);
    *titles = (kt_titles){0};
}

static bool is_space(unsigned char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

/* A walk over the words of a text, and a hash of those passed. */
typedef struct walk {
    kt_slice text;
    size_t at;
    size_t words;
    uint64_t hash;
} walk;

/* Pass one word; false at the end. Letters of ASCII are folded: a title and
 * the link to it are written by the same program, which differs in case at
 * most. */
static bool next_word(walk *w)
{
    while (w->at < w->text.len && is_space((unsigned char)w->text.data[w->at]))
        w->at++;
    if (w->at == w->text.len)
        return false;
    uint64_t hash = kt_mix(w->hash ^ 0x9E3779B97F4A7C15u, 0xD6E8FEB86659FD93u);
    while (w->at < w->text.len &&
           !is_space((unsigned char)w->text.data[w->at])) {
        unsigned char c = (unsigned char)w->text.data[w->at++];
        c = c >= 'A' && c <= 'Z' ? c | 0x20 : c;
        hash = kt_mix(hash ^ c, 0x9E3779B97F4A7C15u);
    }
    w->hash = hash;
    w->words++;
    return true;
}

/* Where a hash is, or where it would stand. */
static size_t find(const kt_titles *titles, uint64_t hash)
{
    size_t i = hash & (titles->capacity - 1);
    while (titles->slots[i] != 0 && titles->slots[i] != hash)
        i = (i + 1) & (titles->capacity - 1);
    return i;
}

static bool grow(kt_titles *titles)
{
    kt_titles larger = {.capacity =
                            titles->capacity == 0 ? 64 : titles->capacity * 2};
    larger.slots = calloc(larger.capacity, sizeof *larger.slots);
    if (larger.slots == NULL)
        return false;
    for (size_t i = 0; i < titles->capacity; i++) {
        if (titles->slots[i] != 0)
            larger.slots[find(&larger, titles->slots[i])] = titles->slots[i];
    }
    larger.count = titles->count;
    free(titles->slots);
    *titles = larger;
    return true;
}

bool kt_titles_add(kt_titles *titles, kt_slice title)
{
    walk w = {.text = title};
    if (title.len < SHORTEST || title.len > LONGEST)
        return true;
    while (next_word(&w))
        ;
    if (w.words < FEWEST_WORDS || w.hash == 0)
        return true;
    if (titles->count * 2 >= titles->capacity && !grow(titles))
        return false;
    size_t i = find(titles, w.hash);
    titles->count += titles->slots[i] == 0;
    titles->slots[i] = w.hash;
    return true;
}

size_t kt_titles_match(const kt_titles *titles, kt_slice text)
{
    size_t best = 0;
    if (titles->count == 0)
        return 0;
    walk w = {
        .text = kt_slice_sub(text, 0, text.len < LONGEST ? text.len : LONGEST)};
    while (next_word(&w)) {
        bool is_cut = w.at < text.len && !is_space((uint8_t)text.data[w.at]);
        if (!is_cut && w.words >= FEWEST_WORDS &&
            titles->slots[find(titles, w.hash)] == w.hash)
            best = w.at;
    }
    return best;
}
