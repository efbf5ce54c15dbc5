ktool tokens, which needs no corpus.

$ printf 'Anak-anak (3) pergi.\n' | ktool tokens
start	end	class	text
0	9	word	Anak-anak
10	11	punct	(
11	12	number	3
12	13	punct	)
14	19	word	pergi
19	20	punct	.
$ # Offsets are into the original bytes, and those are printed, escaped.
$ printf 'a\\b \377\303\250\t!' >bytes
$ ktool tokens bytes | od -c | head -6
0000000   s   t   a   r   t  \t   e   n   d  \t   c   l   a   s   s  \t
0000020   t   e   x   t  \n   0  \t   1  \t   w   o   r   d  \t   a  \n
0000040   1  \t   2  \t   p   u   n   c   t  \t   \   \  \n   2  \t   3
0000060  \t   w   o   r   d  \t   b  \n   4  \t   5  \t   s   y   m   b
0000100   o   l  \t 377  \n   5  \t   7  \t   w   o   r   d  \t 303 250
0000120  \n   8  \t   9  \t   p   u   n   c   t  \t   !  \n
$ ktool tokens -f jsonl bytes
{"start":0,"end":1,"class":"word","text":"a"}
{"start":1,"end":2,"class":"punct","text":"\\"}
{"start":2,"end":3,"class":"word","text":"b"}
{"start":4,"end":5,"class":"symbol","text":"\ufffd"}
{"start":5,"end":7,"class":"word","text":"è"}
{"start":8,"end":9,"class":"punct","text":"!"}
$ ktool tokens -f csv bytes | tail -1
8,9,punct,!
$ ktool tokens --boundaries bytes
0
1
2
3
4
5
7
8
9
$ : >empty
$ ktool tokens empty
start	end	class	text
$ ktool tokens --boundaries empty
$ ktool tokens --count empty
word	count
$ ktool tokens -f json empty
[]
$ # Most frequent first, then in the order of code points; folded.
$ printf 'Zat zat APA É é 12' >one; printf 'apa zat' >two
$ ktool tokens --count one two
word	count
zat	3
apa	2
é	2
$ ktool tokens --count - two -f jsonl <one
{"word":"zat","count":3}
{"word":"apa","count":2}
{"word":"é","count":2}
$ ktool -j1 tokens --count one two >j1; ktool -j2 tokens --count one two >j2; cmp j1 j2
$ ktool tokens <one --count -f table
word  count
----  -----
zat       2
é         2
apa       1
$ ktool tokens missing
ktool: missing: No such file or directory
[4]
$ ktool tokens --count one missing
ktool: missing: No such file or directory
[4]
$ ktool tokens .
ktool: .: Is a directory
[4]
$ # Sentences.
$ printf 'Prof. Budi datang pukul 09.00. "Apa?" tanya dia.\nAkhir' | ktool sentences
start	end	text
0	30	Prof. Budi datang pukul 09.00.
31	48	"Apa?" tanya dia.
49	54	Akhir
$ printf 'A b. C' | ktool sentences --boundaries
0
5
6
$ ktool sentences --count </dev/null
ktool: sentences takes no --count
usage: ktool sentences [FILE]
[2]
