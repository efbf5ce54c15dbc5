--- How right tokens, sentences and stems are, against published gold data.
--
-- One row a figure, beside what the best known peer reaches and the goal.
-- Peers' figures are those published with the data.
--
-- @arg shared   the folder that has data/treebank and data/lemmas
-- @arg ucd      the Unicode Character Database
local opt <const> = ktool.args()
local text = ktool.text
local out <close> = ktool.writer{ "set", "figure", "peer", "goal", "verdict" }

local function row(name, figure, peer, goal)
  out:row(name, figure, peer, goal, figure >= goal and "ok" or "short")
end

local function slurp(path)
  local file <close> = io.open(path, "rb")
  return file and file:read("a")
end

--- A treebank: its text, and two lists of gold spans as "start end" in bytes,
--- the end not included.
local function treebank(name)
  local json = slurp(("%s/data/treebank/%s.json"):format(opt.shared, name))
  if not json then return nil end
  local bank = {}
  bank.text = json:match('"text": "(.-[^\\])"'):gsub("\\(.)", "%1")
  local byte = {}
  for at in utf8.codes(bank.text) do byte[#byte + 1] = at - 1 end
  byte[#byte + 1] = #bank.text
  for _, kind in ipairs{ "tokens", "sentences" } do
    local spans = {}
    for s, e in json:match('"' .. kind .. '": (%b[])'):gmatch("%[%s*(%d+),%s*(%d+)") do
      spans[#spans + 1] = { byte[s + 1], byte[e + 1] }
    end
    bank[kind] = spans
  end
  return bank
end

--- F1 of found spans {start=, finish=} against gold ones, both without the
--- spaces at their ends.
local function f1(bank, gold, found)
  local is_gold, right = {}, 0
  for _, span in ipairs(gold) do
    local s, e = span[1], span[2]
    while bank.text:sub(s + 1, s + 1) == " " do s = s + 1 end
    while bank.text:sub(e, e) == " " do e = e - 1 end
    is_gold[s .. " " .. e] = true
  end
  for _, span in ipairs(found) do
    if is_gold[(span.start - 1) .. " " .. span.finish] then right = right + 1 end
  end
  return ktool.round(2 * right / (#gold + #found), 4)
end

for _, bank in ipairs{
  { name = "GSD-dev", tokens = { "regex .998", 0.998 }, sentences = { "ICU .826", 0.90 } },
  { name = "CSUI-train", tokens = { "regex .975", 0.980 }, sentences = { "ICU .907", 0.93 } } } do
  local gold = treebank(bank.name)
  if gold then
    row(bank.name .. ", F1 of tokens", f1(gold, gold.tokens, text.tokens(gold.text)),
      table.unpack(bank.tokens))
    row(bank.name .. ", F1 of sentences", f1(gold, gold.sentences, text.sentences(gold.text)),
      table.unpack(bank.sentences))
  end
end

--- The share of a list of lemmas that stems meet, and of which Sastrawi's do.
local function lemmas(name)
  local all, own, sastrawi = 0, 0, 0
  for line in io.lines(("%s/data/lemmas/%s.tsv"):format(opt.shared, name)) do
    local form, lemma, count, other = line:match("^(.-)\t(.-)\t(%d+)\t(.-)\t")
    if form then
      all = all + count
      own = own + (text.stem(form, "id") == lemma and count or 0)
      sastrawi = sastrawi + (other == lemma and count or 0)
    end
  end
  return ktool.round(own / all, 4), ktool.round(sastrawi / all, 4)
end

for _, name in ipairs{ "GSD-dev", "CSUI-train" } do
  local own, sastrawi = lemmas(name)
  row(name .. ", lemmas", own, "Sastrawi " .. sastrawi, sastrawi)
end

--- Sastrawi's known errors.
local known = {
  relawan = "relawan", politisi = "politisi", penyelidikan = "selidik", perbankan = "bank",
  menangis = "tangis", Bekasi = "bekasi", Bali = "bali" }
local right, total = 0, 0
for word, stem in pairs(known) do
  total = total + 1
  right = right + (text.stem(word, "id") == stem and 1 or 0)
end
row("Sastrawi's errors made right, of " .. total, right, "Sastrawi 0", total)

--- Unicode's own tests: ÷ and × between code points, a case a line.
local function cases(name)
  local list = {}
  for line in io.lines(opt.ucd .. "/auxiliary/" .. name) do
    local marks = line:gsub("#.*", "")
    if marks:find("÷", 1, true) then
      local case = { text = "", at = { 0 } }
      for code, mark in marks:gsub("^%s*÷%s*", ""):gmatch("(%x+)%s*(%S+)") do
        case.text = case.text .. utf8.char(tonumber(code, 16))
        if mark == "÷" then case.at[#case.at + 1] = #case.text end
      end
      list[#list + 1] = case
    end
  end
  return list
end

--- How many of a file's cases hold, where boundaries(text) gives "0 1 5".
local function unicode(name, boundaries)
  local list, holds = cases(name), 0
  for _, case in ipairs(list) do
    if boundaries(case.text) == table.concat(case.at, " ") then holds = holds + 1 end
  end
  row(("%s, of %d"):format(name, #list), holds, nil, #list)
end

--- The boundaries that `ktool COMMAND --boundaries` prints.
local function by_command(command)
  local path = os.tmpname()
  return function(content)
    local file <close> = assert(io.open(path, "wb"))
    file:write(content)
    file:flush()
    local call = ("build/ktool %s --boundaries %s"):format(command, path)
    local pipe <close> = assert(io.popen(call))
    return (pipe:read("a"):gsub("\n$", ""):gsub("\n", " "))
  end, path
end

for _, kind in ipairs{ "Word", "Sentence" } do
  local boundaries, path = by_command(kind == "Word" and "tokens" or "sentences")
  unicode(kind .. "BreakTest.txt", boundaries)
  os.remove(path)
end

--- A cluster begins where a start of the text has one more than before.
unicode("GraphemeBreakTest.txt", function(content)
  local at, before, starts = { 0 }, 1, {}
  for s in utf8.codes(content) do starts[#starts + 1] = s - 1 end
  starts[#starts + 1] = #content
  for i = 2, #starts - 1 do
    local clusters = text.graphemes(content:sub(1, starts[i + 1]))
    if clusters > before then at[#at + 1] = starts[i] end
    before = clusters
  end
  at[#at + 1] = #content
  return table.concat(at, " ")
end)

--- NormalizationTest.txt: five columns of code points, of which NFC and NFKC
--- must agree as its header says.
local packed = io.popen(("bzip2 -dc %s/NormalizationTest.txt.bz2"):format(opt.ucd))
local lines, holds = 0, 0
for line in packed:lines() do
  local columns = {}
  for column in line:gmatch("([%x ]+);") do
    columns[#columns + 1] = column:gsub("(%x+) ?", function(c)
      return utf8.char(tonumber(c, 16))
    end)
  end
  if #columns >= 5 and line:find("^%x") then
    lines = lines + 1
    local ok = true
    for i = 1, 5 do
      ok = ok and text.nfc(columns[i]) == columns[i <= 3 and 2 or 4]
      ok = ok and text.nfkc(columns[i]) == columns[4]
    end
    holds = holds + (ok and 1 or 0)
  end
end
packed:close()
row(("NormalizationTest.txt, of %d"):format(lines), holds, nil, lines)
