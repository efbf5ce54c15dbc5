The rules in the manual can be used; one that cannot is named, whoever wrote it.
#needs ktool check --rules | grep -v "^ok, 0 rules"

$ mkdir -p data/cleaning/outlets
$ sed -n 's/^    \(teras.*\)/\1/p' "$TOP/docs/manual.md" >data/cleaning/outlets/teras.tsv
$ wc -l <data/cleaning/outlets/teras.tsv; KTOOL_DATA=data ktool check --rules | sed 's/[0-9][0-9]*/N/'
4
ok, N rules
$ KTOOL_DATA=dota ktool check --rules
ktool: $KTOOL_DATA is no folder: dota
[2]
$ printf 'Judul\nKata.\n' >a.txt; ktool -q import -d kept.db a.txt; KTOOL_DATA=dota ktool -c kept.db list; KTOOL_DATA=a.txt ktool -q -c a.txt list
ktool: $KTOOL_DATA is no folder: dota
ktool: $KTOOL_DATA is no folder: a.txt
[2]
$ KTOOL_DATA=dota ktool -c kept.db keywords
ktool: $KTOOL_DATA is no folder: dota
[4]
$ KTOOL_DATA=dota ktool run -e 'print(pcall(ktool.text.stem, "makan", "id"))'
false	$KTOOL_DATA is no folder: dota
$ sed -i 's/related-link/no-such-label/' data/cleaning/outlets/teras.tsv
$ KTOOL_DATA=data ktool check --rules 2>&1 | grep -o 'teras.tsv:[0-9]*:'
teras.tsv:3:
$ KTOOL_DATA=data ktool check --rules >/dev/null 2>&1
[4]
$ # A pattern that is wrong is told before anything is imported, however seldom its rule would be tried.
$ printf 'teras\toutlet\t-\tTeras\t-\nteras-end\tline\twidget\tA(\t-\n' >data/cleaning/outlets/teras.tsv
$ KTOOL_DATA=data ktool -q import -d news.db a.txt
ktool: rules of cleaning: cleaning/outlets/teras.tsv:2: missing closing parenthesis (byte 2 of the pattern); `ktool check --rules` shows every line that is wrong
[4]
$ ktool -q import -d news.db a.txt; ktool -c news.db list | wc -l
2
