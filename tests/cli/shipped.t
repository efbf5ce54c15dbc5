The scripts that come with ktool.

$ printf 'Judul\nanak-anak pergi, anak-anak pulang\n' | ktool -c - -f tsv run keywords --stop none --top 1
ktool: 1 article, 0 failed, 0 bytes replaced
word	count	per_million
anak-anak	2	400000
$ printf '{"title":"Panen padi","text":"Panen baik. Harga padi naik.","source":"antara","date":"2024-01-05"}\n{"title":"Banjir","text":"Banjir buruk dan padi rusak.","source":"tempo","date":"2024-02-01"}\n{"title":"Tanpa tanggal","text":"Padi, PADI!"}\n' >news.jsonl
$ ktool -q import -d ktool.db news.jsonl
$ ktool run keywords --top 3 --stop none
word	count	per_million
padi	5	294117.6
banjir	2	117647.1
panen	2	117647.1
$ ktool keywords --top 1 --by source --stop none
source	word	count	per_million
(none)	padi	2	500000
antara	padi	2	285714.3
tempo	banjir	2	333333.3
$ ktool keywords --top 1 --by month -f csv 2>&1 | sed "s|$TOP|TOP|"
ktool: unknown option -f
usage: ktool run TOP/scripts/keywords.lua [--top INTEGER] [--min INTEGER] [--stop STRING] [--stem STRING] [--by STRING] [--parts STRING] [--since DATE]
$ ktool keywords --by month --since 2024-02 --top 1 --stop none
ktool: 1 article without a date left out by since/before
month	word	count	per_million
2024-02	banjir	2	333333.3
$ ktool keywords --min 20
ktool: stop words: id 2
word	count	per_million
$ ktool keywords --stop nosuchlist 2>&1 | head -1 | sed "s|$TOP|TOP|"
ktool: TOP/scripts/keywords.lua:20: no stop list 'nosuchlist'; there are: en id negators news none
$ ktool keywords --stop newz 2>&1 | head -1 | sed "s|$TOP|TOP|"
ktool: TOP/scripts/keywords.lua:20: no stop list 'newz'; there are: en id negators news none; did you mean 'news'?
$ printf 'Padi\r\nbanjir\r\n' >my-list.txt
$ ktool keywords --top 2 --stop id+./my-list.txt
ktool: stop words: id 2 + ./my-list.txt 5f9b3dd0
word	count	per_million
panen	2	222222.2
baik	1	111111.1
$ printf 'banjir\n' >back.txt
$ ktool keywords --top 2 --stop id+./my-list.txt-back.txt+news
ktool: stop words: id 2 + ./my-list.txt 5f9b3dd0 - back.txt 8aae82c3 + news 2
word	count	per_million
banjir	2	181818.2
panen	2	181818.2
$ ktool -q keywords --top 1 --stop id+./my-list.txt
word	count	per_million
panen	2	222222.2
$ ktool keywords --stop id+./none.txt 2>&1 | head -1 | sed "s|$TOP|TOP|"
ktool: TOP/scripts/keywords.lua:20: ./none.txt: No such file or directory
$ ktool eval 'select(2, ktool.text.stopwords("id+en+news-negators"))'
id 2 + en 2 + news 2 - negators 1
$ ktool run -e 'for _, stop in ipairs{ "id", "en", "id" } do corpus:words{ stop = stop }:count() end
> for a in corpus:articles() do a:tokens{ stop = "en" } end
> corpus:words{ stop = "news" }:kwic("padi")'
ktool: stop words: id 2
ktool: stop words: en 2
$ ktool keywords --by sorce 2>&1 | head -1 | sed "s|$TOP|TOP|"
ktool: TOP/scripts/keywords.lua:32: no article has a field 'sorce'; there are source, author, place, section, lang, day, week, month, year and the fields of the articles' own
$ ktool keywords --top many 2>&1 | sed "s|$TOP|TOP|"
ktool: --top needs an integer, not 'many'
usage: ktool run TOP/scripts/keywords.lua [--top INTEGER] [--min INTEGER] [--stop STRING] [--stem STRING] [--by STRING] [--parts STRING] [--since DATE]
$ ktool kwic padi
left	hit	right	article
Panen	padi		1
Panen baik. Harga	padi	naik.	1
Banjir buruk dan	padi	rusak.	2
	Padi	, PADI!	3
