Private stores.

$ mkdir news; printf 'Judul\nIsi.\n' >news/a.txt
$ ktool cache list
path	bytes	used
$ ktool -q -c news list
id	date	source	title
1			Judul
$ ktool cache list | cut -f1 | sed 's|.*/ktool/[0-9a-f]*|HASH|'
path
HASH.db
$ stat -c %a "$XDG_CACHE_HOME/ktool" "$XDG_CACHE_HOME"/ktool/*
700
600
$ # What changes is seen.
$ printf 'Judul baru\nIsi.\n' >news/a.txt; ktool -q -c news list
id	date	source	title
1			Judul baru
$ printf 'Lagi\nIsi.\n' >news/b.txt; ktool -c news list
ktool: 2 articles, 0 failed, 0 bytes replaced
id	date	source	title
1			Judul baru
2			Lagi
$ rm news/a.txt; ktool -q -c news list
id	date	source	title
1			Lagi
$ ktool cache clear
ktool: 1 private store removed
$ ktool cache list
path	bytes	used
$ ktool -q --no-cache -c news list; ktool cache list
id	date	source	title
1			Lagi
path	bytes	used
$ HOME=/dev/null XDG_CACHE_HOME=/dev/null/x ktool -q -c news list
id	date	source	title
1			Lagi
$ ktool -q cache clear
