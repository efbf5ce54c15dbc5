What the command line takes, and what it says to the rest.

$ ktool --version | sed 's/[0-9.]*$/VERSION/'
ktool VERSION
$ ktool -V list | wc -l
1
$ ktool | head -1
usage: ktool [OPTIONS] COMMAND [ARGS]

Commands
  run SCRIPT [ARG...]     run a Lua script
  repl                    ask questions in Lua
  eval EXPR               print an expression
  import -d FILE PATH...  add articles to a store
  reindex                 read a store again, after rules changed
  index --fts5            an FTS5 table in a store, for other programs
  remove ID...            take articles out of a store
  compact                 make a store smaller, after articles were removed
  tag ID... NAME          put a tag on articles
  untag ID... NAME        take it off
  scripts [PATTERN]       list scripts, without running any
  help [SCRIPT]           a script's options and examples
  list                    list the articles
  show ID                 print an article
  search QUERY            find articles, best first
  export                  write articles, for another store or other programs
  info                    totals of a corpus
  tokens [FILE...]        divide text into words and marks
  sentences [FILE]        divide text into sentences
  check [--rules]         whether a store is sound, or all rules are
  cache list|clear        the private stores of folders and files
  NAME [ARG...]           run the script NAME

Options
  -c, --corpus PATH       articles: a store, folder or file, - for standard
                          input; repeatable  [$KTOOL_CORPUS, else
                          ./ktool.db, else ./corpus/]
  -w, --where KEY=VALUE   only these: source=antara, since=2024-01,
                          before=2024-03-15, match=QUERY; repeatable
      --no-cache          keep nothing of a folder for the next run
  -d, --database FILE     the store to add to
  -e CODE                 run CODE, not a script; repeatable, a line each
      --raw               the bytes as found
      --clean             text without furniture, and what was read from it
  -o, --output FOLDER     a file for each article, with -f text or --raw
      --marks             all of the raw text, and what each span of it is
      --revisions         the articles that had its URL or path, and it
      --boundaries        only the offsets of Unicode's boundaries
      --count             how often each word occurs in all FILEs
      --rules RULES       how text is divided: -hyphen,-url without these
                          two rules, none by UAX #29 alone  [all rules]
      --rules             for check: the rules of cleaning
      --fts5              the table article_fts, of folded words
      --remove            drop that table, not make it
      --limit N           articles to print at most  [20]
  -f, --format FMT        auto|table|csv|tsv|json|jsonl|md
                          [table on a terminal, tsv in a pipe]
  -f, --format FMT        for export: jsonl|csv|text, and with
                          --clean tsv|json  [jsonl]
  -j, --jobs N            threads  [processors]
      --wait SECONDS      for another process that holds the store  [5]
  -q, --quiet             no totals, no progress
  -h, --help              what there is
  -V, --version           the version of ktool

Examples
  ktool run keywords --top 20
  ktool repl
  ktool eval '#corpus'
  ktool import -d news.db dump.jsonl
  ktool -c news.db reindex
  ktool -c news.db index --fts5
  ktool -c news.db remove 12 15
  ktool tag 12 15 banjir
  ktool list -w source=antara
  ktool show 12
  ktool search 'beras NEAR/5 harga NOT impor'
  ktool -c news.db export >news.jsonl
  ktool tokens --count *.txt
  ktool -c news.db check
$ ktool >/dev/null 2>&1; echo $?
2
$ ktool --help | head -3
usage: ktool [OPTIONS] COMMAND [ARGS]

Commands
$ ktool import --help
usage: ktool import -d FILE PATH...

add articles to a store

Options
  -d, --database FILE     the store to add to
      --rules RULES       how text is divided: -hyphen,-url without these
                          two rules, none by UAX #29 alone  [all rules]
  -f, --format FMT        auto|table|csv|tsv|json|jsonl|md
                          [table on a terminal, tsv in a pipe]
  -j, --jobs N            threads  [processors]
      --wait SECONDS      for another process that holds the store  [5]
  -q, --quiet             no totals, no progress
  -h, --help              what there is
  -V, --version           the version of ktool

