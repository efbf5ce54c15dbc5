-- Print what read_store.py prints, through ktool.
local parts = { "title", "body", "dateline", "byline", "editor", "initials", "credit",
  "related-link", "widget", "pagination", "advertisement", "caption", "legal", "syndication",
  "repeated", "header" }
local classes = { "word", "number", "punct", "symbol", "time", "range", "url", "email", "mention",
  "hashtag", "emoji" }

local corpus <close> = ktool.open()
for a in corpus:articles() do
  print(a.id, a.title or "", a.text)
  for word, _, _, class in a:tokens{ parts = parts, classes = classes, cased = true } do
    print(class, word)
  end
end
