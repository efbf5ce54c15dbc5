Articles taken out of a store.

#needs sqlite3 --version
$ for n in 1 2 3 4 5 6; do printf '{"title":"T%s","text":"Kata satu hanya%s.","source":"s%s","date":"2024-01-0%s","url":"u%s"}\n' $n $n $((n % 2)) $n $((n % 4)); done >in.jsonl
$ ktool import -d news.db in.jsonl
ktool: 6 articles, 0 failed, 0 bytes replaced, 2 revised
$ ktool -c news.db list
id	date	source	title
3	2024-01-03	s1	T3
4	2024-01-04	s0	T4
5	2024-01-05	s1	T5
6	2024-01-06	s0	T6
$ # 5 has an older revision.
$ ktool -c news.db remove 3 5
ktool: 3 articles removed
$ ktool -c news.db list
id	date	source	title
4	2024-01-04	s0	T4
6	2024-01-06	s0	T6
$ # Nothing counts them, as in a store that never had them.
$ sed -n '4p;6p' in.jsonl >rest.jsonl; ktool -q import -d rest.db rest.jsonl
$ for db in news rest; do for script in 'keywords --by source' 'keywords --by month' keywords 'kwic --width 2 satu' 'kwic hanya*'; do ktool -q -c $db.db run $script | sed 's/[0-9]*$//'; done >$db.txt; ktool -c $db.db info | grep -v ^store >>$db.txt; done; cmp news.txt rest.txt; wc -l <news.txt | tr -d ' '
38
$ ktool -c news.db show 3
ktool: no article 3; `ktool list` shows them all
[1]
$ ktool -c news.db remove 4 3
ktool: no article 3; `ktool list` shows them all
[1]
$ ktool -q -c news.db list -f jsonl | wc -l | tr -d ' '
2
$ # Ids are not given again; the same bytes may come again.
$ ktool -q -c news.db remove 6; ktool import -d news.db in.jsonl; ktool -c news.db list
ktool: 5 articles, 0 failed, 0 bytes replaced, 2 revised, 1 skipped as already there
id	date	source	title
4	2024-01-04	s0	T4
9	2024-01-03	s1	T3
10	2024-01-05	s1	T5
11	2024-01-06	s0	T6
$ sqlite3 news.db 'PRAGMA foreign_key_check'
$ # compact makes it smaller, and changes no answer.
$ ktool -q -c news.db run keywords >before; ktool -c news.db compact; ktool -q -c news.db run keywords | cmp - before; ktool -c news.db check
ktool: 0 bytes freed
ok
$ # A disk that is full leaves all articles.
$ ktool -q -c news.db remove 4; (trap '' XFSZ; ulimit -f 200; ktool -c news.db compact 2>&1) | sed 's/:.*//'; ktool -c news.db check; ktool -c news.db list | wc -l | tr -d ' '; ls news.db*
ktool
ok
4
news.db
$ ktool -c in.jsonl compact
ktool: in.jsonl: not a ktool store; `ktool import -d FILE in.jsonl` makes one
[4]
$ ktool -c none.db compact
ktool: none.db: No such file or directory
[4]
$ rm before
$ # Only of a store.
$ ktool -c in.jsonl remove 1
ktool: in.jsonl: only a store can be changed; make one with `ktool import -d FILE` first
[2]
$ ktool -c none.db remove 1
ktool: none.db: No such file or directory
[4]
$ ktool -c news.db remove
ktool: remove needs ID...
usage: ktool remove ID...
[2]
$ ktool -c news.db remove 4 x
ktool: ID is the number of an article, not 'x'
usage: ktool remove ID...
[2]
$ ktool -c news.db -w source=s1 remove 4
ktool: remove takes no -w
usage: ktool remove ID...
[2]
$ ls
in.jsonl
news.db
news.txt
rest.db
rest.jsonl
rest.txt
