/**
 * @file
 * A script file, without running it: its text, what its header declares,
 * the arguments given to it, and where scripts are found.
 */
#ifndef KTOOL_SCRIPT_H
#define KTOOL_SCRIPT_H

#include <ktool/buffer.h>
#include <ktool/slice.h>
#include <ktool/status.h>
#include <stdint.h>

enum {
    KT_SCRIPT_BYTES_LIMIT = 64 * 1024 * 1024,
    KT_SCRIPT_PARAM_LIMIT = 128,
    KT_SCRIPT_EXAMPLE_LIMIT = 32
};

/** The text of a script, one block of memory. */
typedef struct kt_script {
    kt_slice source;  /**< ready for luaL_loadbufferx() with mode "t" */
    const char *name; /**< what messages call it: its path, or "stdin" */
    char bytes[];     /**< where the two lie */
} kt_script;

/**
 * Take @p bytes as the text of a script.
 *
 * A UTF-8 byte order mark is dropped, a first line that begins with "#" is
 * emptied, and CRLF and CR become LF, so that lines keep their numbers.
 *
 * @param name  what messages call it
 * @param out   Receives the script on success and NULL on failure; release
 *              it with kt_script_free().
 * @retval KT_ERR_FORMAT  not the text of a script: compiled Lua, UTF-16, a
 *                        NUL byte, a page, a program, an image or an archive;
 *                        the message names the kind and what to do
 * @retval KT_ERR_LIMIT   more than KT_SCRIPT_BYTES_LIMIT
 */
kt_status kt_script_new(kt_slice bytes, const char *name, kt_script **out,
                        kt_error *err);

/**
 * The same for the file @p path, or standard input if that is "-". A FIFO
 * is read to its end.
 *
 * @retval KT_ERR_NOT_FOUND    no such file, or a link to none
 * @retval KT_ERR_IO           the file cannot be read
 * @retval KT_ERR_FORMAT       also a folder
 * @retval KT_ERR_INTERRUPTED  kt_interrupt() was called while waiting
 */
kt_status kt_script_read(const char *path, kt_script **out, kt_error *err);
void kt_script_free(kt_script *script);

/** What a value must look like. */
typedef enum kt_script_type {
    KT_SCRIPT_INTEGER, /**< decimal, fits int64_t */
    KT_SCRIPT_NUMBER,  /**< decimal, finite */
    KT_SCRIPT_STRING,
    KT_SCRIPT_BOOLEAN, /**< true or false */
    KT_SCRIPT_DATE,    /**< YYYY, YYYY-MM or YYYY-MM-DD that exists */
    KT_SCRIPT_PATH,    /**< not empty */
    KT_SCRIPT_CHOICE,
    KT_SCRIPT_TYPE_TOTAL
} kt_script_type;

/** How a parameter is given. */
typedef enum kt_script_kind {
    KT_SCRIPT_OPTION, /**< --name VALUE; a boolean one --name or --no-name */
    KT_SCRIPT_FLAG,   /**< --name; its type is boolean */
    KT_SCRIPT_ARG     /**< by position; its type is string */
} kt_script_kind;

/** An option, flag or argument that a header declares. */
typedef struct kt_script_param {
    const char *name;
    kt_script_kind kind;
    kt_script_type type;
    const char *choices;     /**< "a|b" for a choice, else NULL */
    const char *fallback;    /**< the default as text, NULL if none */
    const char *description; /**< may be empty */
    size_t line;             /**< where it is declared, from 1 */
    bool required;
    bool repeated; /**< an argument that takes all that are left */
} kt_script_param;

/**
 * What the leading comment block of a script says, one block of memory.
 * Texts are valid UTF-8 but may hold control characters: see
 * kt_script_printable().
 */
typedef struct kt_script_header {
    const char *summary;     /**< the first line that begins with ---, or "" */
    const char *description; /**< lines divided by "\n", or "" */
    const char *version;     /**< of @ktool, NULL if not asked for */
    size_t version_line;
    bool declares; /**< has at least one tag; without any, a script takes
                        whatever arguments it is given */
    size_t param_count;
    kt_script_param params[KT_SCRIPT_PARAM_LIMIT]; /**< in their order */
    size_t example_count;
    const char *examples[KT_SCRIPT_EXAMPLE_LIMIT];
    char text[]; /**< where the strings lie */
} kt_script_header;

/**
 * Parse the header of @p source: the first run of lines that begin with
 * "--", if only empty lines stand before it. An empty line, code or a long
 * comment ends it.
 *
 *     --- SUMMARY
 *     -- Free text until the first tag; what stands before the summary, such
 *     -- as a licence, is left out.
 *     --
 *     -- @ktool   VERSION
 *     -- @option  NAME TYPE [@required | DEFAULT] DESCRIPTION
 *     -- @flag    NAME DESCRIPTION
 *     -- @arg     NAME | NAME? | NAME...   DESCRIPTION
 *     -- @example COMMAND
 *
 * Fields are divided by white space. A text after a tag goes on in the lines
 * below it up to the next tag or empty comment; free text after that is an
 * ordinary comment, and so is every line that begins with "---@", which
 * belongs to editors.
 *
 * TYPE is integer, number, string, boolean, date, path or choice(a|b), the
 * last without white space. DEFAULT is the word right after TYPE if a tab or
 * at least two blanks follow it; it must then be of the type. At the end of
 * the line a word is the default if it is of the type, except for a string
 * or path, where it is the description. A string or path may always be given
 * as "..." in quotes, which takes no escapes.
 *
 * A name is an ASCII letter followed by letters, digits, "-" and "_", and
 * stands once in a header; "help" is taken. An optional argument cannot be
 * followed by one that is not, nor NAME... by any other.
 *
 * Linear in the length of the header. Bytes that are not UTF-8 become U+FFFD.
 *
 * @param name  what messages call the file
 * @param out   Receives the header on success and NULL on failure; release
 *              it with kt_script_header_free(). A script without a header
 *              gives an empty one.
 * @retval KT_ERR_FORMAT  a tag that is unknown or not as above; the message
 *                        begins with NAME:LINE
 */
