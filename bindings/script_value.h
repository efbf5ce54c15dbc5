/**
 * @file
 * The types that a header can give to a value.
 */
#ifndef KT_SCRIPT_VALUE_H
#define KT_SCRIPT_VALUE_H

#include <ktool/script.h>

/** "integer", "number", ..., "choice", by kt_script_type. */
extern const char *const kt_script_type_names[KT_SCRIPT_TYPE_TOTAL];

/**
 * Whether @p text is of the type of @p param; if so, value->text and what
 * belongs to the type are filled in. The locale plays no part.
 */
bool kt_script_convert(const kt_script_param *param, const char *text,
                       kt_script_value *value);

#endif
