#!/usr/bin/env ktool
--- Every place of a word, with the words around it.
--
-- The word may have * and ? in it, as in "ber*an"; several in quotes are a
-- phrase. Case does not matter, and stop words are found like any other.
--
-- @arg     word                what to look for
-- @option  width  integer  7   words on either side
-- @option  parts  string       where: "quote" is speech, "body,-quote" the newsroom's words
-- @option  since  date         only articles on or after
-- @example ktool run kwic padi
-- @example ktool run kwic "kereta api" --width 4
local opt <const>    = ktool.args()
local corpus <close> = ktool.open()
local words = corpus:where{ since = opt.since }:words{ parts = opt.parts }

local out <close> = ktool.writer{ { name = "left", align = "right" }, "hit", "right", "article" }
for hit in words:kwic(opt.word, { width = opt.width }) do
  out:row(hit.left, hit.hit, hit.right, hit.article)
end
