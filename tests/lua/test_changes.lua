--- Changing the articles of a store.
local expect = require "expect"

local folder <close> = expect.folder{
  ["in.jsonl"] = '{"title":"Satu","text":"kata a","url":"u1"}\n'
    .. '{"title":"Dua","text":"kata b","url":"u2"}\n'
    .. '{"title":"Tiga","text":"kata c","url":"u3"}\n'
    .. '{"title":"Empat","text":"kata d","url":"u4"}\n',
}
local path, stores = nil, 0

--- A fresh store, opened to be changed. What was asked of the one before may
-- still hold that.
local function open()
  stores = stores + 1
  path = ("%s/%d.db"):format(folder.path, stores)
  os.execute(("%s -q import -d %s %s/in.jsonl"):format(expect.program, path, folder.path))
  return ktool.open(path, { mode = "rw" })
end

local function titles(corpus)
  local list = {}
  for a in corpus:articles() do list[#list + 1] = a.title end
  return table.concat(list, " ")
end

-- Removing, also in the midst of a walk.
do
  local corpus <close> = open()
  local narrow <close> = corpus:where{ id = { 1, 2, 3 } }
  local words = corpus:words()
  expect.equal(words:count().kata, 4)
  expect.equal(corpus:remove(2), true)
  expect.equal(corpus:remove(2), false)
  expect.equal(corpus:remove(99), false)
  expect.equal(#corpus, 3)
  expect.equal(#narrow, 2)
  expect.equal(corpus:article(2), nil)
  expect.equal(words:count().kata, 3)
  expect.equal(words:count().b, 0)
  expect.equal(narrow:remove(4), false)
  local seen = {}
  for a in corpus:articles() do
    seen[#seen + 1] = a.id
    if a.id == 1 then corpus:remove(3) end
    corpus:remove(a.id)
  end
  expect.equal(table.concat(seen, " "), "1 4")
  expect.equal(#corpus, 0)
end
local again <close> = ktool.open(path)
expect.equal(#again, 0)

-- Removing in the midst of the rows of a query; afterwards SQL still reads the
-- tables of a store that is not narrowed.
do
  local corpus <close> = open()
  local seen = {}
  for row in corpus:query("SELECT id FROM corpus") do
    seen[#seen + 1] = row.id
    if row.id == 2 then
      corpus:remove(1)
      corpus:remove(2)
      corpus:remove(3)
      expect.equal(#corpus, 1)
    end
  end
  expect.equal(table.concat(seen, " "), "1 2 4")
  for row in corpus:query("SELECT count(*) AS n FROM article") do
    expect.equal(row.n, 1)
  end
end

-- Tags.
do
  local corpus <close> = open()
  expect.equal(corpus:tag(1, "banjir"), true)
  expect.equal(corpus:tag(1, "banjir"), true)
  expect.equal(corpus:tag(3, "banjir"), true)
  expect.equal(corpus:tag(1, "Jawa Barat"), true)
  expect.equal(corpus:tag(99, "x"), false)
  expect.equal(table.concat(corpus:tags(1), "|"), "Jawa Barat|banjir")
  expect.equal(#corpus:tags(2), 0)
  expect.equal(#corpus:tags(99), 0)
  expect.equal(corpus:tags().banjir, 2)
  expect.equal(titles(corpus:where{ tag = "banjir" }), "Satu Tiga")
  local narrow <close> = corpus:where{ id = 3 }
  expect.equal(narrow:tags().banjir, 1)
  expect.equal(narrow:tags()["Jawa Barat"], nil)
  expect.equal(#narrow:tags(1), 0)
  expect.equal(narrow:tag(1, "x"), false)
  expect.equal(corpus:untag(1, "banjir"), true)
  expect.equal(corpus:untag(2, "banjir"), true)
  expect.equal(corpus:untag(99, "banjir"), false)
  expect.equal(titles(corpus:where{ tag = "banjir" }), "Tiga")
  for _, name in ipairs{ "", "a\nb", "\xFF", "a\0b" } do
    expect.raises("a tag is a text in UTF-8", function() corpus:tag(1, name) end)
  end
  for a in corpus:articles() do corpus:tag(a.id, "semua") end
  expect.equal(corpus:tags().semua, 4)
end

-- Annotations: what is put in comes out.
do
  local corpus <close> = open()
  local function kept(value)
    expect.equal(corpus:annotate(1, "n", value), true)
    return corpus:annotation(1, "n")
  end
  for _, value in ipairs{ "", "a\n\"\\é\u{1F600}\1", 1, -3.25, 2^53, math.mininteger, 1e300, true,
    false } do
    expect.equal(kept(value), value)
  end
  expect.equal(math.type(kept(3)), "integer")
  local t = kept{ a = 1, ["b c"] = { 1, "x,]}", { d = false } }, e = {} }
  expect.equal(t.a, 1)
  expect.equal(t["b c"][2], "x,]}")
  expect.equal(t["b c"][3].d, false)
  expect.equal(#t["b c"], 3)
  expect.equal(next(t.e), nil)
  expect.equal(kept(nil), nil)
  expect.equal(corpus:annotation(1, "other"), nil)
  expect.equal(corpus:annotation(99, "n"), nil)
  expect.equal(corpus:annotate(99, "n", 1), false)
  expect.raises("an annotation's name is a text", function() corpus:annotate(1, "", 1) end)
  expect.raises("value expected", function() corpus:annotate(1, "n") end)
  expect.raises("got function", function() corpus:annotate(1, "n", print) end)
  expect.raises("nan is no number in JSON", function() corpus:annotate(1, "n", 0 / 0) end)
  expect.raises("its keys are strings", function() corpus:annotate(1, "n", { [2] = 1 }) end)
  local loop = {}
  loop[1] = loop
  expect.raises("more than 100 deep", function() corpus:annotate(1, "n", loop) end)
end

-- A corpus is read-only unless it is asked for otherwise.
do
  open():close()
  local corpus <close> = ktool.open(path)
  expect.raises("the corpus can only be read; open a store with the mode \"rw\"",
    function() corpus:remove(1) end)
  expect.raises("the corpus can only be read", function() corpus:tag(1, "x") end)
  expect.raises("the corpus can only be read", function() corpus:annotate(1, "x", 1) end)
  expect.equal(next(corpus:tags()), nil)
  expect.equal(titles(corpus), "Satu Dua Tiga Empat")
  local same <close> = ktool.open(path, { mode = "ro" })
  expect.equal(#same, 4)
end
expect.raises("mode: 'ro' or 'rw' expected, got 'w'", ktool.open, path, { mode = "w" })
expect.raises("unknown key 'mod'; did you mean 'mode'?", ktool.open, path, { mod = "rw" })
expect.raises("only a store can be changed", ktool.open, folder.path, { mode = "rw" })
