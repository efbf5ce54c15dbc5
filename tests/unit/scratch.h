/* What the tests of stores and analyses share: a scratch folder with a cache
 * of its own, and stores made from text. */
#ifndef KT_TEST_SCRATCH_H
#define KT_TEST_SCRATCH_H

#include "load/folder.h"

#include <ktool/corpus.h>

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

static char usual_data[4096]; /* $KTOOL_DATA */

/* As make_folder(), with the folders that core writes to inside it. */
static inline int make_scratch(void **state)
{
    char path[64];
    const char *data = getenv("KTOOL_DATA");
    snprintf(usual_data, sizeof usual_data, "%s", data == NULL ? "" : data);
    if (make_folder(state) != 0 || mkdir("tmp", 0700) != 0)
        return -1;
    snprintf(path, sizeof path, "%s/cache", folder);
    setenv("XDG_CACHE_HOME", path, 1);
    snprintf(path, sizeof path, "%s/tmp", folder);
    setenv("TMPDIR", path, 1);
    kt_interrupt_clear();
    return 0;
}

/* Also forget a folder of data that the test has made in it. */
static inline int remove_scratch(void **state)
{
    setenv("KTOOL_DATA", usual_data, 1);
    return remove_folder(state);
}

#define IN_SCRATCH(test)                                                       \
    cmocka_unit_test_setup_teardown(test, make_scratch, remove_scratch)

/* A number below @p limit, the same in every run. */
static inline unsigned next_random(uint32_t *seed, unsigned limit)
{
    *seed = *seed * 1664525u + 1013904223u;
    return (*seed >> 8) % limit;
}

/* Whether @p text, which need not end with NUL, is @p expected. */
static inline void assert_slice(kt_slice text, const char *expected)
{
    if (!kt_slice_equal(text, kt_slice_of(expected)))
        fail_msg("expected '%s', found '%.*s'", expected, (int)text.len,
                 text.data == NULL ? "" : text.data);
}

static inline void import_file(const char *store, const char *path,
                               unsigned jobs)
{
    kt_error err;
    const kt_load_options options = {.jobs = jobs};
    assert_ok(kt_import(store, &path, 1, &options, NULL, &err), &err);
}

/* Import JSON lines. */
static inline void import_lines(const char *store, const char *lines)
{
    write_text("lines.jsonl", lines);
    import_file(store, "lines.jsonl", 1);
    assert_int_equal(remove("lines.jsonl"), 0);
}

static inline kt_corpus *open_corpus(const char *path, unsigned jobs)
{
    kt_error err;
    kt_corpus *corpus;
    const kt_load_options options = {.jobs = jobs};
    assert_ok(kt_corpus_open(&path, 1, &options, &corpus, &err), &err);
    return corpus;
}

/* Narrow @p corpus by one value of one key; NULL as key narrows nothing. */
static inline kt_corpus *narrow(kt_corpus *corpus, const char *key,
                                const char *value)
{
    kt_error err;
    kt_filter *filter;
    kt_corpus *narrowed;
    assert_ok(kt_filter_new(&filter, &err), &err);
    if (key != NULL)
        assert_ok(kt_filter_add(filter, key, kt_slice_of(value), &err), &err);
    assert_ok(kt_corpus_where(corpus, filter, &narrowed, &err), &err);
    kt_filter_free(filter);
    return narrowed;
}

static inline bool is_there(const char *path)
{
    struct stat info;
    return lstat(path, &info) == 0;
}

#endif
