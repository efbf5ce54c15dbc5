#include "../scratch.h"

#include "base/data.h"

static void use_folder(const char *name)
{
    char path[64];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    setenv("KTOOL_DATA", path, 1);
}

static void make_data(void)
{
    assert_int_equal(mkdir("data", 0700), 0);
    assert_int_equal(mkdir("data/stopwords", 0700), 0);
    write_text("data/stopwords/id.txt", "milik sendiri\n");
    write_text("data/stopwords/zz.txt", "z\n");
    write_text("data/stopwords/.hidden", "x\n");
    write_text("data/stopwords/a", "");
    use_folder("data");
}

static void a_file_of_ones_own_comes_first(void **state)
{
    (void)state;
    kt_error err;
    kt_buffer text = {0};
    make_data();
    assert_ok(kt_data_read("stopwords/id.txt", &text, &err), &err);
    assert_slice(kt_buffer_slice(&text), "milik sendiri\n");
    kt_buffer_free(&text);
    assert_ok(kt_data_read("stopwords/a", &text, &err), &err);
    assert_int_equal(text.len, 0);
}

static void what_the_own_folder_lacks_is_read_elsewhere(void **state)
{
    (void)state;
    kt_error err;
    static const char *const folders[] = {"data", ""};
    make_data();
    for (size_t i = 0; i < LENGTH(folders); i++) {
        kt_buffer text = {0};
        setenv("KTOOL_DATA", folders[i], 1);
        assert_ok(kt_data_read("stopwords/en.txt", &text, &err), &err);
        kt_buffer_add_char(&text, '\0');
        assert_non_null(strstr(text.data, "\nthe\n"));
        kt_buffer_free(&text);
    }
    unsetenv("KTOOL_DATA");
    kt_buffer text = {0};
    assert_ok(kt_data_read("stopwords/en.txt", &text, &err), &err);
    kt_buffer_free(&text);
}

/* Other files would be read in the place of one's own. */
static void an_own_folder_that_is_none_is_refused(void **state)
{
    (void)state;
    static const char *const folders[] = {"none", "data/stopwords/a"};
    make_data();
    for (size_t i = 0; i < LENGTH(folders); i++) {
        char expected[64];
        kt_error err;
        kt_buffer text = {0};
        char **names;
        size_t count;
        snprintf(expected, sizeof expected, "$KTOOL_DATA is no folder: %s",
                 folders[i]);
        setenv("KTOOL_DATA", folders[i], 1);
        assert_int_equal(kt_data_read("stopwords/en.txt", &text, &err),
                         KT_ERR_USAGE);
        assert_string_equal(err.message, expected);
        assert_int_equal(kt_data_read_list("stopwords", "no list",
                                           KT_SLICE("en"), &text, &err),
                         KT_ERR_USAGE);
        assert_string_equal(err.message, expected);
        assert_int_equal(
            kt_data_names("stopwords", ".txt", &names, &count, &err),
            KT_ERR_USAGE);
        assert_string_equal(err.message, expected);
        assert_int_equal(text.len + count, 0);
        assert_null(names);
    }
}

static void a_long_file_is_read_to_its_end(void **state)
{
    (void)state;
    kt_error err;
    kt_buffer text = {0}, expected = {0};
    make_data();
    for (int i = 0; i < 3000; i++)
        kt_buffer_add_format(&expected, "kata%d\n", i);
    write_bytes("data/long", expected.data, expected.len);
    assert_ok(kt_data_read("long", &text, &err), &err);
    assert_true(
        kt_slice_equal(kt_buffer_slice(&text), kt_buffer_slice(&expected)));
    kt_buffer_free(&text);
    kt_buffer_free(&expected);
}

static void a_file_that_is_nowhere_is_named(void **state)
{
    (void)state;
    kt_error err;
    kt_buffer text = {0};
    make_data();
    assert_int_equal(kt_data_read("stopwords/entah.txt", &text, &err),
                     KT_ERR_NOT_FOUND);
    assert_non_null(strstr(err.message, "stopwords/entah.txt"));
    assert_non_null(strstr(err.message, "KTOOL_DATA"));
    assert_int_equal(text.len, 0);
}

