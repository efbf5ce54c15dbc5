#!/usr/bin/env ktool
--- Most frequent words.
--
-- Words are compared without regard to case. per_million is the count per
-- million of the words that were counted, so that corpora of different sizes
-- can be compared. A word list in a file of your own is written ./mine.txt.
--
-- @option  top    integer 20    words to print, for each group with --by
-- @option  min    integer 3     letters that a word has at least
-- @option  stop   string  "id"  word lists to leave out: id, id+news-negators, id+./mine.txt, none
-- @option  stem   string        count the stems of this language: id, en, ...
-- @option  by     string        a ranking for each source, author, month, ...
-- @option  parts  string        what counts: "quote" is speech, "body,-quote" the newsroom's words
-- @option  since  date          only articles on or after
-- @example ktool run keywords --top 5
-- @example ktool run keywords --parts quote
-- @example ktool -c news.db run keywords --by month --since 2024-03
local opt <const>    = ktool.args()
local corpus <close> = ktool.open()
local words = corpus:where{ since = opt.since }:words{
  stop = opt.stop, min = opt.min, stem = opt.stem, parts = opt.parts
}

local function rank(counts, print_row)
  local total = ktool.total(counts)
  for word, n in ktool.top(counts, opt.top) do
    print_row(word, n, ktool.round(1e6 * n / total, 1))
  end
end

if opt.by then
  local groups = words:count{ by = opt.by }
  local out <close> = ktool.writer{ opt.by, "word", "count", "per_million" }
  for group, counts in pairs(groups) do
    rank(counts, function(...) out:row(group, ...) end)
  end
else
  local counts = words:count()
  local out <close> = ktool.writer{ "word", "count", "per_million" }
  rank(counts, function(...) out:row(...) end)
end
