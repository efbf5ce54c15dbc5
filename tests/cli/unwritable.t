A store that may only be read cannot be read again.

#as nobody
$ printf 'Judul\nIsi.\n' >a.txt; ktool -q import -d news.db a.txt; chmod 400 news.db
$ ktool reindex -c news.db
ktool: news.db: it may only be read
[4]
$ ktool -c news.db list
id	date	source	title
1			Judul