/* Passing it over would read another file in its place. */
static void a_file_of_ones_own_that_cannot_be_read_is_named(void **state)
{
    (void)state;
    kt_error err;
    kt_buffer text = {0};
    make_data();
    assert_int_equal(symlink("en.txt", "data/stopwords/en.txt"), 0);
    assert_int_equal(kt_data_read("stopwords/en.txt", &text, &err), KT_ERR_IO);
    assert_non_null(strstr(err.message, "data/stopwords/en.txt: "));
    kt_buffer_free(&text);
}

static void a_file_is_read_by_its_path(void **state)
{
    (void)state;
    kt_error err;
    kt_buffer text = {0};
    make_data();
    assert_ok(kt_data_read_file("data/stopwords/zz.txt", &text, &err), &err);
    assert_slice(kt_buffer_slice(&text), "z\n");
    kt_buffer_free(&text);
    write_text("data/marked.txt", "\xef\xbb\xbfz\n");
    assert_ok(kt_data_read_file("data/marked.txt", &text, &err), &err);
    assert_slice(kt_buffer_slice(&text), "z\n");
    kt_buffer_free(&text);
    assert_int_equal(kt_data_read_file("data/none", &text, &err),
                     KT_ERR_NOT_FOUND);
    assert_string_equal(err.message, "data/none: No such file or directory");
    assert_int_equal(kt_data_read_file("data/stopwords/a/b", &text, &err),
                     KT_ERR_NOT_FOUND);
    assert_int_equal(kt_data_read_file("data", &text, &err), KT_ERR_IO);
    kt_buffer_free(&text);
}

/* Where data folders hold different lists, all are there to be read. */
static void the_lists_of_all_folders_are_named_once(void **state)
{
    (void)state;
    kt_error err;
    kt_buffer text = {0};
    make_data();
    assert_int_equal(
        kt_data_read_list("stopwords", "no list", KT_SLICE("zx"), &text, &err),
        KT_ERR_NOT_FOUND);
    assert_string_equal(err.message, "no list 'zx'; there are: en id negators "
                                     "news zz none; did you mean 'zz'?");
    assert_int_equal(
        kt_data_read_list("nothing", "no list", KT_SLICE("id"), &text, &err),
        KT_ERR_NOT_FOUND);
    assert_string_equal(err.message, "no list 'id'; there are: none");
}

static void a_hash_is_that_of_the_bytes(void **state)
{
    (void)state;
    make_data();
    uint64_t file = 0, same = 0, other = 0, untouched = 7;
    write_text("copy", "milik sendiri\n");
    write_text("other", "milik sendirj\n");
    assert_true(kt_file_hash("data/stopwords/id.txt", 1, &file));
    assert_true(kt_file_hash("copy", 1, &same));
    assert_true(kt_file_hash("other", 1, &other));
    assert_true(file == same && file != other);
    assert_true(kt_file_hash("copy", 2, &other));
    assert_true(file != other);
    assert_true(kt_data_hash("stopwords/id.txt", 1) == file);
    assert_false(kt_file_hash("none", 1, &untouched));
    assert_false(kt_file_hash("data", 1, &untouched));
    assert_true(untouched == 7);
    assert_true(kt_data_hash("stopwords/none.txt", 5) == 5);
    /* An own folder without the file lets others speak. */
    assert_true(kt_data_hash("stopwords/en.txt", 5) != 5);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_SCRATCH(a_file_of_ones_own_comes_first),
        IN_SCRATCH(what_the_own_folder_lacks_is_read_elsewhere),
        IN_SCRATCH(an_own_folder_that_is_none_is_refused),
        IN_SCRATCH(a_long_file_is_read_to_its_end),
        IN_SCRATCH(a_file_that_is_nowhere_is_named),
        IN_SCRATCH(a_file_of_ones_own_that_cannot_be_read_is_named),
        IN_SCRATCH(a_file_is_read_by_its_path),
        IN_SCRATCH(the_lists_of_all_folders_are_named_once),
        IN_SCRATCH(a_hash_is_that_of_the_bytes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
