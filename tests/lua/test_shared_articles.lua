--- Five real articles, and what a careful person makes of them.
--
-- They are other people's work and lie beside the project; where they do not,
-- this test is skipped.
local expect = require "expect"

local shared = os.getenv("KTOOL_SHARED") or "../shared"
local gold_path = shared .. "/gold/articles.jsonl"
local gold_file = io.open(gold_path)
if not gold_file then
  print("skipped: " .. gold_path .. " is not there")
  os.exit(77)
end
gold_file:close()

local gold <close> = ktool.open(gold_path)
local corpus <close> = ktool.open(shared .. "/articles")
expect.equal(#corpus, 5)
expect.equal(#gold, 5)

local by_file = {}
for article in corpus:articles() do by_file[article.path:match("[^/]+$")] = article end

local function lines_of(text)
  local lines = {}
  for line in (text .. "\n"):gmatch("(.-)\n") do lines[#lines + 1] = line end
  return lines
end

for wanted in gold:articles() do
  local article = by_file[wanted.fields.file]
  local lines = lines_of(article.raw)
  expect.equal(article.title, wanted.title)
  expect.equal(article.replaced, 0)
  -- Every line a reader keeps is a paragraph of the text.
  local paragraphs = "\n\n" .. article.text .. "\n\n"
  for number in wanted.fields.body_lines:gmatch("%d+") do
    local paragraph = "\n\n" .. lines[tonumber(number)] .. "\n\n"
    expect.equal(paragraphs:find(paragraph, 1, true) ~= nil, true)
  end
  local last = 0
  for word, first, finish in article:tokens() do
    expect.equal(first > last, true)
    expect.equal(article.raw:sub(first, finish):lower(), word)
    last = finish
  end
end

-- Counted by hand: the hits of "kim jong un" and "kim jong-un" in each article.
local hits = {}
for _, pattern in ipairs{ "kim jong un", "kim jong-un" } do
  for hit in corpus:words():kwic(pattern) do
    hits[hit.article] = (hits[hit.article] or 0) + 1
    local article = corpus:article(hit.article)
    expect.equal(article.raw:sub(hit.start, hit.finish), hit.hit)
  end
end
local found = {}
for id = 1, 5 do found[id] = hits[id] or 0 end
expect.equal(table.concat(found, " "), "2 4 4 2 0")
