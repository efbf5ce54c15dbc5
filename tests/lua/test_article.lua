--- Fields and tokens of articles.
local expect = require "expect"

local corpus <close> = ktool.open()

-- Every field can be read, in any order, and twice.
local names = { "raw", "title", "id", "date", "text", "source", "author", "place", "section", "url",
  "lang", "lang_clarity", "path", "line", "fields", "replaced" }
for a in corpus:articles() do
  for _, name in ipairs(names) do expect.equal(rawequal(a[name], a[name]), true) end
  expect.equal(type(a.raw), "string")
  expect.equal(tostring(a), "article " .. a.id)
  assert(utf8.len(a.raw))
  expect.contains(a.raw, a.title or "")
end

local a = corpus:article(1)
expect.raises("article has no field 'titel'; did you mean 'title'?", function() return a.titel end)
expect.raises("article has no field 'token'; did you mean 'tokens'?", function() a:token() end)
expect.raises("article has no field '1'", function() return a[1] end)
expect.raises("article.title is read-only", function() a.title = "x" end)
expect.raises("use article:tokens(), with a colon", function() a.tokens() end)

-- A token is what the raw text has there, and counts as its folding.
local folder <close> = expect.folder{ ["a.jsonl"] = ([[
{"title":"Straße ﬁ","text":"İstanbul ΟΔΟΣ cafe\u0301 각 2.5% anak-anak, Rp5","source":"X",
"views":12,"share":0.5,"hot":true,"gone":null,"tags":["a","b"],
"note":"a \"b\"\n\u00e9\ud83d\ude00"}]]):gsub("\n", "") .. "\n" }
local own <close> = ktool.open(folder.path .. "/a.jsonl")
local b = own:article(1)
local words, found = {}, {}
for word, s, e, class in b:tokens() do
  words[#words + 1] = word
  found[#found + 1] = b.raw:sub(s, e)
  expect.equal(class, "word")
end
expect.equal(table.concat(words, " "), "strasse fi i̇stanbul οδοσ café 각 anak-anak rp")
expect.equal(table.concat(found, " "), "Straße ﬁ İstanbul ΟΔΟΣ cafe\u{301} 각 anak-anak Rp")

local function tokens(options)
  local list = {}
  for word in b:tokens(options) do list[#list + 1] = word end
  return table.concat(list, " ")
end
expect.equal(tokens{ parts = "title" }, "strasse fi")
expect.equal(tokens{ parts = { "title" }, cased = true }, "Straße ﬁ")
expect.equal(tokens{ parts = { "title" }, fold = false }, "Straße ﬁ")
expect.equal(tokens{ classes = { "number" } }, "2.5 5")
expect.equal(tokens{ min = 5 }, "strasse i̇stanbul anak-anak")
expect.equal(tokens{ classes = { "number", "punct" }, min = nil }, "2.5 % , 5")
expect.raises("cased and fold contradict each other", b.tokens, b, { cased = true, fold = true })
expect.raises("classes: unknown name 'wrod'; did you mean 'word'?",
  b.tokens, b, { classes = "wrod" })
expect.raises("parts: unknown name 'bdoy'; did you mean 'body'?",
  b.tokens, b, { parts = { "bdoy" } })
expect.raises("parts: 'body' and '-body' contradict each other",
  b.tokens, b, { parts = { "body", "-body" } })
expect.raises("parts: unknown name 'qoute'; did you mean 'quote'?",
  b.tokens, b, { parts = "body,-qoute" })
expect.raises("parts: all are left out", b.tokens, b, { parts = "-title,-body" })
expect.raises("classes: unknown name '-word'; did you mean 'word'?",
  b.tokens, b, { classes = "-word" })
expect.raises("parts: empty list", b.tokens, b, { parts = {} })
expect.raises("classes: name or list of names expected, got boolean",
  b.tokens, b, { classes = true })
expect.raises("unknown key 'cased2'; did you mean 'cased'?", b.tokens, b, { cased2 = true })
expect.raises("cased: boolean expected, got number", b.tokens, b, { cased = 1 })
expect.raises("no stop list 'xx'", b.tokens, b, { stop = "xx" })

-- Free fields as Lua has them; what is nested stays as it was written.
local fields = b.fields
expect.equal(math.type(fields.views), "integer")
expect.equal(fields.views, 12)
expect.equal(fields.share, 0.5)
expect.equal(fields.hot, true)
expect.equal(fields.gone, nil)
expect.equal(fields.tags, '["a","b"]')
expect.equal(fields.note, 'a "b"\né😀')
expect.equal(b.source, "X")
expect.equal(b.lang, nil)
expect.equal(b.lang_clarity, nil)
expect.equal(b.line, 1)

-- A walk keeps its article, and an article what it has read.
local walk = own:article(1):tokens()
own:close()
collectgarbage()
collectgarbage()
expect.equal((walk()), "strasse")
expect.contains(b.raw, "Straße")

-- Leaving a walk early closes it.
local steps, state, start, closing = b:tokens()
steps(state, start)
do local _ <close> = closing end
expect.equal(steps(state, start), nil)

-- Quotes of the title and of each paragraph, in order, as the raw text has them.
local page <close> = expect.folder{ ["q.txt"] = [[
Warga Tolak "Mudik Dini"
Melati - Warga menunggu. “Airnya keruh," kata Kepala Dinas Air, Wati, Rabu (3/4). "Kami minta maaf."
"Besok kami datang. Jangan panik.
'Kapan?' tanya dia.
]] }
local quoted <close> = ktool.open(page.path)
local q = quoted:article(1)
local quotes = q:quotes()
expect.equal(#quotes, 5)
local seen = {}
for i, quote in ipairs(quotes) do
  local whole = q.raw:sub(quote.start, quote.finish)
  expect.contains(whole, quote.text)
  seen[i] = table.concat({ quote.text, quote.verb or "-", quote.speaker or "-" }, "/")
end
expect.equal(seen[1], "Mudik Dini/-/-")
expect.equal(seen[2], "Airnya keruh,/kata/Kepala Dinas Air")
expect.equal(seen[3], "Kami minta maaf./kata/Kepala Dinas Air")
expect.equal(seen[4], "Besok kami datang. Jangan panik./-/-")
expect.equal(seen[5], "Kapan?/tanya/dia")
expect.equal(q.raw:sub(quotes[2].start, quotes[2].finish), '“Airnya keruh,"')
expect.equal(quotes[1].scare, true)
expect.equal(quotes[2].scare, nil)
expect.equal(quotes[3].carried, true)
expect.equal(quotes[4].unclosed, true)
expect.equal(q:quotes("none")[5].speaker, nil)

-- Tokens are told apart by the same quotes, those that scare left out.
local function words_of(parts)
  local list = {}
  for word in q:tokens{ parts = parts } do list[#list + 1] = word end
  return list
end
local spoken = words_of("quote")
expect.equal(table.concat(spoken, " "),
  "airnya keruh kami minta maaf besok kami datang jangan panik kapan")
expect.equal(#spoken + #words_of("-quote"), #words_of(nil))
expect.contains(table.concat(words_of("-quote"), " "), "mudik dini")
expect.equal(#q:quotes("id"), 5)
expect.raises("no abbreviations of 'xx'; there are: en id none", q.quotes, q, "xx")
expect.raises("use article:quotes(), with a colon", function() q.quotes() end)

-- Spans cover the raw text but for white space, and have their rules.
local function place_of(span)
  return ("%d-%d %s %s"):format(span.start, span.finish, span.label, span.rule)
end
local before = 0
for _, span in ipairs(q:spans()) do
  if span.label ~= "quote" then
    expect.equal(q.raw:sub(before + 1, span.start - 1):match("%S"), nil)
    before = span.finish
  end
end
expect.equal(q.raw:sub(before + 1):match("%S"), nil)
expect.equal(place_of(q:spans()[1]), "1-24 title place")
expect.raises("use article:spans(), with a colon", function() q.spans() end)

-- Where a value is from; nothing, where there is none.
expect.equal(b:provenance("source"), "field")
expect.equal(select(2, b:provenance("source")), nil)
expect.equal(b:provenance("views"), "field")
expect.equal(b:provenance("place"), nil)
expect.equal(b:provenance("nothing"), nil)
expect.equal(q:provenance("lang"), "text")
expect.raises("string expected, got no value", b.provenance, b)
expect.raises("string expected, got number", b.provenance, b, 1)
expect.raises("use article:provenance(), with a colon", b.provenance, "source")
