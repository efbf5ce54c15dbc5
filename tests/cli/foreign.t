A program that knows nothing of ktool but docs/file-formats.md reads the same articles and tokens.
#needs python3 --version

$ ktool -q import -d a.db "$TOP/corpus"
$ printf 'Judul\nlama\n' >b.txt; ktool -q import -d a.db b.txt; printf 'Judul\nbaru\n' >b.txt; ktool -q import -d a.db b.txt
$ python3 "$TOP/tests/foreign/read_store.py" a.db >python.tsv; ktool -c a.db run "$TOP/tests/foreign/read_store.lua" >ktool.tsv
$ cmp python.tsv ktool.tsv && grep -c '^word' python.tsv | sed 's/^....*$/thousands/'
thousands
$ tail -3 python.tsv
48	Judul	baru
word	Judul
word	baru
