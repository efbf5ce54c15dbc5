--- Stems that a store keeps answer as those that were just made.
local expect = require "expect"

local folder <close> = expect.folder{
  ["a.jsonl"] = '{"text":"Menulis tulisan, ditulis Zzebran. Bukunya bukunya running runs."}\n',
  ["b.jsonl"] = '{"text":"Penulis dan zzebran."}\n',
}
local store = folder.path .. "/s.db"

local function import(name)
  assert(os.execute(("%s -q import -d %s %s/%s"):format(expect.program, store, folder.path, name)))
end

local function count(language)
  local answer
  do
    local corpus <close> = ktool.open(store)
    answer = expect.joined(pairs(corpus:words{ stem = language }:count()))
    expect.equal(expect.joined(pairs(corpus:words{ stem = language }:count())), answer)
  end
  collectgarbage() -- what still shares the store
  return answer
end

import "a.jsonl"
local first, english = count("id"), count("en")
expect.contains(first, "buku=2")
expect.contains(english, "run=2")
expect.contains(first, "zzebran=1")
expect.equal(count("id"), first)
expect.equal(count("en"), english)

import "b.jsonl"
local later = count("id")
expect.contains(later, "zzebran=2")
expect.equal(count("id"), later)
