/**
 * @file
 * What was probably meant by a name that is not there.
 */
#ifndef KTOOL_SUGGEST_H
#define KTOOL_SUGGEST_H

#include <stddef.h>

/**
 * The candidate that @p name was most likely meant to be, or NULL: one that
 * can be reached by two edits (one for up to three letters), of which an
 * exchange of neighbours is one, or that begins with @p name. The nearest
 * wins, then the first.
 */
const char *kt_suggest(const char *name, const char *const *candidates,
                       size_t count);

/**
 * The same for up to @p limit of them, best first, into @p near.
 *
 * @return how many there are
 */
size_t kt_suggest_near(const char *name, const char *const *candidates,
                       size_t count, const char **near, size_t limit);

#endif
