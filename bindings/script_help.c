#include "script_scan.h"
#include "script_value.h"

enum {
    WIDEST_LABEL = 30 /* a longer one does not push the others aside */
};

static void add_upper(kt_buffer *out, const char *text)
{
    for (; *text != '\0'; text++)
        kt_buffer_add_char(out, *text >= 'a' && *text <= 'z'
                                    ? (char)(*text - 'a' + 'A')
                                    : *text);
}

static void add_printable(kt_buffer *out, const char *text)
{
    kt_script_printable(kt_slice_of(text), out);
}

/* As it is typed: "--top INTEGER", "--[no-]stop", "WORD...". */
static void add_label(kt_buffer *out, const kt_script_param *param)
{
    bool boolean = param->type == KT_SCRIPT_BOOLEAN;
    if (param->kind == KT_SCRIPT_ARG) {
        add_upper(out, param->name);
        kt_buffer_add_string(out, param->repeated ? "..." : "");
        return;
    }
    bool negatable = boolean && param->kind == KT_SCRIPT_OPTION;
    kt_buffer_add_string(out, negatable ? "--[no-]" : "--");
    kt_buffer_add_string(out, param->name);
    if (boolean)
        return;
    kt_buffer_add_char(out, ' ');
    if (param->type == KT_SCRIPT_CHOICE)
        add_printable(out, param->choices);
    else
        add_upper(out, kt_script_type_names[param->type]);
}

static void add_usage_of(kt_buffer *out, const kt_script_param *param)
{
    kt_buffer_add_string(out, param->required ? " " : " [");
    add_label(out, param);
    kt_buffer_add_string(out, param->required ? "" : "]");
}

void kt_script_usage(const kt_script_header *header, const char *name,
                     kt_buffer *out)
{
    kt_buffer_add_string(out, "usage: ktool run ");
    add_printable(out, name);
    for (size_t i = 0; i < header->param_count; i++)
        if (header->params[i].kind != KT_SCRIPT_ARG)
            add_usage_of(out, &header->params[i]);
    for (size_t i = 0; i < header->param_count; i++)
        if (header->params[i].kind == KT_SCRIPT_ARG)
            add_usage_of(out, &header->params[i]);
    if (!header->declares)
        kt_buffer_add_string(out, " [ARG...]");
    kt_buffer_add_char(out, '\n');
}

/* Code points stand for columns: all but choices is ASCII. */
static size_t columns(kt_slice label)
{
    size_t count = 0;
    for (size_t i = 0; i < label.len; i++)
        count += ((unsigned char)label.data[i] & 0xC0) != 0x80;
    return count;
}

static size_t add_counted_label(kt_buffer *out, const kt_script_param *param)
{
    size_t start = out->len;
    add_label(out, param);
    return columns(kt_scan_skip(kt_buffer_slice(out), start));
}

/* Writes to out what it measures, and takes it back. */
static size_t widest_label(const kt_script_header *header, kt_buffer *out)
{
    size_t widest = 0;
    size_t start = out->len;
    for (size_t i = 0; i < header->param_count; i++) {
        size_t count = add_counted_label(out, &header->params[i]);
        if (count > widest && count <= WIDEST_LABEL)
            widest = count;
        out->len = start;
    }
    return widest;
}

static void add_row(kt_buffer *out, const kt_script_param *param, size_t width)
{
    kt_buffer_add_string(out, "  ");
    for (size_t at = add_counted_label(out, param); at < width; at++)
        kt_buffer_add_char(out, ' ');
    kt_buffer_add_string(out, "  ");
    add_printable(out, param->description);
    if (param->required && param->kind == KT_SCRIPT_OPTION)
        kt_buffer_add_string(out, "  (required)");
    if (param->fallback != NULL) {
        kt_buffer_add_string(out, "  (default ");
        add_printable(out, *param->fallback == '\0' ? "\"\"" : param->fallback);
        kt_buffer_add_string(out, ")");
    }
    while (out->len > 0 && out->data[out->len - 1] == ' ')
        out->len--;
    kt_buffer_add_char(out, '\n');
}

static void add_table(kt_buffer *out, const kt_script_header *header,
                      const char *title, bool args)
{
    size_t width = widest_label(header, out);
    bool empty = true;
    for (size_t i = 0; i < header->param_count; i++) {
        const kt_script_param *param = &header->params[i];
        if ((param->kind == KT_SCRIPT_ARG) != args)
            continue;
        if (empty)
            kt_buffer_add_format(out, "\n%s\n", title);
        empty = false;
        add_row(out, param, width);
    }
}

static void add_lines(kt_buffer *out, const char *text)
{
    kt_slice rest = kt_slice_of(text);
    while (rest.len > 0) {
        kt_script_printable(kt_scan_line(&rest), out);
        kt_buffer_add_char(out, '\n');
    }
}

void kt_script_help(const kt_script_header *header, const char *name,
                    kt_buffer *out)
{
    add_lines(out, header->summary);
    if (*header->summary != '\0')
        kt_buffer_add_char(out, '\n');
    add_lines(out, header->description);
    if (*header->description != '\0')
        kt_buffer_add_char(out, '\n');
    kt_script_usage(header, name, out);
    add_table(out, header, "Arguments", true);
    add_table(out, header, "Options", false);
    if (header->example_count > 0)
        kt_buffer_add_string(out, "\nExamples\n");
    for (size_t i = 0; i < header->example_count; i++) {
        kt_buffer_add_string(out, "  ");
        add_printable(out, header->examples[i]);
        kt_buffer_add_char(out, '\n');
    }
}
