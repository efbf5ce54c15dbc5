#include "script_scan.h"
#include "script_show.h"

#include <errno.h>
#include <fcntl.h>
#include <ktool/script.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct file_kind {
    kt_slice start; /**< the bytes that such a file begins with */
    const char *advice;
} file_kind;

#define UTF_16 "UTF-16 text; save it as UTF-8"
#define ZIP "a zip archive; unpack it first"

static const file_kind kinds[] = {
    {KT_SLICE("\x1BLua"),
     "compiled Lua, which is never run; give the source it was made from"},
    {KT_SLICE("\xFF\xFE"), UTF_16},
    {KT_SLICE("\xFE\xFF"), UTF_16},
    {KT_SLICE("\x7F"
              "ELF"),
     "a program (ELF), not a script; run it itself"},
    {KT_SLICE("\xFF\xD8\xFF"), "a JPEG image, not a script; check the name"},
    {KT_SLICE("\x89PNG"), "a PNG image, not a script; check the name"},
    {KT_SLICE("\x1F\x8B"), "a gzip file; unpack it first"},
    {KT_SLICE("PK\x03\x04"), ZIP},
    {KT_SLICE("PK\x05\x06"), ZIP},
    {KT_SLICE("<"),
     "an HTML or XML page, not a script; download the plain file"},
};

/* Text of ASCII in two bytes each: one half of its bytes are NUL, of the
 * other none. */
static bool is_utf16(kt_slice text)
{
    size_t pairs = text.len < 64 ? text.len / 2 : 32;
    size_t nuls[2] = {0, 0};
    for (size_t i = 0; i < 2 * pairs; i++)
        nuls[i % 2] += text.data[i] == '\0';
    return pairs > 1 && ((nuls[0] == pairs && nuls[1] == 0) ||
                         (nuls[1] == pairs && nuls[0] == 0));
}

static const char *find_kind(kt_slice text)
{
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (kt_scan_begins(text, kinds[i].start))
            return kinds[i].advice;
    return is_utf16(text) ? UTF_16 : NULL;
}

static size_t line_of(kt_slice text, const char *place)
{
    size_t line = 1;
    for (const char *p = text.data; p < place; p++)
        line += *p == '\n' || (*p == '\r' && p[1] != '\n');
    return line;
}

static kt_status refuse_strange(kt_slice text, kt_slice code, const char *name,
                                kt_error *err)
{
    const char *advice = find_kind(text);
    /* Lua would take compiled code after a shebang line too. */
    if (advice == NULL)
        advice = find_kind(kt_scan_trim_left(code));
    if (advice != NULL)
        return KT_FAIL(err, KT_ERR_FORMAT, "%s: %s", kt_show(name).text,
                       advice);
    const char *nul = text.len == 0 ? NULL : memchr(text.data, 0, text.len);
    if (nul != NULL)
        return KT_FAIL(err, KT_ERR_FORMAT,
                       "%s:%zu: a NUL byte; a script is plain text",
                       kt_show(name).text, line_of(text, nul));
    return KT_OK;
}

/* The length of a first line that begins with "#", without its end. */
static size_t shebang_length(kt_slice text)
{
    size_t len = 0;
    if (kt_scan_begins(text, KT_SLICE("#")))
        while (len < text.len && text.data[len] != '\n' &&
               text.data[len] != '\r')
            len++;
    return len;
}

/* Returns the length of what was written to out, at most code.len. */
static size_t copy_lines(kt_slice code, char *out)
{
    size_t len = 0;
    for (size_t i = 0; i < code.len; i++) {
        bool before_lf = i + 1 < code.len && code.data[i + 1] == '\n';
        if (code.data[i] != '\r')
            out[len++] = code.data[i];
        else if (!before_lf)
            out[len++] = '\n';
    }
    return len;
}

