#!/usr/bin/env ktool
--- Most frequent words.
--
-- Text.
--
-- @ktool 0.1
-- @option top integer 20  words
-- @option by choice(a|b) @required x
-- @flag cased keep
-- @arg word... words
-- @example ktool run x
local a = 1
