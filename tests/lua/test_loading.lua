--- Scripts, their arguments and modules.
local expect = require "expect"

-- What the script is told.
local status, out, err = expect.script(
  'print(#arg, arg[1], arg[2], ktool.script == arg[0], ...)', nil, "a", "b c")
expect.equal(err, "")
expect.equal(status, 0)
expect.equal(out, "2\ta\tb c\ttrue\ta\tb c\n")
status, out = expect.script('local a = ktool.args() print(#a, a[1], a[2], a[3])', nil, "x", "--y")
expect.equal(status, 0)
expect.equal(out, "2\tx\t--y\tnil\n")
expect.equal(ktool.api, 0)
expect.contains(ktool.version, ".")
expect.equal(require "ktool", ktool)
expect.equal(next(ktool.args()), nil)

-- What it declares.
local header = [[
--- Test.
--
-- @option top    integer 20      how many
-- @option share  number  0.5     a number
-- @option since  date            a date
-- @option stop   boolean true    yes or no
-- @flag   cased  as it stands
-- @arg    word   one
-- @arg    rest...  others
local o = ktool.args()
print(o.top, math.type(o.top), o.share, o.since, o.stop, o.cased, o.word, #o.rest, o.rest[1])
print(select(2, pcall(function() return o.tpo end)))
]]
status, out, err = expect.script(header, nil, "w")
expect.equal(err, "")
expect.equal(status, 0)
expect.contains(out, "20\tinteger\t0.5\tnil\ttrue\tfalse\tw\t0\tnil\n")
expect.contains(out, "the header declares no 'tpo'; did you mean 'top'?")
status, out = expect.script(
  header, nil, "--top=5", "--since", "2024-01", "--no-stop", "--cased", "w", "r", "s")
expect.equal(status, 0)
expect.contains(out, "5\tinteger\t0.5\t2024-01\tfalse\ttrue\tw\t2\tr\n")

-- Wrong use is said before any work, with the usage line.
for _, words in ipairs{ { "--tpo", "5", "w" }, { "--top", "x", "w" }, {} } do
  status, out, err = expect.script(header, nil, table.unpack(words))
  expect.equal(status, 2)
  expect.equal(out, "")
  expect.contains(err, "ktool: ")
  expect.contains(err, "\nusage: ktool run ")
end
status, out = expect.script(header, nil, "--help")
expect.equal(status, 0)
expect.contains(out, "--top")

-- What cannot be run is not.
status, out, err = expect.script("-- @ktool 99.0\nprint(1)")
expect.equal(status, 3)
expect.equal(out, "")
expect.contains(err, "99.0")
status, out, err = expect.script("print(1)\nx = = 2")
expect.equal(status, 3)
expect.equal(out, "")
expect.contains(err, "x.lua:2: unexpected symbol near '='")
assert(not err:find("traceback"))
local compiled = string.dump(function() print("never") end)
status, out, err = expect.script(compiled)
expect.equal(status, 3)
expect.equal(out, "")
expect.contains(err, "compiled Lua")

-- Nor is it loaded by other ways.
local f, message = load(compiled)
expect.equal(f, nil)
expect.contains(message, "binary chunk")
expect.equal((load(compiled, "x", "b")), nil)
expect.equal((load(compiled, "x", "bt")), nil)
expect.equal(load("return 5")(), 5)
expect.equal(load("return x", "x", "t", { x = 6 })(), 6)
expect.equal(load("return x", "x", nil, { x = 6 })(), 6)
local pieces = { "return ", "7" }
expect.equal(load(function() return table.remove(pieces, 1) end)(), 7)
expect.equal(select(2, load("=", "=name")), "name:1: unexpected symbol near '='")
expect.raises("bad argument #1 to 'load' (function expected, got nil)", function() load(nil) end)

-- Modules are beside the script and never in the working directory.
local folder <close> = expect.folder{
  ["s/main.lua"] = [[
    print(require("helper").x, require("sub.deep"), require("silent"))
    print(pcall(require, "hostile"))
    for _, name in ipairs{ "broken", "wrong", "compiled" } do print(pcall(require, name)) end
    print(string.format("%d", 3), package.cpath == "")
  ]],
  ["s/helper.lua"] = "\239\187\191#!/usr/bin/env ktool\r\nreturn { x = 42 }\r\n",
  ["s/sub/deep.lua"] = "return ...",
  ["s/silent.lua"] = "local x = 1",
  ["s/broken.lua"] = "\nerror('at load')",
  ["s/wrong.lua"] = "\nx = = 1",
  ["s/compiled.lua"] = compiled,
  ["w/hostile.lua"] = "print 'HOSTILE'",
  ["w/string.lua"] = "print 'HOSTILE'",
  ["w/ktool.lua"] = "print 'HOSTILE'",
  ["s/loadfile.lua"] = [[
    local here = arg[0]:gsub("[^/]*$", "")
    print(loadfile(here .. "compiled.lua"))
    print(pcall(dofile, here .. "compiled.lua"))
    print(loadfile(here .. "sub/deep.lua")("given"), dofile(here .. "helper2.lua"))
    print(loadfile(here .. "x.lua", "t", { x = 8 })())
  ]],
  ["s/helper2.lua"] = "return 1, 2",
  ["s/x.lua"] = "return x",
}
status, out, err = expect.ktool({ "run", folder.path .. "/s/main.lua" },
  { cd = folder.path .. "/w" })
expect.equal(err, "")
expect.equal(status, 0)
assert(not out:find("HOSTILE"))
expect.contains(out, "42\tsub.deep\ttrue\t" .. folder.path .. "/s/silent.lua\n")
expect.contains(out, "false\tmodule 'hostile' not found:")
expect.contains(out, "/s/broken.lua:2: at load")
expect.contains(out, "error loading module 'wrong' from file '" .. folder.path .. "/s/wrong.lua'")
expect.contains(out, "/s/wrong.lua:2: unexpected symbol")
expect.contains(out, "error loading module 'compiled'")
expect.contains(out, "3\ttrue\n")
status, out, err = expect.ktool{ "run", folder.path .. "/s/loadfile.lua" }
expect.equal(err, "")
expect.equal(status, 0)
local _, refused = out:gsub("attempt to load a binary chunk", "")
expect.equal(refused, 2)
expect.contains(out, "given\t1\t2\n8\n")

-- With -e there is a corpus, which opens itself when it is asked for.
status, out = expect.ktool{ "run", "-e", "print(#corpus, rawequal(corpus, corpus))" }
expect.equal(status, 0)
expect.equal(out, #ktool.open() .. "\ttrue\n")
status, out = expect.ktool({ "run", "-e", "print(1)" }, { options = "-q -c /nowhere" })
expect.equal(status, 0)
expect.equal(out, "1\n")
expect.raises("undefined global 'corpus'", function() return _G["corpus"] end)