kt_status kt_script_new(kt_slice bytes, const char *name, kt_script **out,
                        kt_error *err)
{
    *out = NULL;
    if (bytes.len > KT_SCRIPT_BYTES_LIMIT)
        return KT_FAIL(err, KT_ERR_LIMIT,
                       "%s: longer than the %d MiB that a script may have; "
                       "data belongs in a file of its own",
                       kt_show(name).text, KT_SCRIPT_BYTES_LIMIT / 1024 / 1024);
    kt_slice text = bytes;
    if (kt_scan_begins(text, KT_SLICE("\xEF\xBB\xBF")))
        text = kt_scan_skip(text, 3);
    kt_slice code = kt_scan_skip(text, shebang_length(text));
    kt_status status = refuse_strange(text, code, name, err);
    if (status != KT_OK)
        return status;

    size_t name_size = strlen(name) + 1;
    kt_script *script = malloc(sizeof *script + name_size + code.len);
    if (script == NULL)
        return KT_FAIL_NOMEM(err);
    memcpy(script->bytes, name, name_size);
    char *source = script->bytes + name_size;
    script->name = script->bytes;
    script->source = (kt_slice){source, copy_lines(code, source)};
    *out = script;
    return KT_OK;
}

void kt_script_free(kt_script *script)
{
    free(script);
}

static kt_status refuse_missing(const char *path, kt_error *err)
{
    int why = errno;
    struct stat link;
    if (why != ENOENT && why != ENOTDIR)
        return KT_FAIL(err, KT_ERR_IO, "%s: %s", kt_show(path).text,
                       strerror(why));
    if (lstat(path, &link) == 0)
        return KT_FAIL(err, KT_ERR_NOT_FOUND,
                       "%s: a link to a file that is not there",
                       kt_show(path).text);
    return KT_FAIL(err, KT_ERR_NOT_FOUND, "%s: no such file",
                   kt_show(path).text);
}

/* A signal may only have asked for attention; kt_interrupt() asks to stop. */
static bool try_again(void)
{
    return errno == EINTR && !kt_interrupted();
}

static kt_status fail_reading(const char *name, kt_error *err)
{
    if (errno == EINTR)
        return KT_FAIL(err, KT_ERR_INTERRUPTED, "interrupted");
    return KT_FAIL(err, KT_ERR_IO, "%s: %s", kt_show(name).text,
                   strerror(errno));
}

static kt_status open_file(const char *path, int *out, kt_error *err)
{
    int file;
    do
        file = open(path, O_RDONLY | O_CLOEXEC);
    while (file < 0 && try_again());
    *out = file;
    if (file >= 0)
        return KT_OK;
    return errno == EINTR ? fail_reading(path, err) : refuse_missing(path, err);
}

/* Stops soon after the limit, and leaves it to kt_script_new() to complain. */
static kt_status read_all(int file, const char *name, kt_buffer *bytes,
                          kt_error *err)
{
    enum {
        PIECE = 64 * 1024
    };
    while (bytes->len <= KT_SCRIPT_BYTES_LIMIT) {
        if (!kt_buffer_reserve(bytes, PIECE))
            return kt_buffer_status(bytes, err);
        ssize_t len = read(file, bytes->data + bytes->len, PIECE);
        if (len < 0 && try_again())
            continue;
        if (len < 0)
            return fail_reading(name, err);
        if (len == 0)
            return KT_OK;
        bytes->len += (size_t)len;
    }
    return KT_OK;
}

static kt_status read_file(int file, const char *name, kt_script **out,
                           kt_error *err)
{
    struct stat info;
    if (fstat(file, &info) != 0)
        return fail_reading(name, err);
    if (S_ISDIR(info.st_mode))
        return KT_FAIL(err, KT_ERR_FORMAT,
                       "%s: a folder; give the path of a script in it",
                       kt_show(name).text);
    kt_buffer bytes = {0};
    kt_status status = read_all(file, name, &bytes, err);
    if (status == KT_OK)
        status = kt_script_new(kt_buffer_slice(&bytes), name, out, err);
    kt_buffer_free(&bytes);
    return status;
}

kt_status kt_script_read(const char *path, kt_script **out, kt_error *err)
{
    *out = NULL;
    if (strcmp(path, "-") == 0)
        return read_file(STDIN_FILENO, "stdin", out, err);
    int file;
    kt_status status = open_file(path, &file, err);
    if (status != KT_OK)
        return status;
    status = read_file(file, path, out, err);
    close(file);
    return status;
}
