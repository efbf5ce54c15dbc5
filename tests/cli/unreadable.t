A file without permission. As root everything can be read.

#as nobody
$ mkdir news; printf 'Judul\nIsi.\n' >news/a.txt; cp news/a.txt news/b.txt; chmod 0 news/b.txt
$ ktool -c news list
ktool: news/b.txt: Permission denied
ktool: 1 article, 1 failed, 0 bytes replaced
id	date	source	title
1			Judul
$ ktool -c news/b.txt list
ktool: news/b.txt: Permission denied
ktool: 0 articles, 1 failed, 0 bytes replaced
ktool: no article could be loaded
[4]
$ ktool tokens news/b.txt
ktool: news/b.txt: Permission denied
[4]
$ ktool run ./news/b.txt
ktool: ./news/b.txt: Permission denied
[3]
$ mkdir closed; chmod 0 closed
$ ktool -c closed list
ktool: closed: Permission denied
[4]
$ ktool -q import -d hidden.db news/a.txt; chmod 200 hidden.db; ktool -c hidden.db list
ktool: hidden.db: Permission denied
[4]
$ ktool import -d hidden.db news/a.txt
ktool: hidden.db: Permission denied
[4]
$ # A home that cannot be written does not keep ktool from work.
$ HOME=/nonexistent XDG_CACHE_HOME=/nonexistent XDG_STATE_HOME=/nonexistent ktool -q -c news/a.txt list
id	date	source	title
1			Judul
$ mkdir fixed; ktool -q import -d fixed/news.db news/a.txt; chmod 500 fixed; chmod 400 fixed/news.db
$ ktool -c fixed/news.db list; ls fixed
id	date	source	title
1			Judul
news.db
$ ktool import -d fixed/news.db news/a.txt; echo 'Lain.' >c.txt; ktool import -d fixed/news.db c.txt
ktool: 0 articles, 0 failed, 0 bytes replaced, 1 skipped as already there
ktool: 0 articles, 0 failed, 0 bytes replaced
ktool: fixed/news.db: it may only be read
[4]
$ ktool import -d fixed/more.db news/a.txt
ktool: fixed/more.db: it cannot be opened; look at the rights of the file and its folder
[4]
