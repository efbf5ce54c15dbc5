--- SQL over a corpus.
local expect = require "expect"

local corpus <close> = ktool.open()

-- What one row of one statement has in its column x.
local function value(sql, ...)
  local x
  for row in corpus:query(sql, ...) do x = row.x end
  return x
end

-- Rows are tables by the names of columns, in the order of the statement.
local ids = {}
for row in corpus:query("SELECT id, title AS t FROM article ORDER BY id DESC") do
  ids[#ids + 1] = row.id
  expect.equal(row.t, corpus:article(row.id).title)
  expect.equal(row[1], nil)
  expect.equal(row.title, nil)
end
expect.equal(#ids, #corpus)
assert(ids[1] > ids[#ids])

-- Values keep their kind, both ways.
expect.equal(math.type(value("SELECT 1 AS x")), "integer")
expect.equal(math.type(value("SELECT 1.0 AS x")), "float")
expect.equal(value("SELECT NULL AS x"), nil)
expect.equal(value("SELECT x'ff00' AS x"), "\xFF\0")
for _, given in ipairs{
  1, math.mininteger, math.maxinteger, -0.5, 1e300, math.huge, "", "a\0b", "'", "\xFF",
} do
  local found = value("SELECT ? AS x", given)
  expect.equal(found, given)
  expect.equal(math.type(found), math.type(given))
end
expect.equal(value("SELECT ? IS NULL AS x", nil), 1)
expect.equal(value("SELECT ? || ? AS x", true, false), "10")
expect.equal(value("SELECT :b || :a AS x", "first", "second"), "firstsecond")
expect.equal(value("SELECT count(*) AS x FROM article WHERE title = ?", "' OR 1 --"), 0)

-- Our functions.
expect.equal(value("SELECT kt_fold(?) AS x", "Straße"), "strasse")
expect.equal(value("SELECT kt_stem(?, 'id') AS x", "mengatakan"), ktool.text.stem("mengatakan"))
local words = {}
for row in corpus:query("SELECT * FROM kt_tokens(?)", "Anak-anak, Rp5.") do
  words[#words + 1] = ("%s %s %d %d %s"):format(row.text, row.class, row.start, row["end"],
    row.folded)
end
expect.equal(table.concat(words, "|"),
  "Anak-anak word 0 9 anak-anak|, punct 9 10 ,|Rp word 11 13 rp|5 number 13 14 5|. punct 14 15 .")

-- Misuse.
expect.raises("use corpus:query(), with a colon", function() corpus.query("SELECT 1") end)
expect.raises("bad argument #1 to 'query' (string expected, got no value)",
  function() corpus:query() end)
expect.raises("bad argument #2 to 'query' (nil, boolean, number or string expected, got table)",
  function() corpus:query("SELECT ?", {}) end)
expect.raises("got corpus", function() corpus:query("SELECT ?", corpus) end)
expect.raises("test_query.lua:", function() corpus:query("SELEC 1") end)
expect.raises('SQL, line 2, column 3: near "FORM": syntax error',
  function() corpus:query("SELECT *\n  FORM article") end)
expect.raises("SQL: 1 value given for 2 parameters", function() corpus:query("SELECT ?, ?", 1) end)
expect.raises("SQL: value 1 is NaN", function() corpus:query("SELECT ?", 0 / 0) end)
expect.raises("SQL: two columns are called 'id'; name one by AS",
  function() corpus:query("SELECT a.id, b.id FROM article a, article b") end)
expect.raises("a query can only read the store", function() corpus:query("DELETE FROM article") end)
expect.raises("test_query.lua:", function()
  for _ in corpus:query("SELECT abs(-9223372036854775807 - 1)") do error("a row") end
end)
expect.raises("SQL: no stemmer for 'xx'", value, "SELECT kt_stem('a', 'xx') AS x")

-- A narrowed corpus is the table corpus.
local first = corpus:where{ id = { ids[1], ids[2] } }
expect.raises("add WHERE article.id IN corpus",
  function() first:query("SELECT id FROM article") end)
local found = {}
for row in first:query("SELECT id FROM article WHERE id IN corpus ORDER BY id DESC") do
  found[#found + 1] = row.id
end
expect.equal(table.concat(found, " "), ids[1] .. " " .. ids[2])
local status, out = expect.script(
  "for r in ktool.open():query('SELECT count(*) AS n FROM corpus') do print(r.n) end",
  { options = "-q -w id=" .. ids[1] })
expect.equal(status, 0)
expect.equal(out, "1\n")

-- The end, a break, and a corpus that is closed meanwhile.
local next_row, state, control, closing = corpus:query("SELECT 1 AS x")
expect.equal(next_row(state, control).x, 1)
expect.equal(next_row(), nil)
expect.equal(next_row(), nil)
assert(getmetatable(closing))
for _ = 1, 300 do
  for row in corpus:query("SELECT id FROM article") do
    if row.id > 0 then break end
  end
end
local other = ktool.open(expect.articles)
local rows = 0
for _ in other:query("SELECT id FROM article") do
  other:close()
  rows = rows + 1
end
assert(rows > 1)
expect.raises("closed", function() other:query("SELECT 1") end)

-- Queries within queries, and beside other questions.
local inner = 0
for a in corpus:query("SELECT id FROM article ORDER BY id LIMIT 3") do
  for b in corpus:query("SELECT count(*) AS n FROM span WHERE article = ?", a.id) do
    inner = inner + b.n
  end
  assert(ktool.total(corpus:words():count()) > 0)
end
assert(inner > 3)
