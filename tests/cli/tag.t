Tags of articles.

$ for n in 1 2 3; do printf '{"title":"T%s","text":"Kata %s.","url":"u%s"}\n' $n $n $n; done >in.jsonl
$ ktool -q import -d ktool.db in.jsonl; ktool list
id	date	source	title
1			T1
2			T2
3			T3
$ ktool tag 1 3 banjir; ktool tag 3 'Jawa Barat'; ktool tag 3 banjir; ktool list
id	date	source	title	tags
1			T1	banjir
2			T2	
3			T3	Jawa Barat, banjir
$ ktool info | grep ^tag; ktool info -f json | grep -o '"tags".*}'
tag banjir	2
tag Jawa Barat	1
"tags":{"banjir":2,"Jawa Barat":1}}
$ ktool -w tag=banjir list -f jsonl
{"id":1,"date":null,"source":null,"title":"T1","tags":"banjir"}
{"id":3,"date":null,"source":null,"title":"T3","tags":"Jawa Barat, banjir"}
$ # A revision has the tags of the article that it stands for.
$ printf '{"title":"T1 baru","text":"Kata lain.","url":"u1"}\n' | ktool -q import -d ktool.db -; ktool -w tag=banjir list; ktool info | grep ^tag
id	date	source	title	tags
3			T3	Jawa Barat, banjir
4			T1 baru	banjir
tag banjir	2
tag Jawa Barat	1
$ ktool untag 3 4 banjir; ktool untag 3 none; ktool list; ktool info | grep ^tag
id	date	source	title	tags
2			T2	
3			T3	Jawa Barat
4			T1 baru	
tag Jawa Barat	1
$ # An older revision counts for nothing and is not found.
$ ktool tag 2 1 lama; ktool untag 1 banjir; ktool info | grep lama; ktool -w revisions=true -w tag=banjir list
ktool: article 1 is an older revision, which is in no corpus without revisions = true; the newest is 4
ktool: article 1 is an older revision, which is in no corpus without revisions = true; the newest is 4
id	date	source	title	tags
1			T1	banjir
$ ktool run -e 'local all <close> = ktool.open("ktool.db", { mode = "rw" }):where{ revisions = true } print(all:untag(1, "banjir"), all:tag(1, "lama"))'
true	true
$ ktool -w tag=lama list; ktool -w revisions=true -w tag=lama list
id	date	source	title
id	date	source	title	tags
1			T1	lama
$ # All or none.
$ ktool tag 2 9 x; ktool info | grep '^tag x'
ktool: no article 9; `ktool list` shows them all
[1]
$ ktool tag 2 3
ktool: NAME comes last, and '3' is the number of an article
usage: ktool tag ID... NAME
[2]
$ ktool tag banjir
ktool: tag needs ID... NAME
usage: ktool tag ID... NAME
[2]
$ ktool tag x banjir
ktool: ID is the number of an article, not 'x'
usage: ktool tag ID... NAME
[2]
$ ktool tag 2 ''
ktool: a tag is a text in UTF-8 of at least one character, without line breaks and the like
[2]
$ ktool -c in.jsonl tag 2 x
ktool: in.jsonl: only a store can be changed; make one with `ktool import -d FILE` first
[2]
$ ls
in.jsonl
ktool.db
$ ktool -c ktool.db -c in.jsonl tag 2 x
ktool: in.jsonl: one store can be changed at a time, and ktool.db is another
[2]
