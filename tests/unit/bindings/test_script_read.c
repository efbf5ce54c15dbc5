#include "../test.h"

#include <fcntl.h>
#include <ktool/script.h>
#include <pthread.h>
#include <sys/stat.h>
#include <unistd.h>

static char folder[] = "/tmp/ktool-script-XXXXXX";

typedef struct text_case {
    const char *name;
    kt_slice bytes, expected;
} text_case;

static const text_case texts[] = {
    {"nothing", KT_SLICE(""), KT_SLICE("")},
    {"plain lines stay", KT_SLICE("a\n\nb"), KT_SLICE("a\n\nb")},
    {"a byte order mark goes",
     KT_SLICE("\xEF\xBB\xBF"
              "a"),
     KT_SLICE("a")},
    {"CRLF becomes LF", KT_SLICE("a\r\nb\r\n"), KT_SLICE("a\nb\n")},
    {"CR becomes LF", KT_SLICE("a\rb\r"), KT_SLICE("a\nb\n")},
    {"CR before CRLF is a line of its own", KT_SLICE("a\r\r\nb"),
     KT_SLICE("a\n\nb")},
    {"a shebang leaves its line", KT_SLICE("#!/bin/x\na"), KT_SLICE("\na")},
    {"a shebang with CR", KT_SLICE("#!x\ra\rb"), KT_SLICE("\na\nb")},
    {"a shebang with CRLF", KT_SLICE("#!x\r\na"), KT_SLICE("\na")},
    {"a shebang after a byte order mark", KT_SLICE("\xEF\xBB\xBF#!x\na"),
     KT_SLICE("\na")},
    {"only a shebang", KT_SLICE("#!/usr/bin/env ktool"), KT_SLICE("")},
    {"# further down stays", KT_SLICE("\n#a"), KT_SLICE("\n#a")},
    {"bytes beyond ASCII stay", KT_SLICE("\xC3\xA9\xFF"),
     KT_SLICE("\xC3\xA9\xFF")},
    {"< further down stays", KT_SLICE("a<b"), KT_SLICE("a<b")},
};

static void texts_are_made_ready_for_lua(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        kt_script *script;
        kt_error err;
        if (kt_script_new(texts[i].bytes, "x.lua", &script, &err) != KT_OK)
            fail_msg("%s: %s", texts[i].name, err.message);
        if (!kt_slice_equal(script->source, texts[i].expected))
            fail_msg("%s: '%.*s'", texts[i].name, (int)script->source.len,
                     script->source.data);
        assert_string_equal(script->name, "x.lua");
        kt_script_free(script);
    }
}

typedef struct strange_case {
    kt_slice bytes;
    const char *message;
} strange_case;

static const strange_case strange[] = {
    {KT_SLICE("\x1BLuaT"),
     "x: compiled Lua, which is never run; give the source it was made from"},
    {KT_SLICE("\xEF\xBB\xBF\x1BLuaT"),
     "x: compiled Lua, which is never run; give the source it was made from"},
    {KT_SLICE("#!x\n\x1BLuaT"),
     "x: compiled Lua, which is never run; give the source it was made from"},
    {KT_SLICE("\xFF\xFE"
              "a\0"),
     "x: UTF-16 text; save it as UTF-8"},
    {KT_SLICE("\xFE\xFF\0a"), "x: UTF-16 text; save it as UTF-8"},
    {KT_SLICE("a\0b\0"), "x: UTF-16 text; save it as UTF-8"},
    {KT_SLICE("\0a\0b\0c"), "x: UTF-16 text; save it as UTF-8"},
    {KT_SLICE("\x7F"
              "ELF\2\1"),
     "x: a program (ELF), not a script; run it "
     "itself"},
    {KT_SLICE("\xFF\xD8\xFF\xE0"), "x: a JPEG image, not a script; check the "
                                   "name"},
    {KT_SLICE("\x89PNG\r\n\x1A\n"), "x: a PNG image, not a script; check the "
                                    "name"},
    {KT_SLICE("\x1F\x8B\x08"), "x: a gzip file; unpack it first"},
    {KT_SLICE("PK\x03\x04"), "x: a zip archive; unpack it first"},
    {KT_SLICE("PK\x05\x06"), "x: a zip archive; unpack it first"},
    {KT_SLICE("\r\n <!DOCTYPE html>"),
     "x: an HTML or XML page, not a script; download the plain file"},
    {KT_SLICE("a\r\nb\rc\n\0d"), "x:4: a NUL byte; a script is plain text"},
    {KT_SLICE("\0"), "x:1: a NUL byte; a script is plain text"},
};

static void other_kinds_of_file_are_named(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof strange / sizeof *strange; i++) {
        kt_script *script;
        kt_error err = {0};
        kt_status status = kt_script_new(strange[i].bytes, "x", &script, &err);
        assert_string_equal(err.message, strange[i].message);
        assert_int_equal(status, KT_ERR_FORMAT);
        assert_null(script);
    }
}

static void name_file(char *path, size_t size, const char *name)
{
    snprintf(path, size, "%s/%s", folder, name);
}

