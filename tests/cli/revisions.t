What stood under one URL or path.

$ mkdir d; for n in 1 2 3; do printf '{"title":"T%s","text":"Kata%s.","url":"https://x.id/1","date":"2024-01-0%s"}\n' $n $n $n | ktool -q import -d ktool.db -; printf 'Judul %s\nIsi.\n' $n >d/a.txt; ktool -q import -d ktool.db d; done
$ ktool list
id	date	source	title
5	2024-01-03		T3
6			Judul 3
$ ktool show 3 --revisions
id	date	path	url	bytes	newest
1	2024-01-01	-	https://x.id/1	9	false
3	2024-01-02	-	https://x.id/1	9	false
5	2024-01-03	-	https://x.id/1	9	true
$ ktool show 6 --revisions -f jsonl
{"id":2,"date":null,"path":"d/a.txt","url":null,"bytes":13,"newest":false}
{"id":4,"date":null,"path":"d/a.txt","url":null,"bytes":13,"newest":false}
{"id":6,"date":null,"path":"d/a.txt","url":null,"bytes":13,"newest":true}
$ ktool show 1 | head -2
id: 1
title: T1
$ ktool -q remove 3; ktool show 1 --revisions
id	date	path	url	bytes	newest
1	2024-01-01	-	https://x.id/1	9	false
5	2024-01-03	-	https://x.id/1	9	true
$ ktool -w id=6 show 1 --revisions
ktool: no article 1; `ktool list` shows them all
[1]
$ ktool show 9 --revisions
ktool: no article 9; `ktool list` shows them all
[1]
$ ktool show 1 --revisions --raw
ktool: --raw, --marks and --revisions exclude each other
usage: ktool show ID
[2]
$ ktool -c d show 1 --revisions
ktool: 1 article, 0 failed, 0 bytes replaced
id	date	path	url	bytes	newest
1		d/a.txt		13	true
$ ls
d
ktool.db
