--- What the tests in this folder have in common.
local expect = {}

local function show(value)
  return type(value) == "string" and ("%q"):format(value) or tostring(value)
end

--- Fail at the caller's line unless both are equal.
function expect.equal(found, expected)
  if found ~= expected then
    error(("expected %s, found %s"):format(show(expected), show(found)), 2)
  end
end

--- Fail unless `text` has the plain string `part` in it.
function expect.contains(text, part)
  if not tostring(text):find(part, 1, true) then
    error(("expected %s in %s"):format(show(part), show(tostring(text))), 2)
  end
end

--- Fail unless f(...) raises a message with `part` in it; return the error.
function expect.raises(part, f, ...)
  local ok, err = pcall(f, ...)
  if ok then
    error(("expected an error with %s"):format(show(part)), 2)
  end
  if not tostring(err):find(part, 1, true) then
    error(("expected %s in the error %s"):format(show(part), show(tostring(err))), 2)
  end
  return err
end

--- All that an iterator gives, its values joined by "=", rows by "|".
function expect.joined(...)
  local rows = {}
  for a, b in ... do
    rows[#rows + 1] = b == nil and tostring(a) or tostring(a) .. "=" .. tostring(b)
  end
  return table.concat(rows, "|")
end

local function quote(word)
  return "'" .. word:gsub("'", "'\\''") .. "'"
end

local function command(line)
  local pipe <close> = assert(io.popen(line))
  return (pipe:read("a"):gsub("\n$", ""))
end

local function read(path)
  local file <close> = assert(io.open(path, "rb"))
  return file:read("a")
end

-- The program that runs this test, and the articles that come with it.
expect.program = command("readlink /proc/$PPID/exe")
expect.articles = arg[0]:gsub("[^/]*$", "") .. "../../corpus"

--- A new folder with `files`, name to text; removed when it is closed.
function expect.folder(files)
  local folder = { path = command("mktemp -d") }
  for name, text in pairs(files) do
    os.execute("mkdir -p " .. quote(folder.path .. "/" .. name:gsub("[^/]*$", "")))
    local file <close> = assert(io.open(folder.path .. "/" .. name, "wb"))
    file:write(text)
  end
  return setmetatable(folder, {
    __close = function() os.execute("rm -rf " .. quote(folder.path)) end,
  })
end

--- Run ktool with these words after its options.
-- @param how  stdout: a file to write to; before: what stands before the
--             program; cd: a folder; options: more of them
-- @return exit status, standard output, standard error
function expect.ktool(words, how)
  how = how or {}
  local quoted = {}
  for i, word in ipairs(words) do quoted[i] = quote(word) end
  local folder <close> = expect.folder{}
  local out, err = folder.path .. "/out", folder.path .. "/err"
  local line = ("cd %s && %s %s --no-cache -c %s %s %s </dev/null >%s 2>%s"):format(
    quote(how.cd or "."), how.before or "", quote(expect.program), quote(expect.articles),
    how.options or "-q", table.concat(quoted, " "), how.stdout or out, err)
  local _, _, status = os.execute(line)
  return status, how.stdout and "" or read(out), read(err)
end

--- Run a script of this text as x.lua; the rest as in expect.ktool().
function expect.script(text, how, ...)
  local folder <close> = expect.folder{ ["x.lua"] = text }
  return expect.ktool({ "run", folder.path .. "/x.lua", ... }, how)
end

return expect
