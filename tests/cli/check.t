Whether the rules of cleaning can be used.

$ ktool check --rules | sed 's/[0-9][0-9]*/N/'
ok, N rules
$ ktool check
ktool: say what to check; --rules is all there is
usage: ktool check --rules
[2]
$ ktool check --rules=all
ktool: --rules takes no value
usage: ktool check --rules
[2]
$ ktool check --rules general
ktool: unexpected argument 'general'
usage: ktool check --rules
[2]
$ ktool check -c corpus --rules
ktool: check takes no -c
usage: ktool check --rules
[2]
