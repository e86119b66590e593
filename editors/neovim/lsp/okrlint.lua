-- How Neovim runs okrlint. Since Neovim 0.11 `vim.lsp.config("okrlint", { … })` in your own configuration changes it.
return {
  cmd = { "okrlint", "lsp" },
  filetypes = { "markdown", "mdx", "html", "toml", "org", "yaml", "json", "jsonc", "csv", "tsv", "text" },
  root_markers = { "okrlint.toml", ".okrlint.toml", "pyproject.toml", ".git" },
  init_options = vim.g.okrlint_settings,
}
