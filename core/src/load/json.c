#include "load/json.h"

#include <ktool/buffer.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdlib.h>
#include <yajl/yajl_parse.h>

enum {
    DEPTH_LIMIT = 1000,
    /** What yajl has allocated at once: the handle, the lexer, two buffers
     * with their contents, the stack, a message. */
    BLOCK_LIMIT = 16,
    /** A text longer than this leaves no buffers behind. */
    KEEP_LIMIT = 1024 * 1024
};

struct kt_json {
    yajl_handle yajl;          /**< NULL before use and after trouble */
    void *blocks[BLOCK_LIMIT]; /**< all that yajl has allocated */
    jmp_buf no_memory;
    kt_arena *arena;
    kt_slice text;
    size_t depth;
    kt_slice name;     /**< of the member that is being parsed */
    size_t name_end;   /**< where its name ends, quote included */
    size_t end;        /**< where the object ended; 0 before that */
    kt_buffer members; /**< kt_member */
    char message[128]; /**< yajl's */
};

/** Where @p pointer is among the blocks; NULL finds an unused place. */
static void **find_block(kt_json *json, void *pointer)
{
    for (size_t i = 0; i < BLOCK_LIMIT; i++)
        if (json->blocks[i] == pointer)
            return &json->blocks[i];
    return NULL;
}

/** yajl does not look whether it was given memory, so it is left by a jump,
 * and what it held is released by forget_yajl(). */
static void *resize_block(void *ctx, void *pointer, size_t size)
{
    kt_json *json = ctx;
    void **block = find_block(json, pointer);
    void *memory = block == NULL ? NULL : realloc(pointer, size);
    if (memory == NULL)
        longjmp(json->no_memory, 1);
    *block = memory;
    return memory;
}

static void *new_block(void *ctx, size_t size)
{
    return resize_block(ctx, NULL, size);
}

static void free_block(void *ctx, void *pointer)
{
    if (pointer == NULL)
        return;
    *find_block(ctx, pointer) = NULL;
    free(pointer);
}

static void forget_yajl(kt_json *json)
{
    for (size_t i = 0; i < BLOCK_LIMIT; i++) {
        free(json->blocks[i]);
        json->blocks[i] = NULL;
    }
    json->yajl = NULL;
}

/** yajl lends decoded text until its next callback, other text for good. */
static kt_slice keep(kt_json *json, const unsigned char *bytes, size_t len)
{
    kt_slice lent = {(const char *)bytes, len};
    uintptr_t at = (uintptr_t)bytes, start = (uintptr_t)json->text.data;
    if (at >= start && at < start + json->text.len)
        return lent;
    kt_slice kept = kt_arena_copy(json->arena, lent);
    if (kept.len != len)
        longjmp(json->no_memory, 1);
    return kept;
}

/** Where in the text a value begins whose name ends at @p i. */
static size_t value_start(kt_slice text, size_t i)
{
    while (memchr(" \t\r\n:", text.data[i], 5) != NULL)
        i++;
    return i;
}

/** Called after each value, at any depth. */
static void end_value(kt_json *json, bool is_string, kt_slice string)
{
    if (json->depth != 1)
        return;
    size_t start = value_start(json->text, json->name_end);
    size_t end = yajl_get_bytes_consumed(json->yajl);
    kt_member member = {json->name, kt_slice_sub(json->text, start, end),
                        is_string, string};
    kt_buffer_add(&json->members, &member, sizeof member);
    if (json->members.failed)
        longjmp(json->no_memory, 1);
}

static int on_null(void *ctx)
{
    end_value(ctx, false, (kt_slice){NULL, 0});
    return 1;
}

static int on_boolean(void *ctx, int value)
{
    (void)value;
    return on_null(ctx);
}

static int on_number(void *ctx, const char *digits, size_t len)
{
    (void)digits;
    (void)len;
    return on_null(ctx);
}

static int on_string(void *ctx, const unsigned char *bytes, size_t len)
{
    kt_json *json = ctx;
    if (json->depth == 1)
        end_value(json, true, keep(json, bytes, len));
    return 1;
}

static int on_open(void *ctx)
{
    kt_json *json = ctx;
    json->depth++;
    return json->depth <= DEPTH_LIMIT && json->end == 0;
}

static int on_name(void *ctx, const unsigned char *bytes, size_t len)
{
    kt_json *json = ctx;
    if (json->depth != 1)
        return 1;
    json->name = keep(json, bytes, len);
    json->name_end = yajl_get_bytes_consumed(json->yajl);
    return 1;
}

