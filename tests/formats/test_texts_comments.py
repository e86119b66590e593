"""Comments to okrlint in every format of text: where they stand, and which key result they keep quiet."""

from __future__ import annotations

import pytest

from okrlint.analysis import analyse
from okrlint.core.settings import Settings
from okrlint.core.source import Source
from okrlint.engine import lint, rules_for
from okrlint.formats import read
from okrlint.packs import core_rules, profiles

TEXTS = {
    "okrs.html": "<h2>Objective 1: Guests come back</h2><ul>\n<li>KR1: Significantly fewer calls\n"
    "<li>KR2: Significantly fewer mails <!-- okrlint: ignore vague-quantity counted since May -->\n"
    "<pre><!-- okrlint x --></pre></ul>",
    "okrs.mdx": "## Objective 1: Guests come back\n\n- KR1: Significantly fewer calls\n- KR2: Significantly fewer mails"
    " {/* okrlint: ignore vague-quantity counted since May */}\n\n```\n{/* okrlint: ignore */}\n```\n",
    "okrs.org": "* Objective 1: Guests come back\n- KR1: Significantly fewer calls\n"
    "# okrlint: ignore vague-quantity counted since May\n- KR2: Significantly fewer mails\n",
    "okrs.txt": "Objective 1: Guests come back\nKR1: Significantly fewer calls\n"
    "KR2: Significantly fewer mails  # okrlint: ignore vague-quantity counted since May\n",
    "okrs.toml": 'objective = "Guests come back"\nkey_results = [\n  "Significantly fewer calls # okrlint: ignore",\n'
    '  "Significantly fewer mails", # okrlint: ignore vague-quantity counted since May\n]\n',
}


@pytest.mark.parametrize("name", TEXTS)
def test_a_comment_keeps_its_key_result_quiet(name: str) -> None:
    source = Source(name, TEXTS[name])
    found = lint([source], rules_for(Settings(), core_rules(), profiles()), analyse=analyse)
    vague = [source.line_column(one.span.start)[0] for one in found if one.name == "vague-quantity"]
    calls = source.line_column(TEXTS[name].index("calls"))[0]
    assert vague == [calls]
    assert not [one for one in found if one.name == "unused-suppression"]


@pytest.mark.parametrize("name", TEXTS)
def test_a_comment_stands_where_it_says_and_in_no_sentence(name: str) -> None:
    document = read(Source(name, TEXTS[name]))
    [comment] = document.comments
    assert comment.body.value == "ignore vague-quantity counted since May"
    assert TEXTS[name][slice(*comment.body.span())] == comment.body.value
    whole = TEXTS[name][slice(*comment.span)]
    assert whole.startswith(("<!--", "{/*", "#"))
    assert whole.endswith(("-->", "*/}", "May"))
    assert [kr.text.value for kr in document.key_results][-1] == "Significantly fewer mails"