kt_status kt_script_header_new(kt_slice source, const char *name,
                               kt_script_header **out, kt_error *err);
void kt_script_header_free(kt_script_header *header);

/**
 * Whether @p ours, such as "0.1.0", is at least the version that @p header
 * asks for.
 *
 * @param name  what the message calls the file
 * @retval KT_ERR_FORMAT  it is older
 */
kt_status kt_script_check_version(const kt_script_header *header,
                                  const char *name, const char *ours,
                                  kt_error *err);

/** Append "usage: ktool run NAME ..." and a line end. */
void kt_script_usage(const kt_script_header *header, const char *name,
                     kt_buffer *out);

/** Append what `ktool help NAME` prints. */
void kt_script_help(const kt_script_header *header, const char *name,
                    kt_buffer *out);

/** What was given for one parameter. */
typedef struct kt_script_value {
    const kt_script_param *param;
    bool present;     /**< given, not the default */
    const char *text; /**< as given, or the default; NULL if neither. Of a
                           boolean "true" or "false" */
    int64_t integer;  /**< of an integer */
    double number;    /**< of an integer or number */
    bool boolean;     /**< of a boolean */
    const char *const *list; /**< of a repeated argument */
    size_t list_count;
} kt_script_value;

/** The arguments of a script, checked. */
typedef struct kt_script_args {
    bool help; /**< --help or -h was asked for, and nothing else checked */
    const char **words; /**< what was given by position, in order */
    size_t word_count;
    size_t count; /**< of values: one for each parameter, in their order;
                       none if the header declares nothing */
    kt_script_value values[];
} kt_script_args;

/**
 * Check @p argv, without the name of the script, against @p header.
 *
 * --name VALUE and --name=VALUE give an option; VALUE may begin with one "-",
 * with two only after "=". --name gives a flag or a boolean option, which
 * also takes --no-name, --name=true and --name=false. Names are not
 * abbreviated; the last of several wins. "-" and what looks like a negative
 * number are arguments, and so is all that follows "--". Before that, --help
 * and -h anywhere ask for help; a value -h is written --name=-h.
 *
 * @param out  Receives the result on success and NULL on failure. It borrows
 *             from @p header and @p argv; release it with
 *             kt_script_args_free().
 * @retval KT_ERR_USAGE  the message says which argument and why
 */
kt_status kt_script_args_new(const kt_script_header *header,
                             const char *const *argv, size_t argc,
                             kt_script_args **out, kt_error *err);
void kt_script_args_free(kt_script_args *args);

/**
 * Call @p visit for every folder where scripts are looked up, best first:
 * those of $KTOOL_PATH, ktool/scripts of $XDG_DATA_HOME (~/.local/share),
 * the installed one, that of the source tree. They need not exist.
 *
 * @return KT_OK, KT_ERR_NOMEM, or what the callback returned.
 */
kt_status kt_script_folder_each(kt_status (*visit)(void *ctx,
                                                   const char *folder),
                                void *ctx, kt_error *err);

/**
 * Find the file of script @p name: @p name itself if it is "-", has a "/" or
 * ends in ".lua", whether there is such a file or not; otherwise NAME.lua in
 * the first of the folders that has it.
 *
 * @param out  Receives the path on success and NULL on failure; the caller
 *             owns it and releases it with free().
 * @retval KT_ERR_NOT_FOUND  in no folder; the message has up to three names
 *                           that are near
 */
kt_status kt_script_find(const char *name, char **out, kt_error *err);

/** A script that was found in a folder. Borrowed for the call only; name and
 * path may hold any byte but NUL. */
typedef struct kt_script_entry {
    const char *name; /**< without ".lua" */
    const char *path;
    const char *summary;   /**< "" if none or if there is an error */
    bool shadowed;         /**< an earlier folder has this name */
    const kt_error *error; /**< why it cannot be read or what is wrong with
                                its header; NULL if nothing */
} kt_script_entry;

/**
 * Call @p visit for every script in the folders, in byte order of names, the
 * one that kt_script_find() takes before those that it shadows. Nothing is
 * run; hidden files and what is no regular file are left out.
 *
 * @return KT_OK, KT_ERR_NOMEM, or what the callback returned.
 */
kt_status kt_script_each(kt_status (*visit)(void *ctx,
                                            const kt_script_entry *entry),
                         void *ctx, kt_error *err);

/**
 * Append @p text fit for one line of a terminal: control characters and bytes
 * that are not UTF-8 become \xNN.
 */
void kt_script_printable(kt_slice text, kt_buffer *out);

#endif
