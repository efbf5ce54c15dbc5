Quotation marks, NUL, line breaks and marks of direction in every value.

$ printf '{"title":"Ju\\"dul\\u0000 \\u202Ex","text":"satu \\u0000 dua","source":"s\\u0000o","author":"a\047; DROP TABLE article; --","section":"a\\tb\\nc","ke\\u0000y":"v\\u0000al","n\\ny":"q\\"uote"}\n' >odd.jsonl
$ mkdir d; printf 'Judul\nIsi' >"$(printf 'd/a"b\nc\342\200\256.txt')"
$ ktool import -d odd.db odd.jsonl d
ktool: 2 articles, 0 failed, 0 bytes replaced
$ ktool -c odd.db list -f tsv | tr '\0' '@'
id	date	source	title
1		s@o	Ju"dul@ ‮x
2			Judul
$ ktool -c odd.db list -f jsonl
{"id":1,"date":null,"source":"s\u0000o","title":"Ju\"dul\u0000 ‮x"}
{"id":2,"date":null,"source":null,"title":"Judul"}
$ ktool -c odd.db list -f table
id  date  source  title             
--  ----  ------  ------------------
 1        s\x00o  Ju"dul\x00 \u202ex
 2                Judul             
$ ktool -c odd.db show 1 | tr '\0' '@'
id: 1
title: Ju"dul\x00 \xe2\x80\xaex
source: s\x00o
author: a'; DROP TABLE article; --
section: a\x09b\x0ac
path: odd.jsonl
ke\x00y: "v\u0000al"
n\x0ay: "q\"uote"

satu @ dua
$ ktool -c odd.db show 2 | sed -n 3p
path: d/a"b\x0ac\xe2\x80\xae.txt
$ ktool -c odd.db show 1 -f jsonl
{"id":1,"title":"Ju\"dul\u0000 ‮x","date":null,"source":"s\u0000o","author":"a'; DROP TABLE article; --","place":null,"section":"a\tb\nc","url":null,"lang":null,"lang_clarity":null,"path":"odd.jsonl","file":"odd.jsonl","text":"satu \u0000 dua","fields":{"ke\u0000y":"v\u0000al","n\ny":"q\"uote"},"tags":[],"annotations":{}}
$ ktool -c odd.db list -w "author=a'; DROP TABLE article; --" -f csv | tr '\0' '@'
id,date,source,title
1,,s@o,"Ju""dul@ ‮x"
$ ktool import -d odd.db odd.jsonl d
ktool: 0 articles, 0 failed, 0 bytes replaced, 2 skipped as already there
