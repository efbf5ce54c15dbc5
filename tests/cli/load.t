Loading: what is wrong is named and counted, the rest goes on.

$ mkdir news none
$ printf 'Banjir di kota\nAir naik.\n\nWarga mengungsi.\n' >news/a.txt
$ printf 'Judul\r\nSatu \377\376 dua\r\n' >news/b.txt
$ printf '{"title":"Satu","text":"Isi satu.","source":"antara","published":"2024-01-05","tags":["x"]}\n\n{"title":\n[1]\n{"text":"Isi dua."}\n' >news/c.jsonl
$ : >news/d.txt
$ printf '\377\330\377\340\0\020JFIF\0' >news/e.jpg
$ printf 'J\0u\0d\0u\0l\0\n\0' >news/f.txt
$ printf '\377\376J\0u\0d\0u\0l\0\n\0' >news/g.txt
$ printf 'Satu baris saja' >news/h.txt
$ printf 'catatan\n' >news/README.md
$ ktool -c news list
ktool: news/c.jsonl:3: the JSON object does not end on its line; put each object on one line with: jq -c .
ktool: news/c.jsonl:4: not a JSON object
ktool: news/d.txt: empty file
ktool: news/e.jpg: JPEG image, not text
ktool: news/f.txt: UTF-16 text; convert it with: iconv -f UTF-16LE -t UTF-8
ktool: news/g.txt: UTF-16 text; convert it with: iconv -f UTF-16 -t UTF-8
ktool: 5 articles, 6 failed, 2 bytes replaced
id	date	source	title
1			Banjir di kota
2			Judul
3	2024-01-05	antara	Satu
4			
5			Satu baris saja
$ # The same again, now from the private store; and only the failures.
$ ktool -c news list >again 2>&1; ktool --no-cache -c news list 2>&1 | cmp - again
$ ktool -q -c news list | head -1
ktool: news/c.jsonl:3: the JSON object does not end on its line; put each object on one line with: jq -c .
ktool: news/c.jsonl:4: not a JSON object
ktool: news/d.txt: empty file
ktool: news/e.jpg: JPEG image, not text
ktool: news/f.txt: UTF-16 text; convert it with: iconv -f UTF-16LE -t UTF-8
ktool: news/g.txt: UTF-16 text; convert it with: iconv -f UTF-16 -t UTF-8
id	date	source	title
$ ktool -c missing list
ktool: missing: No such file or directory
[4]
$ ktool -c none list
ktool: none: no file in this folder
[4]
$ ktool -c news/d.txt list
ktool: news/d.txt: empty file
ktool: 0 articles, 1 failed, 0 bytes replaced
ktool: no article could be loaded
[4]
$ ktool -c news/e.jpg -q list
ktool: news/e.jpg: JPEG image, not text
ktool: no article could be loaded
[4]
$ # Standard input is one article, or JSON Lines if it begins with a brace.
$ printf 'Judul\nIsi satu.\n' | ktool -c - list
ktool: 1 article, 0 failed, 0 bytes replaced
id	date	source	title
1			Judul
$ printf '{"title":"A","text":"b"}\n{"title":"C","text":"d"}\n' | ktool -q -c - list
id	date	source	title
1			A
2			C
$ ktool -c - list
ktool: -: empty file
ktool: 0 articles, 1 failed, 0 bytes replaced
ktool: no article could be loaded
[4]
$ # A line of 3 MB is an article like any other.
$ printf 'Panjang\n' >long.txt; head -c 3000000 /dev/zero | tr '\0' 'a' >>long.txt
$ ktool -c long.txt info -f tsv | grep -E '^(articles|tokens|bytes)'
ktool: 1 article, 0 failed, 0 bytes replaced
articles	1
tokens	2
bytes	3000008
$ # Several paths are one corpus, in their order.
$ ktool -q -c long.txt -c news/a.txt list
id	date	source	title
1			Panjang
2			Banjir di kota
$ ktool -q -c news/a.txt -w source=antara list
id	date	source	title
$ ktool -q -c news/c.jsonl -w source=ANTARA list
ktool: news/c.jsonl:3: the JSON object does not end on its line; put each object on one line with: jq -c .
ktool: news/c.jsonl:4: not a JSON object
id	date	source	title
1	2024-01-05	antara	Satu
$ ktool -q -c news/c.jsonl -w since=2024-01 -w before=2024-01-06 list
ktool: news/c.jsonl:3: the JSON object does not end on its line; put each object on one line with: jq -c .
ktool: news/c.jsonl:4: not a JSON object
id	date	source	title
1	2024-01-05	antara	Satu
$ ktool -c news/c.jsonl -w since=2024-02 list
ktool: news/c.jsonl:3: the JSON object does not end on its line; put each object on one line with: jq -c .
ktool: news/c.jsonl:4: not a JSON object
ktool: 2 articles, 2 failed, 0 bytes replaced
ktool: 1 article without a date left out by since/before
id	date	source	title
$ # A store may be named beside files; one that lies in a folder is no article.
$ ktool -q import -d news/h.db news/h.txt
$ ktool -q -c news/h.db -c news/a.txt list
id	date	source	title
1			Satu baris saja
2			Banjir di kota
$ ktool -q -c news list 2>&1 | grep h.db
ktool: news/h.db: a ktool store, not an article
