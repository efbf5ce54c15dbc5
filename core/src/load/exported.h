/**
 * @file
 * What an export says of an article besides what was given of it.
 */
#ifndef KT_LOAD_EXPORTED_H
#define KT_LOAD_EXPORTED_H

#include "load/json.h"
#include <ktool/article.h>

/**
 * Take path, line, original, replaced, tags and annotations of @p article from
 * @p object, the value of the key "ktool" (ktool/export.h).
 *
 * @param arena  keeps what the article then refers to
 * @param field  Receives the free field called "ktool"; empty if there is none.
 * @retval KT_ERR_FORMAT  kt_article_own_json() does not write such a value;
 *                        nothing was taken, and there is no message
 * @retval KT_ERR_NOMEM
 */
kt_status kt_read_exported(kt_json *json, kt_arena *arena, kt_slice object,
                           kt_article *article, kt_slice *field);

#endif
