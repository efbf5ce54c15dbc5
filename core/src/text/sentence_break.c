/* The sentence boundaries of UAX #29, as they are written there. */
#include "text/sentence_tables.h"
#include "text/utf8.h"

#include <ktool/sentences.h>

/* How much of "SATerm Close* Sp*" has been read. */
typedef enum stage {
    STAGE_NONE,
    STAGE_TERMINATOR,
    STAGE_CLOSE,
    STAGE_SPACE
} stage;

/* What the rules look back at. */
typedef struct context {
    kt_sb before_terminator;
    kt_sb before; /* the class read last */
    kt_sb terminator;
    stage stage;
} context;

/* The end of rule SB8: whether the first letter or terminator from p on is
 * lower case. Terminators end the search, so that no byte is looked at for
 * more than one of them. */
static bool lower_ahead(const uint8_t *p, const uint8_t *end)
{
    while (p < end) {
        kt_code code = kt_utf8_decode(p, end);
        kt_sb class = kt_sentence_class(code.point);
        if (kt_sb_in(class,
                     KT_SB_LETTERS | KT_SB_LINE_ENDS | KT_SB_TERMINATORS))
            return class == SB_LOWER;
        p += code.len;
    }
    return false;
}

/* Rules SB6 to SB11: whether a sentence ends before class, which is at p. */
static bool ends_before(const context *seen, kt_sb class, const uint8_t *p,
                        const uint8_t *end)
{
    const unsigned letters = KT_SB(SB_UPPER) | KT_SB(SB_LOWER);
    bool after_point = seen->terminator == SB_ATERM;
    switch (seen->stage) {
    case STAGE_NONE:
        return false;
    case STAGE_TERMINATOR:
        if (after_point &&
            (class == SB_NUMERIC ||
             (class == SB_UPPER && kt_sb_in(seen->before_terminator, letters))))
            return false;
        /* fall through */
    case STAGE_CLOSE:
        if (class == SB_CLOSE)
            return false;
        /* fall through */
    case STAGE_SPACE:
        break;
    }
    if (kt_sb_in(class, KT_SB(SB_SP) | KT_SB_LINE_ENDS | KT_SB(SB_SCONTINUE) |
                            KT_SB_TERMINATORS))
        return false;
    return !after_point || !lower_ahead(p, end);
}

static void advance(context *seen, kt_sb class)
{
    if (kt_sb_in(class, KT_SB_TERMINATORS)) {
        seen->before_terminator = seen->before;
        seen->terminator = class;
        seen->stage = STAGE_TERMINATOR;
    } else if (class == SB_SP && seen->stage != STAGE_NONE) {
        seen->stage = STAGE_SPACE;
    } else if (class == SB_CLOSE && (seen->stage == STAGE_TERMINATOR ||
                                     seen->stage == STAGE_CLOSE)) {
        seen->stage = STAGE_CLOSE;
    } else {
        seen->stage = STAGE_NONE;
    }
    seen->before = class;
}

size_t kt_sentence_boundary(kt_slice text, size_t at)
{
    const uint8_t *base = (const uint8_t *)text.data;
    const uint8_t *p = base + at, *end = base + text.len;
    context seen = {SB_OTHER, SB_OTHER, SB_OTHER, STAGE_NONE};
    while (p < end) {
        kt_code code = kt_utf8_decode(p, end);
        kt_sb class = kt_sentence_class(code.point);
        /* Rule SB5: these belong to what they follow. */
        if (!kt_sb_in(class, KT_SB(SB_EXTEND) | KT_SB(SB_FORMAT))) {
            if (ends_before(&seen, class, p, end))
                break;
            advance(&seen, class);
        }
        p += code.len;
        if (kt_sb_in(class, KT_SB_LINE_ENDS)) {
            bool pair = class == SB_CR && p < end && *p == '\n';
            return (size_t)(p - base) + pair;
        }
    }
    return (size_t)(p - base);
}
