#include "table.h"

#include "failure.h"

#include <stdlib.h>
#include <unistd.h>

bool table_color(void)
{
    const char *refused = getenv("NO_COLOR");
    const char *terminal = getenv("TERM");
    return isatty(STDOUT_FILENO) && (refused == NULL || *refused == '\0') &&
           terminal != NULL && strcmp(terminal, "dumb") != 0;
}

bool table_for_people(kt_format format)
{
    return format == KT_FORMAT_TABLE ||
           (format == KT_FORMAT_AUTO && isatty(STDOUT_FILENO));
}

kt_status table_new(const char *const *names, size_t count, kt_format format,
                    kt_writer **out, kt_error *err)
{
    const kt_writer_options options = {.format = format,
                                       .color = table_color()};
    kt_column *columns = calloc(count, sizeof *columns);
    *out = NULL;
    if (columns == NULL)
        return KT_FAIL_NOMEM(err);
    for (size_t i = 0; i < count; i++)
        columns[i].name = kt_slice_of(names[i]);
    kt_status status =
        kt_writer_new(stdout, columns, count, &options, out, err);
    free(columns);
    return status;
}

int output_failure(const kt_error *err)
{
    int code = report_failure(err);
    return ferror(stdout) ? KT_EXIT_OUTPUT : code;
}

int table_end(kt_writer *writer, kt_status status, kt_error *err)
{
    if (status == KT_OK)
        status = kt_writer_finish(writer, err);
    kt_writer_free(writer);
    return status == KT_OK ? KT_EXIT_OK : output_failure(err);
}
