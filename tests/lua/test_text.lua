--- ktool.text, and words that count as their stems.
local expect = require "expect"
local text = ktool.text

expect.equal(text.fold("STRASSE \u{DF} CAFE\u{301}"), "strasse ss caf\u{E9}")
expect.equal(text.nfc("Cafe\u{301}"), "Caf\u{E9}")
expect.equal(text.nfc("a\xFF"), "a\u{FFFD}")
expect.equal(text.nfkc("Ｋａｔａ ① 1½ ﬁ"), "Kata 1 11⁄2 fi")
expect.equal(text.lower("STRASSE ẞ ΣΑΣ CAFE\u{301}"), "strasse ß σας café")
expect.equal(text.strip("Łódź, Nguyễn, café, ñ, й"), "Lodz, Nguyen, cafe, n, и")
expect.equal(text.strip(text.fold("CAFÉ")), "cafe")
expect.raises("string expected", text.strip, 5)

expect.equal(text.width("新聞 kata\u{301}\t"), 9)
expect.equal(text.graphemes("cafe\u{301} 👨\u{200D}👩\u{200D}👧 🇮🇩"), 8)
expect.equal(text.graphemes(""), 0)

expect.equal(expect.joined(pairs{ text.valid("kata é 😀") }), "1=true")
expect.equal(expect.joined(pairs{ text.valid("") }), "1=true")
expect.equal(expect.joined(pairs{ text.valid("é\xE2\x82z") }), "1=false|2=3")
expect.equal(expect.joined(pairs{ text.valid("\xC0\xAF") }), "1=false|2=1")
expect.equal(expect.joined(pairs{ text.valid("a\xED\xA0\x80") }), "1=false|2=2")
expect.raises("ktool.text has no function 'fodl'; did you mean 'fold'?",
  function() return text.fodl end)

local sentences = text.sentences('Harga Rp. 5 ribu. "Apa?" tanya dia. Selesai')
expect.equal(#sentences, 3)
expect.equal(sentences[2].text, '"Apa?" tanya dia.')
expect.equal(sentences[2].start, 19)
expect.equal(sentences[2].finish, 35)
expect.equal(#text.sentences(""), 0)
expect.raises("xx", text.sentences, "Kata.", "xx")

local code, clarity = text.language("Polisi menangkap dua orang karena mencuri mobil.")
expect.equal(code, "id")
expect.equal(clarity, 0.6)
expect.equal(text.language("The house of the people"), "en")
expect.equal(select("#", text.language("")), 1)
expect.equal(text.language("dan di ini itu yang \xFF\0"), nil)
expect.raises("string expected", text.language, {})

-- What rules and the table of exceptions decide without a dictionary.
expect.equal(text.stem("anak-anak"), "anak")
expect.equal(text.stem("Anak-anaknya", "id"), "anak")
expect.equal(text.stem("running", "en"), "run")
expect.equal(text.stem("", "id"), "")
expect.raises("no stemmer for 'xx'; there are: id", text.stem, "kata", "xx")
expect.raises("string expected", text.stem, {})

local steps = text.stem_trace("buku-bukunya")
expect.equal(steps[1].before, "buku-bukunya")
expect.equal(steps[#steps].after, text.stem("buku-bukunya"))
expect.equal(#text.stem_trace("buku"), 0)

-- A word that stands only with a capital and that nothing knows is a name.
local path = os.tmpname()
local file <close> = assert(io.open(path, "w"))
file:write("Judul\nOrang Zzebran makan. Dia berkata, dia kata. Running runs run.\n")
file:close()
do
  local corpus <close> = ktool.open(path)
  local stems = corpus:words{ stem = "id" }:count()
  expect.equal(stems["zzebran"], 1)
  expect.equal(stems["kata"], 2)
  expect.equal(stems["dia"], 2)
  expect.equal(ktool.total(stems), ktool.total(corpus:words():count()))
  local grouped = corpus:words{ stem = "en" }:count{ by = "title" }
  expect.equal(grouped["Judul"]["run"], 2)
  expect.equal(grouped["Judul"]["running"], 1)
  expect.raises("exclude each other", corpus.words, corpus, { stem = "id", cased = true })
  expect.raises("no stemmer", corpus.words, corpus, { stem = "klingon" })
  expect.raises("leave stem out", function() corpus:words{ stem = "id" }:kwic("dia") end)
  expect.raises("words only", function() corpus:article(1):tokens{ stem = "id" } end)
end
os.remove(path)

-- A word taken apart.
local parts = text.morphology("bukumukah")
expect.equal(parts.base, "buku")
expect.equal(parts.clitics, "+mu +kah")
expect.equal(parts.redup, nil)
expect.equal(text.morphology("anak-anaknya").redup, "full")
expect.equal(text.morphology("bolak-balik").redup, "rhyming")
expect.equal(text.morphology("Padi").base, "padi")
