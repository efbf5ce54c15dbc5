A store that may only be read cannot be read again.

#as nobody
#needs sqlite3 --version
$ printf 'Judul\nIsi.\n' >a.txt; ktool -q import -d news.db a.txt; chmod 400 news.db
$ ktool reindex -c news.db
ktool: news.db: it may only be read
[4]
$ ktool -c news.db list
id	date	source	title
1			Judul
$ # Nor read at all where a writer was killed in the middle, until it may be mended.
$ chmod 600 news.db; sqlite3 news.db 'PRAGMA cache_size = 1; BEGIN; UPDATE raw SET text = text || zeroblob(1000000); UPDATE article SET title = 2' '.shell kill -9 $PPID' >/dev/null 2>&1; chmod 400 news.db; ktool list -c news.db
ktool: news.db: a writer was stopped; it can be read again when somebody who may write it has opened it
[4]
$ chmod 600 news.db; ktool list -c news.db; ls
id	date	source	title
1			Judul
a.txt
news.db
$ # One of an older schema is brought up to date where it may be written.
$ cat >older.sql <<'END'
> CREATE TEMP TABLE known AS SELECT hash, article FROM identity;
> DROP TABLE identity;
> CREATE TABLE identity (hash INTEGER NOT NULL, article INTEGER NOT NULL, PRIMARY KEY (hash, article)) WITHOUT ROWID;
> INSERT INTO identity SELECT * FROM known; DELETE FROM meta WHERE key = 'settled'; PRAGMA user_version = 6;
> END
$ sqlite3 news.db <older.sql; chmod 400 news.db; ktool list -c news.db 2>&1 | sed 's/now [0-9]*/now N/'; chmod 600 news.db; ktool list -c news.db; ktool -c news.db check; ktool import -d news.db a.txt; ls
ktool: news.db: made by an older ktool (schema 6, now N); run `ktool -c news.db reindex`, with a copy if it may not be written
id	date	source	title
1			Judul
ok
ktool: 0 articles, 0 failed, 0 bytes replaced, 1 skipped as already there
a.txt
news.db
older.sql
