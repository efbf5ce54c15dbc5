--- Exit statuses and what becomes of the output.
local expect = require "expect"

local function exits(text, expected, how)
  local status, out, err = expect.script(text, how)
  expect.equal(status, expected)
  return err, out
end

exits("", 0)
exits("return 3", 0)
exits("return false", 0)
exits("os.exit()", 0)
exits("os.exit(nil)", 0)
exits("os.exit(true)", 0)
exits("os.exit(false)", 1)
exits("os.exit(7)", 7)
exits("os.exit(255)", 255)
expect.contains(exits("os.exit(256)", 255), "256 is no exit status")
expect.contains(exits("os.exit(-1)", 255), "-1 is no exit status")
expect.contains(exits("os.exit(1.5)", 1), "no integer representation")
exits("pcall(os.exit, 4)", 4)

-- What is open is closed first.
local _, out = exits([[
  local x <close> = setmetatable({}, { __close = function() print("closed") end })
  setmetatable({}, { __gc = function() print("collected") end })
  coroutine.wrap(function() os.exit(0) end)()
]], 0)
expect.equal(out, "closed\ncollected\n")

-- Output that is lost is never a success.
local full = { stdout = "/dev/full" }
local message = "ktool: standard output: No space left on device\n"
expect.equal(exits('print("x")', 6, full), message)
expect.equal(exits('for i = 1, 1e5 do print(i) end', 6, full), message)
expect.equal(exits('io.write("x")', 6, full), message)
expect.equal(exits('os.exit(0)', 0, full), "")
expect.equal(exits('print("x") os.exit(0)', 6, full), message)
expect.equal(exits('print("x") os.exit(3)', 3, full), message)
local writer = 'local w <close> = ktool.writer{ "a" } for i = 1, 1e5 do w:row(i) end'
expect.equal(exits(writer, 6, full), message)
expect.equal(exits("pcall(function() " .. writer .. " end)", 6, full), message)
expect.equal(exits('w = ktool.writer{ "a" } w:row(1)', 6, full), message)
expect.equal(exits('local w <close> = ktool.writer{ "a" } w:row(1) os.exit(0)', 6, full), message)
local err = exits('local w <close> = ktool.writer{ "a" } w:row(1) error("mine")', 1, full)
expect.contains(err, "mine")
expect.contains(err, message)
