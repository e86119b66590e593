"""Which rules run, how loud, and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal, NamedTuple

from okrlint.core.errors import ConfigError, did_you_mean
from okrlint.core.finding import Severity
from okrlint.core.rule import BoundRule, Profile, Rule
from okrlint.core.settings import Settings
from okrlint.engine.bind import bind
from okrlint.engine.paths import check_glob, matches
from okrlint.engine.selectors import ALL, best, specificity

State = Literal["on", "muted", "off"]


class Decision(NamedTuple):
    """Whether a rule runs, how loud, and the reasons in the order in which they counted.

    A muted rule runs, but only for what it silences.
    """

    state: State
    severity: Severity
    reasons: tuple[str, ...]


class _Layer(NamedTuple):
    """What one place says about rules; `said` names the place in reasons, with {key} and {selector} to be filled."""

    said: str
    select: tuple[str, ...]
    ignore: tuple[str, ...]

    def reason(self, key: str, selector: str, effect: str) -> str:
        """One line for a person."""
        return f"{self.said.format(key=key, selector=selector)} {effect}"

    def decide(self, rule: Rule, state: State) -> tuple[State, list[str]]:
        """The state after this layer, and what it said."""
        selected, by = best(self.select, rule.code, rule.name)
        ignored, without = best(self.ignore, rule.code, rule.name)
        reasons = [self.reason("select", by, "turns it on")] if selected else []
        if ignored and ignored >= selected:
            state = "off" if state == "off" and not selected else "muted"
            effect = "keeps it quiet" + ("; it still runs, so that what it silences stays silent" * (state == "muted"))
            return state, [*reasons, self.reason("ignore", without, effect)]
        return ("on" if selected else state), reasons


def _chain(profile: str, profiles: Mapping[str, Profile], settings: Settings) -> list[Profile]:
    """A profile after those that it extends. Raises ConfigError where there is none of that name."""
    if profile not in profiles:
        message = f'there is no profile "{profile}"{did_you_mean(profile, profiles)}'
        raise ConfigError(_placed(message, settings, "profile"))
    found = profiles[profile]
    above = _chain(found.extends, profiles, settings) if found.extends else []
    return [*above, found]


def _placed(message: str, settings: Settings, *keys: str) -> str:
    """A message with the place where a key was set in front, where that is known."""
    known = [place for place in (settings.origin(*keys), settings.origin(keys[0])) if place != "default"]
    return f"{known[0]}: {message}" if known else message


def _layers(settings: Settings, chain: Sequence[Profile]) -> Iterator[_Layer]:
    """Who says which rules run; the last one that speaks of a rule wins. A `select` replaces the profile's."""
    if not settings.select:
        for profile in chain:
            yield _Layer(f'profile "{profile.name}" ({{key}} {{selector}})', profile.select, profile.ignore)
    yield _Layer("{key} {selector}", settings.select, settings.ignore)


def _of_pack(settings: Settings, rule: Rule) -> tuple[State, list[str]]:
    """Where a rule begins: one of the user's own pack is on, unless the settings select."""
    if not rule.pack or settings.select:
        return "off", []
    return "on", [_placed("extend-packs turns it on", settings, "extend-packs", rule.pack)]


def _with_origin(reason: str, settings: Settings) -> str:
    """A reason of the settings' own with the place where they say so."""
    key = reason.partition(" ")[0]
    place = settings.origin(key)
    return f"{place}: {reason}" if place != "default" else reason


def _severity(settings: Settings, rule: Rule, chain: Sequence[Profile]) -> tuple[Severity, str]:
    """How bad the findings of a rule are, and who says so."""
    if selector := best(settings.severity, rule.code, rule.name)[1]:
        level = settings.severity[selector]
        return level, _placed(f"severity {selector} makes it {level}", settings, "severity", selector)
    for profile in reversed(chain):
        if selector := best(profile.severity, rule.code, rule.name)[1]:
            level = profile.severity[selector]
            return level, f'profile "{profile.name}" (severity {selector}) makes it {level}'
    return rule.severity, f"the rule itself is {rule.severity}"


