--- Stop lists: names, files of one's own, sets.
local expect = require "expect"

local folder <close> = expect.folder{
  ["a.txt"] = "Kafe\nCafé di kota. Sudah tidak.\n",
  ["stop.txt"] = "CAFÉ\nkota\n",
}
local corpus <close> = ktool.open(folder.path .. "/a.txt")
local mine = folder.path .. "/stop.txt"

-- Counting and walking leave out the same.
local function count(stop)
  local walked, counted = ktool.counter(), corpus:words{ stop = stop }:count()
  for word in corpus:article(1):tokens{ stop = stop } do walked[word] = walked[word] + 1 end
  expect.equal(expect.joined(pairs(walked)), expect.joined(pairs(counted)))
  return expect.joined(pairs(counted))
end

expect.equal(count(nil), "café=1|di=1|kafe=1|kota=1|sudah=1|tidak=1")
expect.equal(count("none"), "café=1|di=1|kafe=1|kota=1|sudah=1|tidak=1")
expect.equal(count("id"), "café=1|kafe=1|kota=1|tidak=1")
expect.equal(count("id+negators"), "café=1|kafe=1|kota=1")
expect.equal(count("id+" .. mine), "kafe=1|tidak=1")
expect.equal(count("id+negators+" .. mine .. "-negators-id"), "di=1|kafe=1|sudah=1|tidak=1")
expect.raises("did you mean 'news'?", corpus.words, corpus, { stop = "id+newz" })
expect.raises("did you mean 'news'?", function() corpus:article(1):tokens{ stop = "newz" } end)
expect.raises("stop: string expected", corpus.words, corpus, { stop = { "id" } })

local words, lists = ktool.text.stopwords("id+news-negators")
expect.equal(words["yang"] and words["wib"], true)
expect.equal(words["tidak"], nil)
expect.equal((lists:gsub("%d+", "N")), "id N + news N - negators N")
words, lists = ktool.text.stopwords(mine)
expect.equal(words["café"] and words["kota"], true)
expect.equal(lists, mine .. " f28dc6ff")
words, lists = ktool.text.stopwords("none")
expect.equal(next(words), nil)
expect.equal(lists, "")
expect.raises("no stop list 'entah'; there are: ", ktool.text.stopwords, "entah")
expect.raises("string expected", ktool.text.stopwords)
expect.raises("is more than one word", ktool.text.stopwords, folder.path .. "/a.txt")
