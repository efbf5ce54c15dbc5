Files that are no store, or not one of ours.

#needs sqlite3 --version
$ printf 'Judul\nIsi yang cukup panjang untuk beberapa kata.\n' >a.txt
$ ktool -q import -d news.db a.txt
$ sqlite3 news.db 'select id, title, text from article_text limit 1'
1|Judul|Isi yang cukup panjang untuk beberapa kata.
$ printf 'Ini bukan sebuah penyimpanan.\n' >text.db; ktool -c text.db list
ktool: text.db: not a ktool store
[4]
$ : >empty.db; ktool -c empty.db list
ktool: empty.db: an empty file, not a ktool store
[4]
$ head -c 8192 news.db >short.db; ktool -c short.db list
ktool: short.db: cut short: 8192 of 688128 bytes are there; restore a copy or import its articles again
[4]
$ head -c 50 news.db >tiny.db; ktool -c tiny.db list
ktool: tiny.db: not a ktool store
[4]
$ cp news.db newer.db; sqlite3 newer.db 'PRAGMA user_version=999'
$ ktool -c newer.db list
ktool: newer.db: made by a newer ktool: it has schema 999, this program knows up to 7; use the newer program
[4]
$ ktool -c newer.db run -e 'print(#corpus)'
ktool: newer.db: made by a newer ktool: it has schema 999, this program knows up to 7; use the newer program
[4]
$ ktool import -d newer.db a.txt
ktool: newer.db: made by a newer ktool: it has schema 999, this program knows up to 7; use the newer program
[4]
$ sqlite3 other.db 'CREATE TABLE t (x); INSERT INTO t VALUES (1)'; ktool -c other.db list
ktool: other.db: a SQLite database, but not a ktool store
[4]
$ ktool import -d other.db a.txt
ktool: other.db: a SQLite database, but not a ktool store
[4]
$ ktool import -d text.db a.txt; cat text.db
ktool: text.db: not a ktool store
Ini bukan sebuah penyimpanan.
$ ls
a.txt
empty.db
newer.db
news.db
other.db
short.db
text.db
tiny.db
