A store: made, added to, read.

$ printf 'Judul satu\nPara satu.\n\nPara dua.\n' >a.txt
$ printf '{"title":"Dua","text":"Isi\\ndua.","date":"2024-03-01","source":"antara","author":"A","url":"https://example.com/2","tags":["x","y"],"views":12}\n' >b.jsonl
$ printf 'Judul\nTiga \377.\n' >c.txt
$ ktool import -d news.db a.txt b.jsonl
ktool: 2 articles, 0 failed, 0 bytes replaced
$ ktool import -q c.txt -d news.db
$ ls
a.txt
b.jsonl
c.txt
news.db
$ ktool -c news.db list
id	date	source	title
1			Judul satu
2	2024-03-01	antara	Dua
3			Judul
$ ktool list -c news.db -f csv -w source=antara
id,date,source,title
2,2024-03-01,antara,Dua
$ ktool -c news.db show 1
id: 1
title: Judul satu
path: a.txt

Para satu.

Para dua.
$ ktool -c news.db show 2
id: 2
title: Dua
date: 2024-03-01
source: antara
author: A
url: https://example.com/2
path: b.jsonl
tags: ["x","y"]
views: 12

Isi

dua.
$ ktool -c news.db show 2 -f json
{"id":2,"title":"Dua","date":"2024-03-01","source":"antara","author":"A","place":null,"section":null,"url":"https://example.com/2","lang":null,"lang_clarity":null,"path":"b.jsonl","file":"b.jsonl","text":"Isi\n\ndua.","fields":{"tags":["x","y"],"views":12},"tags":[],"annotations":{}}
$ ktool -c news.db show 1 -f tsv
id	title	date	source	author	place	section	url	lang	lang_clarity	path	file	text	fields	tags	annotations
1	Judul satu									a.txt	a.txt	Para satu.\n\nPara dua.	{}	[]	{}
$ ktool -c news.db show 3 --raw | od -c
0000000   J   u   d   u   l  \n   T   i   g   a     377   .  \n
0000016
$ ktool -c news.db show 4
ktool: no article 4; `ktool list` shows them all
[1]
$ ktool -c news.db show 2 --raw -f csv
ktool: --raw takes no -f
usage: ktool show ID
[2]
$ ktool -c news.db info | sed 's/^\(fingerprint\|unicode\|icu\|lua\|libexttextcat\)\t.*/\1\t.../'
name	value
store	news.db
articles	3
tokens	16
terms	9
bytes	61
dated	1
first	2024-03-01
last	2024-03-01
sources	1
rules	all
fingerprint	...
unicode	...
icu	...
lua	...
libexttextcat	...
spans title place	3
spans body place	5
$ ktool -c news.db info -f json | cut -d, -f1-4
{"store":"news.db","articles":3,"tokens":16,"terms":9
$ ls
a.txt
b.jsonl
c.txt
news.db
$ # ktool.db here is the corpus when nothing else is said, before corpus/.
$ cp news.db ktool.db; mkdir corpus; ktool eval '#corpus'
3
$ rm ktool.db; cp a.txt corpus; ktool -q eval '#corpus'
1
$ KTOOL_CORPUS=news.db ktool eval '#corpus'
3
$ # Nothing to add leaves nothing behind.
$ : >empty.txt; ktool import -d none.db empty.txt
ktool: empty.txt: empty file
ktool: 0 articles, 1 failed, 0 bytes replaced
ktool: none.db: no article was added
[4]
$ ktool import -d none.db missing.txt
ktool: missing.txt: No such file or directory
[4]
$ ls none.db
ls: cannot access 'none.db': No such file or directory
[2]
$ ktool import -d news.db a.txt empty.txt; ktool -c news.db eval '#corpus'
ktool: empty.txt: empty file
ktool: 0 articles, 1 failed, 0 bytes replaced, 1 skipped as already there
3
$ # Other bytes under the same path are a revision, which stands for the article.
$ printf 'Judul\nlain sama sekali\n' >a.txt; ktool import -d news.db a.txt; ktool -c news.db eval '#corpus, #corpus:where{ revisions = true }'
ktool: 1 article, 0 failed, 0 bytes replaced, 1 revised
3
4
$ # A store in the folder that is imported into it is none of its articles.
$ mkdir in; cp c.txt in; ktool import -d in/own.db in; ktool import -d in/own.db in; ls in
ktool: 1 article, 0 failed, 1 byte replaced
ktool: 0 articles, 0 failed, 0 bytes replaced, 1 skipped as already there
c.txt
own.db
$ # Named by itself it is told why nothing comes of it.
$ ktool import -d news.db news.db
ktool: news.db: the store that is added to, which has its own articles already
ktool: 0 articles, 1 failed, 0 bytes replaced
ktool: news.db: no article was added
[4]
$ ln -s news.db same.db; ktool import -d news.db same.db b.jsonl; rm same.db
ktool: same.db: the store that is added to, which has its own articles already
ktool: 0 articles, 1 failed, 0 bytes replaced, 1 skipped as already there
$ ktool import -d no/such/new.db c.txt
ktool: no/such/: No such file or directory
[4]
$ ktool import -d "" c.txt
ktool: : No such file or directory
[4]
$ ln -s no/where dangling.db; ktool import -d dangling.db c.txt; rm dangling.db
ktool: dangling.db: No such file or directory
$ # Names that SQLite has a meaning for are files.
$ for i in :memory: file:x.db; do ktool -q import -d $i c.txt; ktool -c $i list | wc -l; ls $i; rm $i; done
2
:memory:
2
file:x.db
$ ktool -c absent.db list; ls absent.db
ktool: absent.db: No such file or directory
ls: cannot access 'absent.db': No such file or directory
[2]
$ (printf '{"text":"a b"}\n'; sleep 2) | timeout --foreground --preserve-status -s TERM 1 ktool import -d term.db -
ktool: 0 articles, 0 failed, 0 bytes replaced
ktool: interrupted
[130]
$ (printf '{"text":"a b"}\n'; sleep 1) | timeout --foreground --preserve-status -s HUP 0.5 ktool import -d term.db -
ktool: 0 articles, 0 failed, 0 bytes replaced
ktool: interrupted
[130]
$ awk 'BEGIN { for (i = 0; i < 20000; i++) print "{\"text\":\"isi " i "\"}" }' | (ulimit -f 500; ktool import -d limit.db -)
ktool: limit.db: reading or writing it failed; look whether its disk is full or broken, then try again
[4]
$ echo term.db* limit.db*
term.db* limit.db*
$ ktool -c news.db list -w fields.vews=12
ktool: no article has a field 'vews'; `ktool show ID -f jsonl` has those of one under fields
[2]
