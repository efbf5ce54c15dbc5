--- Counters behave as tables of numbers.
local expect = require "expect"

-- Every word can be counted, also those that a library would use as names.
local c = ktool.counter()
for _, word in ipairs{ "add", "total", "top", "n", "__index", "nil", "0", "" } do
  c[word] = c[word] + 1
end
expect.equal(#c, 8)
expect.equal(c.absent, 0)
expect.equal(#c, 8)

-- Numbers as keys are what Lua's tables make of them, as text.
c = ktool.counter()
c[1.0] = 5
expect.equal(c[1], 5)
expect.equal(c["1"], 5)
c[0.5] = 2
expect.equal(c["0.5"], 2)
c[math.mininteger] = 1
expect.equal(c["-9223372036854775808"], 1)
expect.raises("NaN cannot be counted", function() c[0 / 0] = 1 end)
expect.raises("a nil value cannot be counted", function() c[nil] = 1 end)
expect.raises("a nil value cannot be counted", function() return c[nil] end)
expect.raises("a table value cannot be counted", function() return c[{}] end)
expect.raises("the count of 'x' must be a number, not nil", function() c.x = nil end)
expect.raises("the count of 'x' must be a number, not string", function() c.x = "1" end)

-- Any number is a count; integers stay integers.
c = ktool.counter{ a = 1, b = -1, c = 0.5 }
expect.equal(math.type(c.a), "integer")
expect.equal(math.type(c.c), "float")
expect.equal(tostring(c), "counter of 3 words, 0.5 in all")
expect.equal(tostring(ktool.counter{ a = 2 }), "counter of 1 word, 2 in all")
expect.equal(tostring(ktool.counter{ a = math.maxinteger, b = 1 }),
  "counter of 2 words, too many in all")
expect.raises("1 and '1' are one word", ktool.counter, { 3, ["1"] = 4 })
expect.raises("table expected, got number", ktool.counter, 5)

-- pairs run by count, then by code point.
c = ktool.counter{ b = 2, a = 2, Z = 2, ["é"] = 2, most = 9, least = 1 }
expect.equal(expect.joined(pairs(c)), "most=9|Z=2|a=2|b=2|é=2|least=1")

-- What is walked is a snapshot.
local seen = 0
for word in pairs(c) do
  c[word .. word] = 100
  seen = seen + 1
end
expect.equal(seen, 6)
expect.equal(#c, 12)

-- A snapshot outlives the name of its counter.
local walk = ktool.top(ktool.counter{ kept = 1 })
collectgarbage()
collectgarbage()
expect.equal((walk()), "kept")
expect.equal(walk(), nil)
expect.equal(walk(), nil)

-- It cannot be taken apart.
expect.equal(getmetatable(c), "counter")
expect.raises("table expected", setmetatable, c, {})

-- One that was finalized before the object that looks at it says so.
local message
do
  local owner = setmetatable({}, {
    __gc = function(self) message = select(2, pcall(function() return self.counter.x end)) end,
  })
  owner.counter = ktool.counter()
end
collectgarbage()
collectgarbage()
expect.contains(message, "counter is closed")
