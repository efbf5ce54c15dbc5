/**
 * @file
 * What sentence boundaries need to know of each code point: a two-stage
 * table of bytes.
 */
#ifndef KT_TEXT_SENTENCE_TABLES_H
#define KT_TEXT_SENTENCE_TABLES_H

#include <stdbool.h>
#include <stdint.h>

/** Sentence_Break, in the order that sentence_tables.lua numbers it. */
typedef enum kt_sb {
    SB_OTHER,
    SB_CR,
    SB_LF,
    SB_SEP,
    SB_EXTEND,
    SB_FORMAT,
    SB_SP,
    SB_LOWER,
    SB_UPPER,
    SB_OLETTER,
    SB_NUMERIC,
    SB_ATERM,
    SB_SCONTINUE,
    SB_STERM,
    SB_CLOSE
} kt_sb;

/** The bits of an entry. */
enum {
    KT_SENTENCE_SB = 0x0f,    /**< its kt_sb */
    KT_SENTENCE_OPENS = 0x10, /**< a bracket or quotation mark that opens */
    KT_SENTENCE_SHUTS = 0x20  /**< one that shuts */
};

extern const uint8_t kt_sentence_block[];
extern const uint8_t kt_sentence_entry[];

/** The entry of @p code, which must be at most U+10FFFF. */
static inline uint8_t kt_sentence_of(uint32_t code)
{
    return kt_sentence_entry[kt_sentence_block[code >> 7] * 128u +
                             (code & 127)];
}

static inline kt_sb kt_sentence_class(uint32_t code)
{
    return kt_sentence_of(code) & KT_SENTENCE_SB;
}

/** A set of Sentence_Break classes has a bit for each. */
#define KT_SB(class) (1u << (class))

enum {
    KT_SB_TERMINATORS = KT_SB(SB_ATERM) | KT_SB(SB_STERM),
    KT_SB_LINE_ENDS = KT_SB(SB_CR) | KT_SB(SB_LF) | KT_SB(SB_SEP),
    KT_SB_LETTERS = KT_SB(SB_LOWER) | KT_SB(SB_UPPER) | KT_SB(SB_OLETTER)
};

static inline bool kt_sb_in(kt_sb class, unsigned set)
{
    return (KT_SB(class) & set) != 0;
}

#endif
