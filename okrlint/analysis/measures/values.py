"""The numbers of a sentence with their units, as values."""

from __future__ import annotations

from collections.abc import Iterator

from okrlint.analysis.measures import numbers
from okrlint.analysis.quantities import find_quantities
from okrlint.core import lazy_re as re
from okrlint.core.measure import Comparison, Value, Words

_CURRENCIES = {"$": "USD", "US$": "USD", "CA$": "CAD", "A$": "AUD", "NZ$": "NZD", "€": "EUR", "£": "GBP", "¥": "JPY"}
_CURRENCIES |= {
    "₹": "INR",
    "USD": "USD",
    "EUR": "EUR",
    "GBP": "GBP",
    "CHF": "CHF",
    "RS": "INR",
    "EURO": "EUR",
    "EUROS": "EUR",
    "DOLLAR": "USD",
    "DOLLARS": "USD",
}
_UNITS = (
    (r"%|per ?cent|percent", "%"),
    (r"‰", "‰"),
    (r"percentage points?|pp|pts?|points?", "points"),
    (r"bps", "bps"),
    (r"[x×]|-?fold", "x"),
    (r"ms|milliseconds?", "ms"),
    (r"s|secs?|seconds?", "s"),
    (r"mins?|minutes?", "min"),
    (r"h|hrs?|(?:(?:working|business|opening) )?hours?", "h"),
    (r"d|(?:(?:working|business|calendar|school) )?days?", "days"),
    (r"weeks?|wks?", "weeks"),
    (r"months?", "months"),
    (r"years?|yrs?", "years"),
    (r"times", "times"),
    (r"stars?|★", "stars"),
    (r"t|(?:metric )?tonn?e?s?", "t"),
    (r"kg|kilograms?|kilogrammes?", "kg"),
    (r"g|grams?|grammes?", "g"),
    (r"km|kilomet(?:re|er)s?", "km"),
    (r"m|met(?:re|er)s?", "m"),
    (r"l|lit(?:re|er)s?", "l"),
    (r"kwh|mwh|gwh|fps|[kmgt]b(?:/s)?", ""),
)
_UNIT_PATTERNS = tuple((re.compile(pattern, re.IGNORECASE), unit) for pattern, unit in _UNITS)
_SPELT = {"kwh": "kWh", "mwh": "MWh", "gwh": "GWh", "mb": "MB", "gb": "GB", "tb": "TB", "kb": "kB"}
_NUMBER = r"\d(?:[\d.,\u00a0\u202f '’]*\d)?"
_MONEY = r"(?:US|CA|A|NZ)?\$|€|£|¥|₹|USD|EUR|GBP|CHF|Rs\.?"
_SCALE = r"(?:k|mm?|mn|b|bn|mio|mrd|tsd|thousand|million|billion|lakh|crore)\b"
_SHAPE = re.compile(
    rf"""
    (?P<sign>[-−≥≤~≈±+<>]=?)?\s?
    (?P<currency>{_MONEY})?\s?
    (?P<low>{_NUMBER})(?:\s?(?P<low_scale>{_SCALE}))?
    (?:\s?(?P<joint>[-–—/])\s?(?:{_MONEY})?\s?(?P<high>{_NUMBER})(?:\s?(?P<high_scale>{_SCALE}))?)?
    (?P<plus>\+)?
    (?:\s(?P<ratio>in|out\sof|of)\s(?:the\s|our\s|all\s|its\s|their\s)?(?P<of>{_NUMBER}))?
    [\s-]?(?P<unit>[^\d+]*)\+?
    """,
    re.IGNORECASE | re.VERBOSE,
)
_SIGNS: dict[str, Comparison] = {"≥": "at least", ">=": "at least", "≤": "at most", "<=": "at most"}
_SIGNS |= {">": "more than", "<": "less than", "~": "about", "≈": "about"}
_FEW = 10
"""Below it a ratio in digits is a share: "1 in 3". From it on it counts: "40 of 60"."""
_RANK = re.compile(
    r"(?=#|\b\w)(?:"
    r"\b(?:top|no\.|number|rank(?:ed|s)?|position|place)[ -]#?(?P<number>\d{1,4}|three|five|ten)\b(?!\s?[%.]\d|\s?%)"
    r"|(?<![\w-])(?P<order>\d{1,4}(?:st|nd|rd|th))(?![\w-])(?! (?:form|floor|grade|edition|anniversary|century"
    r"|year|birthday"
    r"|street|time|generation|party|parties|avenue|week|day|month|quarter|class)\b)"
    r"|(?:(?<=→ )|(?<=> )|(?<=\bto ))#(?P<hash>\d{1,4})(?![\w.])"
    r"|\bfrom (?P<from>second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)\b"
    r"(?: (?:place )?to (?P<to>first|second|third|fourth|fifth))?)",
    re.IGNORECASE,
)
_NOTHING = re.compile(
    r"\b(?=n)(?:"
    r"(?<![\w-])(?:none|nobody|no one)(?![\w-])|\A(?:no|not one|not a single)\b(?![.-]| (?:more|less|fewer|later"
    r"|longer) )"
    r"|(?<=\bto )(?:no|nil)\b(?= \w))",
    re.IGNORECASE,
)
_STARS = re.compile(
    r"(?<![\w.,-])(?P<stars>\d(?:[.,]\d)?)-star(?=\s(?:average\s)?(?:rating|score|average)\b)", re.IGNORECASE
)
_ONE = re.compile(r"\A(?:\w+\s)?(?P<one>one)\s(?=[^.;]*\s(?:per|every|each|an?)\s)", re.IGNORECASE)
_TO_ONE = re.compile(r"\bfrom\s[^.;]*\bto\s(?P<one>one)(?=\W*$|\s?[.,;)])", re.IGNORECASE)
"""One is a number where it is counted per something: "One farm walk every two weeks"."""


