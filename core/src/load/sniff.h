/**
 * @file
 * What kind of file it is, by its first bytes and its name.
 */
#ifndef KT_LOAD_SNIFF_H
#define KT_LOAD_SNIFF_H

#include <ktool/slice.h>
#include <ktool/status.h>

typedef enum kt_kind {
    KT_KIND_TEXT, /**< one article */
    KT_KIND_JSONL /**< an article on each line */
} kt_kind;

/**
 * @param start   The first bytes of the file, best 8 KiB or more, or all.
 * @param kind    What the file is, on success.
 * @param reason  Why it is refused, otherwise: one line that lasts for ever.
 * @retval KT_ERR_FORMAT    not text
 * @retval KT_ERR_ENCODING  text, but not UTF-8
 */
kt_status kt_sniff(const char *path, kt_slice start, kt_kind *kind,
                   const char **reason);

/** The length of the UTF-8 byte order mark that @p text begins with, or 0. */
size_t kt_bom_length(kt_slice text);

#endif
