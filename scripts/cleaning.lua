#!/usr/bin/env ktool
--- Which cleaning rules fire, and what furniture no rule takes yet.
--
-- For each outlet its rules, by the articles in which they labelled spans, then
-- the paragraph starts that most articles share and no rule takes: what is
-- furniture among them wants a rule. ktool show EXAMPLE --marks shows one.
--
-- @option  top    integer 10    starts to print for each outlet
-- @option  words  integer 2     words of a start
-- @option  min    integer 3     articles that share a start at least
-- @option  by     choice(source|section|place|author|lang|path) source  what divides the articles
-- @example ktool -w source=antara run cleaning --top 20
local opt <const>    = ktool.args()
local corpus <close> = ktool.open()

local function new_tally() return { spans = {}, articles = {}, example = {}, last = {} } end

local function add(tally, key, id)
  tally.spans[key] = (tally.spans[key] or 0) + 1
  if tally.last[key] == id then return end
  tally.articles[key] = (tally.articles[key] or 0) + 1
  tally.example[key] = tally.example[key] or id
  tally.last[key] = id
end

-- At most 60 characters, since not every script has spaces between words.
local pattern <const> = "^%S+" .. ("%s*%S*"):rep(opt.words - 1)
local function start_of(raw, span)
  local behind = utf8.offset(raw, 61, span.start) or math.huge
  return (raw:sub(span.start, math.min(behind - 1, span.finish)):match(pattern):gsub("%s+", " "))
end

local groups, names = {}, {}
for article in corpus:articles() do
  local name = article[opt.by] or "(none)"
  if not groups[name] then
    groups[name] = { rules = new_tally(), starts = new_tally() }
    names[#names + 1] = name
  end
  for _, span in ipairs(article:spans()) do
    if span.rule ~= "place" and span.label ~= "quote" then
      add(groups[name].rules, span.label .. " " .. span.rule, article.id)
    elseif span.label == "body" then
      add(groups[name].starts, start_of(article.raw, span), article.id)
    end
  end
end

local out <close> = ktool.writer{ opt.by, "kind", "text", "spans", "articles", "example" }
local function print_tally(name, kind, tally, least, most)
  for key, n in ktool.top(tally.articles, most) do
    if n >= least then out:row(name, kind, key, tally.spans[key], n, tally.example[key]) end
  end
end
table.sort(names)
for _, name in ipairs(names) do
  print_tally(name, "rule", groups[name].rules, 1)
  print_tally(name, "start", groups[name].starts, opt.min, opt.top)
end
