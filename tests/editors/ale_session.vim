" One session of Vim with ALE and okrlint, set up as editors/vim has it: open OKRS_FILE, note what is found and what is
" said about it, apply OKRS_ACTION, save, and write all of it to OKRS_NOTES as JSON.
set nocompatible nomore hidden noswapfile encoding=utf-8
let &runtimepath = join([$OKRS_CONFIGURATIONS . '/vim', $OKRS_ALE, &runtimepath], ',')
let g:ale_linters_explicit = 1
let g:ale_linters = {'markdown': ['okrlint']}
let g:ale_history_enabled = 0
let g:ale_lint_on_text_changed = 'always'
let g:ale_lint_delay = 0
filetype plugin on

let s:notes = {}

function! s:until(what, test) abort
  for step in range(3000)
    if a:test()
      return
    endif
    sleep 20m
  endfor
  throw a:what . ' did not happen'
endfunction

function! s:found() abort
  return ale#engine#GetLoclist(bufnr(''))
endfunction

function! s:words(key, one) abort
  return getline(a:one.lnum)[a:one.col - 1 : a:one.end_col - 1]
endfunction

function! s:hover() abort
  let g:ale_hover_to_preview = 1
  ALEHover
  call s:until('a hover', {-> !empty(s:shown())})
  let s:notes.hover = s:shown()
endfunction

function! s:shown() abort
  let buffers = filter(range(1, bufnr('$')), {_, one -> getbufvar(one, '&filetype') is# 'ale-preview.message'})
  return empty(buffers) ? '' : join(getbufline(buffers[0], 1, '$'), "\n")
endfunction

function! s:choose(data, items) abort
  let actions = map(copy(a:items), {_, item -> item[1]})
  let s:notes.actions = map(copy(actions), {_, action -> action.title})
  for action in filter(actions, {_, action -> action.title is# $OKRS_ACTION})
    call ale#codefix#ApplyLSPCodeAction(a:data, action)
  endfor
endfunction

function! s:act() abort
  call ale#codefix#Execute(0, function('s:choose'))
  call s:until('a change', {-> &modified || getline('.') =~# 'okrlint'})
endfunction

function! Session() abort
  try
    execute 'edit' fnameescape($OKRS_FILE)
    call s:until('a diagnostic', {-> !empty(s:found())})
    let s:notes.words = map(copy(s:found()), function('s:words'))
    let s:notes.message = s:found()[0].code . ' ' . s:found()[0].text
    call cursor(s:found()[0].lnum, s:found()[0].col)
    call s:hover()
    call s:act()
    write
    call s:until('a clean buffer', {-> empty(s:found())})
    let s:notes.cleared = v:true
  catch
    let s:notes.problem = v:exception . ' ' . v:throwpoint
  endtry
  call writefile([json_encode(s:notes)], $OKRS_NOTES)
  qall!
endfunction

autocmd VimEnter * ++nested call Session()
