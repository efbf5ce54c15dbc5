Articles out of a store, for another one or for other programs.

$ mkdir d; printf 'Judul satu\nJAKARTA, KOMPAS.com - Para satu.\n\nPara dua.\n' >d/a.txt; printf '\357\273\277Judul\r\nTiga \377.\r\n' >d/c.txt
$ printf '{"title":"Dua","text":"Isi\\ndua.","date":"2024-03-01","source":"antara","url":"https://example.com/2","tags":["x","y"],"views":12}\n' >d/b.jsonl
$ ktool import -q -d a.db d
$ printf '{"title":"Dua","text":"Isi lain.","date":"2024-03-01","source":"antara","url":"https://example.com/2"}\n' >d/b.jsonl; ktool import -q -d a.db d
$ ktool -c a.db export | tee a.jsonl
{"text":"Judul satu\nJAKARTA, KOMPAS.com - Para satu.\n\nPara dua.\n","ktool":{"path":"d/a.txt"}}
{"title":"Dua","date":"2024-03-01","source":"antara","url":"https://example.com/2","text":"Isi\ndua.","tags":["x","y"],"views":12,"ktool":{"path":"d/b.jsonl","line":1}}
{"text":"Judul\r\nTiga �.\r\n","ktool":{"path":"d/c.txt","original":"77u/SnVkdWwNClRpZ2Eg/y4NCg==","replaced":1}}
{"title":"Dua","date":"2024-03-01","source":"antara","url":"https://example.com/2","text":"Isi lain.","ktool":{"path":"d/b.jsonl","line":1}}
$ # Another store made of it is the same.
$ ktool -c a.db export -f jsonl | ktool import -q -d b.db - && ktool -c b.db export -f jsonl | cmp - a.jsonl
$ ktool import -q -j1 -d 1.db d; ktool import -q -j2 -d 2.db d; ktool -c 1.db export >1.jsonl; ktool -c 2.db export -j2 | cmp - 1.jsonl
$ cmp 1.db 2.db
$ ktool -c a.jsonl -q show 3 --raw | od -c | head -2
0000000 357 273 277   J   u   d   u   l  \r  \n   T   i   g   a     377
0000020   .  \r  \n
$ ktool -c b.db export -f csv
title,date,source,author,place,section,url,lang,text,fields,ktool
,,,,,,,,"Judul satu
JAKARTA, KOMPAS.com - Para satu.

