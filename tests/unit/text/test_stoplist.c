#include "../scratch.h"

#include <ktool/stoplist.h>
#include <ktool/text.h>

static void make_lists(void)
{
    char path[64];
    assert_int_equal(mkdir("data", 0700), 0);
    assert_int_equal(mkdir("data/stopwords", 0700), 0);
    write_text("data/stopwords/satu.txt",
               "# a comment\n# version: 3\n\ndan\r\n#di\nyang\n"
               "mempertanggungjawabkannya\ncaf\u00E9\nakhir");
    write_text("data/stopwords/dua.txt", "# version: 1 beta\r\nthe\ndan\n");
    write_text("data/stopwords/kosong.txt", "");
    write_text("data/stopwords/notes.md", "x\n");
    snprintf(path, sizeof path, "%s/data", folder);
    setenv("KTOOL_DATA", path, 1);
    write_text("mine.txt", "\xEF\xBB\xBF# version: 9\nDan\n \tGempa \t\r\n \n"
                           " # not a word\nCafe\u0301\n\uFF21\n");
    assert_int_equal(mkdir("my-lists", 0700), 0);
    write_text("my-lists/a+b-c.txt", "padi\n");
    write_text("my-lists/a+b-c", "sawah\n");
}

static const struct {
    const char *lists, *word;
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
    {"satu", "caf\u00E9", true},
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
    {"satu-dua", "dan", false},
    {"satu-dua", "yang", true},
    {"satu-dua", "the", false},
    {"satu-satu", "dan", false},
    {"satu-dua+dua", "dan", true},
    {"satu+dua-satu", "dan", false},
    {"satu+dua-satu", "the", true},
    {"satu-kosong", "dan", true},
    {"mine.txt", "dan", true},
    {"./mine.txt", "gempa", true},
    {"mine.txt", "caf\u00E9", true},
    {"mine.txt", "#", false},
    {"satu+./mine.txt", "yang", true},
    {"satu+./mine.txt", "gempa", true},
    {"satu-mine.txt", "dan", false},
    {"satu-mine.txt+dua", "the", true},
    {"./my-lists/a+b-c.txt", "padi", true},
    {"satu+./my-lists/a+b-c.txt-dua", "padi", true},
    {"satu+./my-lists/a+b-c.txt-dua", "dan", false},
    {"satu-./my-lists/a+b-c.txt+mine.txt", "gempa", true},
    {"satu+./my-lists/a+b-c", "sawah", true},
};

static kt_stoplist *open_list(const char *lists, unsigned form)
{
    kt_error err;
    kt_stoplist *list;
    assert_ok(kt_stoplist_new(lists, form, &list, &err), &err);
    return list;
}

static void words_are_found_as_in_the_table(void **state)
{
    (void)state;
    make_lists();
    for (size_t i = 0; i < LENGTH(cases); i++) {
        kt_stoplist *list = open_list(cases[i].lists, KT_FORM_FOLD);
        if (kt_stoplist_has(list, kt_slice_of(cases[i].word)) != cases[i].has)
            fail_msg("%s: '%s'", cases[i].lists, cases[i].word);
        kt_stoplist_free(list);
    }
}

static void words_take_the_form_that_is_asked_for(void **state)
{
    (void)state;
    make_lists();
    kt_stoplist *list = open_list("mine.txt", KT_FORM_FOLD | KT_FORM_STRIP |
                                                  KT_FORM_COMPATIBILITY);
    assert_true(kt_stoplist_has(list, KT_SLICE("cafe")));
    assert_true(kt_stoplist_has(list, KT_SLICE("a")));
    assert_false(kt_stoplist_has(list, KT_SLICE("caf\u00E9")));
    kt_stoplist_free(list);
}

/* The sums are those of the program crc32. */
static const struct {
    const char *lists, *name;
} names[] = {
    {NULL, ""},
    {"none", ""},
    {"satu", "satu 3"},
    {"kosong", "kosong 00000000"},
    {"satu+dua-satu", "satu 3 + dua 1 beta - satu 3"},
    {"./my-lists/a+b-c.txt-satu", "./my-lists/a+b-c.txt a75eddb8 - satu 3"},
};

static void lists_are_named_with_their_versions(void **state)
{
    (void)state;
    make_lists();
    for (size_t i = 0; i < LENGTH(names); i++) {
        kt_stoplist *list = open_list(names[i].lists, KT_FORM_FOLD);
        assert_string_equal(kt_stoplist_name(list), names[i].name);
        kt_stoplist_free(list);
    }
}

static void every_word_is_listed_once(void **state)
{
    (void)state;
    make_lists();
    size_t at = 0, count = 0;
    kt_slice word;
    kt_stoplist *list = open_list("satu+mine.txt-dua", KT_FORM_FOLD);
    for (; kt_stoplist_next(list, &at, &word); count++)
        assert_true(kt_stoplist_has(list, word));
    assert_int_equal(count, 6);
    kt_stoplist_free(list);
    at = 0;
    list = open_list("none", KT_FORM_FOLD);
    assert_false(kt_stoplist_next(list, &at, &word));
    kt_stoplist_free(list);
}

