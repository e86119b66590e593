"""The keys of a rule file: one table for reading it, for the schema and for the documentation."""

from __future__ import annotations

from typing import NamedTuple


class RuleKey(NamedTuple):
    """One key: what it is for, and whether every rule must have it."""

    name: str
    help: str
    required: bool = True


RULE_KEYS = (
    RuleKey("code", 'Two to eight capital letters of your own (not "OKR") and three or four digits.'),
    RuleKey("name", 'What the rule reports, in small letters with hyphens: "house-jargon".'),
    RuleKey("summary", "One sentence that says what is reported; lists of rules show it."),
    RuleKey("severity", "How bad a finding is: info, warning or error. Only the last two fail a check by default."),
    RuleKey("applies_to", "What the rule looks at: key_result, objective, document, or documents for several at once."),
    RuleKey("check", "How it looks: one of the checks that okrlint ships, by its name."),
    RuleKey("with", "The options of the check.", required=False),
    RuleKey("message", "What the writer reads. Words in braces are filled in: which there are depends on the check."),
    RuleKey("why", "Why it matters, in two to six sentences; `okrlint explain` shows it."),
    RuleKey("sources", "Where the advice comes from: books, pages, your own guide.", required=False),
    RuleKey(
        "silences",
        "Codes or names of rules, okrlint's or your own, that keep quiet about an element when this rule speaks.",
        required=False,
    ),
    RuleKey(
        "adds",
        "Codes or names of rules, each with a sentence that is added to its message when both rules speak.",
        required=False,
    ),
    RuleKey(
        "rewrite",
        "Which wording is offered: outcome (in place of work), measure (for a wish), team (for one person's goal), "
        "guardrail (for a set), objective (in place of a metric).",
        required=False,
    ),
    RuleKey("examples", "What is reported (bad), what is not (good), and near-misses (silent)."),
)
"""Every key that a rule file may have, in the order in which they are best written."""