Para dua.
",{},"{""path"":""d/a.txt""}"
Dua,2024-03-01,antara,,,,https://example.com/2,,"Isi
dua.","{""tags"":[""x"",""y""],""views"":12}","{""path"":""d/b.jsonl"",""line"":1}"
,,,,,,,,"Judul
Tiga �.
",{},"{""path"":""d/c.txt"",""original"":""77u/SnVkdWwNClRpZ2Eg/y4NCg=="",""replaced"":1}"
Dua,2024-03-01,antara,,,,https://example.com/2,,Isi lain.,{},"{""path"":""d/b.jsonl"",""line"":1}"
$ # A folder and a filter do as well.
$ ktool -q -c d export -w source=antara | cut -c 1-40
{"title":"Dua","date":"2024-03-01","sour
$ ktool -c a.db export -w source=none
$ # As ktool knows them, without older revisions.
$ ktool -c a.db export --clean -f csv
id,title,date,source,author,place,section,url,lang,lang_clarity,path,file,text,fields,tags,annotations
1,Judul satu,,KOMPAS.com,,JAKARTA,,,,,d/a.txt,a.txt,"Para satu.

Para dua.",{},[],{}
3,Judul,,,,,,,,,d/c.txt,c.txt,Tiga �.,{},[],{}
4,Dua,2024-03-01,antara,,,,https://example.com/2,,,d/b.jsonl,b.jsonl,Isi lain.,{},[],{}
$ ktool -c a.db export --clean -f tsv -w id=1
id	title	date	source	author	place	section	url	lang	lang_clarity	path	file	text	fields	tags	annotations
1	Judul satu		KOMPAS.com		JAKARTA					d/a.txt	a.txt	Para satu.\n\nPara dua.	{}	[]	{}
$ ktool -c a.db export --clean -w id=1 | cmp - <<END
> $(ktool -c a.db show 1 -f jsonl)
> END
$ ktool -c a.db export --clean -f json | cut -c 1-20
[
{"id":1,"title":"Jud
{"id":3,"title":"Jud
{"id":4,"title":"Dua
]
$ # A file for each that counts; older revisions must be asked for.
$ ktool -c a.db export -f text -o texts; head texts/*
==> texts/000001.txt <==
Judul satu
JAKARTA, KOMPAS.com - Para satu.

Para dua.

==> texts/000002.txt <==
Judul
Tiga �.

==> texts/000003.txt <==
Dua
Isi lain.
(no line end)
$ ktool -c a.db export --raw -o newest; ls newest
000001.txt
000002.txt
000003.jsonl
$ ktool -c a.db -w revisions=true export --raw -o raw; ls raw; cmp raw/000001.txt d/a.txt; cmp raw/000003.txt d/c.txt
000001.txt
000002.jsonl
000003.txt
000004.jsonl
$ ktool import -q -d c.db raw; ktool -c c.db -w revisions=true export --raw -o raw2; diff -r raw raw2
$ mkdir clean; ktool -c a.db export --clean -f text -o clean; head clean/*
==> clean/000001.txt <==
Judul satu

Para satu.

Para dua.

==> clean/000002.txt <==
Judul

Tiga �.

==> clean/000003.txt <==
Dua

Isi lain.
$ ktool -c a.db export -f text -o texts; ls texts | wc -l
ktool: texts: not empty, and nothing in it is overwritten; name a new folder
3
$ ktool -c a.db export -f text -o a.jsonl
ktool: a.jsonl: Not a directory
[6]
$ ktool -c a.db export -f text -o none/texts
ktool: none/texts: No such file or directory
[6]
$ # What makes no sense is refused.
$ ktool -c a.db export -f table
ktool: export writes jsonl, csv and text, and with --clean tsv and json too, but no table
usage: ktool export
[2]
$ ktool -c a.db export -f md --clean
ktool: export writes jsonl, csv and text, and with --clean tsv and json too, but no md
usage: ktool export
[2]
$ ktool -c a.db export -f tsv
ktool: export writes jsonl, csv and text, and with --clean tsv and json too, but no tsv
usage: ktool export
[2]
$ ktool -c a.db export -f xml
ktool: export writes jsonl, csv and text, and with --clean tsv and json too, but no xml
usage: ktool export
[2]
$ # Help names what is taken, and nothing else.
$ ktool export --help | grep -A1 -e --format
  -f, --format FMT        for export: jsonl|csv|text, and with
                          --clean tsv|json  [jsonl]
$ ktool -c a.db export -f text
ktool: -f text writes a file for each article: say -o FOLDER
usage: ktool export
[2]
$ ktool -c a.db export --raw
ktool: --raw writes a file for each article: say -o FOLDER
usage: ktool export
[2]
$ ktool -c a.db export -o texts
ktool: -o takes a folder, for -f text or --raw; rows and lines go to standard output
usage: ktool export
[2]
$ ktool -c a.db export --raw -f csv -o x
ktool: --raw takes no -f
usage: ktool export
[2]
$ ktool -c a.db export --raw --clean -o x
ktool: --raw takes no --clean
usage: ktool export
[2]
$ ktool -c a.db list -f text
ktool: no format 'text'; there are auto, table, csv, tsv, json, jsonl, md
usage: ktool list
[2]
$ ktool -c a.db show 1 -o x
ktool: show takes no -o
usage: ktool show ID
[2]
$ ktool -c a.db export >/dev/full
ktool: standard output: No space left on device
[6]
$ ktool -c a.db export --clean -f csv >/dev/full
ktool: standard output: No space left on device
[6]
