--- Five real articles, and what a careful person makes of them.
--
-- They are other people's work and lie beside the project; where they do not,
-- this test is skipped.
local expect = require "expect"

local shared = os.getenv("KTOOL_SHARED") or "../shared"
local gold_path = shared .. "/gold/articles.jsonl"
local gold_file = io.open(gold_path)
if not gold_file then
  print("skipped: " .. gold_path .. " is not there")
  os.exit(77)
end
gold_file:close()

local gold <close> = ktool.open(gold_path)
local corpus <close> = ktool.open(shared .. "/articles")
expect.equal(#corpus, 5)
expect.equal(#gold, 5)

local by_file = {}
for article in corpus:articles() do by_file[article.path:match("[^/]+$")] = article end

-- The gold calls all lines that name people and sources alike.
local families = {
  byline = { byline = true, editor = true, initials = true, credit = true },
}

-- A list of {text, start, finish}, offsets as in spans.
local function lines_of(text)
  local lines = {}
  for start, line, finish in (text .. "\n"):gmatch("()(.-)\n()") do
    lines[#lines + 1] = { text = line, start = start, finish = finish - 2 }
  end
  return lines
end

-- The spans of a line as "label[text]", quotes apart.
local function marked(article, line)
  local out = {}
  for _, span in ipairs(article:spans()) do
    if span.label ~= "quote" and span.start >= line.start and span.finish <= line.finish then
      out[#out + 1] = ("%s[%s]"):format(span.label, article.raw:sub(span.start, span.finish))
    end
  end
  return table.concat(out)
end

-- What the gold says of the line before the text's first, and of that text.
local function first_line(wanted, line)
  local header = wanted.fields.header or ""
  local dateline = wanted.fields.dateline or ""
  local front = header .. dateline
  expect.equal(line:sub(1, #front), front)
  local marks = (header == "" and "" or "header[" .. header .. "]")
    .. (dateline == "" and "" or "dateline[" .. dateline:match("^(.-)%s*$") .. "]")
  return marks, line:sub(#front + 1)
end

-- The text a person would read, having found each of its lines marked so.
local function check_body(wanted, article, lines)
  local paragraphs = {}
  for number in wanted.fields.body_lines:gmatch("%d+") do
    local line = lines[tonumber(number)]
    local front, text = "", line.text
    if #paragraphs == 0 then front, text = first_line(wanted, text) end
    expect.equal(marked(article, line), front .. "body[" .. text .. "]")
    paragraphs[#paragraphs + 1] = text
  end
  return table.concat(paragraphs, "\n\n")
end

local function check_removed(wanted, article, lines)
  local count = 0
  for number, word in (wanted.fields.removed or ""):gmatch('"(%d+)": "([%w-]+)"') do
    local line = lines[tonumber(number)]
    local label = marked(article, line):match("^([%w-]+)%[")
    local family = families[word] or { [word] = true }
    expect.equal(marked(article, line), ("%s[%s]"):format(label, line.text))
    if not family[label] then error(("line %s is %s, not %s"):format(number, label, word)) end
    count = count + 1
  end
  return count
end

local columns <const> = { "title", "source", "place", "author", "section" }
local fields <const> = { "editor", "initials", "credit", "section", "first_date", "translator",
  "wire", "modified", "original_source", "original_title", "original_url" }

-- The page's clock has no seconds, the gold's moment has.
local function to_minute(iso) return iso and iso:gsub("T(%d%d:%d%d):00", "T%1") end

-- Nothing is missing, nothing is made up.
local function check_fields(wanted, article)
  expect.equal(to_minute(article.date), to_minute(wanted.date))
  for _, name in ipairs(columns) do expect.equal(article[name], wanted[name]) end
  for _, name in ipairs(fields) do
    local gold_value = wanted.fields[name]
    if name == "section" then gold_value = wanted.section end
    expect.equal(article.fields[name], gold_value)
  end
end

-- What `ktool show` prints as JSON, read by ktool's own reader. Its fields are
-- an object, whose strings have nothing escaped here.
local function shown(id)
  expect.articles = shared .. "/articles"
  local status, out = expect.ktool{ "show", tostring(id), "-f", "jsonl" }
  expect.equal(status, 0)
  local folder <close> = expect.folder{ ["shown.jsonl"] = out }
  local article = ktool.open(folder.path .. "/shown.jsonl"):article(1)
  local printed = { fields = {}, date = article.date, raw = article.raw }
  printed.file = article.fields.file
  for _, name in ipairs(columns) do printed[name] = article[name] end
  for name, value in article.fields.fields:gmatch('"([%w_]+)":"([^"]*)"') do
    printed.fields[name] = value
  end
  return printed
end

for wanted in gold:articles() do
  local article = by_file[wanted.fields.file]
  local lines = lines_of(article.raw)
  expect.equal(article.replaced, 0)
  expect.equal(marked(article, lines[1]), "title[" .. wanted.title .. "]")
  check_fields(wanted, article)
  local text = check_body(wanted, article, lines)
  expect.equal(article.text, text)
  local _, body_lines = wanted.fields.body_lines:gsub("%d+", "")
  expect.equal(1 + body_lines + check_removed(wanted, article, lines), #lines)

  local printed = shown(article.id)
  check_fields(wanted, printed)
  expect.equal(printed.file, wanted.fields.file)
  expect.equal(printed.raw, wanted.title .. "\n" .. text)

  local last = 0
  for word, first, finish in article:tokens() do
    expect.equal(first > last, true)
    expect.equal(article.raw:sub(first, finish):lower(), word)
    last = finish
  end
end

-- Counted by hand: the hits of "kim jong un" and "kim jong-un" in each title
-- and text, where repeated blocks and links are no text.
local hits = {}
for _, pattern in ipairs{ "kim jong un", "kim jong-un" } do
  for hit in corpus:words():kwic(pattern) do
    hits[hit.article] = (hits[hit.article] or 0) + 1
    local article = corpus:article(hit.article)
    expect.equal(article.raw:sub(hit.start, hit.finish), hit.hit)
  end
end
local found = {}
for id = 1, 5 do found[id] = hits[id] or 0 end
expect.equal(table.concat(found, " "), "1 3 4 1 0")
