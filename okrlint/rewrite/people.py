"""Which words name people: those whose behaviour a key result can be about."""

from __future__ import annotations

from okrlint.core import lazy_re as re
from okrlint.rewrite.words import listed, plain

_NOUNS = listed(
    """people user customer client shopper buyer consumer member guest visitor patient resident citizen tenant
    neighbour neighbor parent family carer pupil student learner teacher tutor lecturer researcher scientist
    nurse doctor physician midwife clinician therapist pharmacist staff employee colleague worker manager lead
    leader engineer developer designer analyst agent rep representative seller merchant vendor supplier partner
    reseller distributor driver rider passenger courier farmer grower volunteer donor sponsor supporter fan
    listener reader viewer subscriber follower player athlete coach musician actor artist maker creator
    contributor maintainer author editor journalist reviewer candidate applicant graduate apprentice trainee
    intern newcomer hire joiner starter beginner owner founder host traveller traveler commuter cyclist
    pedestrian officer inspector firefighter soldier veteran refugee migrant child kid youth teenager adult
    senior man woman mother father girl boy household team crew squad chapter department branch shop store
    school hospital clinic ward practice company business organisation organization institution startup account
    recruiter buyer planner operator technician mechanic electrician plumber installer builder contractor
    freelancer consultant adviser advisor lawyer solicitor accountant auditor cashier waiter chef cook baker
    butcher librarian curator archivist conservator priest congregation parishioner adopter foster beneficiary
    claimant policyholder borrower investor trader banker administrator admin secretary assistant supervisor
    foreman executive director stakeholder decision-maker prospect trialist tester responder dispatcher
    paramedic caregiver elder inmate prisoner offender victim witness expert specialist practitioner
    professional firm audience developer-user analyst marketer salesperson hunter fisher ranger caretaker
    janitor cleaner crew lab studio library kitchen site ministry authority bank insurer farm village depot club
    embassy publisher agency council municipality town society association charity landlord lodger hotel restaurant
    factory workshop garage pharmacy nursery kindergarten college university museum theatre orchestra choir band"""
)
_ENDINGS = ("er", "or", "ist", "ian", "ee", "ant", "eer", "holder", "goer", "maker")
_THINGS = listed(
    """paper letter order number server cluster container header footer folder computer laptop printer router
    browser scanner tracker planner sticker poster banner flyer chapter filter parser compiler linter helper
    error center water winter summer october november december september quarter semester register charter power
    tower user-error corner layer monitor sensor motor factor vendor-order mirror refrigerator elevator
    calculator generator simulator indicator editor-tool connector actor-model tutorial restaurant plant grant
    invoice committee coffee fee tree degree trainee-guide employee-handbook newsletter offer buffer adapter
    wrapper controller driver-app checker counter timer trigger tender transfer matter member-list ladder border
    list checklist waitlist wishlist playlist shortlist backlist specialist-list disorder cover rather other
    another over under after whether guarantee variant constant warrant assistant-bot tier carrier-list reminder
    render vector color colour behavior behaviour labour floor door harbor harbour neighbor-list razor
    debtor-list investor-deck interior analyzer analyser driver-set builder-tool
    exporter importer formatter highlighter crawler resolver reducer validator decorator iterator emitter"""
)
_WORDS = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def is_people(phrase: str) -> bool:
    """Whether a noun phrase names people in the plural, such as "first-time donors"."""
    words = _WORDS.findall(phrase)
    if not words:
        return False
    last = words[-1].lower()
    one = plain(last)
    if one == last and last not in ("people", "staff", "youth", "crew", "audience"):
        return False
    one = "people" if one == "person" else one
    return one in _NOUNS or (one not in _THINGS and len(one) > 4 and one.endswith(_ENDINGS))
