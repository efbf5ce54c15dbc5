A full-text index for other programs.

#needs sqlite3 :memory: 'CREATE VIRTUAL TABLE t USING fts5 (x)'
$ printf '{"title":"Putin ke Korea Utara","text":"Kunjungan itu, kata anak-anak."}\n{"title":"Harga NAIK","text":"Baca juga: Putin\\nStra\303\237e \303\211t\303\251."}\n' >in.jsonl
$ ktool -q import -d news.db in.jsonl
$ ktool -c news.db index --fts5
ktool: 2 articles in article_fts
$ sqlite3 news.db "SELECT rowid, title, body FROM article_fts"
1|putin ke korea utara|kunjungan itu kata anak-anak
2|harga naik|strasse été
$ sqlite3 news.db "SELECT id, article.title FROM article_fts JOIN article ON id = article_fts.rowid WHERE article_fts MATCH 'NEAR(Putin \"korea utara\")'"
1|Putin ke Korea Utara
$ sqlite3 news.db "SELECT rowid FROM article_fts('\"anak-anak\" OR title:naik') ORDER BY rowid"
1
2
$ # Imports keep it up, and so does reading the store again.
$ printf '{"text":"Tambahan Putin"}\n' >more.jsonl; ktool -q import -d news.db more.jsonl
$ sqlite3 news.db "SELECT rowid FROM article_fts('putin')"
1
3
$ ktool -q -c news.db reindex --rules none; sqlite3 news.db "SELECT body FROM article_fts('anak')"
kunjungan itu kata anak anak
$ ktool -c news.db eval 'corpus:query("SELECT rowid AS id, title FROM article_fts WHERE article_fts MATCH ?", "harga")'
id	title
2	harga naik
$ # It can be made again, and removed.
$ ktool -q -c news.db index --fts5; sqlite3 news.db "SELECT count(*) FROM article_fts; PRAGMA integrity_check; PRAGMA journal_mode"
3
ok
delete
$ ktool -c news.db index --fts5 --remove
$ sqlite3 news.db "SELECT count(*) FROM sqlite_schema WHERE name LIKE 'article_fts%'"
0
$ ktool -c news.db index --fts5 --remove
ktool: news.db: has no article_fts
[2]
$ # Wrong use.
$ ktool -c news.db index
ktool: say which index; --fts5 is all there is
usage: ktool index --fts5
[2]
$ ktool -c in.jsonl index --fts5
ktool: in.jsonl: not a ktool store; `ktool import -d FILE in.jsonl` makes one
[4]
$ ktool -c none.db index --fts5
ktool: none.db: No such file or directory
[4]
$ ktool -c news.db -c in.jsonl index --fts5
ktool: index needs one store: -c news.db
usage: ktool index --fts5
[2]
$ ktool list --fts5
ktool: list takes no --fts5
usage: ktool list
[2]
$ ls
in.jsonl
more.jsonl
news.db
