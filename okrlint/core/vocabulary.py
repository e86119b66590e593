"""What metrics are about: their kinds by the words that name them, and names that mean the same metric."""

from __future__ import annotations

from collections.abc import Mapping


def _phrases(text: str) -> tuple[str, ...]:
    return tuple(" ".join(phrase.split()) for phrase in text.split(","))


KINDS: Mapping[str, tuple[str, ...]] = {
    "money": _phrases(
        """revenue*, arr, iarr, mrr, nrr, gmv, tcv, acv, arpu, arpa, aov, ltv, clv, profit*, gross margin*,
        net margin*, contribution margin*, margin, margins, ebitda, ebit, earnings, net income,
        sales volume, sales value, cash flow, contract value*, lifetime value, order value, basket value,
        average basket, takings, donations, funds raised, royalties, upsell*, billings, surplus"""
    ),
    "cost": _phrases(
        """cost, costs, cac, expense*, overhead, overheads, burn rate, opex, capex, cloud bill, energy bill"""
    ),
    "speed": _phrases(
        """lead time*, cycle time*, response time*, reply time*, load time*, loading time*, latency, wait,
        wait time*, waiting time*, turnaround*, throughput, velocity, build time*, start-up time,
        startup time, delivery time*, processing time*, handling time*, ramp-up time, time to *, time-to-*,
        time from *, faster, quicker, speed, p50, p90, p95, p99, days from *, hours from *, minutes from *,
        days to *, hours to *, minutes to *, release frequency, deployment frequency, release cycle*"""
    ),
    "volume": _phrases(
        """tickets closed, tickets solved, tickets resolved, tickets handled, cases closed, cases handled,
        claims handled, claims processed, calls made, calls handled, calls answered, orders shipped,
        orders packed, orders handled, parcels delivered, deliveries made, features shipped, meals served,
        units produced, units built, story points, page views, pageviews, impressions"""
    ),
    "growth": _phrases(
        """sign-ups, signups, sign ups, registrations, registered users, registered accounts, new accounts,
        new users, new customers, new clients, new members, new subscribers, new patients, new donors,
        daily active users, weekly active users, monthly active users, active users, mau, wau, dau,
        followers, downloads, installs, installations, unique visitors, mqls, sqls, free trials,
        market share, paying customers, paying users, paid users"""
    ),
    "quality": _phrases(
        """quality, error*, defect*, bug, bugs, fault*, faulty, complaint*, rework*, reopen*, re-open*,
        accuracy, mistake*, scrap*, refund*, rejected, rejects, rollback*, rolled back, change failure*,
        failure*, crash*, spillage*, damage*, breakage*, bounce rate, pass rate, first-time fix*,
        right first time"""
    ),
    "satisfaction": _phrases(
        """satisfaction, satisfied, nps, enps, csat, ces, net promoter score, rating, ratings, review score,
        sentiment, effort score, engagement score"""
    ),
    "retention": _phrases(
        """retention, churn*, renew*, repeat purchase*, repeat order*, repeat visit*, second order,
        second purchase, second booking, reorder*, rebook*, attrition, staff turnover, cancellation*,
        unsubscribe*, logo loss"""
    ),
    "reliability": _phrases(
        """uptime, availability, downtime, outage*, reliability, incident*, sla, slas, slo, slos, error budget,
        mttr, mtbf, time to restore, time to recover*, data loss, punctuality, stock-out*, stockout*"""
    ),
}
"""Kinds of metrics with the words that name them; "churn*" stands for every word that begins so."""

COUNTED: Mapping[str, tuple[str, ...]] = {
    "growth": _phrases(
        """users, members, subscribers, visitors, customers, clients, leads, trials, accounts, traffic,
        listings, donors, fans, readers, listeners, players, students, merchants, sellers"""
    ),
    "volume": _phrases(
        """orders, deliveries, shipments, deployments, deploys, releases, posts, articles, bookings,
        transactions, views, visits, consultations, demos, calls, tickets, cases, appointments, parcels,
        trips, rides"""
    ),
}
"""What is more of the same where it is counted, and nothing is said of what it does: "500 members"."""

GUARDS = _phrases(
    """without, still, stay*, keep*, kept, hold, holds, holding, held, maintain*, again, return, returns,
    returned, returning, come back, comes back, repeat*, second time, second visit, third time, loyal*,
    leave, leaves, leavers, lapse*, reactivat*, regularly, say, says, feel*, felt, trust*, confiden*, happy,
    happi*, unhapp*, recommend*, agree*, survey*, rate it, rate us, rated, stars, star, praise*, feedback,
    correct*, incorrect*, wrong*, accurate*, waste*, fail*, broken, sent back, late, on time, on-time,
    delay*, first time, first attempt, first try, first visit, first contact, escalat*, abandon*, no-show*,
    fraud*, spoil*, safe*, injur*, accident*, securit*, vulnerab*, harm*, overtime, burnout, sick*, absen*,
    workload, complain*, unaided, unplanned, interrupt*, lost, loss*"""
)
"""Words that show that a key result looks at what something is worth, or at what it costs elsewhere."""

SAME: Mapping[str, tuple[str, ...]] = {
    "signup": _phrases(
        """sign-ups, signups, sign ups, new sign-ups, new signups, registrations, new registrations,
        new accounts, accounts created, accounts opened, newly registered users, users who sign up,
        people who sign up, users sign up, people sign up, users register, people register"""
    ),
    "nps": _phrases("nps, net promoter score, nps score"),
    "csat": _phrases("csat, csat score, customer satisfaction, customer satisfaction score"),
    "dau": _phrases("dau, daus, daily active users, users active daily, users active every day"),
    "wau": _phrases("wau, waus, weekly active users, users active weekly, users active every week"),
    "mau": _phrases("mau, maus, monthly active users, users active monthly, users active every month"),
    "arr": _phrases("arr, annual recurring revenue, annually recurring revenue"),
    "mrr": _phrases("mrr, monthly recurring revenue"),
    "nrr": _phrases("nrr, ndr, net revenue retention, net dollar retention"),
    "cac": _phrases("cac, customer acquisition cost, customer acquisition costs, cost of acquiring a customer"),
    "mttr": _phrases("mttr, mean time to recovery, mean time to recover, mean time to restore, mean time to repair"),
    "churn": _phrases("churn, churn rate, customer churn, customer churn rate"),
    "retention": _phrases("retention, retention rate, customer retention, customer retention rate"),
    "conversion": _phrases("conversion, conversion rate, conversion rates"),
    "attrition": _phrases("attrition, attrition rate, staff turnover, employee turnover, staff attrition"),
    "customer": _phrases("customers, clients, customer, client"),
}
"""Names that mean the same metric."""
