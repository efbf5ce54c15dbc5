/* ktool help: what a command or the header of a script says. */
#include "failure.h"
#include "options.h"
#include "usage.h"

#include <stdlib.h>

static kt_status read_header(const char *name, kt_script_header **out,
                             kt_error *err)
{
    char *path;
    kt_script *script = NULL;
    *out = NULL;
    kt_status status = kt_script_find(name, &path, err);
    if (status == KT_OK)
        status = kt_script_read(path, &script, err);
    if (status == KT_OK)
        status = kt_script_header_new(script->source, script->name, out, err);
    kt_script_free(script);
    free(path);
    return status;
}

int run_help(const cli_options *options)
{
    kt_error err;
    kt_script_header *header;
    if (options->word_count == 0) {
        print_usage(stdout);
        return KT_EXIT_OK;
    }
    const char *name = options->words[0];
    const cli_command *command = command_find(name);
    if (command != NULL) {
        print_command_help(stdout, command);
        return KT_EXIT_OK;
    }
    if (read_header(name, &header, &err) != KT_OK) {
        report_failure(&err);
        return KT_EXIT_LOAD;
    }
    kt_buffer text = {0};
    kt_script_help(header, name, &text);
    int code = KT_EXIT_OK;
    if (kt_buffer_status(&text, &err) != KT_OK)
        code = report_failure(&err);
    else
        fwrite(text.data, 1, text.len, stdout);
    kt_buffer_free(&text);
    kt_script_header_free(header);
    return code;
}
