#include "article/identity.h"

#include "base/table.h"

enum {
    SEED_DIGEST = 1,
    SEED_URL,
    SEED_PATH
};

static int64_t not_zero(uint64_t hash)
{
    return hash == 0 ? 1 : (int64_t)hash;
}

/* What a rule then reads of the field stands in its place, so that nobody can
 * tell later that it was there. */
static bool says_nothing(kt_slice json)
{
    return kt_slice_equal(json, KT_SLICE("null")) ||
           kt_slice_equal(json, KT_SLICE("\"\""));
}

static int64_t digest_of(const kt_article *a)
{
    const kt_slice given[] = {a->raw,     a->original, a->date,
                              a->source,  a->author,   a->place,
                              a->section, a->url,      a->lang};
    uint64_t hash = SEED_DIGEST;
    for (size_t i = 0; i < sizeof given / sizeof *given; i++)
        hash = kt_hash(given[i], hash);
    for (size_t i = 0; i < a->field_count; i++) {
        if (says_nothing(a->fields[i].value))
            continue;
        hash = kt_hash(a->fields[i].name, hash);
        hash = kt_hash(a->fields[i].value, hash);
    }
    return not_zero(hash);
}

static int64_t key_of(const kt_article *a)
{
    if (a->url.len > 0)
        return not_zero(kt_hash(a->url, SEED_URL));
    bool is_file = a->line == 0 && !kt_slice_equal(a->path, KT_SLICE("-"));
    return is_file ? not_zero(kt_hash(a->path, SEED_PATH)) : 0;
}

kt_identity kt_article_identity(const kt_article *article)
{
    return (kt_identity){digest_of(article), key_of(article)};
}
