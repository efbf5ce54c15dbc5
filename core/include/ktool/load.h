/**
 * @file
 * Articles out of files: folders are walked, bytes decoded, formats split
 * into articles.
 *
 * Work is cut into chunks that know nothing of each other, so that they can
 * be parsed on any thread while the order of articles stays that of the
 * files.
 */
#ifndef KTOOL_LOAD_H
#define KTOOL_LOAD_H

#include <ktool/article.h>

/** A file as it stood when its folder was walked. */
typedef struct kt_file {
    const char *path; /**< as reached from the path given; "-" is stdin */
    int64_t size;     /**< -1 of what can be read only once: stdin, a pipe */
    int64_t mtime, ctime; /**< nanoseconds since 1970 */
    uint64_t inode, device;
} kt_file;

/** A stream of chunks from files and folders. */
typedef struct kt_source kt_source;

/** A few articles' worth of input: some small files, or some lines of one. */
typedef struct kt_chunk kt_chunk;

/**
 * List the files under @p paths in the order given, each folder's files in
 * byte order of their paths below it, folders inside walked too.
 *
 * A path may be a file, a folder, or "-" for standard input. In folders,
 * names that begin with "." or with "README", links to folders, pipes and
 * devices are left out. What lies in a folder and cannot be listed is a file
 * that fails when it is read. Nothing is read yet.
 *
 * @retval KT_ERR_NOT_FOUND  a path that is not there; nothing was opened
 * @retval KT_ERR_IO         a path that cannot be read
 * @retval KT_ERR_EMPTY      a folder with no file in it
 */
kt_status kt_source_open(const char *const *paths, size_t count,
                         kt_source **out, kt_error *err);

/** Chunks of @p source must be gone before. */
void kt_source_close(kt_source *source);

/** The files found, in order; borrowed from @p source. */
const kt_file *kt_source_files(const kt_source *source, size_t *count);

/** Leave out the file that @p path names, if it is among them: it is open for
 * writing, and whoever closes it here would give up the writer's locks. Before
 * anything is read. */
void kt_source_leave_out(kt_source *source, const char *path);

/** The sum of the sizes of the files found, without standard input. */
int64_t kt_source_size(const kt_source *source);

/** Begin with file number @p first, counting from 0. */
void kt_source_skip(kt_source *source, size_t first);

/**
 * The next chunk, or NULL in @p out at the end. A file that cannot be read
 * is no failure of this call: the chunk reports it when it is parsed. Chunks
 * are cut at the same places every time; they become smaller towards the end,
 * if it is known where that is, so that threads end together.
 */
kt_status kt_source_next(kt_source *source, kt_chunk **out, kt_error *err);
void kt_chunk_free(kt_chunk *chunk);

/** How many bytes of the source's files a chunk is. */
int64_t kt_chunk_size(const kt_chunk *chunk);

/** What became of one item of a chunk. */
typedef struct kt_chunk_visitor {
    void *ctx;
    /**
     * An article. Its memory is the chunk's until kt_chunk_free().
     * @p file is the number of its file in kt_source_files().
     */
    kt_status (*article)(void *ctx, size_t file, kt_article *article);
    /** A file or a line (from 1; 0 for the whole file) that gave none. */
    kt_status (*failure)(void *ctx, size_t file, const char *path, size_t line,
                         kt_status code, const char *reason);
} kt_chunk_visitor;

/**
 * Parse @p chunk, calling back in order. May run on any thread, one chunk on
 * one thread.
 *
 * A text file is an article: its title is the first line that is not blank,
 * every later line that is not blank a paragraph. A file that begins with
 * "{", or is named .jsonl, .ndjson or .json, holds a JSON object on each
 * line. The keys title, text (or content, or body), date (or published),
 * source, author, place, section, url and lang are taken, each if it is a
 * string, and the dates if they are ISO 8601; a date that is not becomes the
 * field "date", other keys become fields of their names. Fields are in byte
 * order of their names, and the last of the same name counts. An empty line
 * is skipped. The key ktool is what export.h says, or a field.
 *
 * Invalid UTF-8, and in JSON an escape that is half of a surrogate pair, is
 * replaced by U+FFFD and counted, and the original bytes kept beside it.
 *
 * @return KT_OK, KT_ERR_NOMEM, KT_ERR_INTERRUPTED, or what a callback
 *         returned.
 */
kt_status kt_chunk_parse(kt_chunk *chunk, const kt_chunk_visitor *visitor,
                         kt_error *err);

#endif
