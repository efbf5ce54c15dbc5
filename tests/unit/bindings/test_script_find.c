#include "../test.h"

#include <ktool/script.h>
#include <sys/stat.h>
#include <unistd.h>

/* Scripts in it are called zq... so that no real one is near. */
static char root[] = "/tmp/ktool-find-XXXXXX";

static const char *at(const char *name)
{
    static char paths[4][256];
    static size_t next;
    char *path = paths[next++ % 4];
    snprintf(path, sizeof paths[0], "%s/%s", root, name);
    return path;
}

static void write_file(const char *name, const char *text)
{
    FILE *file = fopen(at(name), "w");
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
}

static int make_folders(void **state)
{
    (void)state;
    if (mkdtemp(root) == NULL)
        return -1;
    static const char *const folders[] = {"one",
                                          "two",
                                          "two/zqfolder.lua",
                                          "user",
                                          "user/ktool",
                                          "user/ktool/scripts",
                                          "home",
                                          "home/.local",
                                          "home/.local/share",
                                          "home/.local/share/ktool",
                                          "home/.local/share/ktool/scripts",
                                          "empty"};
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++)
        if (mkdir(at(folders[i]), 0700) != 0)
            return -1;
    write_file("one/zqkeywords.lua", "--- One.\n");
    write_file("one/.hidden.lua", "--- No.\n");
    write_file("one/notes.txt", "No.\n");
    write_file("two/zqkeywords.lua", "--- Two.\n");
    write_file("two/zqbad.lua", "-- @optoin x\n");
    write_file("two/zqkeyness.lua", "while true do end\n");
    write_file("two/zqa\nb.lua", "--- Newline.\n");
    write_file("two/zqpage.lua", "<html>");
    write_file("user/ktool/scripts/zqmine.lua", "#!x\r\n--- Mine.\r\n");
    write_file("home/.local/share/ktool/scripts/zqhome.lua", "");
    if (mkfifo(at("two/zqpipe.lua"), 0600) != 0 ||
        symlink("nowhere", at("two/zqdead.lua")) != 0)
        return -1;
    return 0;
}

static int remove_folders(void **state)
{
    (void)state;
    char command[64];
    snprintf(command, sizeof command, "rm -r %s", root);
    return system(command);
}

/* KTOOL_PATH is "one:two" below root. */
static int set_folders(void **state)
{
    (void)state;
    char path[600];
    snprintf(path, sizeof path, "%s:%s", at("one"), at("two"));
    setenv("KTOOL_PATH", path, 1);
    setenv("XDG_DATA_HOME", at("user"), 1);
    setenv("HOME", at("home"), 1);
    return 0;
}

static kt_status add_folder(void *ctx, const char *folder)
{
    kt_buffer_add_string(ctx, folder);
    kt_buffer_add_string(ctx, "|");
    return KT_OK;
}

static void expect_folders(const char *expected)
{
    kt_buffer out = {0};
    kt_error err;
    assert_int_equal(kt_script_folder_each(add_folder, &out, &err), KT_OK);
    kt_buffer_add_char(&out, '\0');
    size_t len = strlen(expected);
    assert_memory_equal(out.data, expected, len);
    /* The installed folder and the source tree's are the build's affair. */
    const char *last = strchr(out.data + len, '|');
    assert_non_null(last);
    assert_memory_equal(last - strlen("/scripts"), "/scripts", 8);
    assert_ptr_equal(strchr(last + 1, '|'), out.data + out.len - 2);
    kt_buffer_free(&out);
}

static void folders_come_in_the_order_of_the_manual(void **state)
{
    (void)state;
    setenv("KTOOL_PATH", "/a::/b c:", 1);
    setenv("XDG_DATA_HOME", "/data", 1);
    setenv("HOME", "/home", 1);
    expect_folders("/a|/b c|/data/ktool/scripts|");
    setenv("XDG_DATA_HOME", "relative", 1);
    expect_folders("/a|/b c|/home/.local/share/ktool/scripts|");
    unsetenv("XDG_DATA_HOME");
    setenv("KTOOL_PATH", "", 1);
    expect_folders("/home/.local/share/ktool/scripts|");
    unsetenv("KTOOL_PATH");
    unsetenv("HOME");
    expect_folders("");
}

static kt_status stop_at_once(void *ctx, const char *folder)
{
    (void)folder;
    ++*(int *)ctx;
    return KT_ERR_CALLBACK;
}

static void a_walk_over_folders_can_be_stopped(void **state)
{
    (void)state;
    int calls = 0;
    assert_int_equal(kt_script_folder_each(stop_at_once, &calls, NULL),
                     KT_ERR_CALLBACK);
    assert_int_equal(calls, 1);
}

static void expect_found(const char *name, const char *expected)
{
    char *path;
    kt_error err;
    if (kt_script_find(name, &path, &err) != KT_OK)
        fail_msg("%s", err.message);
    assert_string_equal(path, expected);
    free(path);
}

static void a_path_is_taken_as_it_is(void **state)
{
    (void)state;
    expect_found("./none", "./none");
    expect_found("a/b", "a/b");
    expect_found("none.lua", "none.lua");
    expect_found("-x.lua", "-x.lua");
    expect_found("-", "-");
}

static void a_name_is_found_in_the_first_folder(void **state)
{
    (void)state;
    expect_found("zqkeywords", at("one/zqkeywords.lua"));
    expect_found("zqkeyness", at("two/zqkeyness.lua"));
    expect_found("zqmine", at("user/ktool/scripts/zqmine.lua"));
    expect_found("zqpipe", at("two/zqpipe.lua"));
    unsetenv("XDG_DATA_HOME");
    expect_found("zqhome", at("home/.local/share/ktool/scripts/zqhome.lua"));
}

