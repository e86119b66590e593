"""Objectives that wish people something: "Keep parents informed", "Happy playtimes for our pupils"."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from okrlint.core import lazy_re as re
from okrlint.core.rewrite import BASELINE, TARGET
from okrlint.rewrite.people import is_people
from okrlint.rewrite.promise import SHARE, Promise
from okrlint.rewrite.words import POSITIVES, head_of, is_several, listed

_GOOD = (
    r"happy|safe|healthy|calm|clean|warm|fair|fresh|smooth|clear|quiet|reliable|timely|meaningful|good|great|decent"
    r"|affordable|flexible|friendly|inspiring|comfortable|accessible|consistent|predictable|fast|quick"
)
_FINE = r"safe|happy|well|healthy|informed|engaged|motivated|connected|involved|comfortable|active|warm|independent"
_WHOSE = r"(?:our |the |all (?:of )?(?:our )?|every one of our )?(?P<whose>[^,:;]+)"
_FOR = re.compile(
    rf"^(?:(?:provide|offer|create|deliver|build|give|ensure) )?(?:an? )?"
    rf"(?P<what>(?:{_GOOD}) [\w'’-]+(?: [\w'’-]+)?) for {_WHOSE}$",
    re.IGNORECASE,
)
_KEEP = re.compile(
    r"^(?P<verb>keep|make) (?:our |the |all (?:our )?)?(?P<whose>[^,:;]+?) "
    rf"(?P<how>(?:{_FINE})(?: (?:and|in|at|on|about|with|during|while|when) [^,:;]+)?)$",
    re.IGNORECASE,
)
_BETTER = "|".join(POSITIVES)
_PLACE = re.compile(
    rf"^make (?P<what>[^,:;]+?) an? (?P<how>{_BETTER}) (?P<place>place|home|neighbou?r|school|employer|town)"
    rf"(?P<rest> to \w+(?: in)?)? for {_WHOSE}$",
    re.IGNORECASE,
)
_IS = re.compile(
    r"^(?P<what>[^,:;]+? (?:is|are)) (?P<how>(?:\w+ and )?(?:attractive|welcoming|useful|usable|accessible|open|safe"
    r"|helpful|affordable|reliable|transparent|understandable|(?:easy|simple|fun) to [\w ]{2,30}))"
    rf" (?:for|to) {_WHOSE}$",
    re.IGNORECASE,
)
_EASIER = re.compile(
    rf"^mak(?:e|ing) (?P<what>[^,:;]+?) (?P<how>(?:easier|simpler) to [\w ]{{2,30}}) for {_WHOSE}$", re.IGNORECASE
)
_SOONER = re.compile(rf"^(?:faster|quicker|speedier) (?P<what>[\w'’-]+(?: [\w'’-]+)?) for {_WHOSE}$", re.IGNORECASE)
_PLACES = re.compile(r" (?:who|that|in|on|at|of|from|with|to) ", re.IGNORECASE)
_THINGS = re.compile(
    r"^(?:our |the |all |all our )?(?P<what>[^\W\d][\w'’-]*(?: [\w'’-]+){0,2}s) are "
    r"(?P<how>(?:actionable|accurate|up to date|up-to-date|complete|correct|current|on time|answered|reproducible)"
    r"(?: [^,:;]+)?)$",
    re.IGNORECASE,
)
_OURS = re.compile(r"^(?:Our|The|An?|All|Every)\b")
_COUNTED = listed("home start experience place job welcome journey visit stay workplace life future school")
_TIME = "The objective promises that it goes faster; measure how long they wait."


def _share(whose: str, says: str) -> Promise:
    """The share of people who say something."""
    return Promise(
        f"{TARGET} % of {whose} say that {says} (now {BASELINE} %)", "the objective itself", SHARE, True, whose
    )


def _kept(match: re.Match[str], whose: str) -> Promise:
    they = "we keep them" if match["verb"].lower() == "keep" else "they feel"
    return _share(whose, f"{they} {match['how']}")


def _had(match: re.Match[str], whose: str) -> Promise:
    what = match["what"][0].lower() + match["what"][1:]
    return _share(whose, f"they have {'a ' if what.split()[-1].lower() in _COUNTED else ''}{what}")


def _lived(match: re.Match[str], whose: str) -> Promise:
    return _share(
        whose, f"{match['what']} is a {POSITIVES[match['how'].lower()]} {match['place']}{match['rest'] or ''}"
    )


def _seen(match: re.Match[str], whose: str) -> Promise:
    return _share(whose, f"{_OURS.sub(lambda found: found[0].lower(), match['what'])} {match['how']}")


def _eased(match: re.Match[str], whose: str) -> Promise:
    are = "are" if is_several(head_of(match["what"])) else "is"
    how = match["how"].lower().replace("easier", "easy").replace("simpler", "simple")
    return _share(whose, f"{match['what']} {are} {how}")


def _waited(match: re.Match[str], whose: str) -> Promise:
    text = f"Median time that {whose} wait for {match['what']} falls from {BASELINE} to {TARGET} days"
    return Promise(text, "time", _TIME, rises=False, whose=whose)


_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], str], Promise]], ...] = (
    (_KEEP, _kept),
    (_FOR, _had),
    (_PLACE, _lived),
    (_IS, _seen),
    (_EASIER, _eased),
    (_SOONER, _waited),
)


def _of_things(text: str) -> Iterator[Promise]:
    """ "Our alerts are actionable": for how many of them it is true."""
    match = _THINGS.match(text)
    if match and not is_people(match["what"]):
        one = f"Share of {match['what'][0].lower()}{match['what'][1:]} that are {match['how']}"
        yield Promise(f"{one} rises from {BASELINE} % to {TARGET} %", "the objective itself", SHARE)


def wished(text: str) -> Iterator[Promise]:
    """What an objective wishes to some people, as what they say of it or how long they wait for it."""
    for pattern, form in _FORMS:
        match = pattern.match(text)
        if match and is_people(_PLACES.split(match["whose"])[0]):
            yield form(match, match["whose"])
            return
    yield from _of_things(text)
