#include "session.h"

#include "failure.h"
#include "table.h"

#include <lauxlib.h>

static bool names_stdin(const cli_options *options)
{
    for (size_t i = 0; i < options->path_count; i++)
        if (strcmp(options->paths[i], "-") == 0)
            return true;
    return false;
}

int session_open(session *s, const cli_options *options, bool uses_stdin)
{
    s->L = NULL;
    if (uses_stdin && names_stdin(options))
        return usage_error(options->command,
                           "standard input cannot be the code and, by -c -, "
                           "the articles as well");
    s->settings = (kt_lua_settings){.paths = options->paths,
                                    .path_count = options->path_count,
                                    .filter = options->filter,
                                    .load = load_options(options, &s->report),
                                    .format = options->format,
                                    .color = table_color(),
                                    .quiet = options->quiet};
    s->L = kt_lua_new(&s->settings);
    if (s->L != NULL)
        return KT_EXIT_OK;
    kt_error err;
    kt_fail(&err, KT_ERR_NOMEM, "out of memory");
    return report_failure(&err);
}

void session_close(session *s)
{
    if (s->L != NULL)
        lua_close(s->L);
}
