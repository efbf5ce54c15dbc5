--- ktool.text.tokens and ktool.text.quantities.
local expect = require "expect"
local text <const> = ktool.text

local line <const> = "Laba naik 19,8 persen, jadi -Rp40,512 triliun dari 376 miliar dolar AS."
local found = text.quantities(line)
expect.equal(#found, 3)
expect.equal(found[1].text, "19,8 persen")
expect.equal(found[1].value, 19.8)
expect.equal(found[1].unit, "percent")
expect.equal(found[2].value, -40512000000000)
expect.equal(found[2].unit, "IDR")
expect.equal(found[3].unit, "USD")
for _, q in ipairs(found) do expect.equal(line:sub(q.start, q.finish), q.text) end

-- Whole values are integers as long as a double could hold them.
local function kind(s) return math.type(text.quantities(s)[1].value) end
expect.equal(kind("3"), "integer")
expect.equal(kind("3,0"), "integer")
expect.equal(kind("9.007.199.254.740.992"), "integer")
expect.equal(kind("9.007.199.254.740.993"), "float")
expect.equal(kind("3,5"), "float")
expect.equal(text.quantities("5 orang")[1].unit, nil)
expect.equal(#text.quantities("1960-an, pukul 09.00, 30-35 persen, 40,512"), 0)
expect.equal(#text.quantities(""), 0)

-- Value and unit stand with the number.
local tokens = text.tokens("Rp5 juta untuk anak-anak")
expect.equal(#tokens, 5)
expect.equal(tokens[1].value, nil)
expect.equal(tokens[2].text, "5")
expect.equal(tokens[2].start, 3)
expect.equal(tokens[2].finish, 3)
expect.equal(tokens[2].class, "number")
expect.equal(tokens[2].value, 5000000)
expect.equal(tokens[2].unit, "IDR")
expect.equal(tokens[5].text, "anak-anak")
expect.equal(#text.tokens("Rp5 juta untuk anak-anak", { rules = "-hyphen" }), 7)
expect.equal(#text.tokens("\xFF a", { rules = "none" }), 2)
expect.equal(#text.tokens("", {}), 0)

expect.raises("no rule '-hypen'", text.tokens, "kata", { rules = "-hypen" })
expect.raises("did you mean 'rules'", text.tokens, "kata", { rule = "-hyphen" })
expect.raises("string expected", text.tokens, 5)
expect.raises("string expected", text.quantities)
