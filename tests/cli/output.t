Standard output: the same bytes every time, and noticed when it is lost.

$ mkdir news; for i in 1 2 3 4 5 6 7 8 9; do printf 'Judul %s\nKata dan kata lain lagi %s.\n' $i $i >news/$i.txt; done
$ for command in 'keywords' 'keywords --by source' 'kwic kata' 'list' 'info' 'show 3' 'tokens news/1.txt' 'tokens --count news/1.txt news/2.txt'; do
>   ktool -j1 -q -c news $command >first 2>/dev/null || ktool -j1 -q $command >first
>   ktool -j2 -q --no-cache -c news $command >second 2>/dev/null || ktool -j2 -q $command >second
>   LC_ALL=de_DE.UTF-8 ktool -q -c news $command >third 2>/dev/null || ktool -q $command >third
>   cmp first second && cmp first third
> done
$ ktool -q -c news list >/dev/full
ktool: standard output: No space left on device
[6]
$ ktool -q -c news keywords >/dev/full
ktool: standard output: No space left on device
[6]
$ ktool -q -c news kwic kata >/dev/full
ktool: standard output: No space left on device
[6]
$ ktool -q -c news show 1 >/dev/full
ktool: standard output: No space left on device
[6]
$ ktool -q -c news info -f json >/dev/full
ktool: standard output: No space left on device
[6]
$ ktool tokens news/1.txt >/dev/full
ktool: standard output: No space left on device
[6]
$ ktool tokens --count news/1.txt >/dev/full
ktool: standard output: No space left on device
[6]
$ ktool tokens --boundaries news/1.txt >/dev/full
ktool: standard output: No space left on device
[6]
$ ktool run -e 'print(1)' >/dev/full
ktool: standard output: No space left on device
[6]
$ ktool run -e 'for i = 1, 1e5 do print(i) end' >/dev/full
ktool: standard output: No space left on device
[6]
$ ktool run -e 'print(1) os.exit(0)' >/dev/full
ktool: standard output: No space left on device
[6]
$ ktool eval 1 >/dev/full
ktool: standard output: No space left on device
[6]
$ printf '1\n2\n' | ktool repl >/dev/full
ktool: standard output: No space left on device
[6]
$ ktool --help >/dev/full
ktool: standard output: No space left on device
[6]
$ ktool help keywords >/dev/full
ktool: standard output: No space left on device
[6]
$ ktool scripts >/dev/full
ktool: standard output: No space left on device
[6]
$ # A failed script stays a failed script.
$ ktool run -e 'print(1) ktool.fail("no")' >/dev/full
ktool: no
ktool: standard output: some of it was lost
[1]
$ # A closed pipe is nobody's failure, also where SIGPIPE came ignored.
$ ktool run -e 'for i = 1, 1e6 do print(i) end' | head -1
1
$ ktool run -e 'local out <close> = ktool.writer{"n"} for i = 1, 1e6 do out:row(i) end' | head -2
n
1
$ (trap '' PIPE; ktool run -e 'for i = 1, 1e6 do print(i) end' | head -1)
1
$ yes kata | head -200000 | ktool tokens | head -1
start	end	class	text
