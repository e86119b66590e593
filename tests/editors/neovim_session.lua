-- One session of Neovim with okrlint, set up as editors/neovim has it: open OKRS_FILE, note what is found and what is
-- said about it, apply OKRS_ACTION, save, and write all of it to OKRS_NOTES as JSON.
local notes = {}

local function until_true(what, test)
  assert(vim.wait(60000, test, 10), what .. " did not happen")
end

local function ask(buffer, method, params)
  local answers = assert(vim.lsp.buf_request_sync(buffer, method, params, 60000), "no answer to " .. method)
  for _, answer in pairs(answers) do
    if answer.result then
      return answer.result
    end
  end
  error("an empty answer to " .. method)
end

local function client_of(buffer)
  local get = vim.lsp.get_clients or vim.lsp.get_active_clients
  if vim.fn.has("nvim-0.8") == 1 then
    return get({ bufnr = buffer, name = "okrlint" })[1]
  end
  return vim.lsp.buf_get_clients(buffer)[next(vim.lsp.buf_get_clients(buffer))]
end

local function act(buffer, encoding, found)
  local params = vim.lsp.util.make_range_params(0, encoding)
  local told = found.user_data and found.user_data.lsp
  params.context = { diagnostics = told and told.range and { told } or {}, triggerKind = 1 }
  local edit
  notes.actions = {}
  for _, action in ipairs(ask(buffer, "textDocument/codeAction", params)) do
    table.insert(notes.actions, action.title)
    edit = action.title == vim.env.OKRS_ACTION and action.edit or edit
  end
  if vim.fn.has("nvim-0.8") == 1 then
    vim.lsp.buf.code_action({ apply = true, filter = function(action) return action.title == vim.env.OKRS_ACTION end })
  else
    vim.lsp.util.apply_workspace_edit(edit, encoding)
  end
  until_true("a change", function() return vim.bo[buffer].modified end)
end

local function session()
  vim.cmd("edit " .. vim.fn.fnameescape(vim.env.OKRS_FILE))
  local buffer = vim.api.nvim_get_current_buf()
  until_true("a diagnostic", function() return #vim.diagnostic.get(buffer) > 0 end)
  local client = client_of(buffer)
  local encoding = client.offset_encoding or "utf-16"
  local found = vim.diagnostic.get(buffer)[1]
  notes.words = {}
  for _, one in ipairs(vim.diagnostic.get(buffer)) do
    local line = vim.api.nvim_buf_get_lines(buffer, one.lnum, one.lnum + 1, true)[1]
    table.insert(notes.words, line:sub(one.col + 1, one.end_col))
  end
  notes.message = found.code .. " " .. found.message
  vim.api.nvim_win_set_cursor(0, { found.lnum + 1, found.col })
  notes.hover = ask(buffer, "textDocument/hover", vim.lsp.util.make_position_params(0, encoding)).contents.value
  act(buffer, encoding, found)
  until_true("a clean buffer", function() return #vim.diagnostic.get(buffer) == 0 end)
  notes.cleared = true
  vim.cmd("write")
  local id = client.id
  vim.lsp.stop_client(id)
  until_true("the end of the server", function() return vim.lsp.get_client_by_id(id) == nil end)
end

local _, problem = pcall(session)
notes.problem = problem
local file = assert(io.open(vim.env.OKRS_NOTES, "w"))
file:write(vim.fn.json_encode(notes))
file:close()
vim.cmd("qall!")
