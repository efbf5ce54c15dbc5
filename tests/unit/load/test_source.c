#include "folder.h"
#include "record.h"

#include <fcntl.h>
#include <pthread.h>

/* What all chunks of the paths give; their number in @p chunks. */
static void load(const char *const *paths, size_t count, kt_buffer *record,
                 size_t *chunks)
{
    kt_source *source;
    kt_chunk *chunk;
    kt_chunk_visitor visitor = {record, record_article, record_failure};
    assert_int_equal(kt_source_open(paths, count, &source, NULL), KT_OK);
    *chunks = 0;
    for (;;) {
        assert_int_equal(kt_source_next(source, &chunk, NULL), KT_OK);
        if (chunk == NULL)
            break;
        assert_int_equal(kt_chunk_parse(chunk, &visitor, NULL), KT_OK);
        kt_chunk_free(chunk);
        ++*chunks;
    }
    kt_source_close(source);
}

static void assert_load(const char *path, const char *expected)
{
    kt_buffer record = {0};
    size_t chunks;
    load(&path, 1, &record, &chunks);
    assert_record(&record, path, expected);
}

static void record_paths(const kt_source *source, kt_buffer *out)
{
    size_t count;
    const kt_file *files = kt_source_files(source, &count);
    for (size_t i = 0; i < count; i++)
        kt_buffer_add_format(out, "%s ", files[i].path);
}

static void assert_paths(const char *const *paths, size_t count,
                         const char *expected)
{
    kt_source *source;
    kt_buffer record = {0};
    assert_int_equal(kt_source_open(paths, count, &source, NULL), KT_OK);
    record_paths(source, &record);
    kt_source_close(source);
    assert_record(&record, expected, expected);
}

static void make_tree(void)
{
    static const char *const folders[] = {"d",      "d/a",        "d/a/deep",
                                          "d/.git", "d/README.d", "other"};
    static const char *const files[] = {
        "d/b.txt",       "d/a.txt",   "d/a/z.txt",   "d/a/deep/x", "d/a-b",
        "d/.hidden",     "d/README",  "d/README.md", "d/readme",   "d/.git/c",
        "d/README.d/in", "other/one", "d/Z"};
    for (size_t i = 0; i < LENGTH(folders); i++)
        assert_int_equal(mkdir(folders[i], 0700), 0);
    for (size_t i = 0; i < LENGTH(files); i++)
        write_text(files[i], "x");
}

static void folders_are_walked_in_byte_order_of_paths(void **state)
{
    static const char *const both[] = {"other", "d/README", "d"};
    static const char *const slash[] = {"d/a//"};
    (void)state;
    make_tree();
    assert_paths(both, 3,
                 "other/one d/README d/Z d/a-b d/a.txt d/a/deep/x d/a/z.txt "
                 "d/b.txt d/readme ");
    assert_paths(slash, 1, "d/a//deep/x d/a//z.txt ");
}

static void links_to_files_count_and_links_to_folders_do_not(void **state)
{
    static const char *const paths[] = {"d", "link"};
    (void)state;
    make_tree();
    assert_int_equal(chdir("other"), 0);
    assert_int_equal(symlink("../../d", "../d/a/loop"), 0);
    assert_int_equal(symlink("one", "two"), 0);
    assert_int_equal(symlink("nowhere", "three"), 0);
    assert_int_equal(mkfifo("fifo", 0600), 0);
    assert_int_equal(chdir(".."), 0);
    assert_int_equal(symlink("other", "link"), 0);
    assert_paths(paths, 2,
                 "d/Z d/a-b d/a.txt d/a/deep/x d/a/z.txt d/b.txt d/readme "
                 "link/one link/three link/two ");
    assert_load("link", "title[x]\n"
                        "not-found No such file or directory\n"
                        "title[x]\n");
}

