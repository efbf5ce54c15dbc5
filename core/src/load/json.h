/**
 * @file
 * The members of a JSON object.
 */
#ifndef KT_LOAD_JSON_H
#define KT_LOAD_JSON_H

#include "base/arena.h"
#include <ktool/status.h>

/** Parses one object after the other. */
typedef struct kt_json kt_json;

/** Everything lies in the text that was parsed, or in the arena. */
typedef struct kt_member {
    kt_slice name;
    kt_slice json; /**< the value as it is written, without space around */
    bool is_string;
    kt_slice string; /**< the value, if it is a string */
} kt_member;

/** @return NULL without memory. @p arena must outlive it. */
kt_json *kt_json_new(kt_arena *arena);
void kt_json_free(kt_json *json);

/**
 * Parse @p text, valid UTF-8 that is one JSON object.
 *
 * @param members  Receives its members in order, duplicates included, until
 *                 the next call.
 * @retval KT_ERR_FORMAT  it is not; the message says what is wrong where
 * @retval KT_ERR_LIMIT   nested more than 1000 deep
 * @retval KT_ERR_NOMEM
 */
kt_status kt_json_members(kt_json *json, kt_slice text,
                          const kt_member **members, size_t *count,
                          kt_error *err);

#endif
