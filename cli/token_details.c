#include "token_details.h"

#include "failure.h"
#include "table.h"

#include <ktool/quantity.h>
#include <ktool/stem.h>
#include <ktool/text.h>

/* Columns, and places of their cells. */
enum {
    START,
    END,
    CLASS,
    TEXT,
    VALUE,
    UNIT,
    BASE,
    REDUP,
    CLITICS,
    COLUMN_TOTAL
};

static const char *const names[COLUMN_TOTAL] = {
    [START] = "start", [END] = "end",     [CLASS] = "class",
    [TEXT] = "text",   [VALUE] = "value", [UNIT] = "unit",
    [BASE] = "base",   [REDUP] = "redup", [CLITICS] = "clitics"};

static void describe_token(kt_slice text, kt_token token, kt_cell *cells)
{
    cells[START] = integer_cell((int64_t)token.start);
    cells[END] = integer_cell((int64_t)token.end);
    cells[CLASS] = text_cell(kt_slice_of(kt_class_name(token.class)));
    cells[TEXT] = text_cell(kt_slice_sub(text, token.start, token.end));
    for (size_t i = VALUE; i < COLUMN_TOTAL; i++)
        cells[i] = absent_cell();
}

/* As digits, for a double does not hold every value. */
static void describe_quantity(const kt_quantity *quantity,
                              char digits[KT_QUANTITY_SIZE], kt_cell *cells)
{
    if (quantity->start == quantity->end)
        return;
    size_t len = kt_quantity_format(quantity, digits);
    cells[VALUE] = (kt_cell){.kind = KT_CELL_JSON, .text = {digits, len}};
    if (quantity->unit != NULL)
        cells[UNIT] = text_cell(kt_slice_of(quantity->unit));
}

static kt_status describe_word(kt_stemmer *stemmer, kt_slice word,
                               kt_buffer *folded, kt_cell *cells, kt_error *err)
{
    kt_morphology parts;
    kt_buffer_clear(folded);
    kt_text_fold(word, folded);
    kt_status status = kt_buffer_status(folded, err);
    if (status == KT_OK)
        status = kt_stemmer_morphology(stemmer, word, &parts, err);
    if (status != KT_OK)
        return status;
    if (!kt_slice_equal(parts.base, kt_buffer_slice(folded)))
        cells[BASE] = text_cell(parts.base);
    if (parts.redup != KT_REDUP_NONE)
        cells[REDUP] = text_cell(kt_slice_of(kt_redup_name(parts.redup)));
    if (parts.clitics.len > 0)
        cells[CLITICS] = text_cell(parts.clitics);
    return KT_OK;
}

static int print_walk(kt_quantities *walk, kt_stemmer *stemmer)
{
    kt_error err;
    kt_writer *writer;
    kt_token token;
    kt_quantity quantity;
    kt_cell cells[COLUMN_TOTAL];
    char digits[KT_QUANTITY_SIZE];
    kt_buffer folded = {0};
    kt_status status =
        table_new(names, COLUMN_TOTAL, KT_FORMAT_JSONL, &writer, &err);
    while (status == KT_OK && kt_quantities_next(walk, &token, &quantity)) {
        describe_token(walk->scanner.text, token, cells);
        describe_quantity(&quantity, digits, cells);
        if (token.class == KT_CLASS_WORD)
            status =
                describe_word(stemmer, cells[TEXT].text, &folded, cells, &err);
        if (status == KT_OK)
            status = kt_writer_row(writer, cells, COLUMN_TOTAL, &err);
    }
    if (status == KT_OK)
        status = kt_tokenizer_status(walk->scanner.tokenizer, &err);
    kt_buffer_free(&folded);
    return table_end(writer, status, &err);
}

int print_token_details(kt_slice text, kt_tokenizer *tokenizer, bool quiet)
{
    kt_error err;
    kt_units *units;
    kt_stemmer *stemmer = NULL;
    int code;
    kt_status status = kt_units_new(&units, &err);
    if (status == KT_OK)
        status = kt_stemmer_new("id", &stemmer, &err);
    if (status == KT_OK) {
        kt_quantities walk = {
            .units = units, .scanner = {.text = text, .tokenizer = tokenizer}};
        if (!quiet && kt_stemmer_lacks_dictionary(stemmer))
            fputs("ktool: no Indonesian dictionary (Debian: hunspell-id); "
                  "words are taken apart by rules alone\n",
                  stderr);
        code = print_walk(&walk, stemmer);
    } else {
        code = report_failure(&err);
    }
    kt_stemmer_free(stemmer);
    kt_units_free(units);
    return code;
}
