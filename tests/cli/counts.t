What is one is said of one.

#needs script -qec true /dev/null
$ printf 'satu \377\n' >a.txt
$ ktool import -d ktool.db a.txt
ktool: 1 article, 0 failed, 1 byte replaced
$ ktool reindex; ktool -c ktool.db index --fts5
ktool: 1 article reindexed
ktool: 1 article in article_fts
$ ktool search satu >/dev/null
ktool: 1 article
$ ktool -q -f table eval 'corpus:words():count()' | head -1
counter of 1 word, 1 in all
$ echo 'os.exit()' | script -qec 'ktool repl' /dev/null | grep -ao 'ktool.db, .*leave'
ktool.db, 1 article . Ctrl-D to leave
$ ktool -q -c a.txt list >/dev/null; ktool cache clear
ktool: 1 private store removed
$ ktool remove 1
ktool: 1 article removed
