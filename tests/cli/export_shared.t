An export gives back what was imported, whatever that is.
#needs test -d $TOP/../shared/articles -a -d $TOP/../shared/data/news -a -d $TOP/../shared/data/torture
#needs python3 --version

$ cat >turn.sh <<'END'
> # What two stores say must be the same: as it was given, and as it is known.
> for source; do
>     rm -f *.db
>     ktool -q import -j1 -d a.db "$source" 2>/dev/null
>     ktool -q import -j2 -d 2.db "$source" 2>/dev/null
>     ktool -c a.db export >a.jsonl
>     ktool -c 2.db export | cmp - a.jsonl
>     ktool -q import -d b.db - <a.jsonl
>     ktool -c b.db export | cmp - a.jsonl
>     ktool -c a.db export --clean -w revisions=true >a.clean
>     ktool -c b.db export --clean -w revisions=true | cmp - a.clean
>     wc -l <a.jsonl
> done
> END
$ shared=$TOP/../shared; sh turn.sh $TOP/corpus $shared/articles $shared/data/news/detik.jsonl $shared/data/news/mixed-2019.jsonl $shared/data/torture/strings
46
5
176
331
4
$ cp -r $TOP/../shared/data/torture/json/test_parsing parsing; sh turn.sh parsing
1
$ # The big list of naughty strings, as title, text, value, field and name of a field.
$ cat >naughty.py <<'END'
> import json, os, sys
> strings = json.load(open(os.environ["TOP"] + "/../shared/data/torture/strings/blns.json", encoding="utf-8"))
> if sys.argv[1] == "write":
>     for i, s in enumerate(strings):
>         print(json.dumps({"title": "%d " % i + s + "!", "text": "a" + s + "b", "author": s, "s": s, "n" + s: i}))
> else:
>     lines = [json.loads(line) for line in open(sys.argv[1], encoding="utf-8", newline="\n")]
>     print(sum(a["title"] == "%d " % i + s + "!" and a["text"] == "a" + s + "b" and a["s"] == s and a["n" + s] == i
>               and (a["author"] == s or not s.strip()) for i, (s, a) in enumerate(zip(strings, lines))), "of", len(strings))
> END
$ python3 naughty.py write >naughty.jsonl; sh turn.sh naughty.jsonl; python3 naughty.py a.jsonl
515
515 of 515
