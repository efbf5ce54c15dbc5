#include "load/sniff.h"

#include "article/paragraphs.h"
#include <strings.h>

/** How far a file is searched for NUL. */
enum {
    PROBE = 8 * 1024
};

typedef struct magic {
    const char *bytes;
    size_t len;
    const char *reason;
} magic;

static const magic foreign[] = {
    {"SQLite format 3\0", 16, "a ktool store, not an article"},
    {"\x1f\x8b", 2, "compressed with gzip; unpack it with: gunzip"},
    {"\x28\xb5\x2f\xfd", 4, "compressed with zstd; unpack it with: unzstd"},
    {"\xfd\x37zXZ", 5, "compressed with xz; unpack it with: unxz"},
    {"BZh", 3, "compressed with bzip2; unpack it with: bunzip2"},
    {"7z\xbc\xaf\x27\x1c", 6, "7z archive; unpack it with: 7z x"},
    {"PK\3\4", 4, "zip archive or office document; unpack it or save as text"},
    {"\xd0\xcf\x11\xe0", 4, "office document; save it as plain text"},
    {"{\\rtf", 5, "RTF document; save it as plain text"},
    {"%PDF-", 5, "PDF document; turn it into text with: pdftotext"},
    {"\x89PNG", 4, "PNG image, not text"},
    {"\xff\xd8\xff", 3, "JPEG image, not text"},
    {"GIF8", 4, "GIF image, not text"},
    {"\x7f\x45LF", 4, "program, not text"},
    {NULL, 0, NULL},
};

/* UTF-32 stands first, because its mark begins with that of UTF-16. */
static const magic wide_marks[] = {
    {"\xff\xfe\0\0", 4,
     "UTF-32 text; convert it with: iconv -f UTF-32 -t UTF-8"},
    {"\0\0\xfe\xff", 4,
     "UTF-32 text; convert it with: iconv -f UTF-32 -t UTF-8"},
    {"\xff\xfe", 2, "UTF-16 text; convert it with: iconv -f UTF-16 -t UTF-8"},
    {"\xfe\xff", 2, "UTF-16 text; convert it with: iconv -f UTF-16 -t UTF-8"},
    {NULL, 0, NULL},
};

/** The reason that stands beside what @p text begins with, or NULL. */
static const char *find_magic(const magic *table, kt_slice text)
{
    while (table->bytes != NULL &&
           (text.len < table->len ||
            memcmp(text.data, table->bytes, table->len) != 0))
        table++;
    return table->reason;
}

size_t kt_bom_length(kt_slice text)
{
    return text.len >= 3 && memcmp(text.data, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
}

/** Whether the extension of @p path says JSON. */
static bool named_json(const char *path)
{
    static const char *const extensions[] = {".jsonl", ".ndjson", ".json"};
    size_t len = strlen(path);
    for (size_t i = 0; i < sizeof extensions / sizeof *extensions; i++) {
        size_t n = strlen(extensions[i]);
        if (len > n && strcasecmp(path + len - n, extensions[i]) == 0)
            return true;
    }
    return false;
}

/**
 * The encoding that puts NULs where @p probe has them, as a reason, or NULL.
 * Text in Latin letters has them in most units of UTF-16 and UTF-32.
 */
static const char *wide_encoding(kt_slice probe)
{
    size_t nul[4] = {0};
    size_t units = probe.len / 4;
    for (size_t i = 0; i < units * 4; i++)
        nul[i % 4] += probe.data[i] == 0;
    if (units == 0)
        return NULL;
    size_t most = units - units / 4, few = units / 8;
    bool often[4], seldom[4];
    for (size_t i = 0; i < 4; i++) {
        often[i] = nul[i] >= most;
        seldom[i] = nul[i] <= few;
    }
    if (seldom[0] && often[1] && often[2] && often[3])
        return "UTF-32 text; convert it with: iconv -f UTF-32LE -t UTF-8";
    if (often[0] && often[1] && often[2] && seldom[3])
        return "UTF-32 text; convert it with: iconv -f UTF-32BE -t UTF-8";
    if (seldom[0] && often[1] && seldom[2] && often[3])
        return "UTF-16 text; convert it with: iconv -f UTF-16LE -t UTF-8";
    if (often[0] && seldom[1] && often[2] && seldom[3])
        return "UTF-16 text; convert it with: iconv -f UTF-16BE -t UTF-8";
    return NULL;
}

/** Why @p text, without space around it, is JSON but not JSONL; or NULL. */
static const char *other_json(kt_slice text)
{
    if (text.data[0] == '[')
        return "a JSON array; put one object on each line with: jq -c '.[]'";
    size_t i = 1;
    while (i < text.len && (text.data[i] == ' ' || text.data[i] == '\r'))
        i++;
    if (text.data[0] == '{' && i < text.len && text.data[i] == '\n')
        return "a JSON object on several lines; put it on one with: jq -c .";
    return NULL;
}

kt_status kt_sniff(const char *path, kt_slice start, kt_kind *kind,
                   const char **reason)
{
    kt_slice probe = {start.data, start.len < PROBE ? start.len : PROBE};
    *reason = find_magic(foreign, start);
    if (*reason != NULL)
        return KT_ERR_FORMAT;
    *reason = find_magic(wide_marks, start);
    if (*reason == NULL)
        *reason = wide_encoding(probe);
    if (*reason != NULL)
        return KT_ERR_ENCODING;

    kt_span span = kt_trim(start, kt_bom_length(start), start.len);
    kt_slice text = kt_slice_sub(start, span.start, span.end);
    bool object = text.len > 0 && text.data[0] == '{';
    if (!object && probe.len > 0 && memchr(probe.data, 0, probe.len) != NULL) {
        *reason = "binary file";
        return KT_ERR_FORMAT;
    }
    *kind = KT_KIND_TEXT;
    if (text.len == 0 || (!object && !named_json(path)))
        return KT_OK;
    *kind = KT_KIND_JSONL;
    *reason = other_json(text);
    return *reason == NULL ? KT_OK : KT_ERR_FORMAT;
}
