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
