ktool tokens -f jsonl: what is known of each token, where there is something.

#needs test -e /usr/share/hunspell/id_ID.dic
$ printf 'Rp40,512 triliun, 3,5 persen\n' | ktool tokens -f jsonl
{"start":0,"end":2,"class":"word","text":"Rp"}
{"start":2,"end":8,"class":"number","text":"40,512","value":40512000000000,"unit":"IDR"}
{"start":9,"end":16,"class":"word","text":"triliun"}
{"start":16,"end":17,"class":"punct","text":","}
{"start":18,"end":21,"class":"number","text":"3,5","value":3.5,"unit":"percent"}
{"start":22,"end":28,"class":"word","text":"persen"}
$ # Keys stand in one order; other formats have four columns.
$ printf 'Bukunya Rp5\n' >a.txt; ktool tokens -f json a.txt; ktool tokens -f csv a.txt
[
{"start":0,"end":7,"class":"word","text":"Bukunya"},
{"start":8,"end":10,"class":"word","text":"Rp"},
{"start":10,"end":11,"class":"number","text":"5"}
]
start,end,class,text
0,7,word,Bukunya
8,10,word,Rp
10,11,number,5
$ # The cases of numbers and words that news has.
$ printf '%s' '19,8 persen
> Rp1,077 juta
> Rp10 ribu
> Rp 2 juta
> US$49.150
> USD 1 miliar / 376 miliar dolar AS
> 1960-an' | ktool tokens -f jsonl | grep '"number"' | sed 's/.*"text"://'
"19,8","value":19.8,"unit":"percent"}
"1,077","value":1077000,"unit":"IDR"}
"10","value":10000,"unit":"IDR"}
"2","value":2000000,"unit":"IDR"}
"49.150","value":49150,"unit":"USD"}
"1","value":1000000000,"unit":"USD"}
"376","value":376000000000,"unit":"USD"}
"1960-an"}
$ printf '%s' 'meniru-nirukan bolak-balik PPh-nya APBN-P kupukul / kauhajar
> bukumukah / miliknyalah / kulitkupun' | ktool tokens -f jsonl | sed 's/.*"class"://'
"word","text":"meniru-nirukan","base":"tiru","redup":"affixed"}
"word","text":"bolak-balik","redup":"rhyming"}
"word","text":"PPh-nya","base":"pph","clitics":"+nya"}
"word","text":"APBN-P"}
"word","text":"kupukul","base":"pukul","clitics":"ku+"}
"punct","text":"/"}
"word","text":"kauhajar","base":"hajar","clitics":"kau+"}
"word","text":"bukumukah","base":"buku","clitics":"+mu +kah"}
"punct","text":"/"}
"word","text":"miliknyalah","base":"milik","clitics":"+nya +lah"}
"punct","text":"/"}
"word","text":"kulitkupun","base":"kulit","clitics":"+ku +pun"}
$ printf 'minus Rp5 miliar, 40,512, Rp40-50 miliar' | ktool tokens -f jsonl | grep -E '"(number|range)"'
{"start":8,"end":9,"class":"number","text":"5","value":-5000000000,"unit":"IDR"}
{"start":18,"end":24,"class":"number","text":"40,512"}
{"start":28,"end":33,"class":"range","text":"40-50"}
$ # Values are exact; rules may be off.
$ printf '999999999999999999 persen, 0,000000000000000001' | ktool tokens -f jsonl | grep number
{"start":0,"end":18,"class":"number","text":"999999999999999999","value":999999999999999999,"unit":"percent"}
{"start":27,"end":47,"class":"number","text":"0,000000000000000001","value":0.000000000000000001}
$ printf 'Rp5 anak-anak' | ktool tokens -f jsonl --rules -hyphen,-currency
{"start":0,"end":3,"class":"word","text":"Rp5"}
{"start":4,"end":8,"class":"word","text":"anak"}
{"start":8,"end":9,"class":"punct","text":"-"}
{"start":9,"end":13,"class":"word","text":"anak"}
$ : >empty; ktool tokens -f jsonl empty
$ # Without the dictionary.
$ printf 'bukunya' | KTOOL_HUNSPELL=/none ktool tokens -f jsonl
ktool: no Indonesian dictionary (Debian: hunspell-id); words are taken apart by rules alone
{"start":0,"end":7,"class":"word","text":"bukunya","base":"buku","clitics":"+nya"}
$ printf 'bukunya' | KTOOL_HUNSPELL=/none ktool -q tokens -f jsonl
{"start":0,"end":7,"class":"word","text":"bukunya","base":"buku","clitics":"+nya"}
$ # Units are a file.
$ mkdir data; cp "$TOP/scripts/data/stem-id.tsv" data; echo 'kati	unit	catty' >data/units.tsv
$ printf '5 kati' | KTOOL_DATA=data ktool tokens -f jsonl | head -1
{"start":0,"end":1,"class":"number","text":"5","value":5,"unit":"catty"}
$ echo kati >data/units.tsv; printf '5 kati' | KTOOL_DATA=data ktool tokens -f jsonl
ktool: units.tsv: 'kati' is no word, role, meaning and place, with tabs between them
[4]
