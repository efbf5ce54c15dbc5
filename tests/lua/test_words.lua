--- Counting, grouping and concordances.
local expect = require "expect"

local corpus <close> = ktool.open()
local words = corpus:words()

-- Counting agrees with walking.
local counted, walked = words:count(), ktool.counter()
for a in corpus:articles() do
  for word in a:tokens() do walked[word] = walked[word] + 1 end
end
expect.equal(tostring(counted), tostring(walked))
for word, n in pairs(walked) do expect.equal(counted[word], n) end

-- So do its options.
local options = {
  cased = true, min = 4, stop = "id", parts = { "body" }, classes = { "word", "number" },
}
counted, walked = corpus:words(options):count(), ktool.counter()
for a in corpus:articles() do
  for word in a:tokens(options) do walked[word] = walked[word] + 1 end
end
expect.equal(tostring(counted), tostring(walked))

-- What is in quotes and what is not are the whole.
local function total_of(parts) return ktool.total(corpus:words{ parts = parts }:count()) end
assert(total_of("quote") > 0)
expect.equal(total_of("quote") + total_of{ "body", "-quote" } + total_of{ "title", "-quote" },
  total_of{ "title", "body" })
expect.equal(total_of("-quote"), total_of("title,body,-quote"))
expect.equal(total_of("-title"), total_of("body"))
expect.equal(total_of{ "title", "body", "quote" }, total_of(nil))

-- Groups come in the order of their names and sum up to the whole.
local groups, names = words:count{ by = "month" }, {}
local sum = 0
for name, counter in pairs(groups) do
  names[#names + 1] = name
  sum = sum + ktool.total(counter)
  expect.equal(rawequal(groups[name], counter), true)
end
expect.equal(sum, ktool.total(words:count()))
local sorted = table.move(names, 1, #names, 1, {})
table.sort(sorted)
expect.equal(table.concat(names, " "), table.concat(sorted, " "))
expect.equal(groups["no such month"], nil)
assert(groups["(none)"])

-- A function of the article groups as well.
local by_length = words:count{ by = function(a) return #a.raw > 1000 and "long" or nil end }
names = {}
for name in pairs(by_length) do names[#names + 1] = name end
expect.equal(table.concat(names, " "), "(none) long")
local by_id = words:count{ by = function(a) return a.id end }
assert(by_id["1"])
expect.raises("function 'by' returned a table for article 1",
  function() words:count{ by = function() return {} end } end)
local object = {}
local _, err = pcall(words.count, words, { by = function() error(object) end })
expect.equal(err, object)
expect.raises("attempt to yield across a C-call boundary",
  coroutine.wrap(function() words:count{ by = coroutine.yield } end))

-- What the function may do to the corpus meanwhile.
local doomed = ktool.open()
local doomed_words = doomed:words()
expect.raises("corpus is closed",
  function() doomed_words:count{ by = function() doomed:close() return "x" end } end)
expect.equal(tostring(doomed_words:count()), tostring(words:count()))
expect.raises("corpus is closed", function() doomed_words:count{ by = "month" } end)

expect.raises("by: field or function expected, got number", function() words:count{ by = 5 } end)
expect.raises("unknown key 'bye'; did you mean 'by'?", function() words:count{ bye = "month" } end)
expect.raises("no article has a field 'sorce'", function() words:count{ by = "sorce" } end)
expect.raises("words has no method 'cuont'; did you mean 'count'?", function() words:cuont() end)
expect.raises("use words:count(), with a colon", function() words.count() end)
expect.equal(tostring(words:count{}), tostring(words:count()))
expect.raises("bad argument #1 to 'words' (unknown key 'mni'; did you mean 'min'?)",
  function() corpus:words{ mni = 3 } end)

-- A hit is where it says it is.
local hits = 0
for hit in words:kwic("the", { width = 3 }) do
  local raw = corpus:article(hit.article).raw
  expect.equal(raw:sub(hit.start, hit.finish), hit.hit)
  expect.equal(hit.hit:lower(), "the")
  hits = hits + 1
end
expect.equal(hits, words:count().the)
local steps, state, start, closing = words:kwic("the")
assert(steps(state, start))
do local _ <close> = closing end
expect.equal(steps(state, start), nil)
expect.raises("bad argument #1 to 'kwic' (string expected, got nil)",
  function() words:kwic(nil) end)
expect.raises("width: -1 is less than 0", function() words:kwic("the", { width = -1 }) end)
expect.raises("an empty pattern", function() words:kwic("") end)
for hit in words:kwic("the", { width = 0 }) do expect.equal(hit.left .. hit.right, "") end
