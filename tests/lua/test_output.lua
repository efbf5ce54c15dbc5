--- Writers, emit, round and print.
local expect = require "expect"

local function written(text, options)
  local status, out, err = expect.script(text, { options = "-q " .. (options or "") })
  expect.equal(err, "")
  expect.equal(status, 0)
  return out
end

local rows = [[
  local out <close> = ktool.writer{ "word", { name = "n", align = "right" } }
  out:row("a\tb", 3)
  out:row(nil, 10 / 2)
  out:row(true, 0.1)
]]
expect.equal(written(rows), "word\tn\na\\tb\t3\n\t5\ntrue\t0.1\n")
expect.equal(written(rows, "-f csv"), "word,n\na\tb,3\n,5\ntrue,0.1\n")
expect.equal(written(rows, "-f jsonl"),
  '{"word":"a\\tb","n":3}\n{"word":null,"n":5}\n{"word":true,"n":0.1}\n')
expect.equal(written('ktool.writer{ "a" }:close()'), "a\n")

-- A forgotten writer is finished at the end, or by os.exit.
expect.equal(written('w = ktool.writer{ "a" } w:row(1)', "-f json"), '[\n{"a":1}\n]\n')
expect.equal(written('local w <close> = ktool.writer{ "a" } w:row(1) os.exit(0)', "-f json"),
  '[\n{"a":1}\n]\n')
expect.equal(written('w = ktool.writer{ "a" } w:row(1) coroutine.wrap(os.exit)(0)'), "a\n1\n")

-- emit: lists need columns, keyed rows have them.
expect.equal(written('ktool.emit({ { 1, 2.0 }, table.pack(3, nil), {} }, { "x", "y" })'),
  "x\ty\n1\t2\n3\t\n\t\n")
expect.equal(written('ktool.emit{ { b = 1, a = 2 }, { d = 4, c = 3, a = 5 } }'),
  "a\tb\tc\td\n2\t1\t\t\n5\t\t3\t4\n")
expect.equal(written('ktool.emit({ { b = 1, a = 2 } }, { "b" })'), "b\n1\n")
expect.equal(written('ktool.emit({}, { "b" })'), "b\n")
expect.equal(written('ktool.emit({}, { "b" })', "-f json"), "[]\n")

-- Misuse raises before anything is written.
expect.raises("rows are lists, so columns are needed", ktool.emit, { { 1 } })
expect.raises("no rows, so columns are needed", ktool.emit, {})
expect.raises("row 2 has a cell '3', but there are 2 columns", ktool.emit,
  { { 1, 2 }, { 1, 2, 3 } }, { "x", "y" })
expect.raises("row 1 has a cell 'x'", ktool.emit, { { 1, x = 2 } }, { "x", "y" })
expect.raises("a row is missing", ktool.emit, { { 1 }, nil, { 3 } }, { "x" })
expect.raises("row 1 is a number, not a table", ktool.emit, { 5 }, { "x" })
expect.raises("a list of rows has no key 'n'", ktool.emit, { n = 1 }, { "x" })
expect.raises("row 1: a function cannot be a cell (column 'f')", ktool.emit, { { f = print } })
expect.raises("row 1: a table cannot be a cell (column 'f')", ktool.emit, { { f = {} } })
expect.raises("no column", ktool.writer, {})
expect.raises("table expected, got string", ktool.writer, "a")
expect.raises("column 'a' twice", ktool.writer, { "a", { name = "a" } })
expect.raises("name of a column expected, got number", ktool.writer, { 5 })
expect.raises("name of a column expected, got nil", ktool.writer, { { align = "left" } })
expect.raises("align: auto, left or right, not 'rihgt'", ktool.writer,
  { { name = "a", align = "rihgt" } })
expect.raises("unknown key 'algin'; did you mean 'align'?", ktool.writer,
  { { name = "a", algin = "left" } })

local status, out, err = expect.script([[
  local w = ktool.writer{ "a", "b" }
  print(tostring(w))
  print(pcall(w.row, w, 1))
  print(pcall(w.row, w, 1, 2, 3))
  print(pcall(function() w:row(1, print) end))
  print(pcall(function() w.row(1, 2) end))
  print(pcall(function() w:rwo(1, 2) end))
  w:row(1, 2)
  w:close()
  w:close()
  print(tostring(w))
  print(pcall(w.row, w, 1, 2))
]])
expect.equal(status, 0)
expect.equal(err, "")
for _, part in ipairs{ "writer of 2 columns\n", "a row of 1 cell for 2 columns",
  "a row of 3 cells for 2 columns", "bad argument #2 to 'row' (a function cannot be a cell)",
  "use writer:row(), with a colon", "writer has no method 'rwo'; did you mean 'row'?",
  "\na\tb\n1\t2\n", "writer of 2 columns, closed", "writer is closed" } do
  expect.contains(out, part)
end

-- round
expect.equal(ktool.round(2 / 3, 3), 0.667)
expect.equal(ktool.round(1.005, 2), 1.0)
expect.equal(math.type(ktool.round(2.6)), "integer")
expect.equal(ktool.round(2.6), 3)
expect.equal(ktool.round(7, 2), 7)
expect.equal(ktool.round(1e300), 1e300)
expect.equal(tostring(ktool.round(-0.04, 1)), "0.0")
expect.raises("not a number", ktool.round, 0 / 0)
expect.raises("infinite", ktool.round, 1 / 0)
expect.raises("digits from 0 to 15 expected", ktool.round, 1.5, 16)

-- print does as Lua's.
expect.equal(written('print() print(nil, true, 1, 1.0, "a\\0b", 2^53)'),
  "\nnil\ttrue\t1\t1.0\ta\0b\t9.007199254741e+15\n")
expect.equal(written('print(setmetatable({}, { __tostring = function() return "t" end }))'), "t\n")
expect.raises("row 1: a counter cannot be a cell (column 'c')", ktool.emit,
  { { c = ktool.counter() } })
