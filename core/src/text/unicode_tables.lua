--- Write core/src/text/unicode_tables.c from the Unicode Character Database.
--
-- Run from the project's top folder with any Lua 5.4, on a machine that has
-- the database (Debian package unicode-data):
--
--     lua5.4 core/src/text/unicode_tables.lua /usr/share/unicode \
--         > core/src/text/unicode_tables.c
--
-- unicode_tables.h says what an entry holds; the two must agree.

local ucd = arg and arg[1] or "/usr/share/unicode"
local LAST <const> = 0x10FFFF
local BLOCK <const> = 128

local function lines(name)
  local file = assert(io.open(ucd .. "/" .. name))
  return function()
    for line in file:lines() do
      line = line:gsub("#.*", ""):gsub("%s+$", "")
      if line ~= "" then return line end
    end
    file:close()
  end
end

--- Call visit(code_point, value) for a file of "first..last ; value" lines.
local function each(name, visit)
  for line in lines(name) do
    local first, last, value = line:match("^(%x+)%.?%.?(%x*)%s*;%s*(.+)$")
    if first then
      first = tonumber(first, 16)
      last = last ~= "" and tonumber(last, 16) or first
      for c = first, last do visit(c, value) end
    end
  end
end

local function set(name, wanted)
  local members = {}
  each(name, function(c, value)
    if value == wanted then members[c] = true end
  end)
  return members
end

-- The order is that of enum kt_wb in unicode_tables.h.
local word_break = {}
for i, name in ipairs { "CR", "LF", "Newline", "Extend", "ZWJ", "Format", "Katakana",
  "Hebrew_Letter", "ALetter", "MidLetter", "MidNum", "MidNumLet", "Single_Quote",
  "Double_Quote", "Numeric", "ExtendNumLet", "WSegSpace", "Regional_Indicator" } do
  word_break[name] = i
end

local break_of = {}
each("auxiliary/WordBreakProperty.txt", function(c, value)
  break_of[c] = assert(word_break[value], value)
end)
local pictographic = set("emoji/emoji-data.txt", "Extended_Pictographic")
local white_space = set("PropList.txt", "White_Space")

-- General category and combining class; ranges stand as First/Last pairs.
local category, combining = {}, {}
local range_start
for line in lines("UnicodeData.txt") do
  local c, name, gc, ccc = line:match("^(%x+);([^;]*);(%a+);(%d+)")
  c = tonumber(c, 16)
  for i = range_start or c, c do category[i], combining[i] = gc, tonumber(ccc) end
  range_start = name:match("First>$") and c or nil
end

-- Kinds: 0 other, 1 letter, 2 digit, 3 punctuation.
local function kind(c)
  local gc = category[c] or "Cn"
  local wb = break_of[c]
  if gc:sub(1, 1) == "L" or gc == "Nl" or wb == word_break.ALetter
    or wb == word_break.Katakana or wb == word_break.Hebrew_Letter then
    return 1
  end
  if gc:sub(1, 1) == "N" then return 2 end
  return gc:sub(1, 1) == "P" and 3 or 0
end

-- Characters for which NFC or the folding takes more than adding a number.
local complex = {}
for line in lines("DerivedNormalizationProps.txt") do
  local first, last, value = line:match("^(%x+)%.?%.?(%x*)%s*;%s*NFC_QC%s*;%s*(%a)")
  if value then
    first = tonumber(first, 16)
    for c = first, last ~= "" and tonumber(last, 16) or first do complex[c] = true end
  end
end
for c, ccc in pairs(combining) do
  if ccc ~= 0 then complex[c] = true end
end
local simple_fold, delta_uses = {}, {}
for line in lines("CaseFolding.txt") do
  local c, status, target = line:match("^(%x+); (%a); ([%x ]+)")
  c = tonumber(c, 16)
  if status == "F" then
    complex[c] = true
  elseif status == "C" then
    local delta = tonumber(target, 16) - c
    simple_fold[c] = delta
    delta_uses[delta] = (delta_uses[delta] or 0) + 1
  end
end
for c, delta in pairs(simple_fold) do
  if complex[c + delta] then complex[c] = true end
end

-- The 63 most used deltas get a number; the rest go the long way.
local deltas = {}
for delta in pairs(delta_uses) do deltas[#deltas + 1] = delta end
table.sort(deltas, function(a, b)
  if delta_uses[a] ~= delta_uses[b] then return delta_uses[a] > delta_uses[b] end
  return a < b
end)
local delta_index = {}
for i, delta in ipairs(deltas) do
  if i <= 63 then delta_index[delta] = i end
end

local function entry(c)
  local fold = simple_fold[c] and delta_index[simple_fold[c]]
  local long_way = complex[c] or (simple_fold[c] and not fold)
  return (break_of[c] or 0)
    | (pictographic[c] and 1 << 5 or 0)
    | (white_space[c] and 1 << 6 or 0)
    | kind(c) << 7
    | (long_way and 1 << 9 or 0)
    | (not long_way and fold or 0) << 10
end

local blocks, block_of, stage1 = {}, {}, {}
for first = 0, LAST, BLOCK do
  local values = {}
  for c = first, first + BLOCK - 1 do values[#values + 1] = entry(c) end
  local key = table.concat(values, ",")
  if not block_of[key] then
    blocks[#blocks + 1] = values
    block_of[key] = #blocks - 1
  end
  stage1[#stage1 + 1] = block_of[key]
end

local function array(declaration, values, per_line)
  print(declaration .. " = {")
  for i = 1, #values, per_line do
    print("    " .. table.concat(values, ", ", i, math.min(i + per_line - 1, #values)) .. ",")
  end
  print("};")
end

print("/* Written by unicode_tables.lua from the Unicode Character Database. */")
print("/* clang-format off */")
print('#include "text/unicode_tables.h"\n')
local version = assert(io.open(ucd .. "/CaseFolding.txt")):read("l"):match("%d+%.%d+%.%d+")
print(('const char kt_unicode_tables_version[] = "%s";\n'):format(version))
assert(#blocks <= 256)
array("const uint8_t kt_unicode_block[]", stage1, 16)
print()
local all = {}
for _, values in ipairs(blocks) do table.move(values, 1, #values, #all + 1, all) end
array("const uint16_t kt_unicode_entry[]", all, 12)
print()
local used = { 0 }
for i = 1, math.min(63, #deltas) do used[i + 1] = deltas[i] end
array("const int32_t kt_unicode_fold_delta[]", used, 10)

-- Sets too seldom asked for to take a bit of every entry, as ranges.
local function ranges(name, has)
  local list, first = {}, nil
  for c = 0, LAST + 1 do
    if has(c) and not first then
      first = c
    elseif first and not has(c) then
      list[#list + 1] = ("{0x%X, 0x%X}"):format(first, c - 1)
      first = nil
    end
  end
  print()
  array(("const kt_code_range %s[]"):format(name), list, 4)
  print(("const size_t %s_count = %d;"):format(name, #list))
end

local cased = set("DerivedCoreProperties.txt", "Cased")
ranges("kt_unicode_cased", function(c) return cased[c] end)

local alphabet = {}
each("Scripts.txt", function(c, script)
  alphabet[c] = (script == "Latin" or script == "Greek" or script == "Cyrillic")
    and category[c]:sub(1, 1) == "L"
end)
ranges("kt_unicode_alphabet", function(c) return alphabet[c] end)
