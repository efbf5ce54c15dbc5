Finding, reading and running scripts.

$ printf 'print("halo", ...)\n' >halo.lua
$ ktool run ./halo.lua a b
halo	a	b
$ ktool halo.lua --top 5
halo	--top	5
$ printf 'print("stdin", ...)\n' | ktool run - x -y
stdin	x	-y
$ ktool run -e 'local x = 1' -e 'print(x, ...)' a
1	a
$ ktool run -q -e 'print(ktool.script, arg[0], arg[1])' -- -z
-e	-e	-z
$ printf '\357\273\277#!/usr/bin/env ktool\r\nprint(#[[a\r\nb]])\r\nerror("x")\r\n' >crlf.lua; ktool crlf.lua
3
ktool: crlf.lua:4: x
stack traceback:
	[C]: in function 'error'
	crlf.lua:4: in main chunk
[1]
$ : >empty.lua; ktool empty.lua
$ printf 'return 3\n' >three.lua; ktool three.lua
$ ktool run -e 'os.exit(7)'
[7]
$ ktool run -e 'io.write("no line end") os.exit(256)'
ktool: warning: os.exit: 256 is no exit status, 255 is used
no line end
(no line end)
[255]
$ ktool run -e 'ktool.fail("no data")'
ktool: no data
[1]
$ printf 'local function f()\n  error("oh")\nend\nf()\n' >bad.lua; ktool bad.lua
ktool: bad.lua:2: oh
stack traceback:
	[C]: in function 'error'
	bad.lua:2: in local 'f'
	bad.lua:4: in main chunk
[1]
$ timeout --foreground --preserve-status -s INT 0.3 ktool run -e 'while true do end'
ktool: interrupted
stack traceback:
	-e:1: in main chunk
[130]
$ timeout --foreground --preserve-status -s INT 0.3 ktool run -e 'while true do pcall(function() while true do end end) end'
ktool: interrupted
stack traceback:
	-e:1: in function <-e:1>
	[C]: in function 'pcall'
	-e:1: in main chunk
[130]
$ # What is no script, or not there.
$ ktool run keyword
ktool: no script 'keyword' (did you mean keywords?)
[3]
$ ktool run nosuchscript
ktool: no script 'nosuchscript'; `ktool scripts` lists what there is
[3]
$ ktool run ./missing.lua
ktool: ./missing.lua: no such file
[3]
$ ktool missing.lua
ktool: missing.lua: no such file
[3]
$ mkdir folder.lua; ktool folder.lua
ktool: folder.lua: a folder; give the path of a script in it
[3]
$ ln -s nowhere dangling.lua; ktool dangling.lua
ktool: dangling.lua: a link to a file that is not there
[3]
$ printf 'print(1)\n\nx = = 2\n' >syntax.lua; ktool syntax.lua
ktool: syntax.lua:3: unexpected symbol near '='
[3]
$ printf 'print(1)\0' >nul.lua; ktool nul.lua
ktool: nul.lua:1: a NUL byte; a script is plain text
[3]
$ ktool run -e 'io.open("compiled.lua", "wb"):write(string.dump(load("print(1)")))'
$ ktool compiled.lua
ktool: compiled.lua: compiled Lua, which is never run; give the source it was made from
[3]
$ printf 'p\0r\0i\0n\0t\0(\0)\0' >utf16.lua; ktool utf16.lua
ktool: utf16.lua: UTF-16 text; save it as UTF-8
[3]
$ printf '<!DOCTYPE html><html></html>' >page.lua; ktool page.lua
ktool: page.lua: an HTML or XML page, not a script; download the plain file
[3]
$ printf '\177ELF\002\001' >program.lua; ktool program.lua
ktool: program.lua: a program (ELF), not a script; run it itself
[3]
$ ktool run
ktool: run needs SCRIPT or -e CODE
usage: ktool run [OPTIONS] SCRIPT [ARG...]
[2]
$ printf 'x' | ktool run -c - -
ktool: standard input cannot be the code and, by -c -, the articles as well
usage: ktool run [OPTIONS] SCRIPT [ARG...]
[2]
$ # The header.
$ printf -- '--- Say a word.\n--\n-- Often.\n--\n-- @option times integer 2  how often\n-- @flag loud  in capitals\n-- @arg word  which\n-- @example ktool run say hi\nlocal opt <const> = ktool.args()\nfor _ = 1, opt.times do print(opt.loud and opt.word:upper() or opt.word) end\n' >say.lua
$ ktool say.lua hi
hi
hi
$ ktool say.lua hi --times 1 --loud
HI
$ ktool say.lua --times=x hi
ktool: --times needs an integer, not 'x'
usage: ktool run say.lua [--times INTEGER] [--loud] WORD
[2]
$ ktool say.lua --tims 3 hi
ktool: unknown option --tims (did you mean --times?)
usage: ktool run say.lua [--times INTEGER] [--loud] WORD
[2]
$ ktool say.lua hi --times
ktool: --times needs an integer after it
usage: ktool run say.lua [--times INTEGER] [--loud] WORD
[2]
$ ktool say.lua
ktool: the argument word is missing
usage: ktool run say.lua [--times INTEGER] [--loud] WORD
[2]
$ ktool say.lua --help
Say a word.

