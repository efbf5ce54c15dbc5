/**
 * @file
 * Which tokens of a corpus to look at, and what to do with them: count,
 * count by group, concordance. Everything runs over term ids, on all jobs.
 */
#ifndef KTOOL_WORDS_H
#define KTOOL_WORDS_H

#include <ktool/corpus.h>
#include <ktool/counter.h>
#include <ktool/stoplist.h>
#include <ktool/text.h>
#include <ktool/tokens.h>

/** Which tokens count. Begin with KT_WORDS_DEFAULT. */
typedef struct kt_words_options {
    bool cased;       /**< keep upper and lower case apart */
    unsigned form;    /**< KT_FORM_COMPATIBILITY, KT_FORM_STRIP, both or 0: what
                           else is done to words before they are compared */
    unsigned min;     /**< code points a word has at least */
    unsigned classes; /**< bit 1 << kt_class for each class that counts */
    unsigned parts;   /**< bit 1 << kt_label for each part that counts; with
                           KT_LABEL_QUOTE what is within quotes does */
    unsigned without; /**< bit 1 << kt_label for each part of these that does
                           not: with KT_LABEL_QUOTE what is within quotes */
    const char *stem; /**< language whose stems words count as, "id"; NULL for
                           none. Not with cased or form. min and stop look at
                         the word before it is stemmed */
    const char *stop; /**< stop lists to leave out, as kt_stoplist_new()
                           takes them; NULL or "none" for none */
} kt_words_options;

#define KT_WORDS_DEFAULT                                                       \
    ((kt_words_options){.classes = 1u << KT_CLASS_WORD,                        \
                        .parts = 1u << KT_LABEL_TITLE | 1u << KT_LABEL_BODY})

/** "word" and so on; KT_CLASS_TOTAL if there is none of that name. */
kt_class kt_class_from_name(kt_slice name);

/** "title" and so on; KT_LABEL_TOTAL if there is none of that name. */
kt_label kt_label_from_name(kt_slice name);

typedef struct kt_words kt_words;

/**
 * A word that stands only capitalised in the store, and that no dictionary
 * knows as a common word, is taken for a name and not stemmed.
 *
 * @param corpus  kept open by the words; the caller may close it first
 * @retval KT_ERR_USAGE      both cased and stem
 * @retval KT_ERR_NOT_FOUND  no stop list of that name, or no such language;
 *                           the message lists them
 */
kt_status kt_words_new(kt_corpus *corpus, const kt_words_options *options,
                       kt_words **out, kt_error *err);
void kt_words_free(kt_words *words);

/** What is left out, borrowed from the words. */
const kt_stoplist *kt_words_stop(const kt_words *words);

/** Whether words are stemmed by rules alone, for want of a dictionary. */
bool kt_words_lack_dictionary(const kt_words *words);

/** How often each word occurs. The caller frees the counter. */
kt_status kt_words_count(kt_words *words, kt_counter **out, kt_error *err);

/** Groups of articles, such as those of one source or one month. */
typedef struct kt_grouping kt_grouping;

/**
 * Group the articles of @p corpus by id, source, author, place, section,
 * lang, url, path or title, by "day", "week" (ISO 8601, as 2024-W05), "month"
 * or "year" of their date, or by a free field. An article without a value is
 * in the group "(none)".
 *
 * @retval KT_ERR_USAGE  no article has such a field; the message suggests one
 */
kt_status kt_grouping_by(kt_corpus *corpus, kt_slice field, kt_grouping **out,
                         kt_error *err);

/** Group by names of one's own: @p names has one for each of
 * kt_corpus_ids(), in that order. */
kt_status kt_grouping_of(const kt_slice *names, size_t count, kt_grouping **out,
                         kt_error *err);
void kt_grouping_free(kt_grouping *grouping);

/** Groups in the order of their names' code points. */
size_t kt_grouping_count(const kt_grouping *grouping);
kt_slice kt_grouping_name(const kt_grouping *grouping, size_t group);

/**
 * How often each word occurs in each group.
 *
 * @param counters  room for kt_grouping_count() counters; on success the
 *                  caller frees each, on failure there is none
 */
kt_status kt_words_count_by(kt_words *words, const kt_grouping *grouping,
                            kt_counter **counters, kt_error *err);

/** A place where a pattern was found. Offsets are into the raw text. */
typedef struct kt_hit {
    int64_t article;
    size_t start, end;         /**< of the hit */
    kt_slice left, hit, right; /**< as they stand, white space made one
                                    space; left and right may be empty */
} kt_hit;

typedef struct kt_concordance kt_concordance;

/**
 * Every place of @p pattern: a word, a glob with * and ?, or several of them
 * for a phrase, compared folded unless the words are cased. A stop list does
 * not hide a word that is asked for. A phrase does not run on into another
 * article, part or paragraph, nor into or out of a quote where only one of
 * the two counts.
 *
 * @param width  words to either side, within the article's parts
 * @retval KT_ERR_USAGE  a pattern without a word, or words that are stemmed
 */
kt_status kt_concordance_new(kt_words *words, kt_slice pattern, unsigned width,
                             kt_concordance **out, kt_error *err);
void kt_concordance_free(kt_concordance *concordance);

/** How many hits there are. */
size_t kt_concordance_count(const kt_concordance *concordance);

/** The next hit, in the order of articles and places; KT_ERR_NOT_FOUND (with
 * @p err untouched) after the last. Borrowed until the next call. */
kt_status kt_concordance_next(kt_concordance *concordance, kt_hit *out,
                              kt_error *err);

/** A walk over the tokens of one article that count. */
typedef struct kt_walk kt_walk;

/**
 * @param article  borrowed until the walk is freed
 * @retval KT_ERR_USAGE  options with a stem: which words are names is known
 *                       of a corpus only
 */
kt_status kt_walk_new(const kt_article *article,
                      const kt_words_options *options, kt_walk **out,
                      kt_error *err);
void kt_walk_free(kt_walk *walk);

/** What is left out, borrowed from the walk. */
const kt_stoplist *kt_walk_stop(const kt_walk *walk);

/** The next token, its offsets into the raw text, and the word that it counts
 * as, borrowed until the next call. KT_ERR_NOT_FOUND (with @p err untouched)
 * after the last. */
kt_status kt_walk_next(kt_walk *walk, kt_token *token, kt_slice *word,
                       kt_error *err);

#endif