static void files_come_with_what_is_known_of_them(void **state)
{
    (void)state;
    const char *const paths[] = {"a", "-", "b"};
    write_text("a", "satu");
    write_text("b", "dua");
    struct timespec times[] = {{1, 0}, {1700000000, 123456789}};
    assert_int_equal(utimensat(AT_FDCWD, "a", times, 0), 0);
    struct stat info;
    assert_int_equal(stat("a", &info), 0);

    kt_source *source;
    size_t count;
    assert_int_equal(kt_source_open(paths, 3, &source, NULL), KT_OK);
    const kt_file *files = kt_source_files(source, &count);
    assert_int_equal(count, 3);
    assert_int_equal(files[0].size, 4);
    assert_int_equal(files[0].mtime, 1700000000123456789);
    assert_int_equal(files[0].inode, info.st_ino);
    assert_int_equal(files[0].device, info.st_dev);
    assert_int_equal(files[1].size, -1);
    assert_int_equal(kt_source_size(source), 7);
    kt_source_close(source);
}

static void what_is_not_there_is_said_when_opening(void **state)
{
    static const struct {
        const char *path;
        kt_status status;
        const char *message;
    } rows[] = {
        {"none", KT_ERR_NOT_FOUND, "none: No such file or directory"},
        {"a/b", KT_ERR_NOT_FOUND, "a/b: Not a directory"},
        {"empty", KT_ERR_EMPTY, "empty: no file in this folder"},
    };
    (void)state;
    write_text("a", "x");
    assert_int_equal(mkdir("empty", 0700), 0);
    write_text("empty/.hidden", "x");
    for (size_t i = 0; i < LENGTH(rows); i++) {
        kt_source *source;
        kt_error err;
        const char *const paths[] = {"a", rows[i].path};
        assert_int_equal(kt_source_open(paths, 2, &source, &err),
                         rows[i].status);
        assert_null(source);
        assert_string_equal(err.message, rows[i].message);
    }
}

static void each_file_is_read_as_what_it_is(void **state)
{
    (void)state;
    assert_int_equal(mkdir("d", 0700), 0);
    write_text("d/1.txt", "Judul\nIsi");
    write_text("d/2.dat", "{\"text\":\"a\"}\n{\"text\":\"b\"}\n");
    write_text("d/3.jsonl", "x\n");
    write_text("d/4", "");
    write_text("d/5.jsonl", " \n");
    write_bytes("d/6", "SQLite format 3\0", 16);
    write_bytes("d/7", "\xff\xfe\1\2", 4);
    assert_load("d", "title[Judul] body[Isi]\n"
                     "1: body[a]\n"
                     "2: body[b]\n"
                     "1: format not a JSON object\n"
                     "empty empty file\n"
                     "empty empty file\n"
                     "format a ktool store, not an article\n"
                     "encoding UTF-16 text; convert it with: iconv -f UTF-16 "
                     "-t UTF-8\n");
}

static void a_file_that_changes_is_a_failure_and_no_end(void **state)
{
    (void)state;
    const char *const paths[] = {"gone", "longer", "shorter", "same"};
    for (size_t i = 0; i < 4; i++)
        write_text(paths[i], "satu");
    kt_source *source;
    kt_chunk *chunk;
    assert_int_equal(kt_source_open(paths, 4, &source, NULL), KT_OK);
    assert_int_equal(kt_source_next(source, &chunk, NULL), KT_OK);
    remove("gone");
    write_text("longer", "satu dua");
    write_text("shorter", "sa");

    kt_buffer record = {0};
    kt_chunk_visitor visitor = {&record, record_article, record_failure};
    assert_int_equal(kt_chunk_parse(chunk, &visitor, NULL), KT_OK);
    kt_chunk_free(chunk);
    kt_source_close(source);
    assert_record(&record, "changed",
                  "not-found No such file or directory\n"
                  "io the file changed while it was being read; load it again\n"
                  "io the file changed while it was being read; load it again\n"
                  "title[satu]\n");
}

static void what_may_not_be_read_is_a_failure_and_no_end(void **state)
{
    (void)state;
    if (geteuid() == 0) {
        print_message("root may read everything\n");
        skip();
    }
    assert_int_equal(mkdir("d", 0700), 0);
    assert_int_equal(mkdir("d/locked", 0000), 0);
    write_text("d/a", "x");
    write_text("d/z", "x");
    assert_int_equal(chmod("d/a", 0), 0);
    assert_load("d", "io Permission denied\n"
                     "io Permission denied\n"
                     "title[x]\n");
    assert_int_equal(chmod("d/locked", 0700), 0);
}

/* Lines of some 100 bytes, more than three blocks of them. */
enum {
    LINES = 40000
};

