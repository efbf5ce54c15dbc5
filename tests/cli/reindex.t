A store that other rules made: refused, read again, used again.

#needs sqlite3 --version
$ printf '{"title":"Anak-anak","text":"Anak-anak bermain.\\nMereka \377 senang.","source":"antara"}\n{"text":"Harga naik Rp5 ribu.","editor":"E"}\n' >in.jsonl
$ ktool -q import -d news.db in.jsonl; ktool -q import -d fresh.db in.jsonl
$ ktool -q -c news.db run keywords >before
$ sqlite3 news.db "UPDATE meta SET value = 'tokens=0 ' || substr(value, 10) WHERE key = 'fingerprint'; UPDATE span SET label = 7, rule = 'r' WHERE label = 1; UPDATE term_run SET text = upper(text), folded_text = upper(folded_text)"
$ # Questions about words are refused, in every way to ask them.
$ ktool -c news.db run keywords 2>&1 | sed 's/now tokens=[0-9]*/now tokens=N/'; ktool -c news.db run keywords 2>/dev/null
ktool: news.db: made by other rules (tokens=0; now tokens=N); run `ktool -c news.db reindex`
[4]
$ ktool -c news.db info 2>/dev/null
[4]
$ ktool -c news.db eval '#corpus' 2>/dev/null
[4]
$ ktool -c news.db run -e 'ktool.open()' 2>/dev/null
[4]
$ ktool import -d news.db in.jsonl 2>/dev/null
[4]
$ # Articles can still be looked at, as the other rules left them.
$ ktool -c news.db list
id	date	source	title
1		antara	Anak-anak
2			
$ ktool -c news.db show 2
id: 2
path: in.jsonl
editor: E


$ ktool -c news.db reindex
ktool: 2 articles reindexed
$ ktool -q -c news.db run keywords | cmp - before
$ ktool -c fresh.db show 1 >fresh; ktool -c news.db show 1 | cmp - fresh
$ for db in news fresh; do for t in article raw span provenance field segment term_run 'meta WHERE key <> "numbering"'; do sqlite3 $db.db ".mode quote" "SELECT * FROM $t"; done >$db.dump; done; cmp news.dump fresh.dump
$ ls
before
fresh
fresh.db
fresh.dump
in.jsonl
news.db
news.dump
$ # It takes the rules of the store, or others.
$ ktool -q -c news.db --rules none reindex; ktool -c news.db info | grep ^rules
rules	none
$ ktool -c news.db --rules -hyphen list
ktool: news.db: its tokens were made with --rules 'none', not '-hyphen'; leave --rules out, or run `ktool -c news.db reindex --rules '-hyphen'`
[2]
$ ktool -q -c news.db reindex --rules -hyphen; ktool -c news.db --rules -hyphen info | grep ^rules
rules	-hyphen
$ ktool -q reindex -c news.db; ktool -c news.db info | grep ^rules
rules	-hyphen
$ ktool -q reindex -c news.db --rules ''; ktool -c news.db info | grep ^rules
rules	all
$ ktool -q -c news.db run keywords | cmp - before
$ # An older store.
$ sqlite3 news.db 'PRAGMA user_version = 3'; ktool -c news.db list 2>&1 | sed 's/now [0-9]*/now N/'; ktool -c news.db list 2>/dev/null
ktool: news.db: made by an older ktool (schema 3, now N); run `ktool -c news.db reindex`, with a copy if it may not be written
[4]
$ cp fresh.db ktool.db; ktool reindex
ktool: 2 articles reindexed
$ # Only a store is read again.
$ ktool reindex -c in.jsonl
ktool: in.jsonl: not a ktool store; `ktool import -d FILE in.jsonl` makes one
[4]
$ mkdir folder; ktool reindex -c folder
ktool: folder: not a ktool store; `ktool import -d FILE folder` makes one
[4]
$ ktool reindex -c none.db; ls none.db
ktool: none.db: No such file or directory
ls: cannot access 'none.db': No such file or directory
[2]
$ ktool -q -c in.jsonl list >/dev/null; ktool reindex -c "$XDG_CACHE_HOME"/ktool/*.db 2>&1 | sed 's/^.*ktool\/[^:]*/ktool: STORE/'
ktool: STORE: a private store, which follows the rules by itself; there is nothing to do
$ ktool reindex -c news.db -c fresh.db
ktool: reindex needs one store: -c news.db
usage: ktool reindex
[2]
$ ktool reindex -c news.db -w source=antara
ktool: reindex takes no -w
usage: ktool reindex
[2]
