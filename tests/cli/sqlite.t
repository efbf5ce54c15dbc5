The extension for other programs that use SQLite.

#needs sqlite3 :memory: ".load $(realpath $(command -v ktool) | sed 's:/[^/]*$:/ktool_sqlite:')"
$ cp "$(realpath $(command -v ktool) | sed 's:/[^/]*$:/ktool_sqlite.so:')" .
$ sqlite3 :memory: '.load ./ktool_sqlite' "SELECT kt_fold('STRASSE É'), kt_stem('mengatakan', 'id'), kt_stem('running', 'en')"
strasse é|kata|run
$ sqlite3 :memory: '.load ./ktool_sqlite' "SELECT * FROM kt_tokens('Anak-anak, 3,5 km.')"
Anak-anak|word|0|9|anak-anak
,|punct|9|10|,
3,5|number|11|14|3,5
km|word|15|17|km
.|punct|17|18|.
