--- ktool.date: the date that a text states, and the first in a text.
local expect = require "expect"
local date = ktool.date

expect.equal(date.parse("Rabu (11/3/2015)").iso, "2015-03-11")
expect.equal(date.parse("nothing"), nil)

local found = date.parse("10 Apr 2023, 18:11 WIB")
expect.equal(found.iso, "2023-04-10T18:11+07:00")
expect.equal(found.zone, "WIB")
expect.equal(found.precision, "minute")
expect.equal(found.ambiguous, nil)
expect.equal(found.last, nil)
expect.equal(date.parse("6-7 Januari 1988").last, "1988-01-07")

expect.equal(date.parse("3/4/2025").ambiguous, true)
expect.equal(date.parse("3/4/2025", { order = "mdy" }).iso, "2025-03-04")
expect.equal(date.parse("5 Mei 2020", { lang = "en" }), nil)
expect.equal(date.parse("Senin, 21 Oktober 2025").weekday_mismatch, true)
expect.equal(date.parse("5 Mei 2020 10:00", { zone = "WIB" }).zone_assumed, true)

expect.equal(date.parse("kemarin"), nil)
local yesterday = date.parse("kemarin", { reference = "2025-10-21" })
expect.equal(yesterday.iso, "2025-10-20")
expect.equal(yesterday.relative, true)

local text = "UU No. 11/2020, 5 Mei 2020 dan 6 Mei 2020"
local first = date.find(text)
expect.equal(text:sub(first.start, first.finish), "5 Mei 2020")
expect.equal(date.find(text, nil, first.finish + 1).iso, "2020-05-06")
expect.equal(date.find(text, {}, #text + 1), nil)
expect.equal(date.find("UU No. 11/2020"), nil)

expect.raises("a place in the text expected", date.find, text, nil, 0)
expect.raises("there are: id, en", date.parse, text, { lang = "xx" })
expect.raises("dmy, mdy, ymd", date.parse, text, { order = "dym" })
expect.raises("no certain day", date.parse, text, { reference = "kemarin" })
expect.raises("no time zone", date.parse, text, { zone = "XYZ" })
expect.raises("did you mean 'lang'", date.parse, text, { lnag = "id" })
expect.raises("ktool.date has no function 'prase'; did you mean 'parse'?",
  function() return date.prase end)
