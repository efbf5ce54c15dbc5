/* ktool run: a script, or code given with -e. */
#include "failure.h"
#include "session.h"

#include <stdlib.h>

/* All of -e as one script, a line each. */
static kt_status join_codes(const cli_options *options, kt_script **out,
                            kt_error *err)
{
    kt_buffer code = {0};
    *out = NULL;
    for (size_t i = 0; i < options->code_count; i++) {
        kt_buffer_add_string(&code, options->codes[i]);
        kt_buffer_add_char(&code, '\n');
    }
    kt_status status = kt_buffer_status(&code, err);
    if (status == KT_OK)
        status = kt_script_new(kt_buffer_slice(&code), "-e", out, err);
    kt_buffer_free(&code);
    return status;
}

static kt_status read_script(const char *name, kt_script **out, kt_error *err)
{
    char *path;
    *out = NULL;
    kt_status status = kt_script_find(name, &path, err);
    if (status == KT_OK)
        status = kt_script_read(path, out, err);
    free(path);
    return status;
}

int run_script(const cli_options *options)
{
    kt_error err;
    kt_script *script;
    session s;
    bool has_code = options->code_count > 0;
    if (!has_code && options->word_count == 0)
        return usage_error(options->command, "run needs SCRIPT or -e CODE");

    end_calls_on_interrupt();
    kt_status status = has_code ? join_codes(options, &script, &err)
                                : read_script(options->words[0], &script, &err);
    if (status != KT_OK) {
        int code = report_failure(&err);
        return code == KT_EXIT_INTERRUPTED ? code : KT_EXIT_LOAD;
    }

    bool from_stdin = !has_code && strcmp(options->words[0], "-") == 0;
    size_t count = options->word_count - (has_code ? 0 : 1);
    int code = session_open(&s, options, from_stdin);
    if (code == KT_EXIT_OK) {
        if (has_code)
            kt_lua_offer_corpus(s.L);
        code = kt_lua_run(s.L, script, (int)count, options->argv_end - count);
    }
    session_close(&s);
    kt_script_free(script);
    return code;
}
