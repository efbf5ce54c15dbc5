A session at its prompt is in nobody's way.

$ for n in 1 2 3; do printf '{"title":"T%s","text":"Kata %s.","url":"u%s","source":"s"}\n' $n $n $n; done >a.jsonl; ktool -q import -d ktool.db a.jsonl
$ printf '{"title":"T4","text":"Kata baru.","url":"u4","source":"s"}\n{"title":"T2b","text":"Kata lain.","url":"u2","source":"s"}\n' >b.jsonl
> for n in c d e; do printf '{"title":"T%s","text":"Kata %s.","url":"u%s","source":"s"}\n' $n $n $n >$n.jsonl; done
$ # `ask LINE` gives the session a line and prints what it says to that.
$ cat >session <<'END'
> mkfifo in; : >out; ktool repl <in >>out 2>&1 & repl=$! asked=0 seen=0; exec 3>in
> ask() {
>     asked=$((asked + 1)); printf '%s\nprint("# %s")\n' "$1" $asked >&3
>     while ! grep -q "^# $asked\$" out && kill -0 $repl; do sleep 0.05; done
>     tail -n +$((seen + 1)) out | grep -v '^#'; seen=$(wc -l <out)
> }
> leave() { exec 3>&-; wait; tail -n +$((seen + 1)) out; rm in out; ls ktool.db*; }
> END
$ # Articles are added: what was opened before goes on without them.
$ . ./session
> ask 'counted = corpus:words():count(); x = corpus:where{source = "s"}; w = x:words(); return #corpus, #x, counted.kata'
> ask 'hits = w:kwic("kata"); rows = corpus:query("SELECT id FROM article"); return hits().hit, rows().id'
> ktool import b.jsonl -d ktool.db; ls ktool.db*
> ask '#corpus, #x, #corpus:where{source = "s"}, w:count().kata, corpus:words():count().kata, (corpus:article(4))'
> ask 'n = 0; for hit in hits do n = n + 1 end; return n'
> ask 'pcall(rows)'
> ask 'now = ktool.open(); return #now, now:words():count().kata, #corpus'
> leave
3
3
3
Kata
1
ktool: 2 articles, 0 failed, 0 bytes replaced, 1 revised
ktool.db
ktool: ktool.db: 2 articles were added meanwhile; ktool.open() has them, what was opened before goes on without
3
3
3
3
3
nil
2
false
SQL: the store rested meanwhile, as it does at each prompt, and the other rows are gone; query again, and read them all at once
4
4
3
ktool.db
$ # What does more than add ends what was opened before.
$ . ./session
> for c in 'remove 1' compact reindex; do
>     ask '#corpus'; ktool -q $c >/dev/null; ask 'print(pcall(function() return #corpus end)); corpus = ktool.open()'
> done
> mv ktool.db old.db; ktool -q import -d ktool.db a.jsonl; ask 'pcall(function() return #corpus end)'
> ask 'corpus = ktool.open()'; ask '#corpus'; leave; mv old.db ktool.db
4
false	ktool.db: articles were removed, or its columns made anew (reindex, compact), meanwhile; open it again, in Lua by ktool.open()
3
false	ktool.db: articles were removed, or its columns made anew (reindex, compact), meanwhile; open it again, in Lua by ktool.open()
3
false	ktool.db: articles were removed, or its columns made anew (reindex, compact), meanwhile; open it again, in Lua by ktool.open()
false
ktool.db: it was removed or replaced meanwhile; open what is there now, in Lua by ktool.open()
3
ktool.db
$ # A session that changes a store is no more in the way.
$ . ./session
> ask 'own = ktool.open(nil, {mode = "rw"}); return own:tag(4, "x")'
> ktool tag 3 y; ask 'own:tags(3)[1]'; ask 'own:tag(3, "z")'; ktool list | cut -f1,5; leave
true
y
true
id	tags
3	y, z
4	x
5	
ktool.db
$ # Beside one that writes: there is a log until it ends, and then one file whose byte 18 says
> # that it needs no log.
$ cat >hold.lua <<'END'
> local c <close> = ktool.open(nil, {mode = os.getenv('mode')})
> print("held", #c) io.stdout:flush() io.read() print("done", #c)
> END
> cat >hold <<'END'
> mkfifo go; : >held; mode=$mode ktool run ./hold.lua <go >>held & holder=$!; exec 4>go; until grep -q held held || ! kill -0 $holder; do sleep 0.05; done
> release() { exec 4>&-; wait $holder; cat held; rm go held; }
> END
$ . ./session; mode=rw; . ./hold; ls ktool.db*; ask '#corpus'; release
> until [ "$(ls ktool.db*)" = ktool.db ] && [ "$(od -An -tu1 -j18 -N1 ktool.db)" -eq 1 ]; do sleep 0.05; done; ask '#corpus'; leave
ktool.db
ktool.db-shm
ktool.db-wal
3
held	3
done	3
3
ktool.db
$ # A script that reads lets writers in while it does something else, and keeps its articles.
$ mode=ro; . ./hold; ktool -q remove 5; ktool -q import -d ktool.db c.jsonl; ktool info -f tsv | sed -n 3p; release
> ls ktool.db*
articles	3
held	3
done	3
ktool.db
$ # So does one that has no time to spare, with errors and coroutines, and one that is open twice.
$ cat >busy.lua <<'END'
> local corpora <close> = setmetatable({ktool.open(), ktool.open()}, {__close = function(list) list[1]:close() end})
> local count, steps = #corpora[1], {
>     function() return #corpora[2] end,
>     function() return pcall(corpora[1].where, corpora[1], {sourec = "s"}) end,
>     function() return xpcall(corpora[1].where, tostring, {}) end,
>     coroutine.wrap(function() while true do for a in corpora[2]:articles() do coroutine.yield(a.title) end end end),
>     function() return coroutine.resume(coroutine.create(corpora[1].article), corpora[1], "x") end,
>     function() return load(function() return corpora[1]:article("x") end) end,
>     function()
>         local turn = coroutine.create(function() local _ <close> = setmetatable({}, {__close = function() corpora[1]:article("x") end}) coroutine.yield() end)
>         return coroutine.resume(turn), coroutine.close(turn)
>     end,
> }
> print("held", count) io.stdout:flush()
> local stop = io.open("stop")
> while not stop do for _, step in ipairs(steps) do step() end stop = io.open("stop") end
> print("done", #corpora[1], #corpora[2])
> END
$ : >held; ktool run ./busy.lua >>held 2>&1 & until grep -q held held || ! kill -0 $!; do sleep 0.05; done
> ktool -q import -d ktool.db d.jsonl; ktool info -f tsv | sed -n 3p; : >stop; wait
> cat held; rm stop; ls ktool.db*
articles	4
held	3
done	3	3
ktool.db
$ # Where a coroutine catches an error in a call of ours, though it was resumed outside before, there is no pause.
$ cat >catch.lua <<'END'
> local c <close> = ktool.open()
> local turn = coroutine.wrap(function() while true do pcall(function() coroutine.yield() error("x") end) end end)
> turn()
> print(c:words():count{by = function(a) turn() return a.source end}.s.kata)
> END
$ ktool run ./catch.lua
4
$ # One that still has rows of SQL to read keeps its snapshot, and a writer says who it is.
$ cat >hold.lua <<'END'
> local c <close> = ktool.open()
> for row in c:query("SELECT max(id) FROM article UNION SELECT 'x'") do
>     if row["max(id)"] ~= "x" then print("held", #c) io.stdout:flush() io.read() end
> end
> print("done", #c)
> END
$ . ./hold; for from in e.jsonl -; do
>     ktool --wait 0 import -d ktool.db $from <e.jsonl 2>&1 | sed 's/process [0-9]*/process N/'; ls ktool.db*
> done; release; ktool -q import -d ktool.db e.jsonl; ls ktool.db*
ktool: 0 articles, 0 failed, 0 bytes replaced
ktool: ktool.db: process N (ktool) holds it; try again when that is done, or wait longer with --wait SECONDS
ktool.db
ktool: ktool.db: process N (ktool) holds it; try again when that is done, or wait longer with --wait SECONDS
ktool.db
held	4
done	4
ktool.db
$ # What an import of one batch adds is ready when it waits for such a script.
$ . ./hold; echo '{"text":"Isi.","url":"u9"}' >f.jsonl; ktool -q --wait 60 import -d ktool.db f.jsonl 4>&- & until ls ktool.db-journal >/dev/null 2>&1; do sleep 0.05; done
> release; wait; ls ktool.db*; ktool eval '#corpus'
held	5
done	5
ktool.db
6
$ # Who gave way waits for the writer, though it would not have waited for the store.
$ cat >patient.lua <<'END'
> local c <close> = ktool.open()
> print("patient", #c) io.stdout:flush()
> while not io.open("stop") do for _ in c:articles() do end end
> print("done", #c)
> END
$ : >patient; ktool --wait 0 run ./patient.lua >>patient 2>&1 & until grep -q patient patient || ! kill -0 $!; do sleep 0.05; done; . ./hold
> echo '{"text":"Isi.","url":"u10"}' >g.jsonl; ktool -q --wait 60 import -d ktool.db g.jsonl 4>&- &
> until ls ktool.db-journal >/dev/null 2>&1; do sleep 0.05; done; sleep 0.5
> release; : >stop; wait; cat patient; rm stop; ls ktool.db*
held	6
done	6
patient	6
done	6
ktool.db
$ # list and export let writers in while nobody reads what they print.
$ for n in $(seq 400); do printf '{"title":"%0999d","text":"Kata.","url":"%s"}\n' $n $n; done >many.jsonl; ktool -q import -d many.db many.jsonl
$ for c in list export; do
>     printf '{"text":"Oleh %s.","url":"%s"}\n' $c $c >$c.jsonl
>     ktool -c many.db $c | { head -c 9 >/dev/null; ktool -q --wait 1 import -d many.db $c.jsonl; wc -l; }
> done; ktool -c many.db info -f tsv | sed -n 3p; ls many.db*
401
401
articles	402
many.db
$ # Who makes a store smaller waits until it has been read.
$ ktool -c many.db export | { head -c 9 >/dev/null; ktool -c many.db -q --wait 60 compact & sleep 0.5; wc -l; wait; }; ls many.db*
402
many.db
