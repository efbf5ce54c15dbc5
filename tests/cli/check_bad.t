A rule that cannot be used is named, whoever wrote it.
#needs ktool check --rules | grep -v "^ok, 0 rules"

$ mkdir -p data/cleaning/outlets
$ printf 'teras\toutlet\t-\tteras\\.example\t-\nteras-more\tline\tno-such-label\tSimak .*\t-\n' >data/cleaning/outlets/teras.tsv
$ KTOOL_DATA=data ktool check --rules 2>&1 | grep -o 'teras.tsv:[0-9]*:'
teras.tsv:2:
$ KTOOL_DATA=data ktool check --rules >/dev/null 2>&1
[4]
$ sed -i 's/no-such-label/related-link/' data/cleaning/outlets/teras.tsv
$ KTOOL_DATA=data ktool check --rules >/dev/null
