"""Verbs in their base form, as objectives use them of people, and what may stand around them."""

from __future__ import annotations

from okrlint.rewrite.words import listed

MODALS = frozenset(["can", "could", "will", "should", "may", "might", "must"])
ATTITUDES = listed("""love like trust enjoy feel want know understand believe see think hope prefer value""")
"""What people do in their heads."""
ACTS = listed(
    """are have do get go come stay leave return keep find use read write learn teach speak talk say tell ask
    answer call buy pay order book rent sell earn save spend choose pick decide plan start stop begin finish
    complete pass fail win lose reach meet join help support share give take bring make build create ship
    release deliver send receive open close visit arrive wait travel walk ride drive cycle sleep eat drink cook
    play sing dance watch listen hear recover heal live work move grow hire train practise practice try test
    report record check review fix solve handle manage run lead follow contribute donate renew upgrade switch
    adopt apply register enrol enroll sign submit upload search look notice recognise recognize remember
    recommend rely depend turn need wake fall rise become hold treat accept collaborate cooperate participate
    attend vote volunteer publish cite print borrow breathe swim climb survive succeed thrive pull push set show
    care feed lend settle debug deploy merge install configure query compare trace reorder rebook repair file
    claim cross commute restart catch land accompany achieve act adapt add adjust administer admire adopt afford
    agree aim allow analyse analyze announce apologise appear approve arrange assemble assess assign avoid award
    balance bake beat behave belong benefit bill board break brew browse calculate cancel carry celebrate change
    charge chat clean click clear climb clone collect combine come comment commit communicate compete compile
    complain compose concentrate confirm connect consider consult consume contact continue control convert
    convince copy correct cover craft cut cure cultivate deal defend define demand deny describe deserve design
    detect determine develop die diagnose discover discuss dismiss dispatch dive document download draw dress
    drop edit embrace embed emigrate empty end engage ensure enter escalate estimate evaluate evolve examine
    exchange exercise exit expand expect experience experiment explain explore export express extend face fetch
    fill fit flow fly focus forget form forward gain gather generate graduate grasp greet grip guess guide
    harvest hand ignore imagine implement import improve include inform insist inspect integrate invest invite
    isolate issue judge jump keep kick lack launch lay lift link load lock log lower maintain map mark master
    match measure mention migrate miss model monitor mount negotiate obtain offer onboard operate opt organise
    organize outgrow own pack paint park part patch pause perform phone pin place plant plug point post pour
    pray predict prepare present preserve prevent prioritise prioritize process produce progress propose protect
    prove provide pursue qualify question quit quote raise rate re-order react realise realize rebuild recycle
    redeem reduce refer refill refuse regain regard relate relax release relocate remain remove renovate repeat
    replace reply represent request require rescue research reserve resist resolve respect respond rest restore
    resume retire retrieve reuse reveal ring roast roll route run sail satisfy scale scan schedule score secure
    seek select serve shape shift shop shoot sit sketch skip smile smoke sort sound split sponsor spot spread
    stand step stick store strengthen stretch struggle study subscribe succeed suffer suggest supply surf
    suspect sustain swap sweep switch tackle tag tailor tap taste tend thank tolerate touch track trade transfer
    transform translate trigger trip troubleshoot troubleshot type uncover undergo understand undo unlock update
    use validate vary verify view visualise wash waste wear weigh welcome wish withdraw witness wonder worry
    wrap yield interact self-serve unsubscribe sign-up onboard replicate reproduce deliver re-use re-apply
    re-enrol opt-in automate annotate navigate orient rotate prototype sow dare bin waste reorder refrain"""
)
VERBS = ACTS | ATTITUDES | MODALS
ADVERBS = listed(
    """always never really still also actually only just finally soon easily quickly safely reliably consistently
    fully happily proudly regularly genuinely simply immediately rarely seldom often usually successfully
    confidently independently actively gladly clearly directly naturally effortlessly truly"""
)
PREPOSITIONS = listed(
    """in at from with without of on around near across outside inside over under between for to into by about
    through after before beyond against during"""
)
DETERMINERS = listed("""the a an our your their its his her my this that these those all every each any some no""")


def base(gerund: str) -> str:
    """The base form of a word in -ing; "" for a word that is no known verb."""
    if not gerund.endswith("ing") or len(gerund) < 5:
        return ""
    stem = gerund[:-3]
    doubled = stem[:-1] if stem[-1:] == stem[-2:-1] else ""
    return next((one for one in (stem, f"{stem}e", doubled) if one in VERBS), "")
