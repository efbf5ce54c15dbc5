Articles that cleaning finds hard, from the file to the answer.

$ mkdir d
$ # All furniture: no text is left, and the article stays.
$ printf 'Judul\nADVERTISEMENT\nBaca juga: Harga Cabai Naik Lagi\nHalaman 2 dari 3\n(dce/dce)\n' >d/1.txt
$ # Short lines, a long paragraph, a paragraph again and again.
$ (echo Judul; yes b | head -n 100000) >d/2.txt
$ (echo Judul; yes 'kata demi kata ' | tr -d '\n' | head -c 10000000) >d/3.txt
$ (echo Judul; yes 'Kalimat yang panjangnya lebih dari lima puluh bita ini berulang.' | head -n 10000) >d/4.txt
$ # Every marker, said by somebody.
$ cat >d/5.txt <<'.'
> Naskah drama
> "JAKARTA, KOMPAS.com - Begitu berita dimulai," kata guru.
> "Editor: Budi Laksana," kata yang pertama.
> "Penulis: Rina Hapsari | Editor: Budi Laksana," sahut yang kedua.
> Anak kecil membaca, "Baca juga: Harga Cabai Naik Lagi", lalu diam.
> "ADVERTISEMENT," kata ibunya. "SCROLL TO CONTINUE WITH CONTENT."
> "Halaman 2 dari 3. Selengkapnya di halaman selanjutnya."
> "Artikel ini telah tayang di Kompas.com dengan judul 'Cabai'," kata murid.
> “Copyright © ANTARA 2024,” bisik yang lain.
> "Dapatkan update berita pilihan dari Kompas.com di Grup Telegram kami."
> "Editor: Budi Laksana"
> “(dce/dce)”
> .
$ timeout 60 ktool import -d a.db d
ktool: 5 articles, 0 failed, 0 bytes replaced
$ ktool -c a.db eval '#corpus'
5
$ ktool -c a.db info | grep -E '^(articles|spans)' | grep -v quote
articles	5
spans title place	5
spans body place	100013
spans initials end-initials	1
spans related-link link-colon	1
spans pagination page-of	1
spans advertisement ad-label	1
spans repeated block-again	9999
$ ktool -c a.db show 1
id: 1
title: Judul
path: d/1.txt
initials: dce/dce  (initials)


$ ktool -c a.db eval 'corpus:article(1).text == ""'
true
$ ktool -c a.db list | head -n 2
id	date	source	title
1			Judul
$ for id in 2 3 4; do ktool -c a.db eval "#corpus:article($id).text"; done
299998
9999999
64
$ ktool -c a.db show 5 | sed '1,/^$/d' | grep . >shown; tail -n +2 d/5.txt | cmp - shown
$ ktool -c a.db show 5 | grep -E '^(source|place|author|editor|date|initials)'
[1]
