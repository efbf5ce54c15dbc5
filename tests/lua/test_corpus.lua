--- Opening, narrowing and walking a corpus.
local expect = require "expect"

local corpus <close> = ktool.open()
local all = #corpus
assert(all > 1)
expect.equal(tostring(corpus), "corpus of " .. all .. " articles")

-- Articles come in the order of their ids, each once.
local ids, last = {}, 0
for a in corpus:articles() do
  assert(a.id > last)
  last = a.id
  ids[#ids + 1] = a.id
end
expect.equal(#ids, all)
local function count(...)
  local n = 0
  for _ in ... do n = n + 1 end
  return n
end
expect.equal(count(corpus:articles{ limit = 2 }), 2)
expect.equal(count(corpus:articles{ limit = "2" }), 2)
expect.equal(count(corpus:articles{ limit = 0 }), 0)
expect.equal(count(corpus:articles{ limit = nil }), all)
expect.equal(count(corpus:articles{ limit = math.maxinteger }), all)

-- Misuse is said with what was probably meant.
expect.raises("use corpus:articles(), with a colon", corpus.articles)
expect.raises("use corpus:articles(), with a colon", corpus.articles, 5)
expect.raises("use corpus:articles(), with a colon", function() corpus.articles() end)
expect.raises("bad argument #1 to 'articles' (table expected, got number)",
  function() corpus:articles(5) end)
expect.raises("unknown key 'limt'; did you mean 'limit'?",
  function() corpus:articles{ limt = 1 } end)
expect.raises("limit: -1 is less than 0", function() corpus:articles{ limit = -1 } end)
expect.raises("limit: integer expected, got table", function() corpus:articles{ limit = {} } end)
expect.raises("unknown key 1", function() corpus:articles{ 5 } end)
expect.raises("corpus has no method 'artciles'; did you mean 'articles'?",
  function() corpus:artciles() end)
expect.raises("corpus.title is read-only", function() corpus.title = 1 end)
expect.raises("bad argument #1 to 'where' (unknown key 'sicne'; did you mean 'since'?)",
  function() corpus:where{ sicne = 2024 } end)
expect.equal(getmetatable(corpus), "corpus")
local err = expect.raises("test_corpus.lua:", function() corpus:where() end)
expect.contains(err, "table expected, got no value")

-- An id is what Lua takes for an integer.
local first = ids[1]
expect.equal(corpus:article(tostring(first)).id, first)
expect.equal(corpus:article(first + 0.0).id, first)
expect.raises("no integer representation", corpus.article, corpus, 12.5)
expect.raises("no integer representation", corpus.article, corpus, 1e300)
expect.equal(corpus:article(-1), nil)
expect.equal(corpus:article(math.maxinteger), nil)

-- Filters: values or lists, and nil for what an option did not give.
expect.equal(#corpus:where{}, all)
expect.equal(#corpus:where{ since = nil }, all)
expect.equal(#corpus:where{ id = first }, 1)
expect.equal(#corpus:where{ id = first + 0.0 }, 1)
expect.equal(#corpus:where{ id = { ids[1], ids[2] } }, 2)
expect.equal(#corpus:where{ source = "no such source" }, 0)
expect.equal(#corpus:where{ id = { ids[1], ids[2] } }:where{ id = ids[2] }, 1)
local dated = 0
for a in corpus:articles() do dated = dated + (a.date and 1 or 0) end
expect.equal(#corpus:where{ since = 1900 }, dated)
expect.equal(#corpus:where{ since = "2024-09" } + #corpus:where{ before = "2024-09" }, dated)
expect.raises("bad argument #1 to 'where' (since", function() corpus:where{ since = "soon" } end)
expect.raises("source: empty list", function() corpus:where{ source = {} } end)
expect.raises("source: string, number or list expected, got boolean",
  function() corpus:where{ source = true } end)
expect.raises("source: string, number or list expected, got boolean",
  function() corpus:where{ source = { "a", false } } end)
expect.equal(corpus:where{ id = first }:article(ids[2]), nil)

-- A narrower corpus outlives the one it comes from.
do
  local wide = ktool.open()
  local narrow <close> = wide:where{ id = first }
  wide:close()
  expect.equal(#narrow, 1)
end

local info = corpus:info()
expect.equal(info.articles, all)
expect.equal(info.dated, dated)
assert(info.tokens > info.terms and info.bytes > info.tokens)
expect.contains(info.fingerprint, "unicode=")

-- Closed objects say so, and closing again is fine.
do
  local closed = ktool.open()
  local a, b = closed:article(first), closed:article(ids[2])
  local title = a.title
  local walk = closed:articles()
  walk()
  closed:close()
  closed:close()
  expect.equal(tostring(closed), "corpus, closed")
  expect.raises("corpus is closed", function() return #closed end)
  expect.raises("corpus is closed", function() closed:articles() end)
  expect.raises("corpus is closed", walk)
  expect.equal(a.title, title)
  expect.raises("corpus is closed", function() return b.title end)
end

-- Paths of one's own.
local folder <close> = expect.folder{
  ["a.txt"] = "Judul\n\nIsi satu.\n",
  ["b.txt"] = "Judul\n\nIsi dua.\n",
}
local own <close> = ktool.open(folder.path)
expect.equal(#own, 2)
local one <close> = ktool.open{ folder.path .. "/b.txt" }
expect.equal(#one, 1)
err = expect.raises("nowhere", ktool.open, "/nowhere")
expect.equal(err.code, "not-found")
expect.equal(err.message, tostring(err))
expect.raises("path expected, got number", ktool.open, 5)
expect.raises("path expected, got boolean", ktool.open, { true })
expect.raises("a list without a path", ktool.open, {})
expect.raises("NUL", ktool.open, "a\0b")
expect.raises("ktool has no function 'opne'; did you mean 'open'?", function() ktool.opne() end)

-- The note on undated articles is said once for each number.
local status, _, stderr = expect.script([[
  local corpus = ktool.open()
  for year = 2020, 2024 do corpus:where{ since = year, before = year + 1 } end
]], { options = "" })
expect.equal(status, 0)
local _, notes = stderr:gsub("without a date left out by since/before", "")
expect.equal(notes, 1)
_, _, stderr = expect.script('ktool.open():where{ since = 2024 }')
expect.equal(stderr, "")
_, _, stderr = expect.script('ktool.open()', { options = "-w since=2024" })
expect.contains(stderr, "without a date left out")
