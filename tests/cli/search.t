Searching: articles, best first, with what was found.

#needs sqlite3 -version
#needs script -qec true /dev/null

$ cat >a.jsonl <<'END'
> {"title":"Putin ke Korea Utara","text":"Presiden Rusia tiba di Pyongyang.","date":"2024-06-19","source":"Antara"}
> {"title":"Kunjungan","text":"Putin berkunjung ke Korea\tUtara, bukan ke Korea Selatan.","source":"Tempo"}
> {"title":"Ukraina","text":"Putin bicara soal Ukraina.\nKorea Utara diam \u0007saja.","date":"2023-01-02"}
> {"text":"Tidak ada apa-apa."}
> END
$ ktool -q import -d a.db a.jsonl
$ ktool -c a.db search 'putin "korea utara" NOT ukraina'
score	id	date	source	title	snippet
0.669	1	2024-06-19	Antara	Putin ke Korea Utara	[Putin] ke [Korea Utara]
0.638	2		Tempo	Kunjungan	[Putin] berkunjung ke [Korea Utara], bukan ke Korea Selatan.
ktool: 2 articles
$ ktool -c a.db search 'putin NEAR/5 korea' -f jsonl
{"score":1.3,"id":1,"date":"2024-06-19","source":"Antara","title":"Putin ke Korea Utara","snippet":"[Putin] ke [Korea] Utara"}
{"score":1.239,"id":2,"date":null,"source":"Tempo","title":"Kunjungan","snippet":"[Putin] berkunjung ke [Korea] Utara, bukan ke Korea Selatan."}
ktool: 2 articles
$ ktool -c a.db search 'korea' --limit 1
score	id	date	source	title	snippet
0.453	2		Tempo	Kunjungan	Putin berkunjung ke [Korea] Utara, bukan ke [Korea] Selatan.
ktool: 3 articles, the first 1 printed (--limit)
$ ktool -c a.db search 'korea' --limit 1 -f csv -q
score,id,date,source,title,snippet
0.453,2,,Tempo,Kunjungan,"Putin berkunjung ke [Korea] Utara, bukan ke [Korea] Selatan."
$ ktool -c a.db search 'tidakada'
score	id	date	source	title	snippet
ktool: 0 articles
$ ktool -c a.db search 'NOT korea' -f table
score  id  date  source  title  snippet           
-----  --  ----  ------  -----  ------------------
    0   4                       Tidak ada apa-apa.
ktool: 1 article
$ # The same language narrows any command.
$ ktool -q -c a.db list -w match='title:(putin OR ukraina)' -w since=2024
id	date	source	title
1	2024-06-19	Antara	Putin ke Korea Utara
$ ktool -c a.db list -w match=putin -w since=2024
ktool: 1 article without a date left out by since/before
id	date	source	title
1	2024-06-19	Antara	Putin ke Korea Utara
$ ktool -q -c a.db -w match='korea NEAR/0 selatan' -w match=apa-apa list
id	date	source	title
2		Tempo	Kunjungan
4			
$ ktool -q -c a.db -w match=putin search korea -f tsv | cut -f 2
id
2
1
3
$ ktool -q -c a.db eval '#corpus:where{ match = "putin", source = "tempo" }'
1
$ ktool -q -c a.db run -e 'for r in corpus:search("putin utara", { limit = 2 }) do print(r.id, r.title, r.snippet) end'
1	Putin ke Korea Utara	[Putin] ke Korea [Utara]
3	Ukraina	[Putin] bicara soal Ukraina. Korea [Utara] diam saja.
$ # Any number of threads prints the same.
$ ktool -j1 -c a.db search 'korea OR putin' >one 2>&1; ktool -j4 -c a.db search 'korea OR putin' 2>&1 | cmp - one
$ # What is wrong is shown at its place.
$ ktool -c a.db search ''
ktool: query, byte 1: an empty query; give a word, a phrase or a glob
usage: ktool search QUERY
[2]
$ ktool -c a.db search 'putin NEAR/5'
ktool: query, byte 7: NEAR/5 needs something on its right
    putin NEAR/5
          ^^^^^^