def unit_of(word: str, currency: str = "") -> str:
    """The spelling of a unit that okrlint uses; "" where it is none."""
    if currency:
        return _CURRENCIES.get(currency.upper().rstrip("."), "")
    word = " ".join(word.split()).strip(" -")
    if "°" in word:
        return "°C"
    if word.upper() in _CURRENCIES:
        return _CURRENCIES[word.upper()]
    for pattern, unit in _UNIT_PATTERNS:
        if pattern.fullmatch(word):
            return unit or _SPELT.get(word.lower(), word.lower())
    return ""


def _of_shape(found: re.Match[str], words: Words, behind: str) -> Value | None:
    """The value of digits with what surrounds them; `behind` is the text that follows."""
    try:
        low = _scaled(found, "low")
        high = _scaled(found, "high") if found["high"] else None
        whole = numbers.of_digits(found["of"]) if found["of"] else None
    except ValueError:
        return None
    unit = "m" if _is_metre(found) else unit_of(found["unit"], found["currency"] or "")
    if unit == "stars" and low > _FEW:
        unit = ""
    # "1 in 3": one of three is a share of all, "40 of 60" a count with its whole.
    if whole and (found["ratio"] or "").lower() == "in" and low < min(whole, _FEW):
        return Value(100 * low / whole, "%", words)
    if found["joint"] == "/":
        # "2/3 of the members" is a fraction, "24/30 tests" a count with its whole.
        if behind.startswith(" of ") and high and low < high < _FEW:
            return Value(100 * low / high, "%", words)
        return Value(low, unit, words, of=high)
    # "5-8k": the scale behind the upper end is that of both.
    if high is not None and found["high_scale"] and not found["low_scale"]:
        low *= numbers.scale(found["high_scale"])
    return Value(low, unit, words, upper=high, of=whole, factor=unit == "x")


def _is_metre(found: re.Match[str]) -> bool:
    """Whether the m behind a number is the unit and not a million: it stands apart, and counts no money: "20 m"."""
    return found["low_scale"] == "m" and not found["currency"] and not found["unit"] and found[0].endswith(" m")


