Rules for tokens: each can be turned off, and a store remembers its own.

$ printf 'Anak-anak KOMPAS.com 13:39 Rp40,5\n' >a.txt
$ ktool tokens a.txt
start	end	class	text
0	9	word	Anak-anak
10	20	url	KOMPAS.com
21	26	time	13:39
27	29	word	Rp
29	33	number	40,5
$ ktool tokens --rules -hyphen,-currency a.txt
start	end	class	text
0	4	word	Anak
4	5	punct	-
5	9	word	anak
10	20	url	KOMPAS.com
21	26	time	13:39
27	33	word	Rp40,5
$ ktool tokens --rules none a.txt
start	end	class	text
0	4	word	Anak
4	5	punct	-
5	9	word	anak
10	20	word	KOMPAS.com
21	23	number	13
23	24	punct	:
24	26	number	39
27	33	word	Rp40,5
$ ktool tokens --count --rules -hyphen -j1 a.txt
word	count
anak	2
rp	1
$ ktool tokens --rules -hyphens a.txt
ktool: --rules: no rule '-hyphens'; give -RULE or +RULE, separated by commas; there are: hyphen number time range ordinal currency url email domain mention hashtag emoji acronym apostrophe superscript glued repeat dictionary clitic
usage: ktool tokens [FILE...]
[2]
$ ktool tokens --boundaries --rules none a.txt
ktool: --boundaries are those of UAX #29 and take no --rules
usage: ktool tokens [FILE...]
[2]
$ printf 'Judul\nanak-anak pergi ke KOMPAS.com\n' >b.txt
$ ktool -q import -d news.db --rules -hyphen b.txt
$ ktool -c news.db -f jsonl info | grep -o '"rules":"[^"]*"'
"rules":"-hyphen"
$ ktool -c news.db eval 'corpus:words():count()["anak"]'
2
$ ktool -c news.db eval 'corpus:words{ classes = "url" }:count()["kompas.com"]'
1
$ # A phrase divides as the store's text did.
$ ktool -q -c news.db run kwic anak-anak | tail -1
	anak-anak	pergi ke KOMPAS.com	1
$ cp b.txt c.txt; echo lagi >>c.txt; ktool -q import -d news.db c.txt
$ ktool -c news.db eval 'corpus:words():count()["anak"]'
4
$ ktool -q import -d news.db --rules none b.txt
ktool: news.db: its tokens were made with --rules '-hyphen', not 'none'; leave --rules out, or run `ktool -c news.db reindex --rules 'none'`
[2]
$ ktool -c news.db --rules -url info
ktool: news.db: its tokens were made with --rules '-hyphen', not '-url'; leave --rules out, or run `ktool -c news.db reindex --rules '-url'`
[2]
$ ktool -q -c b.txt --rules none eval 'corpus:words():count()["anak"]'
2
$ ktool -q -c b.txt eval 'corpus:words():count()["anak-anak"]'
1
$ ktool -q -c b.txt -f jsonl info | grep -o '"rules":"[^"]*"'
"rules":"all"
$ # Clitics as tokens of their own, as treebanks have them.
$ printf 'bukumukah APBD-nya kupukul tanya\n' | ktool tokens --rules +clitic | cut -f4 | paste -sd' '
text buku mu kah APBD - nya ku pukul tanya
$ ktool -q import -d clitics.db --rules +clitic b.txt
$ ktool -c clitics.db -f jsonl info | grep -o '"rules":"[^"]*"'
"rules":"+clitic"
