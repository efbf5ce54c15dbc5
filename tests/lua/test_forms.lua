--- Words that count alike without their diacritics or width.
local expect = require "expect"

local folder <close> = expect.folder{
  ["a.txt"] = "Kafe\nCafé cafe CAFE\u{301} Ｃａｆｅ kota Łódź Lodz. Sudah ① ½ 1\n",
  ["stop.txt"] = "CAFÉ\nkota\n",
}
local corpus <close> = ktool.open(folder.path .. "/a.txt")

local function count(options)
  options = options or {}
  options.classes = options.classes or { "word", "number" }
  local walked, counted = ktool.counter(), corpus:words(options):count()
  for word in corpus:article(1):tokens(options) do walked[word] = walked[word] + 1 end
  expect.equal(expect.joined(pairs(walked)), expect.joined(pairs(counted)))
  return counted
end

expect.equal(expect.joined(pairs(count())),
  "café=2|1=1|cafe=1|kafe=1|kota=1|lodz=1|sudah=1|½=1|łódź=1|①=1|ｃａｆｅ=1")
expect.equal(expect.joined(pairs(count{ diacritics = false })),
  "cafe=3|lodz=2|1=1|kafe=1|kota=1|sudah=1|½=1|①=1|ｃａｆｅ=1")
expect.equal(expect.joined(pairs(count{ compatibility = true })),
  "1=2|cafe=2|café=2|1⁄2=1|kafe=1|kota=1|lodz=1|sudah=1|łódź=1")
expect.equal(expect.joined(pairs(count{ diacritics = false, compatibility = true, cased = true })),
  "1=2|Cafe=2|Lodz=2|1⁄2=1|CAFE=1|Kafe=1|Sudah=1|cafe=1|kota=1")
expect.equal(count{ diacritics = true, compatibility = false }["café"], 2)
expect.raises("diacritics: boolean expected, got string",
  function() corpus:words{ diacritics = "off" } end)
expect.raises("unknown key 'diacritic'; did you mean 'diacritics'?",
  function() corpus:words{ diacritic = false } end)

-- A concordance compares in the same form.
local function hits(pattern, options)
  local found = {}
  for hit in corpus:words(options):kwic(pattern) do found[#found + 1] = hit.hit end
  return table.concat(found, " ")
end
expect.equal(hits("cafe"), "cafe")
expect.equal(hits("cafe", { diacritics = false }), "Café cafe CAFE\u{301}")
expect.equal(hits("CAFÉ", { diacritics = false }), "Café cafe CAFE\u{301}")
expect.equal(hits("caf?", { diacritics = false, compatibility = true }),
  "Café cafe CAFE\u{301} Ｃａｆｅ")
expect.equal(hits("lodz sudah"), "")
expect.equal(hits("łod? .", { diacritics = false }), "Lodz.")
expect.equal(hits("Cafe", { diacritics = false, cased = true }), "Café")

-- Stop lists look at words in the form they count in.
local mine = "id+" .. folder.path .. "/stop.txt"
expect.equal(expect.joined(pairs(count{ classes = "word", stop = mine })),
  "cafe=1|kafe=1|lodz=1|łódź=1|ｃａｆｅ=1")
expect.equal(expect.joined(pairs(count{
  classes = "word", stop = mine, diacritics = false, compatibility = true,
})), "lodz=2|kafe=1")
