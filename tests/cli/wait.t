A store that another process writes.

#needs sqlite3 --version
$ for n in 1 2; do printf '{"title":"T%s","text":"Kata %s.","url":"u%s"}\n' $n $n $n; done >in.jsonl; ktool -q import -d ktool.db in.jsonl
$ # The shell of sqlite3 writes; readers go on, writers say who it is.
$ mkfifo go; (echo 'PRAGMA journal_mode = WAL; BEGIN IMMEDIATE;'; echo '.shell echo held'; cat go) | sqlite3 ktool.db >held & while ! grep -q held held 2>/dev/null; do sleep 0.1; done
> ktool list; for c in 'tag 1 x' 'remove 1' 'reindex' 'compact' 'import -d ktool.db in.jsonl'; do ktool --wait 0 $c 2>&1 | sed 's/process [0-9]*/process N/'; done; ktool check; echo '.quit' >go; wait
id	date	source	title
1			T1
2			T2
ktool: ktool.db: process N (sqlite3) holds it; try again when that is done, or wait longer with --wait SECONDS
ktool: ktool.db: process N (sqlite3) holds it; try again when that is done, or wait longer with --wait SECONDS
ktool: ktool.db: process N (sqlite3) holds it; try again when that is done, or wait longer with --wait SECONDS
ktool: ktool.db: process N (sqlite3) holds it; try again when that is done, or wait longer with --wait SECONDS
ktool: 0 articles, 0 failed, 0 bytes replaced
ktool: ktool.db: process N (sqlite3) holds it; try again when that is done, or wait longer with --wait SECONDS
ok
$ ktool tag 1 x; ktool list
id	date	source	title	tags
1			T1	x
2			T2	
$ rm go held; ls
in.jsonl
ktool.db
$ # So it is where who writes has a rollback journal, as an import of one batch.
$ mkfifo go; (echo 'BEGIN IMMEDIATE; UPDATE meta SET value = 0;'; echo '.shell echo held'; cat go) | sqlite3 ktool.db >held & while ! grep -q held held 2>/dev/null; do sleep 0.1; done
> ls ktool.db*; ktool list; for c in 'tag 1 y' 'remove 1' 'reindex' 'compact' 'import -d ktool.db in.jsonl' 'import -d ktool.db -'; do ktool --wait 0 $c <in.jsonl 2>&1 | sed 's/process [0-9]*/process N/'; done; ktool check; ls ktool.db*; echo '.quit' >go; wait
> rm go held; ls; ktool list
ktool.db
ktool.db-journal
id	date	source	title	tags
1			T1	x
2			T2	
ktool: ktool.db: process N (sqlite3) holds it; try again when that is done, or wait longer with --wait SECONDS
ktool: ktool.db: process N (sqlite3) holds it; try again when that is done, or wait longer with --wait SECONDS
ktool: ktool.db: process N (sqlite3) holds it; try again when that is done, or wait longer with --wait SECONDS
ktool: ktool.db: process N (sqlite3) holds it; try again when that is done, or wait longer with --wait SECONDS
ktool: 0 articles, 0 failed, 0 bytes replaced
ktool: ktool.db: process N (sqlite3) holds it; try again when that is done, or wait longer with --wait SECONDS
ktool: ktool.db: process N (sqlite3) holds it; try again when that is done, or wait longer with --wait SECONDS
ok
ktool.db
ktool.db-journal
in.jsonl
ktool.db
id	date	source	title	tags
1			T1	x
2			T2	
$ # Who changes a store begins again where that which it waited for changed it, too.
$ mkfifo go; (echo "PRAGMA journal_mode = WAL; BEGIN IMMEDIATE; INSERT OR REPLACE INTO meta VALUES ('removed', 1);"; echo '.shell echo held'; cat go) | sqlite3 ktool.db >held & while ! grep -q held held 2>/dev/null; do sleep 0.1; done
> ktool tag 2 late & sleep 0.5; echo 'COMMIT;' >go; wait; rm go held; ktool -c ktool.db list; ls
id	date	source	title	tags
1			T1	x
2			T2	late
in.jsonl
ktool.db
$ ktool --wait soon list
ktool: --wait needs a number of seconds from 0 to 604800, not 'soon'
usage: ktool [OPTIONS] COMMAND [ARGS]
[2]
$ ktool --wait -1 list
ktool: --wait needs a number of seconds from 0 to 604800, not '-1'
usage: ktool [OPTIONS] COMMAND [ARGS]
[2]
$ ktool --wait 3 tokens in.jsonl
ktool: tokens takes no --wait
usage: ktool tokens [FILE...]
[2]