static void expect_missing(const char *name, const char *message)
{
    char *path;
    kt_error err;
    assert_int_equal(kt_script_find(name, &path, &err), KT_ERR_NOT_FOUND);
    assert_string_equal(err.message, message);
    assert_null(path);
}

static void names_near_to_a_missing_one_are_told(void **state)
{
    (void)state;
    expect_missing("zqkeyword",
                   "no script 'zqkeyword' (did you mean zqkeywords?)");
    expect_missing("zqkey",
                   "no script 'zqkey' (did you mean zqkeyness, zqkeywords?)");
    expect_missing("xyzzy\n", "no script 'xyzzy\\x0a'; `ktool scripts` lists "
                              "what there is");
    expect_missing("", "no script ''; `ktool scripts` lists what there is");
    expect_missing("zqfolder",
                   "no script 'zqfolder'; `ktool scripts` lists what there is");
    expect_missing("zqa b", "no script 'zqa b' (did you mean zqa\\x0ab?)");
}

static void three_near_names_are_enough(void **state)
{
    (void)state;
    setenv("KTOOL_PATH", at("empty"), 1);
    static const char *const names[] = {
        "empty/zqword1.lua", "empty/zqword2.lua", "empty/zqword3.lua",
        "empty/zqword4.lua"};
    for (size_t i = 0; i < 4; i++)
        write_file(names[i], "");
    expect_missing(
        "zqword",
        "no script 'zqword' (did you mean zqword1, zqword2, zqword3?)");
    for (size_t i = 0; i < 4; i++)
        unlink(at(names[i]));
}

static kt_status add_entry(void *ctx, const kt_script_entry *entry)
{
    /* The build may have scripts of its own in the last two folders. */
    if (strncmp(entry->path, root, strlen(root)) != 0)
        return KT_OK;
    const char *folder = entry->path + strlen(root);
    kt_buffer_add_format(ctx, "%s %.4s '%s'%s%s\n", entry->name, folder,
                         entry->summary, entry->shadowed ? " shadowed" : "",
                         entry->error == NULL ? "" : " error");
    return KT_OK;
}

static void expect_list(const char *expected)
{
    kt_buffer out = {0};
    kt_error err;
    if (kt_script_each(add_entry, &out, &err) != KT_OK)
        fail_msg("%s", err.message);
    kt_buffer_add_char(&out, '\0');
    assert_string_equal(out.data, expected);
    kt_buffer_free(&out);
}

static void scripts_are_listed_by_name_and_none_is_run(void **state)
{
    (void)state;
    expect_list("zqa\nb /two 'Newline.'\n"
                "zqbad /two '' error\n"
                "zqdead /two '' error\n"
                "zqkeyness /two ''\n"
                "zqkeywords /one 'One.'\n"
                "zqkeywords /two 'Two.' shadowed\n"
                "zqmine /use 'Mine.'\n"
                "zqpage /two '' error\n");
}

static void the_order_of_folders_decides_what_is_shadowed(void **state)
{
    (void)state;
    char path[600];
    snprintf(path, sizeof path, "%s:%s:%s/", at("two"), at("one"), at("two"));
    setenv("KTOOL_PATH", path, 1);
    expect_list("zqa\nb /two 'Newline.'\n"
                "zqbad /two '' error\n"
                "zqdead /two '' error\n"
                "zqdead /two '' shadowed error\n"
                "zqkeyness /two ''\n"
                "zqkeywords /two 'Two.'\n"
                "zqkeywords /one 'One.' shadowed\n"
                "zqmine /use 'Mine.'\n"
                "zqpage /two '' error\n");
}

static kt_status keep_error(void *ctx, const kt_script_entry *entry)
{
    if (strcmp(entry->name, "zqbad") != 0)
        return KT_OK;
    *(kt_error *)ctx = *entry->error;
    return KT_ERR_CALLBACK;
}

static void a_listing_tells_what_is_wrong_and_can_be_stopped(void **state)
{
    (void)state;
    kt_error found, err;
    char expected[300];
    assert_int_equal(kt_script_each(keep_error, &found, &err), KT_ERR_CALLBACK);
    snprintf(expected, sizeof expected,
             "%s:1: unknown tag @optoin (did you mean @option?)",
             at("two/zqbad.lua"));
    assert_string_equal(found.message, expected);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(folders_come_in_the_order_of_the_manual),
        cmocka_unit_test_setup(a_walk_over_folders_can_be_stopped, set_folders),
        cmocka_unit_test_setup(a_path_is_taken_as_it_is, set_folders),
        cmocka_unit_test_setup(a_name_is_found_in_the_first_folder,
                               set_folders),
        cmocka_unit_test_setup(names_near_to_a_missing_one_are_told,
                               set_folders),
        cmocka_unit_test_setup(three_near_names_are_enough, set_folders),
        cmocka_unit_test_setup(scripts_are_listed_by_name_and_none_is_run,
                               set_folders),
        cmocka_unit_test_setup(the_order_of_folders_decides_what_is_shadowed,
                               set_folders),
        cmocka_unit_test_setup(a_listing_tells_what_is_wrong_and_can_be_stopped,
                               set_folders),
    };
    return cmocka_run_group_tests(tests, make_folders, remove_folders);
}