static void write_lines(const char *path, const char *start)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    fputs(start, file);
    for (int i = 1; i <= LINES; i++)
        fprintf(file, "{\"text\":\"%0*d\"}\n", 80 + i % 20, i);
    fclose(file);
}

/* Checks that the numbers run on from line to line. */
static kt_status check_number(void *ctx, size_t file, kt_article *article)
{
    size_t *last = ctx;
    (void)file;
    char digits[128] = {0};
    memcpy(digits, article->raw.data, article->raw.len);
    assert_int_equal(strtoul(digits, NULL, 10), ++*last);
    assert_int_equal(article->line, *last);
    return KT_OK;
}

static kt_status no_failure(void *ctx, size_t file, const char *path,
                            size_t line, kt_status code, const char *reason)
{
    (void)file;
    (void)ctx;
    (void)code;
    fail_msg("%s:%zu: %s", path, line, reason);
    return KT_OK;
}

static size_t count_chunks(kt_source *source, const kt_chunk_visitor *visitor)
{
    size_t chunks = 0;
    kt_chunk *chunk;
    for (;; chunks++) {
        assert_int_equal(kt_source_next(source, &chunk, NULL), KT_OK);
        if (chunk == NULL)
            return chunks;
        assert_int_equal(kt_chunk_parse(chunk, visitor, NULL), KT_OK);
        kt_chunk_free(chunk);
    }
}

static void a_large_file_comes_in_chunks_cut_at_lines(void **state)
{
    (void)state;
    static const char *const path = "large";
    static const char *const starts[] = {"", "\xef\xbb\xbf"};
    for (size_t i = 0; i < 2; i++) {
        write_lines(path, starts[i]);
        kt_source *source;
        size_t last = 0;
        kt_chunk_visitor visitor = {&last, check_number, no_failure};
        assert_int_equal(kt_source_open(&path, 1, &source, NULL), KT_OK);
        assert_in_range(count_chunks(source, &visitor), 8, 10);
        assert_int_equal(last, LINES);
        kt_source_close(source);
    }
}

static void a_source_can_begin_anywhere(void **state)
{
    (void)state;
    static const char *const paths[] = {"a", "large", "b"};
    write_text("a", "satu");
    write_text("b", "dua");
    write_lines("large", "");
    kt_source *source;
    kt_chunk *chunk;
    kt_buffer record = {0};
    kt_chunk_visitor visitor = {&record, record_article, record_failure};
    assert_int_equal(kt_source_open(paths, 3, &source, NULL), KT_OK);
    for (int i = 0; i < 2; i++) {
        assert_int_equal(kt_source_next(source, &chunk, NULL), KT_OK);
        kt_chunk_free(chunk);
    }
    kt_source_skip(source, 2); /* away from the middle of the large file */
    assert_int_equal(count_chunks(source, &visitor), 1);
    kt_source_skip(source, 0);
    assert_int_equal(kt_source_next(source, &chunk, NULL), KT_OK);
    assert_int_equal(kt_chunk_parse(chunk, &visitor, NULL), KT_OK);
    kt_chunk_free(chunk);
    kt_source_skip(source, 9);
    assert_int_equal(count_chunks(source, &visitor), 0);
    kt_source_close(source);
    assert_record(&record, "skip", "title[dua]\ntitle[satu]\n");
}

static void a_file_is_left_out_by_whatever_path(void **state)
{
    (void)state;
    static const char *const paths[] = {"a", "linked", "b", "a"};
    write_text("a", "satu");
    write_text("b", "dua");
    assert_int_equal(symlink("a", "linked"), 0);
    kt_source *source;
    kt_buffer record = {0};
    kt_chunk_visitor visitor = {&record, record_article, record_failure};
    assert_int_equal(kt_source_open(paths, 4, &source, NULL), KT_OK);
    kt_source_leave_out(source, "nothing");
    kt_source_leave_out(source, "./a");
    assert_int_equal(kt_source_size(source), 3);
    assert_int_equal(count_chunks(source, &visitor), 1);
    kt_source_leave_out(source, "b");
    assert_int_equal(kt_source_size(source), 0);
    kt_source_close(source);
    assert_record(&record, "leave out", "title[dua]\n");
}

