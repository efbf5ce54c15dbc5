Whether a store is sound, and whether the rules of cleaning can be used.

#needs sqlite3 --version
$ for n in 1 2 3; do printf '{"title":"T%s","text":"Kata %s.","url":"u%s"}\n' $n $n $n; done >in.jsonl
$ ktool -q import -d news.db in.jsonl; ktool -c news.db check
ok
$ cp news.db ktool.db; ktool check; ktool -q remove 2; ktool check
ok
ok
$ # A flipped bit, and a text that is another.
$ sqlite3 news.db "UPDATE segment SET data = CAST(substr(data, 1, 30) || x'FF' || substr(data, 32) AS BLOB); UPDATE raw SET text = 'T2' || char(10) || 'kata 9.' WHERE article = 2"
$ ktool -c news.db check 2>/dev/null
news.db: segment 1 is damaged; run `ktool -c news.db reindex`
news.db: article 2 is not what was imported; restore a copy, or remove it and import it again
[4]
$ ktool -q -c news.db reindex; ktool -c news.db check
news.db: article 2 is not what was imported; restore a copy, or remove it and import it again
[4]
$ # Only a store.
$ ktool -c in.jsonl check
ktool: in.jsonl: not a ktool store
[4]
$ ktool -c none.db check
ktool: none.db: No such file or directory
[4]
$ ktool -c news.db -c ktool.db check
ktool: check needs one store: -c news.db
usage: ktool check [--rules]
[2]
$ ls
in.jsonl
ktool.db
news.db
$ # Rules.
$ ktool check --rules | sed 's/[0-9][0-9]*/N/'
ok, N rules
$ ktool check --rules=all
ktool: --rules takes no value
usage: ktool check [--rules]
[2]
$ ktool check --rules general
ktool: unexpected argument 'general'
usage: ktool check [--rules]
[2]
$ ktool check -c corpus --rules
ktool: check --rules takes no -c
usage: ktool check [--rules]
[2]
