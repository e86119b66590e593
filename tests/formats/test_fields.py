"""Names of columns and keys."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okrlint.core.model import FIELDS
from okrlint.formats.fields import by_value, field_name

CANONICAL = {*FIELDS, "objective", "key_result", "metric", "initiatives", "id", "note", "title", "goal"}

LABELS = {
    "baseline": ["Baseline", "start value", "from", "Starting point", "startValue", "Before", "Start"],
    "target": [
        "Q3 Target",
        "targetValue",
        "Target (Q3 2026)",
        "Target Q3",
        "Q3'26 target",
        "EOQ target",
        "target_2026",
        "To",
    ],
    "current": ["Current value", "Actual", "Progress", "% complete", "Completion %", "Now"],
    "unit": ["Unit", "UoM", "unit-of-measure"],
    "owner": ["Owner", "DRI", "Lead", "Responsible", "Assignee", "**Owner**", "Owner(s)"],
    "due": ["Due", "Due date", "Deadline", "End", "By when", "endDate", "Target date"],
    "start": ["Start date", "startsOn"],
    "status": ["Status", "Health", "RAG"],
    "score": ["Score", "Grade", "Final Score"],
    "confidence": ["Confidence", "Confidence level (1-10)"],
    "priority": ["Priority", "Prio"],
    "type": ["Type", "Kind"],
    "parent": ["Parent", "Supports", "Aligned to", "Contributes to", "parentId"],
    "period": ["Period", "Quarter", "Cycle", "Timeframe", "time_frame"],
    "team": ["Team", "Department", "Squad"],
    "objective": ["Objective(s)", "Objective", "OKRs", "objectiveTitle", "Q3 Objectives"],
    "key_result": [
        "Key Result(s)",
        "KR(s)",
        "keyResults",
        "key-results",
        "KEY_RESULTS",
        "krs",
        "Measurable Key Result",
    ],
    "metric": ["Metric(s)", "Measure", "KPI", "How we measure it"],
    "initiatives": ["Initiatives", "Projects", "tasks"],
    "id": ["ID", "#", "No.", "KR #"],
    "note": ["Notes", "Comment", "Description"],
    "title": ["Title", "name"],
    "goal": ["Goal", "Goals", "H1 goal"],
}

ELSEWHERE = {
    "objective": "Objetivo, Objectif, Objectifs (T3), Zielsetzung",
    "key_result": "Resultado clave, résultats_clés, resultats cles, Schlüsselergebnis, Schluesselergebnisse, "
    "schlusselergebnisse, Resultado-chave",
    "baseline": "Base, Ausgangswert, Valeur initiale, Línea base, linea_base, Linha de base",
    "target": "Zielwert, Cible, Zielwert (Q3 2026), valor objetivo, Valor alvo",
    "current": "Hoy, Ist, Ist-Wert, Aktuell, Actuel, Atual, Heute",
    "owner": "Responsable, Resp., Verantwortlich, Responsável, responsavel, Zuständig, zustaendig",
    "due": "Fecha, Frist, Échéance, echeance, Prazo, Fällig am",
    "status": "Estado, Statut, Situação",
    "period": "Zeitraum, Trimestre, Ciclo",
    "initiatives": "Maßnahmen, Massnahmen, Iniciativas, Ações",
    "goal": "Ziel, Meta, Metas",
}


def test_a_name_in_english_goes_first() -> None:
    assert field_name("actual", {}) == "current"
    assert field_name("reference", {}) == "id"


@pytest.mark.parametrize(("label", "name"), [(label, name) for name, labels in LABELS.items() for label in labels])
def test_what_authors_write(label: str, name: str) -> None:
    assert field_name(label, {}) == name


@pytest.mark.parametrize(
    ("label", "name"), [(label, name) for name, labels in ELSEWHERE.items() for label in labels.split(", ")]
)
def test_what_authors_write_in_other_languages(label: str, name: str) -> None:
    assert field_name(label, {}) == name


@pytest.mark.parametrize("label", ["", "Streefwaarde", "Q3 2026", "2026", "Budget", "KR1", "()", "Objective 1", "🎯"])
def test_other_labels_mean_nothing(label: str) -> None:
    assert field_name(label, {}) is None


def test_the_authors_own_names_go_first() -> None:
    names = {"Zielwert": "target", "Owner": "team", "ziel": "objective"}
    assert field_name("ziel-wert", names) == "target"
    assert field_name("OWNER", names) == "team"
    assert field_name("Ziel", names) == "objective"
    assert field_name("Deadline", names) == "due"


@given(st.sampled_from([label for labels in LABELS.values() for label in labels]), st.data())
def test_case_and_separators_do_not_matter(label: str, data: st.DataObject) -> None:
    separator = data.draw(st.sampled_from(["", " ", "-", "_"]))
    written = data.draw(st.sampled_from([label.upper(), label.lower(), f" {label} "])).replace(" ", separator or " ")
    assert field_name(written, {}) == field_name(label, {})


@given(st.text())
def test_any_label_has_a_known_name_or_none(label: str) -> None:
    assert field_name(label, {}) in {*CANONICAL, None}


@pytest.mark.parametrize(
    ("label", "value", "name"),
    [
        ("start", "31 %", "baseline"),
        ("Start", "2026-04-01", "start"),
        ("from", "1 April", "start"),
        ("end", "45", "target"),
        ("End", "€4.50", "target"),
        ("end", "30 June 2026", "due"),
        ("to", "2026-06-30", "due"),
        ("end", "when the audit ends", "due"),
        ("baseline", "2026-01-01", "baseline"),
        ("owner", "May", "owner"),
        ("desde", "3", "baseline"),
        ("von", "2026-04-01", "start"),
        ("bis", "5", "target"),
        ("bis", "30. Juni", "due"),
        ("hasta", "5 %", "target"),
    ],
)
def test_a_value_settles_an_ambiguous_label(label: str, value: str, name: str) -> None:
    assert by_value(label, field_name(label, {}) or "", value) == name
