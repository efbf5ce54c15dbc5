#include "article/paragraphs.h"
#include "load/decode.h"
#include "load/reader.h"
#include "load/sniff.h"

kt_status kt_read_text(kt_reader *reader, kt_slice bytes, kt_error *err)
{
    kt_article *article = kt_arena_alloc(reader->arena, sizeof *article);
    if (article == NULL)
        return KT_FAIL_NOMEM(err);
    *article = (kt_article){.path = kt_slice_of(reader->path)};

    size_t bom = kt_bom_length(bytes);
    kt_slice text = kt_slice_sub(bytes, bom, bytes.len);
    kt_status status = kt_decode_utf8(text, reader->arena, &article->raw,
                                      &article->replaced, err);
    if (status != KT_OK)
        return status;
    if (bom > 0 || article->replaced > 0)
        article->original = bytes;

    kt_buffer_clear(&reader->spans);
    kt_divide(article, 0, &reader->spans);
    if (reader->spans.failed)
        return KT_FAIL_NOMEM(err);
    if (reader->spans.len == 0)
        return kt_reader_refuse(reader, 0, KT_ERR_EMPTY, "empty file");
    return kt_reader_deliver(reader, article, err);
}
