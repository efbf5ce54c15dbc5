The language of an article: its own word for it, or a guess and how clear it was.

$ printf 'Polisi tangkap pencuri\nPolisi menangkap dua orang karena mencuri mobil di kantor bupati.\n' >a.txt
$ printf 'Polis tahan dua lelaki\nDua lelaki ditahan kerana mencuri motosikal milik kakitangan universiti itu.\n' >b.txt
$ printf 'Two held\nThe police have held two men who are said to have stolen a car from the office.\n' >c.txt
$ printf 'Satu\nDua.\n' >d.txt
$ printf '{"title":"Tiga","text":"Polisi menangkap dua orang karena mencuri mobil di kantor bupati.","lang":"xx"}\n' >e.jsonl
$ ktool -q import -d news.db a.txt b.txt c.txt d.txt e.jsonl
$ ktool -c news.db run -e 'for a in ktool.open():articles() do print(a.path, a.lang, a.lang_clarity) end'
a.txt	id	0.75
b.txt	ms	0.67
c.txt	en	0.71
d.txt	nil	nil
e.jsonl	xx	nil
$ ktool -c news.db show 2
id: 2
title: Polis tahan dua lelaki
lang: ms  (text)
lang_clarity: 0.67
path: b.txt

Dua lelaki ditahan kerana mencuri motosikal milik kakitangan universiti itu.
$ ktool -c news.db show 3 -f json | grep -o '"lang.*path"'
"lang":"en","lang_clarity":0.71,"path"
$ ktool -c news.db list -w lang=ID
id	date	source	title
1			Polisi tangkap pencuri
$ # An import of a store keeps what it says.
$ printf 'Empat\nIsi.\n' >f.txt; ktool -q -c f.txt -c news.db run -e 'for a in ktool.open():articles() do print(a.title, a.lang, a.lang_clarity) end'
Empat	nil	nil
Polisi tangkap pencuri	id	0.75
Polis tahan dua lelaki	ms	0.67
Two held	en	0.71
Satu	nil	nil
Tiga	xx	nil
$ # Any number of threads guesses the same.
$ ktool -q import -j 7 -d more.db a.txt b.txt c.txt d.txt e.jsonl; cmp news.db more.db
$ # Without the models of libexttextcat, words alone tell, and info says so.
$ KTOOL_TEXTCAT=/nowhere ktool -q --no-cache -c a.txt info | grep libexttextcat
libexttextcat	none (Debian: libexttextcat-data); languages are guessed by words alone
$ # What was guessed otherwise is told apart.
$ KTOOL_TEXTCAT=/nowhere ktool -c news.db info 2>&1 | grep -o 'made by other rules'
made by other rules
$ KTOOL_TEXTCAT=/nowhere ktool -q --no-cache -c a.txt run -e 'print(ktool.open():article(1).lang)'
id
