#include "folder.h"
#include "record.h"

#include <errno.h>

/* Allocations left until one fails; negative means that none does. */
static int left = -1;

/* These stand in front of the C library's, which offers its own under
 * another name; the sanitizers bring theirs. */
#if SANITIZED || !defined(__GLIBC__)
#define CAN_FAIL 0
#else
#define CAN_FAIL 1
void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *pointer, size_t size);

static bool fails(void)
{
    if (left < 0 || left-- > 0)
        return false;
    errno = ENOMEM;
    return true;
}

void *malloc(size_t size)
{
    return fails() ? NULL : __libc_malloc(size);
}

void *calloc(size_t count, size_t size)
{
    return fails() ? NULL : __libc_calloc(count, size);
}

void *realloc(void *pointer, size_t size)
{
    return fails() ? NULL : __libc_realloc(pointer, size);
}
#endif

static kt_status ignore_article(void *ctx, size_t file, kt_article *article)
{
    size_t *articles = ctx;
    (void)file;
    *articles += article->span_count > 0;
    return KT_OK;
}

static kt_status ignore_failure(void *ctx, size_t file, const char *path,
                                size_t line, kt_status code, const char *reason)
{
    (void)file;
    (void)ctx;
    (void)path;
    (void)line;
    (void)reason;
    assert_int_not_equal(code, KT_ERR_NOMEM);
    return KT_OK;
}

static kt_status load(const char *path, size_t *articles)
{
    kt_source *source = NULL;
    kt_chunk *chunk = NULL;
    kt_chunk_visitor visitor = {articles, ignore_article, ignore_failure};
    kt_status status = kt_source_open(&path, 1, &source, NULL);
    while (status == KT_OK) {
        status = kt_source_next(source, &chunk, NULL);
        if (status != KT_OK || chunk == NULL)
            break;
        status = kt_chunk_parse(chunk, &visitor, NULL);
        kt_chunk_free(chunk);
    }
    kt_source_close(source);
    return status;
}

static void write_files(void)
{
    assert_int_equal(mkdir("d", 0700), 0);
    assert_int_equal(mkdir("d/e", 0700), 0);
    write_text("d/a.txt", "Judul\nIsi \xe9");
    write_text(
        "d/b.jsonl",
        "{\"title\":\"T\",\"text\":\"a\\nb\\ud800\",\"x\":1,"
        "\"date\":\"2024-01-01 10:00\",\"k\\n\":[[[]]]}\n"
        "{\"text\":\"c\",\"ktool\":{\"path\":\"a\",\"original\":\"eA==\","
        "\"tags\":[\"t\"],\"annotations\":{\"x\\n\":1}}}\n"
        "x\n{\"a\":\n{\"a\":+}\n{\"text\":\"\xe9\"}\n");
    FILE *file = fopen("d/e/large", "wb");
    assert_non_null(file);
    for (int i = 0; i < 11000; i++)
        fprintf(file, "{\"text\":\"%0*d\\n\"}\n", 90 + i % 37, i);
    fclose(file);
}

static void every_allocation_can_fail(void **state)
{
    (void)state;
    if (!CAN_FAIL) {
        print_message("allocations cannot be made to fail here\n");
        skip();
    }
    write_files();
    kt_status status = KT_ERR_NOMEM;
    int failed = 0;
    for (int n = 0; status != KT_OK; n++) {
        size_t articles = 0;
        left = n;
        status = load("d", &articles);
        bool used_up = left < 0;
        left = -1;
        failed += status == KT_ERR_NOMEM;
        if (status == KT_ERR_NOMEM)
            continue;
        assert_int_equal(status, KT_OK);
        assert_int_equal(articles, 11004);
        if (used_up) /* by the C library, which could do without */
            status = KT_ERR_NOMEM;
    }
    assert_in_range(failed, 30, 100000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(every_allocation_can_fail, make_folder,
                                        remove_folder),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
