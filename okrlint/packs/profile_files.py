"""Profile files: which rules a kind of reader wants to hear."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from okrlint.core.errors import ConfigError, did_you_mean
from okrlint.core.finding import Severity
from okrlint.core.rule import Profile
from okrlint.packs.rule_files import SEVERITIES
from okrlint.packs.strict import Entry, read

KEYS = ("name", "summary", "extends", "select", "ignore", "severity")


def _profile(root: Entry, path: Path) -> Profile:
    keys = root.mapping(KEYS, required=("name", "summary"))
    name = keys["name"].text()
    if name != path.stem:
        raise keys["name"].error(f'"{name}" stands in a file called {path.name}')
    levels = dict(keys["severity"].pairs()) if "severity" in keys else {}
    off = [rule for rule, entry in levels.items() if entry.choice((*SEVERITIES, "off")) == "off"]
    return Profile(
        name=name,
        summary=keys["summary"].text().strip(),
        extends=keys["extends"].text() if "extends" in keys else "",
        select=keys["select"].texts() if "select" in keys else (),
        ignore=(*(keys["ignore"].texts() if "ignore" in keys else ()), *off),
        severity={rule: Severity.named(entry.text()) for rule, entry in levels.items() if rule not in off},
    )


def profiles(folder: Path) -> Mapping[str, Profile]:
    """The profiles of a folder of packs, by name. Raises ConfigError, also where they extend each other in a circle."""
    found = {path.stem: _profile(read(path), path) for path in sorted(folder.glob("profiles/*.yaml"))}
    for name, profile in found.items():
        place = (folder / "profiles" / f"{name}.yaml").as_posix()
        chain = [name]
        while profile.extends:
            if profile.extends not in found:
                hint = did_you_mean(profile.extends, found)
                raise ConfigError(f'there is no profile "{profile.extends}"{hint}', place)
            if profile.extends in chain:
                raise ConfigError(f"extends goes in a circle: {' -> '.join([*chain, profile.extends])}", place)
            chain.append(profile.extends)
            profile = found[profile.extends]
    return found
