What is said on a terminal while a dump is read.
#needs script -qec true /dev/null

$ awk 'BEGIN { for (i = 0; i < 60; i++) text = text "Harga beras naik lagi di pasar induk. "; for (i = 0; i < 20000; i++) printf "{\"text\":\"%d %s\"}\n", i, text }' >dump.jsonl
$ script -qec 'ktool import -d a.db dump.jsonl' /dev/null | tr '\r' '\n' | grep -cE '^.\[Kloading: [0-9]+ of 46 MB, [0-9]+ %, [0-9]+ MB/s, [0-9]:[0-9]{2} left$' | sed 's/^[1-9].*/at least one/'
at least one
$ rm a.db; script -qec 'cat dump.jsonl | ktool import -d a.db -' /dev/null | tr '\r' '\n' | grep -cE '^.\[Kloading: [0-9]+ MB, [0-9]+ MB/s$' | sed 's/^[1-9].*/at least one/'
at least one
$ rm a.db; ktool import -d a.db dump.jsonl
ktool: 20000 articles, 0 failed, 0 bytes replaced
