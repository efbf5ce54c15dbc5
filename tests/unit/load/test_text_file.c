#include "record.h"

#include "load/reader.h"

static kt_status read_text(kt_slice bytes,
                           kt_status (*article)(void *, size_t, kt_article *),
                           void *ctx)
{
    kt_arena arena = {0};
    kt_chunk_visitor visitor = {ctx, article, record_failure};
    kt_reader reader = {&visitor, &arena, .path = "a.txt"};
    kt_status status = kt_read_text(&reader, bytes, NULL);
    kt_reader_close(&reader);
    kt_arena_free(&arena);
    return status;
}

static const struct {
    const char *name, *text, *expected;
} cases[] = {
    {"one line is a title", "Judul", "title[Judul]\n"},
    {"title and body", "Judul\nIsi.\n", "title[Judul] body[Isi.]\n"},
    {"blank lines before and between", "\n \n Judul \n\n\nSatu.\n\nDua.\n\n",
     "title[Judul] body[Satu.] body[Dua.]\n"},
    {"CRLF", "Judul\r\n\r\nIsi.\r\n", "title[Judul] body[Isi.]\n"},
    {"CR", "Judul\rIsi.\r", "title[Judul] body[Isi.]\n"},
    {"space inside a title stays", "  Judul \t besar \n",
     "title[Judul \t besar]\n"},
    {"BOM", "\xef\xbb\xbfJudul\nIsi", "title[Judul] body[Isi]\n"},
    {"only a BOM", "\xef\xbb\xbf", "empty empty file\n"},
    {"bytes that are no UTF-8", "Judul\nKaf\xe9 \x80\x80!",
     "title[Judul] body[Kaf\ufffd \ufffd\ufffd!] replaced=3\n"},
    {"nothing", "", "empty empty file\n"},
    {"only white space", " \n\u00a0\r\n", "empty empty file\n"},
};

static void the_first_line_is_the_title_and_the_rest_paragraphs(void **state)
{
    (void)state;
    for (size_t i = 0; i < LENGTH(cases); i++) {
        kt_buffer record = {0};
        assert_int_equal(
            read_text(slice_of(cases[i].text), record_article, &record), KT_OK);
        assert_record(&record, cases[i].name, cases[i].expected);
    }
}

static kt_status check_raw(void *ctx, size_t file, kt_article *article)
{
    const char *const *expected = ctx;
    (void)file;
    assert_true(kt_slice_equal(article->raw, slice_of(expected[0])));
    assert_true(kt_slice_equal(article->original, slice_of(expected[1])));
    assert_true(kt_slice_equal(article->title, slice_of(expected[2])));
    assert_true(kt_slice_equal(article->path, KT_SLICE("a.txt")));
    assert_int_equal(article->line, 0);
    return KT_OK;
}

static void
raw_is_the_file_and_the_original_kept_if_that_was_changed(void **state)
{
    static const char *const rows[][4] = {
        {" T \r\n a\n", " T \r\n a\n", "", "T"},
        {"\xef\xbb\xbfT", "T", "\xef\xbb\xbfT", "T"},
        {"T\xe9\na", "T\ufffd\na", "T\xe9\na", "T\ufffd"},
    };
    (void)state;
    for (size_t i = 0; i < LENGTH(rows); i++) {
        const char *expected[] = {rows[i][1], rows[i][2], rows[i][3]};
        assert_int_equal(read_text(slice_of(rows[i][0]), check_raw, expected),
                         KT_OK);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_first_line_is_the_title_and_the_rest_paragraphs),
        cmocka_unit_test(
            raw_is_the_file_and_the_original_kept_if_that_was_changed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
