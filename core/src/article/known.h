/* STUB until the real one is merged */
#ifndef KT_ARTICLE_KNOWN_H
#define KT_ARTICLE_KNOWN_H
#include "base/arena.h"
#include <ktool/article.h>
typedef struct kt_known {
    kt_buffer out;
} kt_known;
void kt_known_free(kt_known *);
void kt_known_begin(kt_known *, const kt_article *);
void kt_known_read(kt_known *, kt_slice field, kt_slice value, kt_label from);
kt_status kt_known_finish(kt_known *, kt_arena *, kt_article *, kt_error *);
#endif
