#include "record.h"

#include "load/sniff.h"

#define BYTES(literal)                                                         \
    {                                                                          \
        "" literal, sizeof(literal) - 1                                        \
    }

static const struct {
    const char *name, *path;
    kt_slice start;
    const char *expected;
} cases[] = {
    {"text", "a.txt", BYTES("Judul\nIsi"), "text"},
    {"nothing", "a.txt", {NULL, 0}, "text"},
    {"nothing in .jsonl", "a.jsonl", {NULL, 0}, "text"},
    {"only space in .jsonl", "a.jsonl", BYTES(" \n \n"), "text"},
    {"HTML is text", "a.html", BYTES("<!doctype html>"), "text"},
    {"any bytes but NUL", "a", BYTES("caf\xe9 \x80\xff\x01"), "text"},
    {"a brace", "a.txt", BYTES("{\"a\":1}"), "jsonl"},
    {"a brace after BOM and space", "-", BYTES("\xef\xbb\xbf \n{\"a\":1}"),
     "jsonl"},
    {"a brace later", "a.txt", BYTES("a {"), "text"},
    {"named .jsonl", "a.jsonl", BYTES("x"), "jsonl"},
    {"named .ndjson", "b/a.ndjson", BYTES("x"), "jsonl"},
    {"named .json", "a.json", BYTES("x"), "jsonl"},
    {"named .JSONL", "a.JSONL", BYTES("x"), "jsonl"},
    {"a name is more than its extension", ".json", BYTES("x"), "text"},
    {"an array", "a.json", BYTES("[{}]"),
     "a JSON array; put one object on each line with: jq -c '.[]'"},
    {"an array in a text file", "a.txt", BYTES("[foto] x"), "text"},
    {"an object on several lines", "a.json", BYTES("{ \r\n \"a\": 1\n}\n"),
     "a JSON object on several lines; put it on one with: jq -c ."},
    {"half an object", "a.json", BYTES("{"), "jsonl"},
    {"NUL in a JSON line is for the parser", "a", BYTES("{\"a\":\"\0\"}"),
     "jsonl"},
    {"NUL", "a.txt", BYTES("abc\0def"), "binary file"},
    {"zeros", "a.txt", BYTES("\0\0\0\0\0\0\0\0"), "binary file"},
    {"UTF-16 little", "a.txt", BYTES("\xff\xfe\x61\0b\0"),
     "UTF-16 text; convert it with: iconv -f UTF-16 -t UTF-8"},
    {"UTF-16 big", "a.txt", BYTES("\xfe\xff\0a\0b"),
     "UTF-16 text; convert it with: iconv -f UTF-16 -t UTF-8"},
    {"UTF-32 little", "a.txt", BYTES("\xff\xfe\0\0\x61\0\0\0"),
     "UTF-32 text; convert it with: iconv -f UTF-32 -t UTF-8"},
    {"UTF-32 big", "a.txt", BYTES("\0\0\xfe\xff\0\0\0a"),
     "UTF-32 text; convert it with: iconv -f UTF-32 -t UTF-8"},
    {"UTF-16 little, no mark", "a.jsonl", BYTES("{\0\"\0t\0\"\0:\0\"\0"),
     "UTF-16 text; convert it with: iconv -f UTF-16LE -t UTF-8"},
    {"UTF-16 big, no mark", "a.txt", BYTES("\0J\0u\0d\0u\0l\0\n"),
     "UTF-16 text; convert it with: iconv -f UTF-16BE -t UTF-8"},
    {"UTF-16 with a letter that is not Latin", "a.txt",
     BYTES("R\0i\0g\0a\0,\0 \0P\0a\0s\0a\0k\0a\0 \0\0\1\0\1k\0a\0"),
     "UTF-16 text; convert it with: iconv -f UTF-16LE -t UTF-8"},
    {"UTF-32 little, no mark", "a.txt", BYTES("J\0\0\0u\0\0\0d\0\0\0"),
     "UTF-32 text; convert it with: iconv -f UTF-32LE -t UTF-8"},
    {"UTF-32 big, no mark", "a.txt", BYTES("\0\0\0J\0\0\0u\0\0\0d"),
     "UTF-32 text; convert it with: iconv -f UTF-32BE -t UTF-8"},
    {"a store", "a.db", BYTES("SQLite format 3\0\x10\0\1\1"),
     "a ktool store, not an article"},
    {"text about stores", "a.txt", BYTES("SQLite format 3 is old"), "text"},
    {"gzip, whatever its name", "a.jsonl", BYTES("\x1f\x8b\x08\0"),
     "compressed with gzip; unpack it with: gunzip"},
    {"zstd", "a", BYTES("\x28\xb5\x2f\xfd"),
     "compressed with zstd; unpack it with: unzstd"},
    {"xz", "a", BYTES("\xfd\x37zXZ\0"),
     "compressed with xz; unpack it with: unxz"},
    {"bzip2", "a", BYTES("BZh91AY"),
     "compressed with bzip2; unpack it with: bunzip2"},
    {"7z", "a", BYTES("7z\xbc\xaf\x27\x1c"),
     "7z archive; unpack it with: 7z x"},
    {"zip", "a", BYTES("PK\3\4\x14"),
     "zip archive or office document; unpack it or save as text"},
    {"old office", "a", BYTES("\xd0\xcf\x11\xe0\xa1"),
     "office document; save it as plain text"},
    {"RTF, for all its brace", "a", BYTES("{\\rtf1"),
     "RTF document; save it as plain text"},
    {"PDF", "a", BYTES("%PDF-1.4"),
     "PDF document; turn it into text with: pdftotext"},
    {"PNG", "a", BYTES("\x89PNG\r\n"), "PNG image, not text"},
    {"JPEG", "a", BYTES("\xff\xd8\xff\xe0"), "JPEG image, not text"},
    {"GIF", "a", BYTES("GIF89a"), "GIF image, not text"},
    {"ELF", "a", BYTES("\x7f\x45LF\2\1\1\0\0\0\0\0"), "program, not text"},
};

static void a_file_is_known_by_its_first_bytes(void **state)
{
    (void)state;
    for (size_t i = 0; i < LENGTH(cases); i++) {
        kt_kind kind;
        const char *reason = NULL;
        kt_status status =
            kt_sniff(cases[i].path, cases[i].start, &kind, &reason);
        const char *got = status != KT_OK         ? reason
                          : kind == KT_KIND_JSONL ? "jsonl"
                                                  : "text";
        if (strcmp(got, cases[i].expected) != 0)
            print_error("case: %s\n", cases[i].name);
        assert_string_equal(got, cases[i].expected);
        if (status != KT_OK)
            assert_int_equal(status, strncmp(got, "UTF-", 4) == 0
                                         ? KT_ERR_ENCODING
                                         : KT_ERR_FORMAT);
    }
}

static void a_nul_far_inside_is_left_to_the_reader(void **state)
{
    (void)state;
    static char text[8193];
    memset(text, 'a', sizeof text);
    text[8192] = '\0';
    kt_kind kind;
    const char *reason;
    kt_slice start = {text, sizeof text};
    assert_int_equal(kt_sniff("a", start, &kind, &reason), KT_OK);
    text[8191] = '\0';
    assert_int_equal(kt_sniff("a", start, &kind, &reason), KT_ERR_FORMAT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_file_is_known_by_its_first_bytes),
        cmocka_unit_test(a_nul_far_inside_is_left_to_the_reader),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