/* Of @p len bytes, as a paragraph after @p start. */
static void write_long(const char *path, const char *start, size_t len,
                       const char *end)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    fputs(start, file);
    for (size_t i = 0; i < len; i++)
        putc('x', file);
    fputs(end, file);
    fclose(file);
}

static kt_status check_length(void *ctx, size_t file, kt_article *article)
{
    size_t *len = ctx;
    (void)file;
    *len = article->spans[1].end - article->spans[1].start;
    return KT_OK;
}

static void an_article_may_be_longer_than_a_block(void **state)
{
    enum {
        LEN = 5 * 1024 * 1024 + 17
    };
    (void)state;
    static const char *const paths[] = {"long.txt", "long.jsonl", "a"};
    write_long(paths[0], "Judul\n", LEN, "");
    write_long(paths[1], "{\"title\":\"T\",\"text\":\"", LEN, "\"}");
    write_text("a", "Judul\nIsi");
    kt_source *source;
    kt_chunk *chunk;
    assert_int_equal(kt_source_open(paths, 3, &source, NULL), KT_OK);
    for (size_t i = 0; i < 3; i++) {
        size_t len = 0;
        kt_chunk_visitor visitor = {&len, check_length, no_failure};
        assert_int_equal(kt_source_next(source, &chunk, NULL), KT_OK);
        assert_non_null(chunk);
        assert_int_equal(kt_chunk_parse(chunk, &visitor, NULL), KT_OK);
        assert_int_equal(len, i < 2 ? LEN : 3);
        kt_chunk_free(chunk);
    }
    assert_int_equal(kt_source_next(source, &chunk, NULL), KT_OK);
    assert_null(chunk);
    kt_source_close(source);
}

static void a_large_file_that_is_no_text_is_not_read(void **state)
{
    enum {
        LEN = 2 * 1024 * 1024
    };
    (void)state;
    write_long("a.gz", "\x1f\x8b", LEN, "");
    assert_load("a.gz",
                "format compressed with gzip; unpack it with: gunzip\n");
}

static void a_large_file_that_changes_is_a_failure_at_its_end(void **state)
{
    (void)state;
    static const char *const path = "large";
    write_long("large", "{\"title\":\"T\"}\n", 2 * 1024 * 1024, "");
    kt_source *source;
    kt_buffer record = {0};
    kt_chunk_visitor visitor = {&record, record_article, record_failure};
    assert_int_equal(kt_source_open(&path, 1, &source, NULL), KT_OK);
    assert_int_equal(truncate("large", 14), 0);
    count_chunks(source, &visitor);
    kt_source_close(source);
    assert_record(&record, "truncated",
                  "1: title[T]\n"
                  "io the file changed while it was being read; load it "
                  "again\n");
}

/* The sizes of all chunks of a source, in units of 1 KiB. */
static void assert_sizes(const char *const *paths, size_t count,
                         const char *expected)
{
    kt_source *source;
    kt_chunk *chunk;
    kt_buffer sizes = {0};
    assert_int_equal(kt_source_open(paths, count, &source, NULL), KT_OK);
    for (;;) {
        assert_int_equal(kt_source_next(source, &chunk, NULL), KT_OK);
        if (chunk == NULL)
            break;
        kt_buffer_add_format(&sizes, "%lld ",
                             (long long)kt_chunk_size(chunk) / 1024);
        kt_chunk_free(chunk);
    }
    kt_source_close(source);
    assert_record(&sizes, paths[0], expected);
}

static void small_files_share_a_chunk_up_to_a_limit(void **state)
{
    static const struct {
        size_t files, size; /* in KiB */
        const char *sizes;
    } rows[] = {
        {64, 1, "64 "},
        {65, 1, "65 "},
        {64, 4, "256 "},
        {300, 1, "75 56 56 56 57 "},
        {1280, 1, "256 256 192 144 108 81 60 61 61 61 "},
        {2, 128, "256 "},
        {3, 128, "128 256 "},
        {20, 256, "1024 1024 768 512 256 256 256 256 256 256 256 "},
    };
    (void)state;
    for (size_t i = 0; i < LENGTH(rows); i++) {
        const char *paths[1280];
        for (size_t k = 0; k < rows[i].files; k++)
            paths[k] = "same";
        write_long("same", "", rows[i].size * 1024, "");
        assert_sizes(paths, rows[i].files, rows[i].sizes);
    }
}