static int on_close(void *ctx)
{
    kt_json *json = ctx;
    json->depth--;
    if (json->depth == 0)
        json->end = yajl_get_bytes_consumed(json->yajl);
    return on_null(ctx);
}

static yajl_handle open_yajl(kt_json *json)
{
    static const yajl_callbacks callbacks = {
        .yajl_null = on_null,
        .yajl_boolean = on_boolean,
        .yajl_number = on_number,
        .yajl_string = on_string,
        .yajl_start_map = on_open,
        .yajl_map_key = on_name,
        .yajl_end_map = on_close,
        .yajl_start_array = on_open,
        .yajl_end_array = on_close,
    };
    yajl_alloc_funcs memory = {new_block, resize_block, free_block, json};
    yajl_handle yajl = yajl_alloc(&callbacks, &memory, json);
    yajl_config(yajl, yajl_dont_validate_strings, 1);
    yajl_config(yajl, yajl_allow_multiple_values, 1);
    return yajl;
}

static void keep_message(kt_json *json)
{
    unsigned char *message = yajl_get_error(json->yajl, 0, NULL, 0);
    const char *reason = strstr((char *)message, ": ");
    reason = reason == NULL ? (char *)message : reason + 2;
    size_t len = strcspn(reason, ".\n");
    len = len < sizeof json->message ? len : sizeof json->message - 1;
    memcpy(json->message, reason, len);
    json->message[len] = '\0';
    yajl_free_error(json->yajl, message);
}

/** @return false without memory */
static bool run_yajl(kt_json *json, yajl_status *status)
{
    if (setjmp(json->no_memory) != 0)
        return false;
    if (json->yajl == NULL)
        json->yajl = open_yajl(json);
    *status = yajl_parse(json->yajl, (const unsigned char *)json->text.data,
                         json->text.len);
    if (*status == yajl_status_error)
        keep_message(json);
    return true;
}

static bool blank(kt_slice text)
{
    size_t i = 0;
    while (i < text.len && memchr(" \t\r\n", text.data[i], 4) != NULL)
        i++;
    return i == text.len;
}

/** yajl takes VT and FF for space, which JSON does not, and refuses them in
 * strings. */
static const char *find_odd_space(kt_slice text)
{
    const char *vt = memchr(text.data, '\v', text.len);
    return vt != NULL ? vt : memchr(text.data, '\f', text.len);
}

static kt_status check(const kt_json *json, yajl_status status, kt_error *err)
{
    size_t at = yajl_get_bytes_consumed(json->yajl);
    const char *odd = find_odd_space(json->text);
    if (odd != NULL)
        return KT_FAIL(err, KT_ERR_FORMAT,
                       "not valid JSON near byte %zu: control character",
                       (size_t)(odd - json->text.data) + 1);
    if (json->depth > DEPTH_LIMIT)
        return KT_FAIL(err, KT_ERR_LIMIT, "JSON nested more than %d deep",
                       DEPTH_LIMIT);
    if (json->end > 0 &&
        !blank(kt_slice_sub(json->text, json->end, json->text.len)))
        return KT_FAIL(err, KT_ERR_FORMAT,
                       "something follows the JSON object at byte %zu",
                       json->end + 1);
    if (status != yajl_status_ok)
        return KT_FAIL(err, KT_ERR_FORMAT, "not valid JSON near byte %zu: %s",
                       at, json->message);
    if (json->end == 0)
        return KT_FAIL(err, KT_ERR_FORMAT,
                       "the JSON object does not end on its line; put each "
                       "object on one line with: jq -c .");
    return KT_OK;
}

kt_json *kt_json_new(kt_arena *arena)
{
    kt_json *json = calloc(1, sizeof *json);
    if (json != NULL)
        json->arena = arena;
    return json;
}

void kt_json_free(kt_json *json)
{
    if (json == NULL)
        return;
    forget_yajl(json);
    kt_buffer_free(&json->members);
    free(json);
}

kt_status kt_json_members(kt_json *json, kt_slice text,
                          const kt_member **members, size_t *count,
                          kt_error *err)
{
    yajl_status outcome = yajl_status_ok;
    json->text = text;
    json->depth = 0;
    json->end = 0;
    kt_buffer_clear(&json->members);
    if (text.len == 0 || text.data[0] != '{')
        return KT_FAIL(err, KT_ERR_FORMAT, "not a JSON object");
    kt_status status = run_yajl(json, &outcome) ? check(json, outcome, err)
                                                : KT_FAIL_NOMEM(err);
    if (status != KT_OK || text.len > KEEP_LIMIT)
        forget_yajl(json);
    *members = (const kt_member *)(const void *)json->members.data;
    *count = json->members.len / sizeof(kt_member);
    return status;
}
