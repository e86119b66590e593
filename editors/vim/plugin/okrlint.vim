" okrlint as a linter of ALE, by its language server.
if exists('g:loaded_okrlint')
  finish
endif
let g:loaded_okrlint = 1

function! s:root(buffer) abort
  for name in ['okrlint.toml', '.okrlint.toml', 'pyproject.toml']
    let found = ale#path#FindNearestFile(a:buffer, name)
    if !empty(found)
      return fnamemodify(found, ':h')
    endif
  endfor
  let git = ale#path#FindNearestDirectory(a:buffer, '.git')
  return empty(git) ? expand('#' . a:buffer . ':p:h') : fnamemodify(git, ':h:h')
endfunction

function! s:define(filetype) abort
  call ale#linter#Define(a:filetype, {
  \   'name': 'okrlint',
  \   'lsp': 'stdio',
  \   'executable': {-> get(g:, 'okrlint_executable', 'okrlint')},
  \   'command': '%e lsp',
  \   'project_root': function('s:root'),
  \   'initialization_options': {-> get(g:, 'okrlint_settings', {})},
  \})
endfunction

try
  for s:filetype in ['markdown', 'html', 'toml', 'org', 'yaml', 'json', 'jsonc', 'csv', 'text']
    call s:define(s:filetype)
  endfor
catch /^Vim\%((\a\+)\)\=:E117/
  " Without ALE there is nothing to do.
endtry
