#include "chunk.h"

#include <ctype.h>

typedef enum token_kind {
    TOKEN_END,
    TOKEN_NAME,
    TOKEN_OTHER
} token_kind;

/* As much of Lua's grammar as it takes to find statements. */
typedef struct reader {
    kt_slice code;
    size_t at;       /* behind the token */
    size_t start;    /* of the token */
    token_kind kind; /* of the token */
    size_t copied;   /* up to here code stands in out */
    kt_buffer *out;
} reader;

static char peek(const reader *r, size_t ahead)
{
    return r->at + ahead < r->code.len ? r->code.data[r->at + ahead] : '\0';
}

static bool is_name(char c)
{
    return isalnum((unsigned char)c) || c == '_';
}

/* The "=" in an opening long bracket; -1 if there is none here. */
static int long_bracket(const reader *r)
{
    size_t level = 0;
    if (peek(r, 0) != '[')
        return -1;
    while (peek(r, level + 1) == '=')
        level++;
    return peek(r, level + 1) == '[' ? (int)level : -1;
}

static void skip_long(reader *r, int level)
{
    for (; r->at < r->code.len; r->at++) {
        int found = 0;
        if (peek(r, 0) != ']')
            continue;
        while (peek(r, (size_t)found + 1) == '=')
            found++;
        if (found == level && peek(r, (size_t)found + 1) == ']') {
            r->at += (size_t)found + 2;
            return;
        }
    }
}

static void skip_quoted(reader *r)
{
    char quote = r->code.data[r->at++];
    while (r->at < r->code.len && r->code.data[r->at] != quote)
        r->at += r->code.data[r->at] == '\\' ? 2 : 1;
    r->at = r->at < r->code.len ? r->at + 1 : r->code.len;
}

static void skip_comment(reader *r)
{
    r->at += 2;
    int level = long_bracket(r);
    if (level >= 0)
        skip_long(r, level);
    else
        while (r->at < r->code.len && r->code.data[r->at] != '\n')
            r->at++;
}

static void skip_space(reader *r)
{
    for (;;) {
        if (r->at < r->code.len && isspace((unsigned char)peek(r, 0)))
            r->at++;
        else if (peek(r, 0) == '-' && peek(r, 1) == '-')
            skip_comment(r);
        else
            return;
    }
}

static void next(reader *r)
{
    skip_space(r);
    r->start = r->at;
    if (r->at >= r->code.len) {
        r->kind = TOKEN_END;
        return;
    }
    char first = peek(r, 0);
    bool digit = isdigit((unsigned char)first);
    r->kind = is_name(first) && !digit ? TOKEN_NAME : TOKEN_OTHER;
    if (first == '"' || first == '\'')
        skip_quoted(r);
    else if (long_bracket(r) >= 0)
        skip_long(r, long_bracket(r));
    else if (is_name(first))
        while (is_name(peek(r, 0)) || (digit && peek(r, 0) == '.'))
            r->at++;
    else
        r->at++;
}

static bool is(const reader *r, const char *token)
{
    kt_slice text = kt_slice_sub(r->code, r->start, r->at);
    return kt_slice_equal(text, kt_slice_of(token));
}

static void copy_up_to(reader *r, size_t end)
{
    kt_buffer_add_slice(r->out, kt_slice_sub(r->code, r->copied, end));
    r->copied = end;
}

/* Leave out from start to the end of the token. */
static void blank(reader *r, size_t start)
{
    copy_up_to(r, start);
    r->copied = r->at;
}

/* From a name on: "x <const>, y". Begins and ends with a token read. */
static bool keep_names(reader *r)
{
    for (;;) {
        if (r->kind != TOKEN_NAME)
            return false;
        size_t end = r->at;
        next(r);
        if (is(r, "<")) {
            size_t start = r->start;
            do
                next(r);
            while (r->kind == TOKEN_NAME);
            if (!is(r, ">"))
                return false;
            blank(r, start);
            end = r->at;
            next(r);
        }
        if (!is(r, ",")) {
            if (!is(r, "=")) {
                copy_up_to(r, end);
                kt_buffer_add_string(r->out, " = nil");
            }
            return true;
        }
        next(r);
    }
}

static bool opens_block(const reader *r)
{
    /* The "do" of a loop stands for the loop. */
    return is(r, "do") || is(r, "if") || is(r, "function") || is(r, "repeat");
}

bool keep_locals(kt_slice code, kt_buffer *out)
{
    reader r = {.code = code, .out = out};
    int depth = 0;
    bool changed = false;
    next(&r);
    while (r.kind != TOKEN_END) {
        if (r.kind == TOKEN_NAME && depth == 0 && is(&r, "local")) {
            blank(&r, r.start);
            changed = true;
            next(&r);
            if (!is(&r, "function") && !keep_names(&r))
                return false;
            continue;
        }
        depth += opens_block(&r);
        depth -= is(&r, "end") || is(&r, "until");
        next(&r);
    }
    copy_up_to(&r, code.len);
    return changed;
}
