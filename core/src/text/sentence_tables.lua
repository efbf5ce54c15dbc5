--- Write core/src/text/sentence_tables.c from the Unicode Character Database.
--
-- Run from the project's top folder with any Lua 5.4, on a machine that has
-- the database (Debian package unicode-data):
--
--     lua5.4 core/src/text/sentence_tables.lua /usr/share/unicode \
--         > core/src/text/sentence_tables.c
--
-- sentence_tables.h says what an entry holds; the two must agree.

local ucd = arg and arg[1] or "/usr/share/unicode"
local LAST <const> = 0x10FFFF
local BLOCK <const> = 128

-- The order is that of enum kt_sb in sentence_tables.h.
local number = {}
for i, name in ipairs { "CR", "LF", "Sep", "Extend", "Format", "Sp", "Lower", "Upper",
  "OLetter", "Numeric", "ATerm", "SContinue", "STerm", "Close" } do
  number[name] = i
end

local entry = {}
for line in io.lines(ucd .. "/auxiliary/SentenceBreakProperty.txt") do
  local first, last, value = line:match("^(%x+)%.?%.?(%x*)%s*;%s*(%a+)")
  if first then
    first = tonumber(first, 16)
    for c = first, last ~= "" and tonumber(last, 16) or first do
      entry[c] = assert(number[value], value)
    end
  end
end

-- Brackets and quotation marks that open or shut by their looks.
local side = { Ps = 1 << 4, Pi = 1 << 4, Pe = 1 << 5, Pf = 1 << 5 }
for line in io.lines(ucd .. "/UnicodeData.txt") do
  local c, category = line:match("^(%x+);[^;]*;(%a+);")
  c = tonumber(c, 16)
  if side[category] then entry[c] = (entry[c] or 0) | side[category] end
end

local blocks, block_of, stage1 = {}, {}, {}
for first = 0, LAST, BLOCK do
  local values = {}
  for c = first, first + BLOCK - 1 do values[#values + 1] = entry[c] or 0 end
  local key = table.concat(values, ",")
  if not block_of[key] then
    blocks[#blocks + 1] = values
    block_of[key] = #blocks - 1
  end
  stage1[#stage1 + 1] = block_of[key]
end

local function array(declaration, values)
  print(declaration .. " = {")
  for i = 1, #values, 16 do
    print("    " .. table.concat(values, ", ", i, math.min(i + 15, #values)) .. ",")
  end
  print("};")
end

print("/* Written by sentence_tables.lua from the Unicode Character Database. */")
print("/* clang-format off */")
print('#include "text/sentence_tables.h"\n')
assert(#blocks <= 256)
array("const uint8_t kt_sentence_block[]", stage1)
print()
local all = {}
for _, values in ipairs(blocks) do table.move(values, 1, #values, #all + 1, all) end
array("const uint8_t kt_sentence_entry[]", all)
