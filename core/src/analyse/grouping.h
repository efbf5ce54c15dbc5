/**
 * @file
 * What kt_grouping is made of.
 */
#ifndef KT_ANALYSE_GROUPING_H
#define KT_ANALYSE_GROUPING_H

#include "base/arena.h"

#include <ktool/words.h>

struct kt_grouping {
    uint32_t *group_of; /**< for each article of the corpus, in order */
    size_t article_count;
    kt_slice *names; /**< sorted */
    uint32_t count;
    kt_arena arena;
};

#endif
