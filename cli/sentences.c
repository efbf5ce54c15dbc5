/* ktool sentences: a text divided into sentences, without a corpus. */
#include "failure.h"
#include "input.h"
#include "table.h"

#include <ktool/sentences.h>

static void print_boundaries(kt_slice text)
{
    if (text.len == 0)
        return;
    fputs("0\n", stdout);
    for (size_t at = 0; at < text.len;) {
        at = kt_sentence_boundary(text, at);
        printf("%zu\n", at);
    }
}

static int print_sentences(kt_slice text, const kt_sentence_rules *rules,
                           kt_format format)
{
    static const char *const names[] = {"start", "end", "text"};
    kt_error err;
    kt_writer *writer;
    kt_sentence sentence;
    kt_sentences walk = {.rules = rules, .text = text};
    kt_status status = table_new(names, 3, format, &writer, &err);
    while (status == KT_OK && kt_sentences_next(&walk, &sentence)) {
        const kt_cell cells[] = {
            integer_cell((int64_t)sentence.start),
            integer_cell((int64_t)sentence.end),
            text_cell(kt_slice_sub(text, sentence.start, sentence.end))};
        status = kt_writer_row(writer, cells, 3, &err);
    }
    return table_end(writer, status, &err);
}

static int divide(const cli_options *options, kt_slice text)
{
    kt_error err;
    kt_sentence_rules *rules;
    if (options->boundaries) {
        print_boundaries(text);
        return KT_EXIT_OK;
    }
    if (kt_sentence_rules_new("id+en", &rules, &err) != KT_OK)
        return report_failure(&err);
    int code = print_sentences(text, rules, options->format);
    kt_sentence_rules_free(rules);
    return code;
}

int run_sentences(const cli_options *options)
{
    kt_error err;
    kt_buffer text = {0};
    const char *path = options->word_count == 0 ? "-" : options->words[0];
    if (options->boundaries && options->format != KT_FORMAT_AUTO &&
        options->format != KT_FORMAT_TSV)
        return usage_error(options->command,
                           "--boundaries prints plain lines and takes no -f");
    int code = read_input(path, &text, &err) == KT_OK
                   ? divide(options, kt_buffer_slice(&text))
                   : report_failure(&err);
    kt_buffer_free(&text);
    return code;
}
