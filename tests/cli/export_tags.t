Tags and annotations go with their articles, revision by revision.
#needs sqlite3 --version

$ printf '{"title":"Satu","text":"Isi.","url":"u/1","tags":["x"]}\n{"text":"Dua."}\n' >a.jsonl; ktool import -q -d a.db a.jsonl
$ sqlite3 a.db "INSERT INTO tag VALUES (1, 'pemilu'), (1, 'dua kata'); INSERT INTO annotation VALUES (1, 'frame', '\"konflik\"'), (1, 'skor', '[1, 2]')"
$ printf '{"title":"Satu","text":"Isi baru.","url":"u/1"}\n' >b.jsonl; ktool import -q -d a.db b.jsonl
$ sqlite3 a.db "DELETE FROM tag WHERE article = 3 AND name = 'pemilu'"
$ ktool -c a.db show 1
id: 1
title: Satu
url: u/1
path: a.jsonl
tags: ["x"]
tags: dua kata, pemilu  (tag)
frame: konflik  (annotation)
skor: [1, 2]  (annotation)

Isi.
$ ktool -c a.db show 3 -f jsonl
{"id":3,"title":"Satu","date":null,"source":null,"author":null,"place":null,"section":null,"url":"u/1","lang":null,"lang_clarity":null,"path":"b.jsonl","file":"b.jsonl","text":"Isi baru.","fields":{},"tags":["dua kata"],"annotations":{"frame":"konflik","skor":[1, 2]}}
$ ktool -c a.db export | tee a.export
{"title":"Satu","url":"u/1","text":"Isi.","tags":["x"],"ktool":{"path":"a.jsonl","line":1,"tags":["dua kata","pemilu"],"annotations":{"frame":"konflik","skor":[1, 2]}}}
{"text":"Dua.","ktool":{"path":"a.jsonl","line":2}}
{"title":"Satu","url":"u/1","text":"Isi baru.","ktool":{"path":"b.jsonl","line":1,"tags":["dua kata"],"annotations":{"frame":"konflik","skor":[1, 2]}}}
$ ktool import -q -d b.db a.export; ktool -c b.db export | cmp - a.export
$ sqlite3 b.db 'SELECT * FROM tag; SELECT * FROM annotation; SELECT id, newer FROM article'
1|dua kata
3|dua kata
1|pemilu
1|frame|"konflik"
1|skor|[1, 2]
3|frame|"konflik"
3|skor|[1, 2]
1|3
2|
3|
$ # A line of a file under the same URL takes them over, as any revision.
$ printf '{"title":"Satu","text":"Isi lain.","url":"u/1"}\n' >c.jsonl; ktool import -q -d b.db c.jsonl; sqlite3 b.db 'SELECT * FROM tag WHERE article = 4'
4|dua kata