/* Of lines of 1 KiB. */
static void write_kibibytes(const char *path, int count)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    for (int i = 0; i < count; i++)
        fprintf(file, "{\"text\":\"%0*d\"}\n", 1024 - 12, i);
    assert_int_equal(fclose(file), 0);
}

static void chunks_become_smaller_towards_the_end(void **state)
{
    (void)state;
    static const char *const one[] = {"a.jsonl"};
    static const char *const both[] = {"a.jsonl", "b.jsonl", "same"};
    write_long("same", "", 100, "");
    static const struct {
        int lines;
        const char *sizes;
    } rows[] = {
        {256, "256 "},
        {300, "150 150 "},
        {900, "225 225 225 225 "},
        {2048, "512 384 288 216 216 216 216 "},
        {5000, "1024 994 745 559 420 314 236 236 236 236 "},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        write_kibibytes("a.jsonl", rows[i].lines);
        assert_sizes(one, 1, rows[i].sizes);
    }
    write_kibibytes("a.jsonl", 3000);
    write_kibibytes("b.jsonl", 2000);
    assert_sizes(both, 3, "1024 995 746 235 501 375 282 212 211 212 207 0 ");
}

static void chunks_of_a_stream_are_of_one_size(void **state)
{
    (void)state;
    static const char *const paths[] = {"a.jsonl", "-"};
    write_kibibytes("a.jsonl", 2500);
    int kept = dup(STDIN_FILENO);
    int fd = open("a.jsonl", O_RDONLY);
    assert_int_equal(dup2(fd, STDIN_FILENO), STDIN_FILENO);
    close(fd);
    assert_sizes(paths, 2, "1024 1024 452 1024 1024 452 ");
    dup2(kept, STDIN_FILENO);
    close(kept);
}

/* What chunks of a file that changes gave. */
typedef struct changing {
    size_t lines, failures;
} changing;

static kt_status count_line(void *ctx, size_t file, kt_article *article)
{
    changing *c = ctx;
    (void)file;
    assert_int_equal(article->line, ++c->lines);
    return KT_OK;
}

static kt_status expect_change(void *ctx, size_t file, const char *path,
                               size_t line, kt_status code, const char *reason)
{
    changing *c = ctx;
    (void)file;
    (void)path;
    (void)code;
    assert_int_equal(line, 0);
    assert_non_null(strstr(reason, "the file changed"));
    c->failures++;
    return KT_OK;
}

static void a_file_may_become_longer_or_shorter_while_it_is_read(void **state)
{
    (void)state;
    static const char *const path = "a.jsonl";
    static const struct {
        int lines;
        size_t read;
    } rows[] = {{0, 500}, {300, 500}, {600, 600}, {6000, 6000}};
    for (size_t i = 0; i < LENGTH(rows); i++) {
        kt_source *source;
        kt_chunk *chunk;
        changing c = {0};
        kt_chunk_visitor visitor = {&c, count_line, expect_change};
        write_kibibytes(path, 2000);
        assert_int_equal(kt_source_open(&path, 1, &source, NULL), KT_OK);
        assert_int_equal(kt_source_next(source, &chunk, NULL), KT_OK);
        assert_int_equal(kt_chunk_parse(chunk, &visitor, NULL), KT_OK);
        kt_chunk_free(chunk);
        write_kibibytes(path, rows[i].lines);
        count_chunks(source, &visitor);
        assert_int_equal(c.lines, rows[i].read);
        assert_int_equal(c.failures, 1);
        kt_source_close(source);
    }
}

/* A writer at the other end of a pipe. */
typedef struct feed {
    const char *path;
    const char *text;
} feed;

static void *feed_pipe(void *ctx)
{
    const feed *f = ctx;
    int fd = open(f->path, O_WRONLY);
    for (const char *p = f->text; *p != '\0'; p++) {
        if (write(fd, p, 1) != 1)
            break;
    }
    close(fd);
    return NULL;
}

static const struct {
    const char *text, *expected;
} streams[] = {
    {"Judul\nIsi\n", "title[Judul] body[Isi]\n"},
    {"{\"text\":\"a\"}\n{\"text\":\"b\"}", "1: body[a]\n2: body[b]\n"},
    {"", "empty empty file\n"},
    {"%PDF-1.4", "format PDF document; turn it into text with: pdftotext\n"},
};

