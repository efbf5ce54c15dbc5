SQL over a corpus, for the eye and for programs.

$ printf '{"title":"Harga naik","text":"Rp5 ribu.","source":"antara"}\n{"title":"Banjir","text":"Anak-anak mengungsi.","source":"detik"}\n' >in.jsonl
$ for i in 1 2 3 4 5 6 7 8 9 10 11; do echo "{\"text\":\"Isi $i\"}"; done >>in.jsonl
$ ktool -q import -d news.db in.jsonl
$ ktool -c news.db eval 'corpus:query("SELECT source, title, id FROM article WHERE source IS NOT NULL")'
id	source	title
1	antara	Harga naik
2	detik	Banjir
$ ktool -c news.db eval 'corpus:query("SELECT text, class FROM kt_tokens(?)", "Anak-anak 3,5 km")' -f jsonl
{"class":"word","text":"Anak-anak"}
{"class":"number","text":"3,5"}
{"class":"word","text":"km"}
$ # People see the first ten rows, programs all.
$ ktool -c news.db eval 'corpus:query("SELECT id FROM article")' | wc -l
14
$ ktool -c news.db eval 'corpus:query("SELECT id FROM article")' -f table
id
--
 1
 2
 3
 4
 5
 6
 7
 8
 9
10
... and more
$ ktool -c news.db eval 'corpus:query("SELECT id FROM article LIMIT 10")' -f table | tail -1
10
$ printf 'corpus:query("SELECT 1 AS x")\ncorpus:query("SELECT 1 AS x");\nprint "no more"\n' | ktool -c news.db repl
x
1
no more
$ ktool -c news.db eval 'corpus:query("SELECT id FROM article WHERE id < 0")'
{}
$ ktool -c news.db eval 'corpus:words():kwic("anak-anak")'
article	finish	hit	left	right	start
2	16	Anak-anak		mengungsi.	8
$ # What is wrong, and where.
$ ktool -c news.db eval 'corpus:query("SELECT titel FROM article")' 2>&1 | head -1
ktool: eval:1: SQL, line 1, column 8: no such column: titel
$ ktool -c news.db eval 'corpus:query("DROP TABLE article")' 2>&1 | head -1
ktool: eval:1: SQL: not authorized; a query can only read the store
$ ktool -c news.db -w source=antara eval 'corpus:query("SELECT id FROM article")' 2>&1 | head -1
ktool: eval:1: SQL: this reads all articles of the store, but the corpus is narrowed; add WHERE article.id IN corpus
$ ktool -c news.db -w source=antara eval 'corpus:query("SELECT title FROM article WHERE id IN corpus")'
title
Harga naik
$ # A folder has a private store, which answers as well.
$ ktool -q -c in.jsonl --no-cache eval 'corpus:query("SELECT count(*) AS n FROM article")'
n
13
$ ls
in.jsonl
news.db
