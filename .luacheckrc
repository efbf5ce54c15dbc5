std = "lua54"
globals = { "ktool" }
max_line_length = 100
