#!/usr/bin/env ktool
--- Score articles and sources by a list of words.
--
-- Each line of the list has a word, a tab and its score; "#" begins a comment.
-- Case does not matter, and of several lines for one word the last counts.
--
-- For every article, then every source: hits are the words that the list has, coverage is hits
-- per 100 words, score the sum of scores per 100 words, which rests on little if coverage is low.
--
-- @option  lexicon  path @required  the list
-- @option  parts    string          counted: "quote" is speech, "body,-quote" the newsroom's words
-- @option  since    date            only articles on or after
-- @example ktool run sentiment --lexicon scripts/data/lexicon-id.tsv
local opt <const> = ktool.args()

local function read_lexicon(path)
  local file <close> = io.open(path, "rb") or ktool.fail(path .. " cannot be read")
  local scores, number = {}, 0
  for line in file:lines() do
    number = number + 1
    line = line:gsub("\r$", ""):gsub("^\xEF\xBB\xBF", "")
    local word, score = line:match("^%s*(%S+)%s*\t%s*(%S+)%s*$")
    if tonumber(score) then
      scores[word:lower()] = tonumber(score)
    elseif line:find("^%s*[^#%s]") then
      io.stderr:write(("ktool: %s:%d: not a word, a tab and a number\n"):format(path, number))
    end
  end
  return next(scores) and scores or ktool.fail(path .. " has no word with a score")
end

local lexicon = read_lexicon(opt.lexicon)
local corpus <close> = ktool.open()
local out <close> = ktool.writer{ "level", "name", "words", "hits", "coverage", "score" }

local function print_sum(level, name, sum)
  local per_100 = 100 / math.max(sum.words, 1)
  out:row(level, name, sum.words, sum.hits, ktool.round(sum.hits * per_100, 2),
    ktool.round(sum.score * per_100, 2))
end

local sources = {}
for article in corpus:where{ since = opt.since }:articles() do
  local sum = { words = 0, hits = 0, score = 0 }
  for word in article:tokens{ parts = opt.parts } do
    local score = lexicon[word]
    sum.words = sum.words + 1
    if score then sum.hits, sum.score = sum.hits + 1, sum.score + score end
  end
  print_sum("article", article.id, sum)
  local name = article.source or "(none)"
  sources[name] = sources[name] or { words = 0, hits = 0, score = 0 }
  for key, n in pairs(sum) do sources[name][key] = sources[name][key] + n end
end

local names = {}
for name in pairs(sources) do names[#names + 1] = name end
table.sort(names)
for _, name in ipairs(names) do print_sum("source", name, sources[name]) end
