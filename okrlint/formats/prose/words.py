"""The words by which people name the parts of an OKR document."""

from __future__ import annotations


def _names(listed: str) -> frozenset[str]:
    return frozenset(" ".join(name.split()) for name in listed.split("|"))


KEY_RESULT_SECTIONS = _names(
    """
    key result | key results | krs | kr | measurable key results | annual key results | annual krs | quarterly
    key results | our key results | key results and metrics | key results are | measured by | as measured by |
    we will measure this by | how we will measure this | how we will measure success | how we measure success |
    how will we measure success | how success is measured | we will know when | we will know we succeeded when |
    how do we know | how will we know | how we will know | résultats clés | resultados clave | resultados chave
    | schlüsselergebnisse
    """
)
"""Headings and labels under which key results stand."""

METRIC_SECTIONS = _names(
    """
    metrics | metric | success metrics | success criteria | measures | measures of success | success measures |
    outcomes | outcome | expected outcomes | targets | measurable outcomes | indicators
    """
)
"""Headings that hold key results where they stand below an objective."""

HEALTH_SECTIONS = _names(
    """
    health metrics | health metric | health measures | guardrails | guardrail | guardrail metrics | guard rails
    | counter metrics | counter-metrics | countermetrics | health kpis | health | kpis | kpi
    """
)
"""Sections of gauges that must not fall while the key results rise."""

OBJECTIVE_SECTIONS = _names(
    """
    objectives | objective | goals | our objectives | company objectives | team objectives | okr | okrs |
    objectives and key results | objectives & key results | objectives (okrs) | quarterly objectives | annual
    objectives | strategic objectives
    """
)
"""Headings under which objectives stand."""

WORK_SECTIONS = _names(
    """
    initiative | initiatives | key initiatives | project | projects | key projects | task | tasks | action |
    actions | action items | action plan | actions to take | activity | activities | key activities | to do |
    todo | to-do | todos | deliverables | key deliverables | work | workstreams | epics | epic | stories |
    backlog | roadmap | plan | milestones | milestone | next steps | next step | how | tactics | strategies |
    strategy | alternatives | experiments | key actions | supporting activities | supporting initiatives | how
    we get there | how we will get there | acceptance | acceptance criteria | definition of done |
    implementation | implementation plan | implementation timeline
    """
)
"""Sections of planned work."""

ASIDE_SECTIONS = _names(
    """
    note | notes | okr notes | grading notes | tracking | tracking notes | comment | comments | context |
    background | rational | rationale | rationale connection | why | why now | why this matters | why it matters
    | vision | vision statement | our vision | mission | mission statement | north star | purpose | scope | out
    of scope | in scope | not included | non-goal | non-goals | non goals | nongoals | anti-goal | anti-goals |
    dependencies | dependency | risk | risks | risks and mitigations | risks & mitigations | risk mitigation |
    mitigation | assumptions | open questions | questions | retro | retros | retrospective | retrospectives |
    review | reviews | learnings | lessons learned | lessons | what we learned | scoring | grading | scores |
    final score | score | how we grade | how we score | grading scale | scoring scale | cadence | execution
    cadence | review cadence | check-in | check-ins | checkins | confidence | confidence level | confidence
    levels | confidence levels initial | glossary | definition | definitions | terms | reference | references |
    links | resources | appendix | faq | faqs | guideline | guidelines | guide | process | our process | tips |
    table of contents | contents | toc | index | members | roles | contact | contacts | status | progress |
    current status | status update | updates | update | summary | executive summary | overview | owners |
    stakeholders | archive | prerequisites | long game | legend | key | evidence | actual result | actual
    results | ready for slideshow | evaluation results | additional vision statements | success story | timeline
    | budget | resources needed | tools | introduction | intro | about | disclaimer | how it works | principles
    | values | our values | theme | themes | limitations | strengths | weaknesses | history | changelog |
    feedback | wins | highlights | lowlights | challenges | blockers | impediments | results | final results |
    outlook | conclusion | team | parking lot | critical success factors | operating principle | governance |
    communication | meetings | weekly check-in | tracking manager | engineering okr alignment | alignment | okr
    alignment | company alignment | strategic alignment | linked okrs | related okrs
    """
)
"""Sections and labels beside the OKRs."""

