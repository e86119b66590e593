"""Read numbers as people write them: digits with separators of any country, scales, words, parts of a whole."""

from __future__ import annotations

from okrlint.core import lazy_re as re

_BELOW_TWENTY = """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
    seventeen eighteen nineteen"""
_FROM_TWENTY = "twenty thirty forty fifty sixty seventy eighty ninety"
_UNITS = {word: number for number, word in enumerate(_BELOW_TWENTY.split())}
_TENS = {word: 10 * number for number, word in enumerate(_FROM_TWENTY.split(), start=2)}
_GREAT = {"hundred": 100, "dozen": 12, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
_PARTS = {"half": 2, "third": 3, "quarter": 4, "fifth": 5, "tenth": 10}
_SCALES = {
    "k": 1_000,
    "thousand": 1_000,
    "tsd": 1_000,
    "m": 1_000_000,
    "mm": 1_000_000,
    "mn": 1_000_000,
    "mio": 1_000_000,
    "million": 1_000_000,
    "b": 1_000_000_000,
    "bn": 1_000_000_000,
    "mrd": 1_000_000_000,
    "billion": 1_000_000_000,
    "lakh": 100_000,
    "crore": 10_000_000,
}
_ORDER = {
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
    "tenth": 10,
}
_WORD = re.compile(r"[a-z]+|\d+")
_GROUPED = re.compile(r"\d{1,3}(?P<mark>[,.\u00a0\u202f '’])\d{3}(?:(?P=mark)\d{3})*(?:(?!(?P=mark))[.,]\d+)?")
_HOUR = 3_600_000
_SIZES = {
    "ms": {"ms": 1, "s": 1_000, "min": 60_000, "h": _HOUR, "days": 24 * _HOUR, "weeks": 168 * _HOUR}
    | {"months": 730 * _HOUR, "years": 8_760 * _HOUR},
    "kB": {"kB": 1, "MB": 1_000, "GB": 1_000_000, "TB": 1_000_000_000},
    "g": {"g": 1, "kg": 1_000, "t": 1_000_000},
    "m": {"m": 1, "km": 1_000},
    "kWh": {"kWh": 1, "MWh": 1_000, "GWh": 1_000_000},
}
_MULTIPLES = {"doubl": 2.0, "tripl": 3.0, "quadrupl": 4.0, "halv": 0.5}


def in_smallest(amount: float, unit: str) -> tuple[float, str]:
    """An amount in the smallest unit of its kind, so that 1.2 s and 800 ms can be compared."""
    for smallest, sizes in _SIZES.items():
        if unit in sizes:
            return amount * sizes[unit], smallest
    return amount, unit


def of_digits(text: str) -> float:
    """The number that digits with separators say: "1,234.5", "1.234,5", "1 234", "3,5". Raises ValueError."""
    grouped = _GROUPED.fullmatch(text)
    if grouped and _is_grouping(text, grouped["mark"]):
        text = text.replace(grouped["mark"], "")
    return float(text.replace(",", "."))


def _is_grouping(text: str, mark: str) -> bool:
    """Whether a mark parts thousands. Nobody ends decimals with a zero, or begins thousands with one: "12.500"."""
    if text.startswith("0"):
        return False
    return mark != "." or text.count(".") > 1 or "," in text or text.endswith("0")


def scale(word: str) -> float:
    """What "k", "Mio" or "billion" multiplies by; 1 where there is no such word."""
    return _SCALES.get(word.lower().rstrip("."), 1)


def place(word: str) -> int | None:
    """The place that "2nd" or "second" names; None where it is no such word."""
    digits = re.fullmatch(r"(\d{1,4})(?:st|nd|rd|th)", word.lower())
    return int(digits[1]) if digits else _ORDER.get(word.lower())


def multiple(text: str) -> float | None:
    """What "double", "twice", "halving" multiplies by; None where it is no such word."""
    word = text.lower()
    if word in ("twice", "thrice"):
        return 2.0 if word == "twice" else 3.0
    return next((factor for stem, factor in _MULTIPLES.items() if word.startswith(stem)), None)


def part(text: str) -> float | None:
    """The per cent that "half", "a third", "two thirds" or "one in four" say; None where the words say no part."""
    words = _WORD.findall(text.lower())
    if "in" in words:
        at = words.index("in")
        above, below = cardinal(words[:at]), cardinal([word for word in words[at + 1 :] if word != "every"])
        return 100 * above / below if above and below else None
    whole = _PARTS.get(words[-1].rstrip("s")) if words else None
    if whole is None:
        return None
    above = cardinal(words[:-1]) if words[:-1] else 1
    return 100 * above / whole if above else None


def cardinal(words: list[str]) -> float | None:
    """The number that words say: "seventy five", "a dozen", "two hundred and ten"; None where they say none."""
    total = current = 0.0
    for word in words:
        if word in ("a", "an"):
            current += 1
        elif word in _UNITS or word in _TENS:
            current += _UNITS.get(word, _TENS.get(word, 0))
        elif word.isdecimal():
            current += int(word)
        elif word in ("hundred", "dozen"):
            current = (current or 1) * _GREAT[word]
        elif word in _GREAT:
            total, current = total + (current or 1) * _GREAT[word], 0.0
        elif word != "and":
            return None
    return total + current if words else None
