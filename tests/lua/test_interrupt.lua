--- Ctrl-C and SIGTERM end a script wherever it is.
local expect = require "expect"

-- An interrupt after 0.4 seconds, and if that does not help the end.
local timeout = "timeout --foreground --preserve-status -s INT "
local once = { before = timeout .. "-k 5 0.4" }
local twice = { before = timeout .. "0.8 " .. timeout .. "-k 5 0.4" }

local forever = "while true do end"
for _, text in ipairs{
  forever,
  "coroutine.wrap(function() " .. forever .. " end)()",
  "coroutine.resume(coroutine.create(function() " .. forever .. " end)) print('went on')",
  "while true do pcall(function() " .. forever .. " end) end",
  "while true do pcall(error) end",
  "while true do xpcall(function() " .. forever .. " end, function() return 1 end) end",
  "while true do coroutine.wrap(function() end)() end",
  "while true do pcall(coroutine.wrap(function() local ok = pcall(error) end)) end",
  "load(function() " .. forever .. " end) print('went on')",
  "table.sort({ 3, 2, 1 }, function() " .. forever .. " end)",
  "local x <close> = setmetatable({}, { __close = function() pcall(print) error() end }) " ..
    forever,
  "local c = ktool.open() while true do pcall(function() c:words():count() end) end",
  "for row in ktool.open():query('WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1" ..
    " FROM n) SELECT max(i) FROM n') do print(row) end",
  "local w = ktool.open():words() while true do w:count{ by = function(a) return a.title end } end",
} do
  local status, out, err = expect.script(text, once)
  expect.equal(status, 130)
  expect.equal(out:gsub("\n", ""), "")
  expect.contains(err, "ktool: interrupted\nstack traceback:\n")
  expect.contains(err, "x.lua:1: in ")
end

-- SIGTERM, which cron, kill and a closing machine send, does as Ctrl-C does.
local term = "timeout --foreground --preserve-status -s TERM -k 5 0.4"
local ended, _, told = expect.script(forever, { before = term })
expect.equal(ended, 130)
expect.contains(told, "ktool: interrupted\nstack traceback:\n")

-- Also while an error is put in words.
local status, _, err = expect.script(
  "error(setmetatable({}, { __tostring = function() " .. forever .. " end }))", once)
expect.equal(status, 130)
expect.contains(err, "(error object is a table value)")

-- What closes is closed.
local out
status, out = expect.script([[
  local x <close> = setmetatable({}, {
    __close = function() print("closed", pcall(print, "inside")) end,
  })
  while true do end
]], once)
expect.equal(status, 130)
expect.equal(out, "inside\nclosed\ttrue\n")

-- Where no Lua runs, a second one ends the process.
for _, text in ipairs{
  'print(("a"):rep(40):find(("a?"):rep(40) .. ("a"):rep(40) .. "b"))',
  "setmetatable({}, { __gc = function() while true do end end }) collectgarbage()",
} do
  expect.equal((expect.script(text, twice)), 130)
end