Often.

usage: ktool run say.lua [--times INTEGER] [--loud] WORD

Arguments
  WORD             which

Options
  --times INTEGER  how often  (default 2)
  --loud           in capitals

Examples
  ktool run say hi
$ ktool help ./say.lua | head -1
Say a word.
$ ktool help nosuchscript
ktool: no script 'nosuchscript'; `ktool scripts` lists what there is
[3]
$ printf -- '--- Later.\n-- @ktool 99.0\nprint(1)\n' >later.lua; ktool later.lua 2>&1 | sed 's/is [0-9.]*$/is VERSION/'
ktool: later.lua:2: needs ktool 99.0 or newer; this is VERSION
$ printf -- '--- Wrong.\n-- @option x decimal\nprint(1)\n' >wrong.lua; ktool wrong.lua
ktool: wrong.lua:2: 'decimal' is no type: integer, number, string, boolean, date, path, choice(a|b)
[3]
$ # Listing runs nothing, and says what is wrong.
$ mkdir one two; cp say.lua wrong.lua syntax.lua one; cp say.lua two
$ printf -- '--- Never ends.\nwhile true do end\n' >two/loop.lua
$ KTOOL_PATH=one:two ktool scripts | grep -v "$TOP"
name	summary	path	note
loop	Never ends.	two/loop.lua	
say	Say a word.	one/say.lua	
say	Say a word.	two/say.lua	an earlier folder has this name
syntax		one/syntax.lua	line:3: unexpected symbol near '='
wrong		one/wrong.lua	one/wrong.lua:2: 'decimal' is no type: integer, number, string, boolean, date, path, choice(a|b)
$ KTOOL_PATH=one:two ktool scripts 'SA*' -f jsonl
{"name":"say","summary":"Say a word.","path":"one/say.lua","note":null}
{"name":"say","summary":"Say a word.","path":"two/say.lua","note":"an earlier folder has this name"}
$ KTOOL_PATH=one:two ktool scripts nosuchscript
name	summary	path	note
ktool: no script matches 'nosuchscript'
[1]
$ # A program without its folders, as one that was copied alone.
$ sed "s|/ktool/scripts|/ktoo_/scripts|g; s|$TOP/scripts|${TOP%?}_/scripts|g" "$(command -v ktool)" >alone; chmod +x alone; ./alone scripts
name	summary	path	note
ktool: no scripts are there; set KTOOL_PATH to the folder that has them
[3]
$ ./alone scripts 'sa*'; KTOOL_PATH=one ./alone scripts nosuchscript
name	summary	path	note
ktool: no scripts are there; set KTOOL_PATH to the folder that has them
name	summary	path	note
ktool: no script matches 'nosuchscript'
[1]
$ KTOOL_PATH=one ./alone scripts 'sa*'
name	summary	path	note
say	Say a word.	one/say.lua	
$ KTOOL_PATH=one:two ktool say hi --times 1
hi
$ ktool scripts | cut -f1,2,4
name	summary	note
cleaning	Which cleaning rules fire, and what furniture no rule takes yet.	
keywords	Most frequent words.	
kwic	Every place of a word, with the words around it.	
sentiment	Score articles and sources by a list of words.	
