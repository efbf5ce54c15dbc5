On a terminal, spans are in colours and their texts stand in a column.
#needs sqlite3 -version
#needs script -qec true /dev/null

$ printf '{"title":"Harga Beras Naik","text":"Harga naik, kata Wati. \\"Kami tahu,\\" ujarnya.\\nBaca juga: Harga Cabai\\nStok aman."}\n' >a.jsonl
$ ktool -q import -d a.db a.jsonl
$ sqlite3 a.db "DELETE FROM span WHERE label = 16;
> INSERT INTO span VALUES (1, 40, 52, 16, NULL);
> UPDATE span SET label = 7, rule = 'baca-juga' WHERE start = 62;
> UPDATE span SET rule = 'suspect' WHERE start = 85"
$ script -qec 'stty cols 60; TERM=xterm ktool -c a.db show 1 --marks' /dev/null | cat -v
^[[1mtitle                    ^[[0m^[[1mHarga Beras Naik^[[0m^M
^[[2mbody                     ^[[0mHarga naik, kata Wati. ^[[32m"Kami tahu,"^[[0m^M
                         ujarnya.^M
^[[33mrelated-link  baca-juga  ^[[0m^[[33mBaca juga: Harga Cabai^[[0m^M
body          suspect    Stok aman.^M
^[[32mquote                    ^[[0m^[[32m1, in this colour^[[0m^M
$ script -qec 'stty cols 60; TERM=xterm NO_COLOR=1 ktool -c a.db show 1 --marks' /dev/null | tr -d '\r'
title                    Harga Beras Naik
body                     Harga naik, kata Wati. "Kami tahu,"
                         ujarnya.
quote                    "Kami tahu,"
related-link  baca-juga  Baca juga: Harga Cabai
body          suspect    Stok aman.
$ script -qec 'stty cols 4; TERM=dumb ktool -c a.db show 1 --marks' /dev/null | tr -d '\r' | head -4
title                    Harga Beras Naik
body                     Harga naik, kata
                         Wati. "Kami tahu,"
                         ujarnya.
