/* Any bytes as the header of a script: as they are, since nothing that is
 * checked before is promised to the parser, and as text made ready for it.
 * The same bytes, divided at line ends, are given as arguments. */
#include "fuzz.h"

#include <ktool/script.h>
#include <stdlib.h>

enum {
    WORDS_MAX = 32
};

static void give_arguments(const kt_script_header *header, kt_slice text)
{
    const char *words[WORDS_MAX];
    size_t count = 0;
    kt_script_args *args;
    char *copy = strndup(text.len == 0 ? "" : text.data, text.len);
    if (copy == NULL)
        return;
    char *rest = copy;
    while (rest != NULL && count < WORDS_MAX)
        words[count++] = strsep(&rest, "\n");
    kt_script_args_new(header, words, count, &args, NULL);
    kt_script_args_free(args);
    free(copy);
}

static void parse(kt_slice text)
{
    kt_error err;
    kt_script_header *header;
    if (kt_script_header_new(text, "fuzz", &header, &err) != KT_OK)
        return;
    kt_buffer help = {0};
    kt_script_help(header, "fuzz", &help);
    kt_buffer_free(&help);
    kt_script_check_version(header, "fuzz", "0.1.0", &err);
    give_arguments(header, text);
    kt_script_header_free(header);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    kt_slice bytes = {(const char *)data, size};
    kt_script *script;
    kt_error err;
    parse(bytes);
    if (kt_script_new(bytes, "fuzz", &script, &err) == KT_OK)
        parse(script->source);
    kt_script_free(script);
    return 0;
}
