"""Documents made of headings, lines, lists and tables: how people write OKRs down, whatever the markup."""
