"""The files that are generated: from rules, commands, the table of configuration keys and an example."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from okrlint.devtools import cli_page, configuration_page, pack_page, readme, rule_index, rule_page
from okrlint.devtools.catalogue import Catalogue

RULES = "docs/rules"


def generated(root: Path) -> Mapping[str, str]:
    """The text of every generated file of a checkout, by its path. Raises ConfigError for a mistake in a rule."""
    catalogue = Catalogue.of_core()
    pages = {f"{RULES}/{rule.name}.md": rule_page.render(rule, catalogue) for rule in catalogue.rules}
    return {
        "README.md": readme.render(root, catalogue),
        **pages,
        f"{RULES}/index.md": rule_index.render(catalogue),
        "docs/cli.md": cli_page.render(),
        "docs/configuration.md": configuration_page.render(),
        "docs/okrlint.schema.json": configuration_page.schema_text(catalogue),
        pack_page.PAGE: pack_page.render(root),
        pack_page.SCHEMA: pack_page.schema_text(),
    }


def _left_over(root: Path, texts: Mapping[str, str]) -> list[str]:
    """Pages of rules that are no more."""
    there = (path.relative_to(root).as_posix() for path in (root / RULES).glob("*.md"))
    return sorted(name for name in there if name not in texts)


def _is_current(path: Path, text: str) -> bool:
    return path.is_file() and path.read_text(encoding="utf-8") == text


def outdated(root: Path) -> list[str]:
    """The generated files of a checkout that are not what they should be, also those that should not be there."""
    texts = generated(root)
    wrong = [name for name, text in texts.items() if not _is_current(root / name, text)]
    return sorted(wrong) + _left_over(root, texts)


def write(root: Path) -> list[str]:
    """Write the generated files of a checkout and remove pages of rules that are no more; the files that changed."""
    changed, texts = outdated(root), generated(root)
    for name in changed:
        path = root / name
        if name in texts:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(texts[name], encoding="utf-8", newline="\n")
        else:
            path.unlink()
    return changed
