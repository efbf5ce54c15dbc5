Stems are kept in the store once they were asked for. That rules stand alone
is said once.

#needs sqlite3 --version
#as nobody
$ printf '{"text":"Dia menulis, ditulis; dua bukunya dirubah."}\n' >a.jsonl
$ ktool -q import -d news.db a.jsonl; ls
a.jsonl
news.db
$ sqlite3 news.db 'SELECT count(*) FROM stem'
0
$ cat >ask.lua <<'END'
> local corpus <close> = ktool.open()
> for _, language in ipairs { "id", "ind", "en" } do
>   print(language, corpus:words{ stem = language }:count().buku)
> end
> print(ktool.text.stem("ditulis"))
> END
$ KTOOL_HUNSPELL=/none ktool -c news.db run ./ask.lua
ktool: no Indonesian dictionary (Debian: hunspell-id); stems are by rules alone
id	1
ind	1
en	0
tulis
$ KTOOL_HUNSPELL=/none ktool -q -c news.db run ./ask.lua
id	1
ind	1
en	0
tulis
$ ls; sqlite3 news.db 'SELECT language FROM stem'
a.jsonl
ask.lua
news.db
en
id
$ # Where it may only be read, nothing is kept, and nothing is said.
$ mkdir d; ktool -q import -d d/news.db a.jsonl; chmod 400 d/news.db; chmod 500 d
$ KTOOL_HUNSPELL=/none ktool -q -c d/news.db run ./ask.lua
id	1
ind	1
en	0
tulis
$ chmod 700 d; ls d; sqlite3 d/news.db 'SELECT count(*) FROM stem'
news.db
0
$ # A private store keeps them too, and one that is gone at the end does not.
$ KTOOL_HUNSPELL=/none ktool -q -c a.jsonl run ./ask.lua; ls "$XDG_CACHE_HOME/ktool" | wc -l
id	1
ind	1
en	0
tulis
1
$ sqlite3 "$XDG_CACHE_HOME"/ktool/*.db 'SELECT language FROM stem'
en
id
$ KTOOL_HUNSPELL=/none ktool -q --no-cache -c a.jsonl run ./ask.lua
id	1
ind	1
en	0
tulis
$ KTOOL_HUNSPELL=/none ktool eval 'ktool.text.stem("ditulis")'
ktool: no Indonesian dictionary (Debian: hunspell-id); stems are by rules alone
tulis
