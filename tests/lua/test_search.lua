--- Searching, held against a plain evaluation over the tokens of every
-- article, written on its own.
local expect = require "expect"

local corpus <close> = ktool.open()

-- Misuse.
expect.raises("use corpus:search(), with a colon", corpus.search, "a")
expect.raises("string expected", function() corpus:search() end)
expect.raises("bad argument #1 to 'search' (query, byte 3: unknown field 'titel:'; "
  .. "did you mean title: ?)", function() corpus:search("a titel:b") end)
expect.raises("query, byte 1: NEAR/5 needs something on its left",
  function() corpus:search("NEAR/5 a") end)
expect.raises("unknown key 'limt'; did you mean 'limit'?",
  function() corpus:search("a", { limt = 1 }) end)
expect.raises("limit: 0 is less than 1", function() corpus:search("a", { limit = 0 }) end)
expect.raises("bad argument #1 to 'where' (query, byte 2: a ( that is not closed)",
  function() corpus:where{ match = " (a" } end)
expect.raises("more than 63 words", function() corpus:search(("a "):rep(64)) end)
expect.raises("match: empty list", function() corpus:where{ match = {} } end)

-- A row.
local function search(query, options)
  local rows = {}
  for row in corpus:search(query, options) do rows[#rows + 1] = row end
  return rows
end
local rows = search("gempa OR banjir", { limit = 1 })
expect.equal(#rows, 1)
local article = corpus:article(rows[1].id)
expect.equal(rows[1].title, article.title)
expect.equal(rows[1].date, article.date)
expect.equal(rows[1].source, article.source)
expect.equal(math.type(rows[1].score), "float")
assert(rows[1].snippet:lower():find("[gempa]", 1, true) or
  rows[1].snippet:lower():find("[banjir]", 1, true))
expect.equal(#search("tidakadakataini"), 0)
expect.equal(#search("NOT tidakadakataini"), #corpus)
expect.equal(#corpus:where{ match = { "gempa", "banjir" } }, #search("gempa OR banjir"))

-- A corpus that is closed meanwhile, and an iterator that is not used up.
do
  local other = ktool.open()
  local next_row = other:search("*")
  assert(next_row())
  other:close()
  assert(next_row())
  expect.raises("closed", function() other:search("a") end)
end

-- The tokens of all articles: {word, stretch, in_title}. What stands between
-- two words in one stretch parts no phrase.
local classes = { "word", "number", "time", "range", "url", "email", "mention", "hashtag",
  "emoji", "punct", "symbol" }
local articles, lengths, total = {}, {}, 0
for a in corpus:articles() do
  local tokens, stretch, spans, n = {}, 0, {}, 0
  for _, span in ipairs(a:spans()) do
    if span.label ~= "quote" then
      local before = spans[#spans]
      if not before or before.label ~= span.label
        or a.raw:sub(before.finish + 1, span.start - 1):find("[\n\r]") then
        stretch = stretch + 1
      end
      span.stretch = stretch
      spans[#spans + 1] = span
    end
  end
  local at = 1
  for word, start in a:tokens{ classes = classes } do
    while spans[at].finish < start do at = at + 1 end
    tokens[#tokens + 1] = { word = word, stretch = spans[at].stretch,
      in_title = spans[at].label == "title" }
  end
  for _ in a:tokens() do n = n + 1 end
  articles[a.id], lengths[a.id], total = tokens, n, total + n
end

-- The places of a leaf, {first, last}, in one article.
local function glob_pattern(glob)
  local pattern = glob:gsub("[%p]", "%%%0"):gsub("%%%*", ".*"):gsub("%%%?", utf8.charpattern)
  return "^" .. pattern .. "$"
end
local function places_of(leaf, tokens)
  local places = {}
  for first = 1, #tokens - #leaf.words + 1 do
    local all = not leaf.title or tokens[first].in_title
    for i, word in ipairs(leaf.words) do
      local token = tokens[first + i - 1]
      all = all and token.stretch == tokens[first].stretch and token.word:find(word) ~= nil
    end
    if all then
      places[#places + 1] = { first, first + #leaf.words - 1, stretch = tokens[first].stretch }
    end
  end
  return places
end

-- Trees: {op =, ...} or a leaf {words =, text =, title =}. As a query in text:
local function text_of(tree)
  if tree.text then
    return (tree.title and "title:" or "") .. tree.text
  elseif tree.op == "NOT" then
    return "NOT (" .. text_of(tree[1]) .. ")"
  end
  local parts = {}
  for i, part in ipairs(tree) do
    parts[i] = part.text and text_of(part) or "(" .. text_of(part) .. ")"
  end
  if tree.op == "NEAR" then
    return parts[1] .. " NEAR/" .. tree.n .. " " .. parts[2]
  end
  return table.concat(parts, tree.op == "AND" and " " or " OR ")
end

local function each_leaf(tree, visit, wanted)
  if tree.text then
    visit(tree, wanted)
  else
    for _, part in ipairs(tree) do
      each_leaf(part, visit, wanted ~= (tree.op == "NOT"))
    end
  end
end

-- Give every leaf its places, and take away those that no NEAR lets be.
local function near(a, b, n)
  if a.stretch ~= b.stretch then return false end
  local between = a[1] > b[2] and a[1] - b[2] - 1 or b[1] - a[2] - 1
  return (a[1] > b[2] or b[1] > a[2]) and between <= n
end
local function keep_near(side, other, n)
  local kept = {}
  each_leaf(side, function(leaf)
    kept[leaf] = {}
    for _, place in ipairs(leaf.places) do
      local any = false
      each_leaf(other, function(far)
        for _, there in ipairs(far.places) do any = any or near(place, there, n) end
      end)
      if any then table.insert(kept[leaf], place) end
    end
  end)
  return kept
end
local function locate(tree, tokens)
  if tree.text then
    tree.places = places_of(tree, tokens)
    return
  end
  for _, part in ipairs(tree) do locate(part, tokens) end
  if tree.op == "NEAR" then
    local left = keep_near(tree[1], tree[2], tree.n)
    local right = keep_near(tree[2], tree[1], tree.n)
    for leaf, places in pairs(left) do leaf.places = places end
    for leaf, places in pairs(right) do leaf.places = places end
  end
end
local function holds(tree)
  if tree.text then return #tree.places > 0 end
  if tree.op == "NOT" then return not holds(tree[1]) end
  if tree.op == "OR" then return holds(tree[1]) or holds(tree[2]) end
  return holds(tree[1]) and holds(tree[2])
end

-- What the search should give: id -> score.
local function evaluate(tree)
  local with, counts, matches = {}, {}, {}
  for id, tokens in pairs(articles) do
    locate(tree, tokens)
    matches[id], counts[id] = holds(tree), {}
    each_leaf(tree, function(leaf)
      counts[id][leaf] = #leaf.places
      with[leaf] = (with[leaf] or 0) + (#leaf.places > 0 and 1 or 0)
    end)
  end
  local scores, all = {}, #corpus
  for id, matched in pairs(matches) do
    if matched then
      local sum = 0
      each_leaf(tree, function(leaf, wanted)
        local f, n = counts[id][leaf], with[leaf]
        if wanted and f > 0 then
          sum = sum + math.log(1 + (all - n + 0.5) / (n + 0.5)) * f * 2.2
            / (f + 1.2 * (0.25 + 0.75 * lengths[id] / (total / all)))
        end
      end, true)
      scores[id] = sum
    end
  end
  return scores
end

local seed = 7
local function random(n)
  seed = (seed * 1103515245 + 12345) & 0x7fffffff
  return (seed >> 8) % n + 1
end
local words = {}
for word in ktool.top(corpus:words():count(), 150) do words[#words + 1] = word end
local frequent = { "yang", "di", "dan", ",", "." }
local sequence = {}
for _, tokens in pairs(articles) do
  for i = 1, #tokens - 2, 50 do sequence[#sequence + 1] = { tokens[i].word, tokens[i + 1].word } end
end
table.sort(sequence, function(a, b) return table.concat(a, " ") < table.concat(b, " ") end)

local function leaf()
  local kind = random(6)
  local parts
  if kind == 1 then
    parts = { frequent[random(#frequent)] }
  elseif kind == 2 then
    parts = { words[random(#words)]:sub(1, 3) .. "*" }
  elseif kind == 3 then
    parts = sequence[random(#sequence)]
  elseif kind == 4 then
    parts = { words[random(#words)], "*" }
  else
    parts = { words[random(#words)] }
  end
  local text = table.concat(parts, " ")
  if text:find('["%?]') or not utf8.len(text) then return leaf() end
  local patterns = {}
  for i, part in ipairs(parts) do
    patterns[i] = part:find("*", 1, true) and glob_pattern(part)
      or "^" .. part:gsub("%p", "%%%0") .. "$"
  end
  return { words = patterns, text = '"' .. text .. '"', title = random(8) == 1 }
end
local function alternatives()
  return random(3) == 1 and { op = "OR", leaf(), leaf() } or leaf()
end
local function tree(depth)
  local kind = depth == 0 and 1 or random(6)
  if kind == 1 then return leaf() end
  if kind == 2 then return { op = "NOT", tree(depth - 1) } end
  if kind == 3 then return { op = "NEAR", n = random(12) - 1, alternatives(), alternatives() } end
  return { op = kind == 4 and "OR" or "AND", tree(depth - 1), tree(depth - 1) }
end

local found = 0
for _ = 1, 150 do
  local asked = tree(3)
  local query = text_of(asked)
  local expected, last, seen = evaluate(asked), nil, 0
  for row in corpus:search(query) do
    local score = expected[row.id]
    if not score or math.abs(score - row.score) > 1e-9 then
      error(("%s: article %d has %s, not %s"):format(query, row.id, row.score, score))
    end
    assert(not last or last.score > row.score or (last.score == row.score and last.id < row.id),
      query)
    last, seen = row, seen + 1
  end
  local all = 0
  for _ in pairs(expected) do all = all + 1 end
  if seen ~= all then error(("%s: %d articles, not %d"):format(query, seen, all)) end
  expect.equal(#corpus:where{ match = query }, all)
  found = found + all
end
assert(found > 1000)
