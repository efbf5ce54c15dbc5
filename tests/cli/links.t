Links that were inserted into a text end where the title of another article does.

$ mkdir news
$ printf 'Lontong dari hulu\nWarga membuat lontong. Baca juga: Mandi di Sungai Sebelum Puasa Kampung itu ramai. Selesai.\n' >news/a.txt
$ printf 'Mandi di sungai  sebelum puasa\nWarga mandi.\n' >news/b.txt
$ ktool -q -c news show 1 --marks
title                      Lontong dari hulu
body                       Warga membuat lontong.
related-link  link-inline  Baca juga: Mandi di Sungai Sebelum Puasa
body                       Kampung itu ramai. Selesai.
$ ktool -q -c news show 1 -f tsv | cut -f13
text
Warga membuat lontong. Kampung itu ramai. Selesai.
$ # Without that article nothing proves it, and the text stays.
$ rm news/b.txt; ktool -q -c news show 1 --marks
title                Lontong dari hulu
body                 Warga membuat lontong.
body   suspect-link  Baca juga: Mandi di Sungai Sebelum Puasa Kampung itu ramai. Selesai.
$ ktool -q -c news show 1 -f tsv | cut -f13
text
Warga membuat lontong. Baca juga: Mandi di Sungai Sebelum Puasa Kampung itu ramai. Selesai.
$ # A store says when it could be read again.
$ printf 'Mandi di Sungai Sebelum Puasa\nWarga mandi.\n' >b.txt
$ ktool import -d news.db news/a.txt b.txt
ktool: 2 articles, 0 failed, 0 bytes replaced
ktool: 1 link inside texts can be told from them now, by the titles of other articles: run `ktool -c FILE reindex`
$ ktool -c news.db info | grep link
spans body suspect-link	1
$ ktool -c news.db reindex
ktool: 2 articles reindexed
$ ktool -c news.db info | grep link
spans related-link link-inline	1
$ ktool -q -c news.db run kwic puasa
left	hit	right	article
Mandi di Sungai Sebelum	Puasa		2
