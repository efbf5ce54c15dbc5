A store that another program empties while it is read ends the program, with a message.

$ ktool -q import -d a.db "$TOP/corpus"
$ ktool -c a.db run -e 'local c = ktool.open() io.open("a.db", "w"):close() print(c:words():count().yang)'
ktool: a store was cut short by another program while it was read; restore a copy, or import its articles again
[4]