def _scaled(found: re.Match[str], end: str) -> float:
    amount = numbers.of_digits(found[end])
    return amount if _is_metre(found) else amount * numbers.scale(found[f"{end}_scale"] or "")


def _in_words(text: str, words: Words, as_many: bool) -> Value | None:
    factor = 0.5 if as_many and text.lower() == "half" else numbers.multiple(text)
    if factor is not None:
        return Value(factor, "x", words, factor=True)
    share = numbers.part(text)
    if share is not None:
        return Value(share, "%", words)
    part, _, whole = (
        text.lower().removeprefix("at least ").replace("-", " ").replace(" out of ", " of ").partition(" of ")
    )
    below = numbers.cardinal([word for word in whole.split() if word not in _DETERMINERS]) if whole else None
    plain = ["one" if word == "once" else word for word in part.split()]
    for count in range(len(plain), 0, -1):
        amount = numbers.cardinal(plain[:count])
        if amount is not None:
            return Value(amount, unit_of(" ".join(plain[count:])), words, of=below)
    return None


_AS_MANY = re.compile(r"\sas\s(?:many|much|long|often)\b", re.IGNORECASE)
_DETERMINERS = ("the", "our", "all")


def read(text: str, start: int, end: int, field: str = "") -> Value | None:
    """The value that `text[start:end]` says; None where it cannot be read as a number."""
    words = Words(text[start:end], start, end, field)
    found = _SHAPE.fullmatch(words.text)
    behind = text[end : end + len(" of ")]
    return _of_shape(found, words, behind) if found else _in_words(words.text, words, bool(_AS_MANY.match(text, end)))


def sign_of(value: Value) -> Comparison | None:
    """The comparison that a sign at the number makes: "≥ 40", "<2", "15+"."""
    text = value.words.text
    sign = _SIGNS.get(text[:2]) or _SIGNS.get(text[:1])
    return sign or ("at least" if _PLUS.search(text) else None)


_PLUS = re.compile(r"\d\s?[a-zA-Z%]*\+")


def _ranks(text: str) -> Iterator[Value]:
    for match in _RANK.finditer(text):
        if match["from"]:
            for name in ("from", "to"):
                place = numbers.place(match[name] or "")
                if place is not None:
                    yield Value(place, "", Words(match[name], *match.span(name)), rank=True)
            continue
        name = next(name for name in ("number", "order", "hash") if match[name])
        word = match[name]
        amount = numbers.place(word) if name == "order" else _place_number(word)
        if amount is not None:
            yield Value(amount, "", Words(match[0], *match.span()), rank=True)


def _place_number(word: str) -> float | None:
    return float(word) if word.isdigit() else numbers.cardinal([word.lower()])


def _overlaps(value: Value, others: list[Value]) -> bool:
    return any(value.words.start < other.words.end and other.words.start < value.words.end for other in others)


def find_values(text: str, moments: tuple[tuple[int, int], ...]) -> list[Value]:
    """The values of a sentence in order; numbers in names and dates are none. `moments` is where dates stand."""
    found = [read(text, quantity.start, quantity.end) for quantity in find_quantities(text)]
    values = [value for value in found if value is not None]
    for rank in _ranks(text):
        if not any(start < rank.words.end and rank.words.start < end for start, end in moments):
            values = [value for value in values if not _overlaps(value, [rank])]
            values.append(rank)
    for one in (_ONE.match(text), _TO_ONE.search(text)):
        if one is None:
            continue
        values.append(Value(1.0, "", Words(one["one"], *one.span("one"))))
    for match in _STARS.finditer(text):
        values.append(Value(numbers.of_digits(match["stars"]), "stars", Words(match[0], *match.span())))
    for match in _NOTHING.finditer(text):
        nothing = Value(0.0, "", Words(match[0], *match.span()))
        if not _overlaps(nothing, values):
            values.append(nothing)
    return sorted(values, key=lambda value: value.words.start)
