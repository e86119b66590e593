"""Words of English that begin, end or join the parts of a measure."""

from __future__ import annotations

from okrlint.core import lazy_re as re


def words_of(text: str) -> frozenset[str]:
    """The words of a text as a set."""
    return frozenset(text.split())


def _third(verb: str) -> str:
    if verb.endswith(("s", "sh", "ch", "x", "z", "o")):
        return verb + "es"
    return verb[:-1] + "ies" if verb[-1] == "y" and verb[-2] not in "aeou" else verb + "s"


def _ongoing(verb: str) -> str:
    return (verb[:-1] if verb.endswith("e") and len(verb) > 2 else verb) + "ing"


UP = words_of(
    """increase raise grow lift boost double triple quadruple expand climb rise gain add accelerate extend widen"""
)
DOWN = words_of(
    """reduce cut lower decrease halve drop shorten shrink minimise minimize slash trim decline fall slow"""
)
KEEP = words_of("keep maintain hold stay remain sustain")
_PLAIN = words_of(
    """improve optimise optimize bring get push drive move take achieve reach hit attain exceed go come become be score
    see pass strengthen enhance"""
)
CHANGES = frozenset(form for verb in UP | DOWN | KEEP | _PLAIN for form in (verb, _ongoing(verb)))
"""Verbs that say of a metric how it moves, as commands."""

IMPROVES = words_of(
    """increase raise grow boost lift double triple quadruple reduce lower decrease shorten shrink minimise
    minimize halve cut
    slash maintain keep sustain improve optimise optimize strengthen enhance"""
)
"""Those that make a metric of what follows, though no number is said."""

WORKS = words_of(
    """win secure ensure publish write hire launch deliver sign sell interview collect generate attract acquire onboard
    send recruit migrate make create complete enrol enroll resolve serve translate answer save earn obtain receive
    produce provide convert retain find source place give teach supply ship install visit invite involve engage
    distribute organise organize implement conduct perform gather respond reply process handle fix remove eliminate
    renovate restore repair rescue rehome vaccinate register certify qualify award negotiate persuade attend harvest
    have achieve prevent avoid limit cap approve activate adopt equip feed reopen repay introduce close hold run
    host"""
)
"""Verbs that name what somebody does; as the first word of a key result they name no metric."""

AMBIGUOUS = words_of(
    """build open book plant train test record start finish score review order call report visit answer ship place
    process supply feed award repair harvest host run fix close cap limit save source return reply
    rise gain trial pilot plan design support market water stock trade sample map light pass end study fund
    house treat list load clean rank score stage use"""
)
"""Verbs that are nouns or adjectives as well: commands only before a determiner or a number."""

DETERMINERS = words_of("""the a an our its their his her my your this that these those all every each any""")
LEADS = words_of(
    """we to also then and please must will should have has want aim goal of at least currently now today"""
)
"""Words in front of a command."""

PREPOSITIONS = words_of(
    """from to at of by in on for with within into onto under below above over than between about around during per via
    across among before after until till since through against versus vs without inside beyond as toward towards"""
)
COPULAS = words_of(
    """is are was were be been being has have had shall will should must does do did can could would may might cannot
    gets get got"""
)
COMPARING = words_of(
    """at least most more less fewer no not than up down only just exactly approximately almost nearly about around
    roughly max maximum min minimum approx circa ca avg never again average averages averaged or now currently today
    still there quickly often easily frequently slowly soon target baseline goal better faster lower higher greater
    shorter longer later sooner it and the a an to x"""
)
_MOVING = (
    UP
    | DOWN
    | KEEP
    | words_of("""go move exceed reach hit improve average come total equal number sink take require""")
)
MOTIONS = (
    _MOVING
    | frozenset(_third(verb) for verb in _MOVING)
    | words_of(
        """reduced increased cut lowered raised grown kept held fell rose dropped shortened decreased improved halved
    doubled shrunk grew maintained stayed remained brought gone went taken driven steady stable flat"""
    )
)
"""Verbs and adjectives between a metric and its number: "churn falls to 3 %", "margin held at 12 %"."""

RATES = words_of("""daily weekly monthly quarterly yearly annually hourly nightly fortnightly""")
TIME_NOUNS = words_of(
    """second minute hour day night week fortnight month quarter year season term semester sprint shift session weekday
    weekend morning evening"""
)
_NO_ADVERBS = words_of("""early family supply assembly elderly reply friendly likely only fly july italy""")
_SINGULAR_S = re.compile(r"(?:ss|us|is|ics|news|'s|’s)$")
_IRREGULAR = words_of(
    """people children women men staff teeth feet mice sheep cattle fish police personnel data media criteria alumni
    clientele fleet traffic workforce households"""
)


def is_plural(word: str) -> bool:
    """Whether a word looks like a noun in the plural, or names many."""
    word = word.lower().rsplit("-", 1)[-1]
    return word in _IRREGULAR or (len(word) > 2 and word.endswith("s") and not _SINGULAR_S.search(word))


_VERBS = words_of(
    """who that which whose whom where when use uses used using make makes made complete completes completed sign signs
    say says said book join joins pass stay come comes go goes buy buys pay pays answer finish take takes feel feels
    find finds know knows see sees renew renews return returns reach reaches report reports get gets give gives rate
    rates read reads attend recommend understand work works live lives leave leaves arrive arrives open opens start
    starts become becomes meet meets need needs want wants run runs receive receives respond respond show shows
    switch keep keeps follow follows belong belongs choose chooses convert converts submit submits visit visits log
    contain contains stem stems happen happens cost costs save saves win wins earn earns own owns hold holds love
    trust create creates adopt adopts activate activates upgrade upgrades agree agrees click clicks ship ships
    resolve resolves place places bring brings"""
)


def ends_phrase(word: str) -> bool:
    """Whether a word cannot belong to a short noun phrase: a preposition, a verb, a conjunction."""
    word = word.lower()
    return (
        word in PREPOSITIONS
        or word in COPULAS
        or word in _VERBS
        or word in MOTIONS
        or word
        in (
            "and",
            "or",
            "but",
            "not",
            "so",
            "while",
            "no",
            "it",
            "more",
            "less",
            "at",
            "up",
            "down",
            "direct",
            "online",
        )
        or (word.endswith("ly") and word not in RATES | _NO_ADVERBS)
    )
