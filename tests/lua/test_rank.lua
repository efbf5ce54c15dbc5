--- ktool.top and ktool.total, of counters and of plain tables.
local expect = require "expect"

local c = ktool.counter{ c = 1, b = 2, a = 2 }
expect.equal(expect.joined(ktool.top(c)), "a=2|b=2|c=1")
expect.equal(expect.joined(ktool.top(c, 2)), "a=2|b=2")
expect.equal(expect.joined(ktool.top(c, 0)), "")
expect.equal(expect.joined(ktool.top(c, 1e9)), "a=2|b=2|c=1")
expect.equal(expect.joined(ktool.top(c, nil)), "a=2|b=2|c=1")
expect.equal(expect.joined(ktool.top(c, "2")), "a=2|b=2")
expect.raises("0 or more expected", ktool.top, c, -1)
expect.raises("no integer representation", ktool.top, c, 2.5)
expect.raises("counter or table expected, got nil", ktool.top)

-- Ties in a plain table: integers, other numbers, strings, each in order.
local mixed = { [10] = 1, [-3] = 1, [2.5] = 1, [-0.5] = 1, b = 1, a = 1, ["10"] = 1, x = 7 }
expect.equal(expect.joined(ktool.top(mixed)), "x=7|-3=1|10=1|-0.5=1|2.5=1|10=1|a=1|b=1")
local types = {}
for key in ktool.top(mixed) do types[#types + 1] = math.type(key) or type(key) end
expect.equal(table.concat(types, " "), "string integer integer float float string string string")

-- Numbers of both kinds compare by what they are worth.
expect.equal(expect.joined(ktool.top{ a = 2, b = 2.5, c = math.huge, d = -math.huge }),
  "c=inf|b=2.5|a=2|d=-inf")

expect.raises("the value of 'b' is a string, not a number", ktool.top, { a = 1, b = "2" })
expect.raises("a key is a boolean", ktool.top, { [true] = 1 })

-- A plain table is a snapshot as well.
local t, seen = { a = 1, b = 2 }, 0
for key in ktool.top(t) do
  t[key] = nil
  t[key .. "2"] = 1
  seen = seen + 1
end
expect.equal(seen, 2)

expect.equal(ktool.total(c), 5)
expect.equal(ktool.total{}, 0)
expect.equal(math.type(ktool.total{}), "integer")
expect.equal(ktool.total{ 1, 2.5, x = 3 }, 6.5)
expect.raises("beyond 64 bits", ktool.total, { math.maxinteger, math.maxinteger })
expect.raises("beyond 64 bits", ktool.total, ktool.counter{ a = math.maxinteger, b = 1 })
expect.equal(ktool.total{ math.maxinteger, math.maxinteger, math.mininteger }, math.maxinteger - 1)
expect.raises("counter or table expected, got string", ktool.total, "x")
