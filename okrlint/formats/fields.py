"""The names that authors give to columns and keys, and what they mean."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

from okrlint.core import lazy_re as re

_SPELLINGS: Mapping[str, str] = {
    "baseline": """
        baseline, base line, base, baseline value, start result, initial result, start, start value, starting value,
        starting point, starting from, starting, start point, started at, initial, initial value, from, from value,
        metric start, before, as is, previous, previous value, last quarter, old value
    """,
    "target": """
        target, targets, target value, target values, target result, end value, goal value, final value,
        metric target,
        desired value, to, to value, to be, target state, end of quarter target, eoq target, threshold
    """,
    "current": """
        current, current value, current result, currently, current state, current status value, actual, actuals,
        actual value, now, today, latest, latest value, progress, current progress, progress %, % progress,
        progress value, progress percent, progress percentage, percent complete, % complete, % completed,
        complete %, completion, completion %, prog, % done, achieved, attained, end of quarter actual
    """,
    "unit": "unit, units, unit type, uom, unit of measure, unit of measurement, metric unit, measurement unit",
    "owner": """
        owner, owners, owned by, owner name, dri, dris, lead, leads, led by, responsible, responsible person,
        responsible party, responsibility, assignee, assignees, assigned to, accountable, accountable person,
        champion, who, poc, point of contact, point person, kr owner, key result owner, objective owner, okr owner
    """,
    "due": """
        due, due date, due by, due on, deadline, deadlines, end, end date, ends, ends on, ends at, end at, by,
        by when, by date, when, until, target date, finish, finish date, completion date, eta, timeline
    """,
    "start": "start date, starts, starts on, starts at, start at, starting date, begin, begins, begin date",
    "status": "status, statuses, state, health, health status, rag, rag status, traffic light, on track",
    "score": "score, scores, grade, grades, grading, final score, final grade, okr score, scoring",
    "confidence": "confidence, conf, confidence level, confidence score, confidence %, confidence rating",
    "priority": "priority, prio, importance",
    "type": "type, kind, okr type, kr type, key result type, objective type, goal type",
    "parent": """
        parent, parents, parent id, parent okr, parent objective, parent key result, parent goal, supports,
        supporting, aligned to, aligned with, aligns to, aligns with, alignment, contributes to, contributing to,
        contribution, linked to, laddering to, ladders to, ladders up to, rolls up to, company okr,
        company objective, strategic objective, strategic goal, parent link, parent issue, parent summary, epic link
    """,
    "period": """
        period, periods, quarter, quarters, cycle, cycles, okr cycle, okr period, timeframe, time frame,
        time period, timebox, planning period, planning cycle, half, half year, trimester, fiscal quarter,
        fiscal year, years, year
    """,
    "team": """
        team, teams, team id, team name, department, departments, dept, squad, squads, tribe, chapter, group,
        unit name, business unit, organisation, organization, division
    """,
    "objective": """
        objective, objectives, objective title, objective name, objective text, objective statement,
        objective description, o, obj, okr, okrs
    """,
    "key_result": """
        key result, key results, key result title, key result name, key result text, key result statement,
        key result description, keyresult, kr, krs, kr title, kr name, kr text, kr description, measurable result,
        measurable results, measurable key result, measurable key results
    """,
    "metric": """
        metric, metrics, metric name, measure, measures, measurement, measured by, measure of success, how measured,
        how we measure, how we measure it, success metric, success metrics, success measure, key metric, kpi, kpis,
        indicator, indicators
    """,
    "initiatives": """
        initiative, initiatives, key initiatives, project, projects, task, tasks, action, actions, action item,
        action items, activity, activities, work, epic, epics, plan, todo, todos, next steps, deliverable,
        deliverables
    """,
    "id": """
        issue key, issue id,
        id, ids, #, no, nr, num, number, key, ref, reference, code, identifier, kr #, # kr, kr id, kr no, kr number,
        key result id, objective id, okr id, okr #, slug
    """,
    "note": """
        note, notes, comment, comments, remark, remarks, description, desc, details, detail, context, why,
        rationale, background, update, updates, definition
    """,
    "title": "title, name, text, statement, sentence, summary, headline, label",
    "goal": "goal, goals",
}

_FOREIGN: Mapping[str, str] = {
    "baseline": """
        Ausgangswert, Startwert, Anfangswert, Basiswert, Basis, Ausgangslage, Ausgangspunkt, vorher, von,
        valor inicial, inicial, línea base, línea de base, valor base, punto de partida, partida, desde, inicio,
        início, début, valeur initiale, valeur de départ, départ, point de départ, situation initiale,
        linha de base, ponto de partida, valor de partida
    """,
    "target": """
        Zielwert, Zielgröße, Zielmarke, Soll, Sollwert, valor objetivo, valor meta, valor esperado, hasta, alvo,
        valor alvo, cible, cibles, valeur cible, valeur visée, à atteindre
    """,
    "current": """
        Ist, Istwert, Ist-Wert, aktuell, aktueller Wert, aktueller Stand, Stand, heute, jetzt, derzeit, Fortschritt,
        hoy, ahora, valor actual, avance, progreso, actuel, actuelle, valeur actuelle, aujourd'hui, avancement,
        progression, réalisé, état actuel, atual, valor atual, hoje, agora, progresso, andamento
    """,
    "unit": "Einheit, Maßeinheit, unidad, unidad de medida, unité, unité de mesure, unidade, unidade de medida",
    "owner": """
        verantwortlich, Verantwortliche, Verantwortlicher, Verantwortung, zuständig, Ansprechpartner, wer, resp,
        responsable, responsables, dueño, dueña, encargado, encargada, quién, porteur, porteuse, pilote, qui,
        responsável, responsáveis, dono, dona, quem
    """,
    "due": """
        Frist, Termin, fällig, fällig am, Fälligkeit, Enddatum, Ende, bis, bis wann, Stichtag, fecha, fecha límite,
        fecha de entrega, fecha fin, fin, fim, plazo, vencimiento, cuándo, échéance, échéances, date limite,
        date d'échéance, date de fin, délai, quand, prazo, prazo final, data limite, data final, data de entrega, quando
    """,
    "start": "Startdatum, Beginn, fecha de inicio, date de début, data de início",
    "status": "Statut, Ampel, Zustand, estado, estatus, semáforo, état, situação, situación",
    "score": "Punktzahl, Bewertung, puntuación, puntaje, calificación, pontuação, notation",
    "confidence": "Zuversicht, Konfidenz, confianza, confiance, confiança, niveau de confiance, nivel de confianza",
    "priority": "Priorität, prioridad, priorité, prioridade",
    "type": "Typ, tipo, tipo de resultado",
    "parent": "übergeordnetes Ziel, objetivo padre, objetivo superior, objectif parent, objetivo pai",
    "period": """
        Zeitraum, Quartal, Quartale, Periode, Zyklus, Jahr, Halbjahr, trimestre, trimestres, periodo, período, ciclo,
        ciclos, cuatrimestre, semestre, año, période, année, ano
    """,
    "team": """
        Abteilung, Abteilungen, Bereich, equipo, equipos, departamento, departamentos, équipe, équipes, département,
        equipe, equipes
    """,
    "objective": "Zielsetzung, objetivo, objetivos, objectif, objectifs, obiettivo, obiettivi",
    "key_result": """
        Schlüsselergebnis, Schlüsselergebnisse, Schlüsselresultat, Schlüsselresultate, Kernergebnis, Kernergebnisse,
        resultado clave, resultados clave, resultados claves, résultat clé, résultats clés, résultat-clé,
        résultats-clés, resultado-chave, resultados-chave, resultado chave, resultados chaves, RC, RCs
    """,
    "metric": """
        Metrik, Metriken, Kennzahl, Kennzahlen, Indikator, Indikatoren, métrica, métricas,
        indicador, indicadores, métrique, métriques, indicateur, indicateurs, mesure, mesures
    """,
    "initiatives": """
        Initiativen, Maßnahme, Maßnahmen, Aufgabe, Aufgaben, Projekt, Projekte, Aktivitäten, iniciativa, iniciativas,
        acción, acciones, tarea, tareas, proyecto, proyectos, actividades, tâche, tâches, projet, projets, chantiers,
        ação, ações, tarefa, tarefas, projeto, projetos, atividades
    """,
    "id": "Nummer, Kennung, número, numéro, nº",
    "note": """
        Notiz, Notizen, Bemerkung, Bemerkungen, Anmerkung, Anmerkungen, Kommentar, Kommentare, Beschreibung, warum,
        Hintergrund, Begründung, nota, notas, comentario, comentarios, observaciones, descripción, contexto, por qué,
        commentaire, commentaires, remarque, remarques, contexte, pourquoi, comentário, comentários, observações,
        descrição, por quê
    """,
    "title": "Titel, Bezeichnung, título, nombre, texto, titre, nom, intitulé, libellé, nome, enunciado",
    "goal": "Ziel, Ziele, meta, metas",
}
"""German, Spanish, French, Portuguese; without accents as well."""

_KEPT = re.compile(r"[^\w%#]|_")
_BRACKET = re.compile(r"[(\[][^()\[\]]*[)\]]")
_YEARS = r"(?:fy|cy) ?\d{2,4}|20\d\d"
_PERIOD = re.compile(rf"\b(?:[qh][1-4](?:['’ ]?\d\d)?|t[1-3]|{_YEARS})\b|\b(?:eoq|eoy|end of (?:quarter|year))\b")
_MONTH = "jan|feb|fév|fev|mar|mär|apr|avr|abr|may|mai|jun|jui|jul|aug|aoû|sep|oct|okt|nov|dec|dez|déc|dic"
_DATE = re.compile(rf"\d{{4}}-\d\d|\d{{1,2}}[./]\d{{1,2}}[./]|\b(?:[QH][1-4]|(?:{_MONTH})\w*)\b", re.IGNORECASE)
_AMBIGUOUS = frozenset({"baseline", "due", "target"})
_STARTS = frozenset({"start", "from", "von", "desde", "inicio", "início", "debut", "début"})
_ENDS = frozenset({"end", "to", "ende", "bis", "hasta", "fin", "fim"})
_AMOUNT = re.compile(r"[^\w\s]{0,2}\s?\d")


def _plain(label: str) -> str:
    """The letters and digits of a label (with % and #), in lower case."""
    return _KEPT.sub("", label).casefold()


_BARE = str.maketrans("áâãàäéêèëíîïóôõöúûüç", "aaaaaeeeeiiioooouuuc") | {ord("ñ"): "n"}
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})


