/**
 * @file
 * Indonesian affixes: every way in which a word could be a root with affixes.
 */
#ifndef KT_TEXT_STEM_AFFIX_H
#define KT_TEXT_STEM_AFFIX_H

#include <ktool/slice.h>

enum {
    KT_STEM_POINTS = 100,    /**< longest word, in code points */
    KT_STEM_BYTES = 4 * 100, /**< and in bytes */
    KT_AFFIX_DEPTH = 3       /**< most prefixes, and most suffixes */
};

/** A word on its way to the stem. */
typedef struct kt_stem_text {
    size_t len;
    char data[KT_STEM_BYTES];
} kt_stem_text;

static inline kt_slice kt_stem_slice(const kt_stem_text *text)
{
    return (kt_slice){text->data, text->len};
}

/** @p text must not be longer than KT_STEM_BYTES; it may lie in @p out. */
void kt_stem_set(kt_stem_text *out, kt_slice text);

/** Whether @p word has nothing but a to z, and at least one. */
bool kt_stem_is_ascii_word(kt_slice word);

/** Vowels, which are about as many as syllables. */
size_t kt_stem_vowels(kt_slice word);

typedef enum kt_prefix_kind {
    KT_PREFIX_NONE = 0,
    KT_PREFIX_KU = 1 << 0, /**< ku- and kau- */
    KT_PREFIX_DI = 1 << 1,
    KT_PREFIX_ME = 1 << 2,
    KT_PREFIX_BER = 1 << 3,
    KT_PREFIX_TER = 1 << 4,
    KT_PREFIX_PER = 1 << 5,
    KT_PREFIX_PE = 1 << 6,
    KT_PREFIX_KE = 1 << 7,
    KT_PREFIX_SE = 1 << 8,
    KT_PREFIX_DOUBLED = 1 << 9 /**< first letter and e: re-rata */
} kt_prefix_kind;

typedef struct kt_prefix {
    const char *name;     /**< "me-" */
    const char *text;     /**< what stands in the word, as "meny" */
    const char *restored; /**< what it swallowed, as "s" */
    const char *before;   /**< letters that may follow; NULL for any */
    kt_prefix_kind kind;
    unsigned condition; /**< more to ask of what follows */
} kt_prefix;

typedef enum kt_suffix {
    KT_SUFFIX_NONE,
    KT_SUFFIX_KAN,
    KT_SUFFIX_AN,
    KT_SUFFIX_I,
    KT_SUFFIX_SHARED_KAN /**< menunjukan for menunjuk-kan, a common slip */
} kt_suffix;

/** One reading of a word: prefixes + root + suffix + possessive + particle.
 * Names are NULL where there is none. */
typedef struct kt_reading {
    const kt_prefix *prefixes[KT_AFFIX_DEPTH]; /**< the outermost first */
    size_t prefix_count;
    kt_suffix suffix;
    const char *possessive; /**< "nya" */
    const char *particle;   /**< "lah" */
    kt_stem_text root;
} kt_reading;

/** The kind of the outermost prefix. */
kt_prefix_kind kt_reading_outer(const kt_reading *reading);

/** Call back for each reading of @p word, an ASCII word of at most
 * KT_STEM_POINTS letters, that has an affix and breaks no rule of which
 * prefix goes with which suffix. */
void kt_readings_each(kt_slice word,
                      void (*visit)(void *ctx, const kt_reading *reading),
                      void *ctx);

/** Call back with each step from @p word to the root. */
void kt_reading_steps(const kt_reading *reading, kt_slice word,
                      void (*visit)(void *ctx, const char *rule,
                                    kt_slice before, kt_slice after),
                      void *ctx);

/** The length of @p word without @p ending, or 0 if it does not end so or is
 * nothing else. */
size_t kt_stem_without(kt_slice word, const char *ending);

#endif