static const char *const refused[] = {
    "entah",
    "satu+entah",
    "satu-entah",
    "",
    "satu+",
    "+satu",
    "-satu",
    "satu++dua",
    "satu+-dua",
    ".",
    "Satu",
    "satu ",
    "satu+none",
    "my-lists/a+b-c.txt",
    "a name so long that nobody would ever give it to a list of stop words"};

static void lists_that_are_not_there_are_refused(void **state)
{
    (void)state;
    make_lists();
    for (size_t i = 0; i < LENGTH(refused); i++) {
        kt_error err;
        kt_stoplist *list;
        kt_status status =
            kt_stoplist_new(refused[i], KT_FORM_FOLD, &list, &err);
        if (status != KT_ERR_NOT_FOUND)
            fail_msg("'%s': %s", refused[i], kt_status_code(status));
        assert_null(list);
        assert_non_null(strstr(err.message, "there are: dua en id kosong "
                                            "negators news satu none"));
        assert_null(strstr(err.message, "notes"));
    }
}

static const struct {
    const char *lists, *text; /* of bad.txt */
    kt_status status;
    const char *message;
} wrong[] = {
    {"satuu", "", KT_ERR_NOT_FOUND, "none; did you mean 'satu'?"},
    {"id+newz", "", KT_ERR_NOT_FOUND,
     "no stop list 'newz'; there are: dua en id kosong negators news satu "
     "none; did you mean 'news'?"},
    {"satu+./nowhere.txt", "", KT_ERR_NOT_FOUND,
     "./nowhere.txt: No such file or directory"},
    {"nowhere.txt", "", KT_ERR_NOT_FOUND,
     "nowhere.txt: No such file or directory"},
    {"./my-lists", "", KT_ERR_IO, "./my-lists: Is a directory"},
    {"bad.txt", "dan\nbaca juga\n", KT_ERR_USAGE,
     "stop list bad.txt: 'baca juga' is more than one word; write one a line"},
    {"satu-bad.txt", "dan\t5\n", KT_ERR_USAGE,
     "stop list bad.txt: 'dan\t5' is more than one word; write one a line"},
    {"bad.txt", "dan\nd\xE9j\xE0\n", KT_ERR_USAGE,
     "stop list bad.txt is not UTF-8; save it as UTF-8"},
};

static void what_is_wrong_is_said(void **state)
{
    (void)state;
    make_lists();
    for (size_t i = 0; i < LENGTH(wrong); i++) {
        kt_error err;
        kt_stoplist *list;
        write_text("bad.txt", wrong[i].text);
        kt_status status =
            kt_stoplist_new(wrong[i].lists, KT_FORM_FOLD, &list, &err);
        if (status != wrong[i].status ||
            strstr(err.message, wrong[i].message) == NULL)
            fail_msg("'%s': %s: %s", wrong[i].lists, kt_status_code(status),
                     err.message);
        assert_null(list);
    }
}

/* Words are folded, so that people who read the files find what they look
 * for, and stand in no other list but for those of another language. */
static void our_own_lists_are_folded_and_apart(void **state)
{
    (void)state;
    static const char *const lists[] = {"id", "en", "news", "negators"};
    static const char *const apart[] = {"id-news-negators", "en-news-negators",
                                        "news-id-en-negators",
                                        "negators-id-en-news"};
    unsetenv("KTOOL_DATA");
    for (size_t i = 0; i < LENGTH(lists); i++) {
        size_t at = 0, count = 0, left = 0;
        kt_slice word;
        kt_stoplist *list = open_list(lists[i], 0);
        for (; kt_stoplist_next(list, &at, &word); count++) {
            kt_buffer folded = {0};
            kt_text_fold(word, &folded);
            if (!kt_slice_equal(word, kt_buffer_slice(&folded)))
                fail_msg("%s: '%.*s'", lists[i], (int)word.len, word.data);
            kt_buffer_free(&folded);
        }
        assert_true(count > 40);
        kt_stoplist_free(list);
        list = open_list(apart[i], 0);
        for (at = 0; kt_stoplist_next(list, &at, &word);)
            left++;
        assert_int_equal(left, count);
        kt_stoplist_free(list);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_SCRATCH(words_are_found_as_in_the_table),
        IN_SCRATCH(words_take_the_form_that_is_asked_for),
        IN_SCRATCH(lists_are_named_with_their_versions),
        IN_SCRATCH(every_word_is_listed_once),
        IN_SCRATCH(lists_that_are_not_there_are_refused),
        IN_SCRATCH(what_is_wrong_is_said),
        cmocka_unit_test(our_own_lists_are_folded_and_apart),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