REMARKS = _names(
    """
    note | notes | comment | comments | status | progress | rationale | why | context | evidence | scoring |
    confidence | results | actual result | background | update | updates | risk | risks |
    dependencies | dependency | definition | next steps | next step
    """
)
"""Labels of remarks among key results."""

ASIDE_OPENERS = (
    "out of scope",
    "not this ",
    "not now",
    "not a ",
    "not in ",
    "someday",
    "standing work",
    "what we are not",
    "parked",
)
"""Beginnings of headings whose sections say what is no objective."""

NEVER_NAMES = _names(
    "bad | good | better | worse | good and bad | bad and good | good vs bad | do | don't | dos and don'ts | exercise"
)
"""Headings of sections that teach."""

NEVER_SECTIONS = (
    "example",
    "sample",
    "template",
    "how to",
    "how do ",
    "how we use",
    "how we do",
    "how okrs",
    "what is an",
    "what are okrs",
    "what are the",
    "what makes",
    "why okrs",
    "why we use",
    "writing good",
    "tips for",
    "best practice",
    "common mistakes",
    "common pitfalls",
    "anti-pattern",
    "bad okr",
    "good okr",
    "guidance",
    "instructions",
    "table of contents",
    "about okrs",
    "introduction to okrs",
    "frequently asked",
    "okr process",
    "okr framework",
    "okr guidelines",
    "scoring okrs",
    "grading okrs",
)
"""Beginnings of headings whose sections speak about OKRs in general."""

VERBS = _names(
    """
    accelerate | accept | achieve | acquire | adapt | add | address | adjust | adopt | advance | align | allow |
    analyse | analyze | announce | answer | apply | ask | assess | assign | attract | audit | automate | avoid |
    be | become | begin | benchmark | boost | bring | build | buy | calculate | capture | catch | celebrate |
    centralize | change | check | choose | clarify | clean | close | coach | collaborate | collect | combine |
    commit | communicate | complete | comply | conduct | configure | confirm | connect | consolidate | continue
    | contribute | convert | coordinate | create | cultivate | curate | cut | decide | decrease | deepen |
    define | deliver | demonstrate | deploy | deprecate | derisk | design | determine | develop | digitise |
    digitize | discover | distribute | diversify | document | dominate | double | draft | drive | earn | educate
    | elevate | eliminate | embed | embrace | empower | enable | encourage | enforce | engage | enhance | enrich
    | enrol | enroll | ensure | equip | establish | evaluate | evolve | excel | execute | expand | experiment |
    explore | extend | facilitate | figure | file | fill | finalise | finalize | find | finish | fix | focus |
    form | foster | free | fund | gain | gather | generate | get | give | go | grow | halve | handle | harden |
    have | help | hire | hit | hold | host | identify | implement | improve | increase | inform | innovate |
    inspire | install | instrument | integrate | introduce | invest | invite | iterate | join | keep | kick |
    land | launch | lay | lead | learn | lessen | level | leverage | limit | listen | lower | maintain | make |
    manage | map | master | maximise | maximize | measure | meet | mentor | merge | migrate | minimise |
    minimize | mitigate | modernise | modernize | monitor | move | nail | negotiate | nurture | obtain | offer |
    onboard | open | operate | optimise | optimize | organise | organize | own | participate | partner | pass |
    pay | perform | pilot | pioneer | plan | position | prepare | prevent | prioritise | prioritize | produce |
    promote | prove | provide | publish | push | qualify | raise | ramp | reach | read | rebuild | recruit |
    redesign | reduce | refactor | refine | reimagine | reinforce | release | remove | renew | replace | report
    | research | resolve | restore | restructure | retain | retire | review | revise | revitalise | revitalize |
    roll | run | safeguard | save | scale | secure | sell | send | set | setup | share | ship | shorten | shift
    | show | simplify | solidify | solve | source | speed | spread | stabilise | stabilize | standardise |
    standardize | start | stay | stop | streamline | strengthen | study | submit | succeed | support | surpass |
    sustain | switch | tackle | take | target | teach | test | tighten | track | train | transform | translate |
    transition | triple | turn | uncover | understand | unify | unlock | update | upgrade | upskill | use |
    validate | verify | visit | welcome | win | work | write
    """
)
"""Verbs with which objectives and key results begin."""

GUIDE_OPENERS = ("how", "what", "why", "when", "who", "where", "about", "introduction", "welcome", "faq", "further")
"""First words of headings that explain rather than aim."""
