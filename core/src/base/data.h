/**
 * @file
 * Where data files such as word lists are.
 */
#ifndef KT_BASE_DATA_H
#define KT_BASE_DATA_H

#include <ktool/buffer.h>
#include <stdint.h>

/**
 * Read the data file @p name ("stopwords/id.txt") from the first of
 * $KTOOL_DATA, the installed folder and the source tree that has it.
 *
 * @param out  receives the bytes; the caller frees it
 * @retval KT_ERR_NOT_FOUND  none has it; the message says what to set
 * @retval KT_ERR_USAGE      $KTOOL_DATA names something that is no folder
 */
kt_status kt_data_read(const char *name, kt_buffer *out, kt_error *err);

/** Whether kt_data_read() reads the user's own file of that name, of
 * $KTOOL_DATA. */
bool kt_data_is_own(const char *name);

/**
 * Read the file at @p path, relative to the working directory.
 *
 * @param out  receives the bytes; the caller frees it
 * @retval KT_ERR_NOT_FOUND  there is none
 */
kt_status kt_data_read_file(const char *path, kt_buffer *out, kt_error *err);

/**
 * Read the list FOLDER/NAME.txt.
 *
 * @param what  for the message that there is none: "no stop list"
 * @retval KT_ERR_NOT_FOUND  there is none; the message names those there are
 *                           and the one that was probably meant
 */
kt_status kt_data_read_list(const char *folder, const char *what, kt_slice name,
                            kt_buffer *out, kt_error *err);

/**
 * The names, without @p suffix, of the files that end with it in a folder of
 * any data folder: sorted, each once. The caller frees them with
 * kt_data_names_free().
 *
 * @retval KT_ERR_USAGE  as kt_data_read()
 */
kt_status kt_data_names(const char *folder, const char *suffix, char ***names,
                        size_t *count, kt_error *err);
void kt_data_names_free(char **names, size_t count);

/** Take the next line of a list that is neither empty nor a comment, which
 * begins with "#", from the front of @p text; false at the end. */
bool kt_data_next_line(kt_slice *text, kt_slice *line);

/** A line of the list @p name. */
typedef kt_status kt_data_visit(void *ctx, kt_slice name, kt_slice line,
                                kt_error *err);

/**
 * Call back with the lines of several lists, as kt_data_read_list() and
 * kt_data_next_line() give them, until one returns another status than KT_OK.
 *
 * @param names  joined by "+": "id+en"; NULL and "none" are no list
 */
kt_status kt_data_each_line(const char *folder, const char *what,
                            const char *names, kt_data_visit *visit, void *ctx,
                            kt_error *err);

/**
 * Hash the bytes of the file at @p path into @p seed; nothing is allocated.
 *
 * @param out  left alone if the file cannot be read
 */
bool kt_file_hash(const char *path, uint64_t seed, uint64_t *out);

/** Hash the data file @p name into @p seed; @p seed itself if there is none
 * that can be read. What is wrong with $KTOOL_DATA the others say. */
uint64_t kt_data_hash(const char *name, uint64_t seed);

#endif