def _quiet_in(settings: Settings, rule: Rule) -> tuple[str, ...]:
    """The globs of files in which a rule keeps quiet."""
    ignores = settings.per_file_ignores.items()
    return tuple(glob for glob, selectors in ignores if best(selectors, rule.code, rule.name)[0])


def decide(settings: Settings, rule: Rule, profiles: Mapping[str, Profile], path: str = "") -> Decision:
    """Whether a rule runs, how loud and why; with a path, in that file. Raises ConfigError for an unknown profile."""
    chain = _chain(settings.profile, profiles, settings)
    state, reasons = _of_pack(settings, rule)
    for layer in _layers(settings, chain):
        state, said = layer.decide(rule, state)
        reasons += (_with_origin(reason, settings) for reason in said)
    if state == "off" and not reasons:
        who = "select does" if settings.select else f'profile "{settings.profile}" does'
        reasons.append(f"{who} not turn it on")
    severity, said_by = _severity(settings, rule, chain)
    for glob in _quiet_in(settings, rule) if path and state == "on" else ():
        if matches(path, (glob,), settings.root):
            state = "muted"
            reasons.append(_placed(f'per-file-ignores "{glob}" keeps it quiet', settings, "per-file-ignores", glob))
    return Decision(state, severity, (*reasons, said_by))


def _check_selectors(settings: Settings, rules: Sequence[Rule], profiles: Mapping[str, Profile]) -> None:
    """Raise ConfigError where a setting names a rule that does not exist."""
    pairs = [(rule.code, rule.name) for rule in rules]
    reserved = [selector for profile in profiles.values() for selector in (*profile.select, *profile.ignore)]
    words = [word for pair in pairs for word in pair] + reserved
    for keys, selector in _selectors(settings):
        if selector in reserved or any(specificity(selector, *pair) for pair in pairs):
            continue
        message = f'there is no rule "{selector}"{did_you_mean(selector, [*words, ALL])}'
        raise ConfigError(_placed(message, settings, *keys))


def _check_globs(settings: Settings) -> None:
    """Raise ConfigError where files are named by what is no glob."""
    for glob in settings.per_file_ignores:
        try:
            check_glob(glob)
        except ConfigError as error:
            raise ConfigError(_placed(str(error), settings, "per-file-ignores", glob)) from None


def _selectors(settings: Settings) -> Iterator[tuple[tuple[str, ...], str]]:
    """Every selector of the settings with the keys under which it stands."""
    for key, selectors in (("select", settings.select), ("ignore", settings.ignore)):
        yield from (((key,), selector) for selector in selectors)
    for glob, selectors in settings.per_file_ignores.items():
        yield from ((("per-file-ignores", glob), selector) for selector in selectors)
    yield from ((("severity", selector), selector) for selector in settings.severity)
    yield from ((("rules", selector), selector) for selector in settings.options)


def _bound(settings: Settings, rule: Rule, decision: Decision) -> BoundRule:
    """A rule with the options that the settings give it. Raises ConfigError for a wrong one."""
    options: dict[str, Any] = {}
    for key in (rule.code, rule.name):
        given = settings.options.get(key, {})
        try:
            bind(rule, given) if given else None
        except ConfigError as error:
            raise ConfigError(_placed(str(error), settings, "rules", key)) from None
        options |= given
    muted = decision.state == "muted"
    return bind(rule, options, decision.severity, muted, _quiet_in(settings, rule), settings.root)


def rules_for(settings: Settings, rules: Sequence[Rule], profiles: Mapping[str, Profile]) -> tuple[BoundRule, ...]:
    """The rules that run under some settings, muted ones among them. Raises ConfigError for a mistake in them."""
    _check_selectors(settings, rules, profiles)
    _check_globs(settings)
    known = tuple(word for rule in rules for word in (rule.code, rule.name))
    bound = []
    for rule in rules:
        decision = decide(settings, rule, profiles)
        if decision.state != "off":
            ready = _bound(settings, rule, decision)
            bound.append(ready._replace(known=known) if rule.applies_to == "suppression" else ready)
    return tuple(bound)
