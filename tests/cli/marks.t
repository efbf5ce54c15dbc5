What the spans of an article are, by which rule, and where its values come from.
#needs sqlite3 -version

$ mkdir d; printf '{"title":"Harga Beras Naik","source":"Kompas","editor":"Wati","views":12,"lang":"id","text":"BANDUNG, KOMPAS.com - Harga naik, kata Wati. \\"Kami tahu,\\" ujarnya.\\nBaca juga: Harga Cabai\\nStok\\u001b[31m aman.\\tYa."}\n' >d/a.jsonl
$ ktool -q import -d a.db d
$ # As cleaning would label it.
$ sqlite3 a.db "DELETE FROM span;
> INSERT INTO span VALUES (1, 0, 16, 0, NULL), (1, 17, 38, 2, 'kompas-dateline'),
>   (1, 39, 83, 1, NULL), (1, 62, 74, 16, NULL), (1, 84, 106, 7, 'baca-juga'),
>   (1, 107, 126, 1, 'suspect');
> DELETE FROM provenance;
> INSERT INTO provenance VALUES (1, 'place', 'dateline', NULL),
>   (1, 'source', 'field', 'the dateline says KOMPAS.com');
> UPDATE article SET place = 'BANDUNG'"
$ ktool -c a.db show 1
id: 1
title: Harga Beras Naik
source: Kompas  (field; the dateline says KOMPAS.com)
place: BANDUNG  (dateline)
lang: id
path: d/a.jsonl
editor: Wati
views: 12

Harga naik, kata Wati. "Kami tahu," ujarnya.

Stok[31m aman.	Ya.
$ ktool -c a.db show 1 --marks
title                          Harga Beras Naik
dateline      kompas-dateline  BANDUNG, KOMPAS.com -
body                           Harga naik, kata Wati. "Kami tahu," ujarnya.
quote                          "Kami tahu,"
related-link  baca-juga        Baca juga: Harga Cabai
body          suspect          Stok\x1b[31m aman.\x09Ya.
$ ktool -c a.db show 1 --marks -f tsv
start	end	label	rule
0	16	title	place
17	38	dateline	kompas-dateline
39	83	body	place
62	74	quote	quotation-marks
84	106	related-link	baca-juga
107	126	body	suspect
$ ktool -c a.db show 1 --marks -f jsonl | tail -1
{"start":107,"end":126,"label":"body","rule":"suspect"}
$ ktool -c a.db show 1 --marks -f csv | head -2
start,end,label,rule
0,16,title,place
$ ktool -c a.db show 1 -f jsonl
{"id":1,"title":"Harga Beras Naik","date":null,"source":"Kompas","author":null,"place":"BANDUNG","section":null,"url":null,"lang":"id","lang_clarity":null,"path":"d/a.jsonl","file":"a.jsonl","text":"Harga naik, kata Wati. \"Kami tahu,\" ujarnya.\n\nStok\u001b[31m aman.\tYa.","fields":{"editor":"Wati","views":12},"tags":[],"annotations":{}}
$ ktool -c a.db info | grep '^spans'
spans title place	1
spans body place	1
spans body suspect	1
spans dateline kompas-dateline	1
spans related-link baca-juga	1
spans quote quotation-marks	1
$ ktool -c a.db info -f json | grep -o '"spans".*'
"spans":{"title":{"place":1},"body":{"place":1,"suspect":1},"dateline":{"kompas-dateline":1},"related-link":{"baca-juga":1},"quote":{"quotation-marks":1}},"tags":{}}
$ ktool -c a.db -w id=2 info -f json | grep -o '"spans".*'
"spans":{},"tags":{}}
$ ktool -c a.db run -e 'for _, s in ipairs(corpus:article(1):spans()) do print(s.start, s.finish, s.label, s.rule) end'
1	16	title	place
18	38	dateline	kompas-dateline
40	83	body	place
63	74	quote	quotation-marks
85	106	related-link	baca-juga
108	126	body	suspect
$ ktool -c a.db run -e 'for _, f in ipairs{ "source", "place", "views", "date" } do print(corpus:article(1):provenance(f)) end'
field	the dateline says KOMPAS.com
dateline	nil
field	nil
nil	nil
$ ktool -c a.db show 1 --raw --marks
ktool: --raw, --marks and --revisions exclude each other
usage: ktool show ID
[2]
$ ktool -c a.db list --marks
ktool: list takes no --marks
usage: ktool list
[2]
$ ktool -c a.db run cleaning --min 1
source	kind	text	spans	articles	example
Kompas	rule	body suspect	1	1	1
Kompas	rule	dateline kompas-dateline	1	1	1
Kompas	rule	related-link baca-juga	1	1	1
Kompas	start	Harga naik,	1	1	1
$ # What a rule is wanted for stands at the top of the starts.
$ printf '{"title":"%s","source":"Portal","text":"Kabar %s.\\nSimak juga: Satu\\n\\"Ya.\\"\\nSimak juga: Dua"}\n' A a B b C c D d >b.jsonl
$ ktool -q import -d b.db b.jsonl
$ sqlite3 b.db "UPDATE span SET label = 1, rule = NULL WHERE label NOT IN (0, 16);
> UPDATE span SET label = 7, rule = 'simak' WHERE article > 2 AND start = 11"
$ ktool -c b.db run cleaning
source	kind	text	spans	articles	example
Portal	rule	related-link simak	2	2	3
Portal	start	"Ya."	4	4	1
Portal	start	Simak juga:	6	4	1
$ ktool -c b.db run cleaning --top 1 --words 1 --by path
path	kind	text	spans	articles	example
b.jsonl	rule	related-link simak	2	2	3
b.jsonl	start	"Ya."	4	4	1
$ ktool -c b.db -w id=4 run cleaning --words 3 --min 1
source	kind	text	spans	articles	example
Portal	rule	related-link simak	1	1	4
Portal	start	"Ya."	1	1	4
Portal	start	Kabar d.	1	1	4
Portal	start	Simak juga: Dua	1	1	4
