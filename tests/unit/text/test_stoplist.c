#include "../scratch.h"

#include "text/stoplist.h"

#include <ktool/text.h>

static void make_lists(void)
{
    char path[64];
    assert_int_equal(mkdir("data", 0700), 0);
    assert_int_equal(mkdir("data/stopwords", 0700), 0);
    write_text("data/stopwords/satu.txt",
               "# a comment\n\ndan\r\n#di\nyang\n"
               "mempertanggungjawabkannya\ncaf\xC3\xA9\nakhir");
    write_text("data/stopwords/dua.txt", "the\ndan\n");
    write_text("data/stopwords/kosong.txt", "");
    write_text("data/stopwords/notes.md", "x\n");
    snprintf(path, sizeof path, "%s/data", folder);
    setenv("KTOOL_DATA", path, 1);
}

static const struct {
    const char *names, *word;
    bool has;
} cases[] = {
    {NULL, "dan", false},
    {"none", "dan", false},
    {"kosong", "dan", false},
    {"satu", "dan", true},
    {"satu", "yang", true},
    {"satu", "akhir", true},
    {"satu", "mempertanggungjawabkannya", true},
    {"satu", "mempertanggungjawabkan", false},
    {"satu", "caf\xC3\xA9", true},
    {"satu", "#di", false},
    {"satu", "di", false},
    {"satu", "dan\r", false},
    {"satu", "# a comment", false},
    {"satu", "", false},
    {"satu", "Dan", false},
    {"satu", "the", false},
    {"satu+dua", "the", true},
    {"satu+dua", "yang", true},
    {"dua+kosong+satu", "akhir", true},
    {"dua+dua", "the", true},
};

static void words_are_found_as_in_the_table(void **state)
{
    (void)state;
    make_lists();
    for (size_t i = 0; i < LENGTH(cases); i++) {
        kt_error err;
        kt_stoplist list;
        assert_ok(kt_stoplist_read(cases[i].names, &list, &err), &err);
        if (kt_stoplist_has(&list, kt_slice_of(cases[i].word)) != cases[i].has)
            fail_msg("%s: '%s'", cases[i].names, cases[i].word);
        kt_stoplist_free(&list);
    }
}

static const char *const refused[] = {
    "entah",
    "satu+entah",
    "",
    "satu+",
    "+satu",
    "satu++dua",
    "../x",
    "a/b",
    ".",
    "Satu",
    "satu ",
    "a name so long that nobody would ever give it to a list of stop words"};

static void lists_that_are_not_there_are_refused(void **state)
{
    (void)state;
    make_lists();
    for (size_t i = 0; i < LENGTH(refused); i++) {
        kt_error err;
        kt_stoplist list;
        kt_status status = kt_stoplist_read(refused[i], &list, &err);
        if (status != KT_ERR_NOT_FOUND)
            fail_msg("'%s': %s", refused[i], kt_status_code(status));
        assert_int_equal(list.words.count, 0);
        assert_non_null(strstr(err.message, "there are: dua kosong satu none"));
        assert_null(strstr(err.message, "notes"));
    }
}

/* Words that are not folded would never be found. */
static void the_words_of_our_own_lists_are_folded(void **state)
{
    (void)state;
    static const char *const lists[] = {"id", "en", "news"};
    unsetenv("KTOOL_DATA");
    for (size_t i = 0; i < LENGTH(lists); i++) {
        kt_error err;
        kt_stoplist list;
        assert_ok(kt_stoplist_read(lists[i], &list, &err), &err);
        assert_true(list.words.count > 10);
        for (size_t at = 0; at < list.words.capacity; at++) {
            kt_buffer folded = {0};
            const kt_entry *entry = &list.words.entries[at];
            if (entry->probe.len == 0)
                continue;
            kt_slice word = kt_entry_key(entry);
            kt_text_fold(word, &folded);
            if (!kt_slice_equal(word, kt_buffer_slice(&folded)))
                fail_msg("%s: '%.*s'", lists[i], (int)word.len, word.data);
            kt_buffer_free(&folded);
        }
        kt_stoplist_free(&list);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_SCRATCH(words_are_found_as_in_the_table),
        IN_SCRATCH(lists_that_are_not_there_are_refused),
        cmocka_unit_test(the_words_of_our_own_lists_are_folded),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