Example
  ktool import -d news.db dump.jsonl
$ ktool help show | head -1
usage: ktool show ID
$ # Unknown words and options, with what was probably meant.
$ ktool rnu
ktool: no command 'rnu' (did you mean run?)
usage: ktool [OPTIONS] COMMAND [ARGS]
[2]
$ ktool keyword
ktool: no script 'keyword' (did you mean keywords?)
usage: ktool [OPTIONS] COMMAND [ARGS]
[2]
$ ktool zzzzzzzz
ktool: no script 'zzzzzzzz'; `ktool scripts` lists what there is
usage: ktool [OPTIONS] COMMAND [ARGS]
[2]
$ ktool --quite list
ktool: unknown option --quite (did you mean --quiet?)
usage: ktool [OPTIONS] COMMAND [ARGS]
[2]
$ ktool list --formt=csv
ktool: unknown option --formt (did you mean --format?)
usage: ktool list
[2]
$ ktool list -x
ktool: unknown option -x
usage: ktool list
[2]
$ ktool list -f xml
ktool: no format 'xml'; there are auto, table, csv, tsv, json, jsonl, md
usage: ktool list
[2]
$ ktool list -f
ktool: -f needs FMT after it
usage: ktool list
[2]
$ ktool list --quiet=yes
ktool: --quiet takes no value
usage: ktool list
[2]
$ ktool -j 0 list
ktool: -j needs a number from 1 to 1024, not '0'
usage: ktool [OPTIONS] COMMAND [ARGS]
[2]
$ ktool -j two list
ktool: -j needs a number from 1 to 1024, not 'two'
usage: ktool [OPTIONS] COMMAND [ARGS]
[2]
$ ktool -w nothing list
ktool: -w needs KEY=VALUE, not 'nothing'
usage: ktool [OPTIONS] COMMAND [ARGS]
[2]
$ ktool -w sorce=antara list
ktool: unknown filter key 'sorce'; there are id, source, author, place, section, lang, url, path, tag, since, before, match, revisions, fields.NAME (did you mean source?)
usage: ktool [OPTIONS] COMMAND [ARGS]
[2]
$ ktool -w since=yesterday list
ktool: since takes a date as 2024, 2024-05 or 2024-05-31, not 'yesterday'
usage: ktool [OPTIONS] COMMAND [ARGS]
[2]
$ ktool show
ktool: show needs ID
usage: ktool show ID
[2]
$ ktool show one
ktool: ID is the number of an article, not 'one'
usage: ktool show ID
[2]
$ ktool show 1 2
ktool: unexpected argument '2'
usage: ktool show ID
[2]
$ ktool import news.jsonl
ktool: import needs a store to add to: -d news.db
usage: ktool import -d FILE PATH...
[2]
$ ktool cache empty
ktool: no action 'empty'; there are list, clear
usage: ktool cache list|clear
[2]
$ # An option is refused where it would do nothing.
$ ktool -c . tokens
ktool: tokens takes no -c
usage: ktool tokens [FILE...]
[2]
$ ktool tokens --raw
ktool: tokens takes no --raw
usage: ktool tokens [FILE...]
[2]
$ ktool list -d news.db
ktool: list takes no -d
usage: ktool list
[2]
$ ktool tokens --count --boundaries
ktool: --count and --boundaries exclude each other
usage: ktool tokens [FILE...]
[2]
$ ktool tokens --boundaries -f csv
ktool: --boundaries prints plain lines and takes no -f
usage: ktool tokens [FILE...]
[2]
$ ktool tokens a b
ktool: one FILE at a time, except with --count
usage: ktool tokens [FILE...]
[2]
$ # No articles anywhere.
$ ktool list
ktool: no articles named, and neither ktool.db nor corpus/ is here; say -c PATH or set KTOOL_CORPUS
[4]
