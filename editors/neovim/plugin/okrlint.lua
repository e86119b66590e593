-- Starts okrlint for the documents that it may read, in Neovim 0.7 or later.
if vim.lsp.enable then -- since 0.11
  vim.lsp.enable("okrlint")
  return
end

local settings = dofile(vim.api.nvim_get_runtime_file("lsp/okrlint.lua", false)[1])
local clients = {}

local function root(buffer)
  local folder = vim.fn.fnamemodify(vim.api.nvim_buf_get_name(buffer), ":p:h")
  if not vim.fs then -- until 0.8
    return vim.fn.getcwd()
  end
  local marker = vim.fs.find(settings.root_markers, { path = folder, upward = true })[1]
  return marker and vim.fs.dirname(marker) or folder
end

local function start(buffer)
  local folder = root(buffer)
  local wanted = vim.tbl_extend("error", settings, { name = "okrlint", root_dir = folder })
  if vim.lsp.start then -- since 0.8
    vim.lsp.start(wanted, { bufnr = buffer })
    return
  end
  if not (clients[folder] and vim.lsp.get_client_by_id(clients[folder])) then
    clients[folder] = vim.lsp.start_client(wanted)
  end
  if clients[folder] then
    vim.lsp.buf_attach_client(buffer, clients[folder])
  end
end

vim.api.nvim_create_autocmd("FileType", {
  pattern = settings.filetypes,
  callback = function(event)
    if vim.bo[event.buf].buftype == "" then
      start(event.buf)
    end
  end,
})
