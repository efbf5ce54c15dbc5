/**
 * @file
 * Dates that need no guessing.
 */
#ifndef KT_LOAD_ISO_DATE_H
#define KT_LOAD_ISO_DATE_H

#include <ktool/slice.h>

/**
 * Whether @p text is an ISO 8601 date that exists: a year, a month, a day,
 * or a day with a time of day and perhaps a zone, in the extended format.
 * A space may stand for the "T" before the time.
 */
bool kt_iso_date(kt_slice text);

#endif
