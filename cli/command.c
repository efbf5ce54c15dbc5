#include "command.h"

#include <stdint.h>
#include <string.h>

const cli_command commands[] = {
    {"run", "SCRIPT [ARG...]", "run a Lua script",
     "ktool run keywords --top 20", TAKES_CORPUS | TAKES_CODE | TAKES_SCRIPT, 0,
     SIZE_MAX, run_script},
    {"repl", "", "ask questions in Lua", "ktool repl", TAKES_CORPUS, 0, 0,
     run_repl},
    {"eval", "EXPR", "print an expression", "ktool eval '#corpus'",
     TAKES_CORPUS, 1, 1, run_eval},
    {"import", "-d FILE PATH...", "add articles to a store",
     "ktool import -d news.db dump.jsonl", TAKES_DATABASE, 1, SIZE_MAX,
     run_import},
    {"reindex", "", "read a store again, after rules changed",
     "ktool -c news.db reindex", TAKES_STORE, 0, 0, run_reindex},
    {"index", "--fts5", "an FTS5 table in a store, for other programs",
     "ktool -c news.db index --fts5", TAKES_STORE | TAKES_INDEX, 0, 0,
     run_index},
    {"remove", "ID...", "take articles out of a store",
     "ktool -c news.db remove 12 15", TAKES_CHANGE, 1, SIZE_MAX, run_remove},
    {"compact", "", "make a store smaller, after articles were removed", NULL,
     TAKES_CHANGE, 0, 0, run_compact},
    {"tag", "ID... NAME", "put a tag on articles", "ktool tag 12 15 banjir",
     TAKES_CHANGE, 2, SIZE_MAX, run_tag},
    {"untag", "ID... NAME", "take it off", NULL, TAKES_CHANGE, 2, SIZE_MAX,
     run_untag},
    {"scripts", "[PATTERN]", "list scripts, without running any", NULL, 0, 0, 1,
     run_scripts},
    {"help", "[SCRIPT]", "a script's options and examples", NULL, 0, 0, 1,
     run_help},
    {"list", "", "list the articles", "ktool list -w source=antara",
     TAKES_CORPUS, 0, 0, run_list},
    {"show", "ID", "print an article", "ktool show 12",
     TAKES_CORPUS | TAKES_RAW, 1, 1, run_show},
    {"search", "QUERY", "find articles, best first",
     "ktool search 'beras NEAR/5 harga NOT impor'", TAKES_CORPUS | TAKES_LIMIT,
     1, 1, run_search},
    {"export", "", "write articles, for another store or other programs",
     "ktool -c news.db export >news.jsonl", TAKES_CORPUS | TAKES_EXPORT, 0, 0,
     run_export},
    {"info", "", "totals of a corpus", NULL, TAKES_CORPUS, 0, 0, run_info},
    {"tokens", "[FILE...]", "divide text into words and marks",
     "ktool tokens --count *.txt", TAKES_BOUNDARIES | TAKES_COUNT, 0, SIZE_MAX,
     run_tokens},
    {"sentences", "[FILE]", "divide text into sentences", NULL,
     TAKES_BOUNDARIES, 0, 1, run_sentences},
    {"check", "[--rules]", "whether a store is sound, or all rules are",
     "ktool -c news.db check", TAKES_CHECK | TAKES_CHANGE, 0, 0, run_check},
    {"cache", "list|clear", "the private stores of folders and files", NULL, 0,
     1, 1, run_cache},
    {0},
};

const cli_command *command_find(const char *name)
{
    for (const cli_command *c = commands; c->name != NULL; c++)
        if (strcmp(c->name, name) == 0)
            return c;
    return NULL;
}