static void expect_failure(const char *path, kt_status status,
                           const char *reason)
{
    kt_script *script;
    kt_error err = {0};
    assert_int_equal(kt_script_read(path, &script, &err), status);
    assert_int_equal(err.status, status);
    assert_non_null(strstr(err.message, reason));
    assert_null(strchr(err.message, '\n'));
    assert_null(script);
}

static void a_file_that_cannot_be_read_is_refused(void **state)
{
    (void)state;
    char path[256];
    expect_failure(folder, KT_ERR_FORMAT, ": a folder; ");
    name_file(path, sizeof path, "none\n.lua");
    expect_failure(path, KT_ERR_NOT_FOUND, "none\\x0a.lua: no such file");
    name_file(path, sizeof path, "dead.lua");
    assert_int_equal(symlink("nowhere", path), 0);
    expect_failure(path, KT_ERR_NOT_FOUND, "a link to a file that is not");
    name_file(path, sizeof path, "loop.lua");
    assert_int_equal(symlink("loop.lua", path), 0);
    expect_failure(path, KT_ERR_IO, "symbolic links");
}

static void a_file_too_long_is_refused(void **state)
{
    (void)state;
    char path[256];
    name_file(path, sizeof path, "long.lua");
    int file = open(path, O_CREAT | O_WRONLY, 0600);
    assert_int_equal(ftruncate(file, KT_SCRIPT_BYTES_LIMIT + 1), 0);
    close(file);
    expect_failure(path, KT_ERR_LIMIT, "64 MiB");
    /* Nothing says beforehand how long this one is. */
    expect_failure("/dev/zero", KT_ERR_LIMIT, "64 MiB");
}

static void *write_slowly(void *path)
{
    int file = open(path, O_WRONLY);
    if (file >= 0 && write(file, "return", 6) == 6) {
        usleep(20000);
        if (write(file, " 1\r\n", 4) != 4)
            return NULL;
    }
    close(file);
    return NULL;
}

static void a_fifo_is_read_to_its_end(void **state)
{
    (void)state;
    char path[256];
    name_file(path, sizeof path, "fifo");
    assert_int_equal(mkfifo(path, 0600), 0);
    pthread_t writer;
    assert_int_equal(pthread_create(&writer, NULL, write_slowly, path), 0);
    kt_script *script;
    kt_error err;
    assert_int_equal(kt_script_read(path, &script, &err), KT_OK);
    pthread_join(writer, NULL);
    assert_true(kt_slice_equal(script->source, KT_SLICE("return 1\n")));
    assert_string_equal(script->name, path);
    kt_script_free(script);
}

static void a_dash_is_standard_input(void **state)
{
    (void)state;
    int ends[2], saved = dup(STDIN_FILENO);
    assert_int_equal(pipe(ends), 0);
    assert_int_equal(write(ends[1], "return 2", 8), 8);
    close(ends[1]);
    dup2(ends[0], STDIN_FILENO);
    kt_script *script;
    kt_error err;
    kt_status status = kt_script_read("-", &script, &err);
    dup2(saved, STDIN_FILENO);
    close(saved);
    close(ends[0]);
    assert_int_equal(status, KT_OK);
    assert_true(kt_slice_equal(script->source, KT_SLICE("return 2")));
    assert_string_equal(script->name, "stdin");
    kt_script_free(script);
}

static void printable_text_has_no_control_characters(void **state)
{
    (void)state;
    kt_buffer out = {0};
    kt_script_printable(KT_SLICE("a\x1B[1m\n\x7F \xC3\xA9\xC2\x9B\xFF\xE2\x82"
                                 " \u200F\u202E\u2066"),
                        &out);
    kt_buffer_add_char(&out, '\0');
    assert_string_equal(out.data, "a\\x1b[1m\\x0a\\x7f \xC3\xA9\\xc2\\x9b"
                                  "\\xff\\xe2\\x82 \u200F\\xe2\\x80\\xae"
                                  "\\xe2\\x81\\xa6");
    kt_buffer_free(&out);
}

static void a_message_cuts_a_long_name(void **state)
{
    (void)state;
    char name[2000];
    memset(name, '\n', sizeof name);
    name[sizeof name - 1] = '\0';
    kt_script *script;
    kt_error err;
    kt_script_new(KT_SLICE("\x1BLua"), name, &script, &err);
    assert_true(strlen(err.message) < 700);
    assert_non_null(strstr(err.message, "\\x0a...: compiled Lua"));
}

static int make_folder(void **state)
{
    (void)state;
    return mkdtemp(folder) == NULL ? -1 : 0;
}

static int remove_folder(void **state)
{
    (void)state;
    static const char *const names[] = {"dead.lua", "loop.lua", "long.lua",
                                        "fifo"};
    char path[256];
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        name_file(path, sizeof path, names[i]);
        unlink(path);
    }
    return rmdir(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts_are_made_ready_for_lua),
        cmocka_unit_test(other_kinds_of_file_are_named),
        cmocka_unit_test(a_file_that_cannot_be_read_is_refused),
        cmocka_unit_test(a_file_too_long_is_refused),
        cmocka_unit_test(a_fifo_is_read_to_its_end),
        cmocka_unit_test(a_dash_is_standard_input),
        cmocka_unit_test(printable_text_has_no_control_characters),
        cmocka_unit_test(a_message_cuts_a_long_name),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