usage: ktool search QUERY
[2]
$ ktool -c a.db search 'größe "korea utara'
ktool: query, byte 9: a quotation mark that is not closed
    größe "korea utara
          ^
usage: ktool search QUERY
[2]
$ ktool -c a.db search 'putin titel:korea'
ktool: query, byte 7: unknown field 'titel:'; did you mean title: ?
    putin titel:korea
          ^^^^^^
usage: ktool search QUERY
[2]
$ ktool -c a.db search "$(printf 'a\007b )c')"
ktool: query, byte 5: a ) without its (
    a\x07b )c
           ^
usage: ktool search QUERY
[2]
$ ktool -c a.db list -w match='(putin OR'
ktool: query, byte 8: OR needs something on its right
    (putin OR
           ^^
usage: ktool list
[2]
$ ktool -c a.db list -w mach=putin
ktool: unknown filter key 'mach'; there are id, source, author, place, section, lang, url, path, tag, since, before, match, revisions, fields.NAME (did you mean match?)
usage: ktool list
[2]
$ ktool -c a.db eval 'corpus:search("a AND")' 2>&1 | head -1
ktool: eval:1: bad argument #1 to 'search' (query, byte 3: AND needs something on its right)
$ ktool -c a.db search "$(for i in $(seq 64); do printf 'a '; done)" 2>&1 | head -1; ktool -c a.db search
ktool: query, byte 127: more than 63 words and phrases in one query
ktool: search needs QUERY
usage: ktool search QUERY
[2]
$ ktool -c a.db search putin --limit 0
ktool: --limit needs a number from 1 on, not '0'
usage: ktool search QUERY
[2]
$ ktool -c a.db list --limit 5
ktool: list takes no --limit
usage: ktool list
[2]
$ ktool -q -c a.db search putin >/dev/full
ktool: standard output: No space left on device
[6]
$ # On a terminal lines for people, in colours where it has some; -f gives a table.
$ script -qec 'stty cols 60; TERM=xterm ktool -c a.db search "putin OR saja" --limit 2' /dev/null | cat -v
1.464  3  2023-01-02^[[1m  Ukraina^[[0m^M
    ^[[1;31mPutin^[[0m bicara soal Ukraina. Korea Utara diam \x07^[[1;31msaja^[[0m.^M
0.335  1  2024-06-19  Antara^[[1m  Putin ke Korea Utara^[[0m^M
    ^[[1;31mPutin^[[0m ke Korea Utara^M
ktool: 3 articles, the first 2 printed (--limit)^M
$ script -qec 'stty cols 60; TERM=dumb ktool -q -c a.db search saja' /dev/null | tr -d '\r'
1.129  3  2023-01-02  Ukraina
    Putin bicara soal Ukraina. Korea Utara diam \x07[saja].
$ script -qec 'stty cols 60; TERM=dumb ktool -q -c a.db search saja -f table' /dev/null | tr -d '\r'
score  id  date        source  title    snippet             
-----  --  ----------  ------  -------  --------------------
1.129   3  2023-01-02          Ukraina  Putin bicara soal U…
1 cell cut; -f tsv shows all
$ # A store of other rules is not searched, also not for narrowing.
$ sqlite3 a.db "UPDATE meta SET value = 'tokens=0' WHERE key = 'fingerprint'"
$ ktool -c a.db search putin 2>&1 | cut -c 1-60
ktool: a.db: made by other rules (tokens=0; now tokens=2 spa
$ ktool -c a.db list -w match=putin 2>&1 | cut -c 1-60
ktool: a.db: made by other rules (tokens=0; now tokens=2 spa
$ ktool -q -c a.db list -w source=tempo
id	date	source	title
2		Tempo	Kunjungan
