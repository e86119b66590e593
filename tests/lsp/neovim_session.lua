-- One session of Neovim with okrlint: open OKRS_FILE, note what is found, mend it as somebody who types would,
-- note whether the finding goes away, and write all of it to OKRS_NOTES as JSON.
local notes = {}

local function started(buffer)
  local settings = {
    name = "okrlint",
    cmd = { vim.env.OKRS_PYTHON, "-m", "okrlint", "lsp" },
    root_dir = vim.fn.fnamemodify(vim.env.OKRS_FILE, ":h"),
  }
  if vim.lsp.start then -- since 0.8
    return vim.lsp.start(settings, { bufnr = buffer })
  end
  local client = vim.lsp.start_client(settings)
  vim.lsp.buf_attach_client(buffer, client)
  return client
end

local function until_true(what, test)
  assert(vim.wait(30000, test, 10), what .. " did not happen")
end

local function session()
  vim.cmd("edit " .. vim.fn.fnameescape(vim.env.OKRS_FILE))
  local buffer = vim.api.nvim_get_current_buf()
  vim.bo.filetype = "markdown"
  local client = started(buffer)
  until_true("a diagnostic", function() return #vim.diagnostic.get(buffer) > 0 end)
  local found = vim.diagnostic.get(buffer)[1]
  local line = vim.api.nvim_buf_get_lines(buffer, found.lnum, found.lnum + 1, true)[1]
  notes.count = #vim.diagnostic.get(buffer)
  notes.code, notes.source, notes.severity = found.code, found.source, found.severity
  notes.words = line:sub(found.col + 1, found.end_col)
  vim.api.nvim_buf_set_text(buffer, found.lnum, found.col, found.end_lnum, found.end_col, { "40%" })
  until_true("a clean buffer", function() return #vim.diagnostic.get(buffer) == 0 end)
  notes.mended = true
  vim.lsp.stop_client(client)
  until_true("the end of the server", function() return vim.lsp.get_client_by_id(client) == nil end)
  notes.ended = true
end

local _, problem = pcall(session)
notes.problem = problem
local file = assert(io.open(vim.env.OKRS_NOTES, "w"))
file:write(vim.fn.json_encode(notes))
file:close()
vim.cmd("qall!")
