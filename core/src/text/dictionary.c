#include "text/dictionary.h"

#include <ktool/tokens.h>

#ifdef KT_WITH_ICU

#include "base/list.h"
#include "text/unicode_tables.h"
#include "text/utf8.h"

#include <stdlib.h>
#include <unicode/ubrk.h>
#include <unicode/utext.h>

enum {
    PIECE = 4096 /* code points */
};

/* Blocks of the scripts that ICU has dictionaries for. */
static const struct {
    uint32_t first, last;
} blocks[] = {
    {0x0E00, 0x0EFF}, {0x1000, 0x109F},   {0x1780, 0x17FF},   {0x19E0, 0x19FF},
    {0x3005, 0x3007}, {0x3041, 0x30FF},   {0x31F0, 0x31FF},   {0x3400, 0x4DBF},
    {0x4E00, 0x9FFF}, {0xA9E0, 0xA9FF},   {0xAA60, 0xAA7F},   {0xF900, 0xFAFF},
    {0xFF66, 0xFF9F}, {0x1B000, 0x1B16F}, {0x20000, 0x323AF},
};

static bool in_blocks(uint32_t point)
{
    size_t i = 0;
    while (i < sizeof blocks / sizeof *blocks && point > blocks[i].last)
        i++;
    return i < sizeof blocks / sizeof *blocks && point >= blocks[i].first;
}

/* Whether a run goes on with this code point. */
static bool in_run(uint32_t point, bool first)
{
    uint16_t entry = kt_unicode(point);
    unsigned wb = entry & KT_UNI_WB;
    if (wb == WB_EXTEND || wb == WB_FORMAT || wb == WB_ZWJ)
        return !first;
    return (entry & KT_UNI_KIND) == KT_UNI_LETTER && in_blocks(point);
}

static const uint8_t *run_end(const uint8_t *p, const uint8_t *end)
{
    const uint8_t *start = p;
    for (size_t points = 0; p < end && points < PIECE; points++) {
        kt_code code = kt_utf8_decode(p, end);
        if (!in_run(code.point, p == start))
            break;
        p += code.len;
    }
    return p;
}

static bool keep_bounds(kt_dictionary *d)
{
    for (int32_t at = ubrk_first(d->words); at != UBRK_DONE;
         at = ubrk_next(d->words)) {
        if (at == 0)
            continue;
        if (!kt_list_grow(&d->bounds, d->count, sizeof *d->bounds))
            return false;
        d->bounds[d->count++] = at;
    }
    return true;
}

static bool divide(kt_dictionary *d)
{
    UErrorCode code = U_ZERO_ERROR;
    UText text = UTEXT_INITIALIZER;
    d->count = d->next = 0;
    if (d->words == NULL)
        d->words = ubrk_open(UBRK_WORD, "", NULL, 0, &code);
    utext_openUTF8(&text, (const char *)d->piece, d->end - d->piece, &code);
    ubrk_setUText(d->words, &text, &code);
    bool divided = U_SUCCESS(code) && keep_bounds(d);
    utext_close(&text);
    return divided;
}

const uint8_t *kt_dictionary_word_end(kt_dictionary *d, const uint8_t *p,
                                      const uint8_t *end)
{
    if (d->piece == NULL || p < d->piece || p >= d->end) {
        const uint8_t *piece_end = run_end(p, end);
        if (piece_end == p)
            return NULL;
        d->piece = p;
        d->end = piece_end;
        if (!divide(d)) {
            d->failed = true;
            d->piece = NULL;
            return piece_end;
        }
    }
    while (d->next < d->count && d->piece + d->bounds[d->next] <= p)
        d->next++;
    return d->next < d->count ? d->piece + d->bounds[d->next] : d->end;
}

void kt_dictionary_free(kt_dictionary *d)
{
    if (d->words != NULL)
        ubrk_close(d->words);
    free(d->bounds);
}

const char *kt_icu_version(void)
{
    return U_ICU_VERSION;
}

#else

const uint8_t *kt_dictionary_word_end(kt_dictionary *d, const uint8_t *p,
                                      const uint8_t *end)
{
    (void)d, (void)p, (void)end;
    return NULL;
}

void kt_dictionary_free(kt_dictionary *d)
{
    (void)d;
}

const char *kt_icu_version(void)
{
    return NULL;
}

#endif

void kt_dictionary_forget(kt_dictionary *d)
{
    d->piece = NULL;
}
