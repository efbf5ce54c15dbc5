/* An article as ktool knows it, as one row. */
#ifndef KTOOL_CLI_ARTICLE_ROW_H
#define KTOOL_CLI_ARTICLE_ROW_H

#include <ktool/article.h>
#include <ktool/writer.h>

enum {
    ARTICLE_KNOWN = 11, /* what may be known of any article */
    ARTICLE_CELLS = ARTICLE_KNOWN + 5
};

/** The columns of a row, what may be known first. */
extern const char *const article_columns[ARTICLE_CELLS];

/** A row, and what its cells lie in besides the article. Zero-initialised;
 * kept from one row to the next for the memory in it. */
typedef struct article_row {
    kt_cell cells[ARTICLE_CELLS];
    kt_buffer text, json;
} article_row;

/** Fill in the first ARTICLE_KNOWN cells. */
void article_known(const kt_article *article, kt_cell *cells);

/** Make the row of an article. @retval KT_ERR_NOMEM */
kt_status article_row_set(article_row *row, const kt_article *article,
                          kt_error *err);
void article_row_free(article_row *row);

#endif