def _spelled(labels: str) -> Iterator[str]:
    """The plain forms of labels in one string, also those that have lost their accents."""
    for label in labels.split(","):
        plain = _plain(label)
        yield plain
        if not plain.isascii():
            yield plain.translate(_BARE)
            yield plain.translate(_UMLAUTS).translate(_BARE)


def _names() -> dict[str, str]:
    """What each plain form means; English goes first."""
    names: dict[str, str] = {}
    for spellings in (_SPELLINGS, _FOREIGN):
        for name, labels in spellings.items():
            for plain in _spelled(labels):
                names.setdefault(plain, name)
    return names


_NAMES: Mapping[str, str] = _names()


@lru_cache(maxsize=4096)
def _known(label: str) -> str | None:
    """The canonical name of a label; what stands in brackets and a period ("Q3 Target") may be left out."""
    for words in (label, _BRACKET.sub("", label)):
        if name := _NAMES.get(_plain(words)):
            return name
        if name := _NAMES.get(_plain(_PERIOD.sub("", words.replace("_", " ").casefold()))):
            return name
    return None


def field_name(label: str, names: Mapping[str, str]) -> str | None:
    """What a column head or key means, None where it means nothing to okrlint.

    `names`, the author's own, go first. The result is one of `okrlint.core.model.FIELDS` or "objective",
    "key_result", "metric", "initiatives", "id", "note", "title" (name, text, statement …) or "goal", which may be
    an objective or a target: the caller knows. "Start" and "End" are "baseline" and "due" here; see `by_value`.
    """
    if names:
        own = names.get(label) or {_plain(key): name for key, name in names.items()}.get(_plain(label))
        if own:
            return own
    return _known(label[:80])


def by_value(label: str, name: str, value: str) -> str:
    """The field that a value makes of an ambiguous label: `start: 31` is a baseline, `start: 2026-04-01` a date.

    `name` is what `field_name` made of the label.
    """
    if name not in _AMBIGUOUS:
        return name
    if _plain(label) in _STARTS and _DATE.search(value):
        return "start"
    if _plain(label) in _ENDS:
        if _DATE.search(value):
            return "due"
        return "target" if _AMOUNT.match(value) else name
    return name
