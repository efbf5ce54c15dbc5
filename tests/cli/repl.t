ktool repl in a pipe, and ktool eval.

$ printf '1+1\nerror()\n2+2\n' | ktool repl 2>/dev/null
2
[1]
$ printf '1+1\nerror("here")\n2+2\n' | ktool repl
2
ktool: stdin:2: here
stack traceback:
	[C]: in function 'error'
	stdin:2: in main chunk
[1]
$ # Expressions, statements, several lines, what stays and what is hidden.
$ printf 'local x <const>, y = 1, "two"\nx, y\n= x\nfor i = 1, 2 do\n  print(i)\nend\nf = function()\n  local x = 5\n  return x end\nf()\nx\n_\n3;\n_\nreturn\n4\n"a;"\n"no line end"' | ktool repl
1
two
1
1
2
5
1
1
3
4
a;
no line end
$ printf 'local function f() return 1 end\nlocal t = {}\nfunction t.g() local f = 2 return f end\nf() + t.g()\n' | ktool repl
3
$ printf -- '--[[ a\ncomment ]] 7\n[[\nlong]]\n' | ktool repl
7
long
$ printf 'x =\n5\nx\n' | ktool repl
5
$ # Errors name the line of the pipe.
$ printf '1\n\ns = "abc\nprint("not run")\n' | ktool repl
1
ktool: stdin:3: unfinished string near '"abc'
[1]
$ printf '1\nlocal t = nil\nt.x = 1\n' | ktool repl
1
ktool: stdin:3: undefined global 't'; did you mean '_'?
stack traceback:
	[C]: in metamethod 'index'
	stdin:3: in main chunk
[1]
$ printf '(1 +\n' | ktool repl
ktool: stdin:1: unexpected symbol near <eof>
[1]
$ printf 'os.exit(3)\nprint("not run")\n' | ktool repl
[3]
$ printf 'corpus\n' | ktool -c - repl
ktool: standard input cannot be the code and, by -c -, the articles as well
usage: ktool repl
[2]
$ # How values look.
$ printf '{3, 1, 2, b = 1, a = {x = {y = {z = 1}}}, ["a b"] = "q\\"\\n", [1.5] = true}\n{}\nnil\n3.0\nprint\nktool\n' | ktool repl | head -7
{3, 1, 2, [1.5] = true, a = {x = {y = {...}}}, ["a b"] = "q\"\n", b = 1}
{}
nil
3.0
function (built in)
{
  api = 0,
$ ktool eval '{{1, "a\tb"}, {2, "c"}}'
1	2
1	a\tb
2	c
$ ktool eval '{{n = 1, w = "x"}, {n = 2, z = true}}'
n	w	z
1	x	
2		true
$ ktool eval -f table '{{n = 1, w = "x"}, {n = 2, z = true}}'
n  w  z   
-  -  ----
1  x      
2     true
$ ktool eval -f jsonl '{{n = 1, w = "x"}, {n = 2, z = true}}'
{"n":1,"w":"x","z":null}
{"n":2,"w":null,"z":true}
$ ktool eval '{{1}, {2, {}}}'
{{1}, {2, {}}}
$ printf 'a a b\n' >a.txt
$ ktool -q -c a.txt eval 'corpus:words():count()'
word	count
a	2
b	1
$ ktool -q -c a.txt -f table eval 'corpus:words():count()'
counter of 2 words, 3 in all
word  count
----  -----
a         2
b         1
$ ktool -q -c a.txt eval '{corpus:words():count(), corpus}'
{counter of 2 words, 3 in all, corpus of 1 article}
$ ktool -f table eval '(function() local t = {} for i = 1, 1021 do t[i] = {i} end return t end)()' | tail -2
20
... 1,001 more
$ ktool eval '"a\nb", nil, 1 == 1'
a
b
nil
true
$ ktool eval 'x = 1'
$ ktool eval 'local t = {} for i = 1, 100 do t[i] = i end return t'
{
  1,
  2,
  3,
  4,
  5,
  6,
  7,
  8,
  9,
  10,
  11,
  12,
  13,
  14,
  15,
  16,
  17,
  18,
  19,
  20,
  21,
  22,
  23,
  24,
  25,
  26,
  27,
  28,
  29,
  30,
  31,
  32,
  33,
  34,
  35,
  36,
  37,
  38,
  39,
  40,
  ... 60 more
}
$ ktool eval '1 +'
ktool: eval:1: unexpected symbol near <eof>
[3]
$ ktool eval '1 + * 2'
ktool: eval:1: unexpected symbol near '*'
[3]
$ ktool eval 'nosuch.field'
ktool: eval:1: undefined global 'nosuch'
stack traceback:
	[C]: in metamethod 'index'
	eval:1: in main chunk
[1]
$ ktool eval 1 2
ktool: unexpected argument '2'
usage: ktool eval EXPR
[2]