Padi,	PADI	!	3
$ ktool -f table kwic padi --width 2
       left  hit   right    article
-----------  ----  -------  -------
      Panen  padi                 1
baik. Harga  padi  naik.          1
  buruk dan  padi  rusak.         2
             Padi  , PADI!        3
      Padi,  PADI  !              3
$ ktool kwic 'ru*' --since 2024-02
ktool: 1 article without a date left out by since/before
left	hit	right	article
Banjir buruk dan padi	rusak	.	2
$ ktool kwic nosuchword
left	hit	right	article
$ ktool kwic 2>&1 | sed "s|$TOP|TOP|"
ktool: the argument word is missing
usage: ktool run TOP/scripts/kwic.lua [--width INTEGER] [--parts STRING] [--since DATE] WORD
$ printf '\357\273\277# word\tscore\r\nbaik\t2\r\nBuruk\t-2\r\nrusak\t-9\r\nrusak\t-1.5\r\n\r\nno score\r\nbanjir\tminus\r\n' >list.tsv
$ ktool sentiment --lexicon list.tsv
ktool: list.tsv:7: not a word, a tab and a number
ktool: list.tsv:8: not a word, a tab and a number
level	name	words	hits	coverage	score
article	1	7	1	14.29	28.57
article	2	6	2	33.33	-58.33
article	3	4	0	0	0
source	(none)	4	0	0	0
source	antara	7	1	14.29	28.57
source	tempo	6	2	33.33	-58.33
$ ktool -w source=tempo -f jsonl sentiment --lexicon list.tsv 2>/dev/null
{"level":"article","name":2,"words":6,"hits":2,"coverage":33.33,"score":-58.33}
{"level":"source","name":"tempo","words":6,"hits":2,"coverage":33.33,"score":-58.33}
$ ktool sentiment 2>&1 | sed "s|$TOP|TOP|"
ktool: --lexicon is required
usage: ktool run TOP/scripts/sentiment.lua --lexicon PATH [--parts STRING] [--since DATE]
$ ktool sentiment --lexicon missing.tsv
ktool: missing.tsv cannot be read
[1]
$ : >none.tsv; ktool sentiment --lexicon none.tsv
ktool: none.tsv has no word with a score
[1]
$ printf 'Wati: air keruh\n"Airnya keruh, sudah baik belum," kata Wati. Kampung "air" itu keruh.\n' >page.txt
$ ktool -qc page.txt keywords --stop none --parts quote --top 2
word	count	per_million
airnya	1	200000
baik	1	200000
$ ktool -qc page.txt keywords --stop none --parts body,-quote --top 2
word	count	per_million
air	1	166666.7
itu	1	166666.7
$ ktool -qc page.txt keywords --parts qoute 2>&1 | head -1 | sed "s|$TOP|TOP|"
ktool: TOP/scripts/keywords.lua:20: bad argument #1 to 'words' (parts: unknown name 'qoute'; did you mean 'quote'?)
$ ktool -qc page.txt kwic 'keruh' --parts quote
left	hit	right	article
"Airnya	keruh	, sudah baik belum,"	1
$ ktool -qc page.txt kwic 'kata wati' --parts=-quote
left	hit	right	article
	kata Wati	. Kampung "air" itu keruh.	1
$ ktool -qc page.txt sentiment --lexicon list.tsv --parts quote 2>/dev/null | head -2
level	name	words	hits	coverage	score
article	1	5	1	20	40
$ # From the top of the source tree, on the sample articles.
$ cd "$TOP" && ktool -q run scripts/keywords.lua | wc -l
21
$ cd "$TOP" && ktool -q eval '#ktool.open() >= 24'
true
$ cd "$TOP" && ktool -q sentiment --lexicon scripts/data/lexicon-id.tsv | grep -c ^article
46