static void a_pipe_is_read_as_it_comes(void **state)
{
    (void)state;
    assert_int_equal(mkfifo("pipe", 0600), 0);
    for (size_t i = 0; i < LENGTH(streams); i++) {
        feed f = {"pipe", streams[i].text};
        pthread_t thread;
        assert_int_equal(pthread_create(&thread, NULL, feed_pipe, &f), 0);
        assert_load("pipe", streams[i].expected);
        pthread_join(thread, NULL);
    }
}

static void standard_input_is_a_file_like_others(void **state)
{
    (void)state;
    int kept = dup(STDIN_FILENO);
    for (size_t i = 0; i < LENGTH(streams); i++) {
        write_text("input", streams[i].text);
        int fd = open("input", O_RDONLY);
        assert_int_equal(dup2(fd, STDIN_FILENO), STDIN_FILENO);
        close(fd);
        assert_load("-", streams[i].expected);
    }
    close(STDIN_FILENO);
    assert_load("-", "io Bad file descriptor\n");
    dup2(kept, STDIN_FILENO);
    close(kept);
}

static void a_long_stream_may_be_one_article(void **state)
{
    enum {
        LEN = 3 * 1024 * 1024
    };
    (void)state;
    static const char *const path = "-";
    int kept = dup(STDIN_FILENO);
    write_long("input", "Judul\n", LEN, "");
    int fd = open("input", O_RDONLY);
    dup2(fd, STDIN_FILENO);
    close(fd);
    kt_source *source;
    size_t len = 0;
    kt_chunk_visitor visitor = {&len, check_length, no_failure};
    assert_int_equal(kt_source_open(&path, 1, &source, NULL), KT_OK);
    assert_int_equal(count_chunks(source, &visitor), 1);
    assert_int_equal(len, LEN);
    kt_source_close(source);
    dup2(kept, STDIN_FILENO);
    close(kept);
}

static void an_interrupt_ends_reading(void **state)
{
    (void)state;
    static const char *const path = "large";
    write_lines("large", "");
    kt_source *source;
    kt_chunk *chunk;
    assert_int_equal(kt_source_open(&path, 1, &source, NULL), KT_OK);
    kt_interrupt();
    assert_int_equal(kt_source_next(source, &chunk, NULL), KT_ERR_INTERRUPTED);
    kt_interrupt_clear();
    kt_source_close(source);
}

#define IN_FOLDER(test)                                                        \
    cmocka_unit_test_setup_teardown(test, make_folder, remove_folder)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_FOLDER(folders_are_walked_in_byte_order_of_paths),
        IN_FOLDER(links_to_files_count_and_links_to_folders_do_not),
        IN_FOLDER(files_come_with_what_is_known_of_them),
        IN_FOLDER(what_is_not_there_is_said_when_opening),
        IN_FOLDER(each_file_is_read_as_what_it_is),
        IN_FOLDER(a_file_that_changes_is_a_failure_and_no_end),
        IN_FOLDER(what_may_not_be_read_is_a_failure_and_no_end),
        IN_FOLDER(a_large_file_comes_in_chunks_cut_at_lines),
        IN_FOLDER(a_source_can_begin_anywhere),
        IN_FOLDER(an_article_may_be_longer_than_a_block),
        IN_FOLDER(a_large_file_that_is_no_text_is_not_read),
        IN_FOLDER(a_large_file_that_changes_is_a_failure_at_its_end),
        IN_FOLDER(small_files_share_a_chunk_up_to_a_limit),
        IN_FOLDER(chunks_become_smaller_towards_the_end),
        IN_FOLDER(chunks_of_a_stream_are_of_one_size),
        IN_FOLDER(a_file_may_become_longer_or_shorter_while_it_is_read),
        IN_FOLDER(a_pipe_is_read_as_it_comes),
        IN_FOLDER(a_file_is_left_out_by_whatever_path),
        IN_FOLDER(standard_input_is_a_file_like_others),
        IN_FOLDER(a_long_stream_may_be_one_article),
        IN_FOLDER(an_interrupt_ends_reading),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
