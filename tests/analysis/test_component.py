"""okrlint inside spaCy, and spaCy's patterns inside okrlint."""

from __future__ import annotations

from pathlib import Path

import pytest

spacy = pytest.importorskip("spacy")

from okrlint.analysis import analyse  # noqa: E402
from okrlint.analysis.patterns import find_patterns  # noqa: E402
from okrlint.core.errors import OkrlintError  # noqa: E402
from okrlint.core.labels import Labels, Unjudged  # noqa: E402
from okrlint.core.source import Source  # noqa: E402
from okrlint.engine import bind, lint  # noqa: E402
from okrlint.packs.rule_files import rule  # noqa: E402

RULE = """\
code: ACME101
name: launch-counts
summary: Launches are counted.
severity: warning
applies_to: key_result
check: pattern
with:
  patterns:
    - [{LOWER: {IN: [launch, launches]}}, {LIKE_NUM: true, OP: "+"}]
message: '"{words}" counts launches'
why: |
  Launches are work. Count what they change.
examples:
  bad: ["- <<Launch 3>> shops", "- <<Launch two>> shops"]
  good: ["- Buyers come back", "- Buyers stay"]
"""


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_a_pipeline_gets_labels_and_spans() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("okrlint")
    doc = nlp("Launch the new booking page by June")
    assert isinstance(doc._.okrlint, Labels)
    assert doc.cats["output"] == doc._.okrlint.probabilities["output"]
    assert set(doc.cats) == {"outcome", "output", "activity", "binary", "individual", "gameable", "health"}
    assert {span.label_ for span in doc.spans["okrlint"]} == {part.name for part in doc._.okrlint.parts}
    assert isinstance(nlp("Die Kunden sind mit der Seite zufrieden")._.okrlint, Unjudged)


def test_the_objective_is_that_of_the_doc_or_of_the_pipeline() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("okrlint", config={"objective": "Guests find a table at once"})
    text = "Booking without a phone call"
    doc = nlp.make_doc(text)
    doc._.objective = "Rebuild the website"
    with_own = nlp(doc)
    assert with_own._.okrlint != nlp(text)._.okrlint


def test_the_longest_matches_are_found_in_order() -> None:
    pattern = [{"LOWER": "launch"}, {"IS_ALPHA": True, "OP": "*"}]
    text = "Relaunch? Launch big shops, then launch é5"
    assert [text[start:end] for start, end in find_patterns(text, [pattern])] == ["Launch big shops", "launch"]


@pytest.mark.parametrize(
    ("pattern", "reason"),
    [
        ({"LEMMA": "be"}, 'asks for "LEMMA", which needs a trained pipeline'),
        ({"FOO": 1}, "a token pattern is wrong"),
        ({"LOWER": 3}, "a token pattern is wrong"),
    ],
)
def test_a_wrong_pattern_is_refused(pattern: dict[str, object], reason: str) -> None:
    with pytest.raises(OkrlintError, match=reason) as error:
        find_patterns("Launch it", [[pattern]])
    assert "\n" not in str(error.value)


def test_a_rule_may_be_a_pattern(tmp_path: Path) -> None:
    path = tmp_path / "launch.yaml"
    path.write_text(RULE)
    text = "# OKRs 2026 Q3\n\n## Objective: Shops\n\n- We **launch 3** shops\n- Launch shops\n"
    found = lint([Source("okrs.md", text, "markdown")], [bind(rule(path))], analyse=analyse)
    assert [(one.message, text[one.span.start : one.span.end]) for one in found] == [
        ('"launch 3" counts launches', "launch 3")
    ]
