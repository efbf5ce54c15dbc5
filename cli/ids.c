#include "ids.h"

#include "failure.h"

#include <errno.h>
#include <stdlib.h>

bool parse_id(const char *text, int64_t *id)
{
    char *end;
    errno = 0;
    *id = strtoll(text, &end, 10);
    return end != text && *end == '\0' && errno == 0;
}

int parse_ids(const cli_options *options, size_t count, int64_t **out)
{
    kt_error err;
    *out = calloc(count + 1, sizeof **out);
    if (*out == NULL) {
        kt_fail(&err, KT_ERR_NOMEM, "out of memory");
        return report_failure(&err);
    }
    for (size_t i = 0; i < count; i++) {
        if (parse_id(options->words[i], &(*out)[i]))
            continue;
        free(*out);
        *out = NULL;
        return usage_error(options->command,
                           "ID is the number of an article, not '%s'",
                           options->words[i]);
    }
    return KT_EXIT_OK;
}
