--- Uncaught errors, in words.
local expect = require "expect"

local function fails(text, message, expected)
  local status, out, err = expect.script(text)
  expect.equal(out, "")
  expect.contains(err, message)
  expect.equal(status, expected or 1)
  return err
end

-- The first line says where and what, a traceback follows.
local err = fails('\nerror("x")', "/x.lua:2: x\nstack traceback:\n")
expect.equal(err:sub(1, 7), "ktool: ")
fails('error("x", 0)', "ktool: x\nstack traceback:")
fails('error({})', "ktool: (error object is a table value)\nstack traceback:")
fails('error({ code = 2 })', "(error object is a table value, code 2)\nstack traceback:")
fails('error({ code = "io", message = "gone" })', "ktool: gone\nstack traceback:")
fails('error(nil)', "(error object is a nil value)\nstack traceback:")
fails('error()', "(error object is a nil value)\nstack traceback:")
fails('error(42)', "ktool: 42\nstack traceback:")
fails('error(print)', "(error object is a function value)")

local function object(body)
  return "error(setmetatable({}, { __tostring = function() " .. body .. " end }))"
end
fails(object 'return "own words"', "ktool: own words\n")
fails(object 'error("no")', "(error object is a table value)")
fails(object 'local t <const> = {} error(t)', "(error object is a table value)")
fails(object 'return 5', "ktool: 5\n")
fails(object 'return {}', "(error object is a table value)")

-- An error while another is on its way.
err = fails([[
  local x <close> = setmetatable({}, { __close = function() error("second") end })
  error("first")]], "x.lua:1: second\n")
expect.contains(err, "that came after another error: ")
expect.contains(err, "x.lua:2: first\n")
err = fails('pcall(error, "caught") error("only")', "only", 1)
assert(not err:find("caught") and not err:find("came after"))

-- In a finalizer it is a warning.
local status, out
status, out, err = expect.script(
  'setmetatable({}, { __gc = function() error("late") end }) print("done")')
expect.equal(status, 0)
expect.equal(out, "done\n")
expect.contains(err, "ktool: warning: error in __gc")
status, out, err = expect.script('warn("@off") warn("unseen") warn("@on") warn("se", "en")')
expect.equal(status, 0)
expect.equal(out, "")
expect.equal(err, "ktool: warning: seen\n")

-- Misuse names the caller's line; conditions have no traceback.
fails('\n\nktool.top(5)',
  "x.lua:3: bad argument #1 to 'top' (counter or table expected, got number)\n")
expect.equal(fails('ktool.fail("no data")', "no data"), "ktool: no data\n")
err = fails('ktool.open("/nowhere")', "ktool: /nowhere", 4)
assert(not err:find("traceback"))
expect.equal(select("#", err:gsub("\n", "")), 2)
local ok, failure = pcall(ktool.fail, "no data")
expect.equal(ok, false)
expect.equal(tostring(failure), "no data")
expect.equal(failure.code, "failed")
fails('local ok, e = pcall(ktool.open, "/nowhere") error(e)', "ktool: /nowhere", 4)

-- What is undefined is said, what is assigned is not questioned.
fails('print(pritn)', "x.lua:1: undefined global 'pritn'; did you mean 'print'?")
fails('print(xyzzy)', "x.lua:1: undefined global 'xyzzy'\n")
expect.equal(rawget(_G, "undefined"), nil)
status, out = expect.script('x = 1 print(x, rawget(_G, "y")) y = nil')
expect.equal(status, 0)
expect.equal(out, "1\tnil\n")

-- A long message is whole in a file, and so is a long path.
fails('error(("x"):rep(1e6))', ("x"):rep(1e6) .. "\nstack")
local long = ("long"):rep(12) .. "/" .. ("longer"):rep(12)
local folder <close> = expect.folder{
  [long .. "/e.lua"] = 'error("deep")',
  [long .. "/s.lua"] = "x = = 1",
}
local path = folder.path .. "/" .. long
status, out, err = expect.ktool{ "run", path .. "/e.lua" }
expect.equal(status, 1)
expect.equal(out, "")
expect.equal(err:match("^[^\n]*"), "ktool: " .. path .. "/e.lua:1: deep")
status, out, err = expect.ktool{ "run", path .. "/s.lua" }
expect.equal(status, 3)
expect.equal(out, "")
expect.equal(err, "ktool: " .. path .. "/s.lua:1: unexpected symbol near '='\n")

-- The file may be gone by then.
fails('os.remove(arg[0])\nerror("after")', "x.lua:2: after\nstack traceback:")
