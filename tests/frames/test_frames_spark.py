"""A local Spark session classifies a million rows; skipped where PySpark or Java is missing."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from okrlint.core.errors import OkrlintError
from okrlint.frames import classify_table, lint_table
from okrlint.frames.sentences import classified

pytest.importorskip("pyspark", reason="PySpark is not installed: pip install 'okrlint[spark]'")
if shutil.which("java") is None:
    pytest.skip("Spark needs Java, which is not installed", allow_module_level=True)

pytestmark = pytest.mark.filterwarnings("ignore")
CORPUS = Path(__file__).parents[2] / "corpus" / "natural"
ROWS, DISTINCT, CORES = 1_000_000, 2_000, 2


@pytest.fixture(scope="module")
def spark(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A session on this computer that talks to nobody else."""
    from pyspark.sql import SparkSession

    folder = tmp_path_factory.mktemp("spark")
    settings = {
        "spark.ui.enabled": "false",
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.local.dir": str(folder),
        "spark.sql.warehouse.dir": str(folder / "warehouse"),
        "spark.sql.shuffle.partitions": str(CORES),
    }
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYSPARK_PYTHON", sys.executable)
        patch.setenv("SPARK_LOCAL_IP", "127.0.0.1")
        session = SparkSession.builder.master(f"local[{CORES}]").config(map=settings).getOrCreate()
        session.sparkContext.setLogLevel("ERROR")
        yield session
        session.stop()


def sentences() -> list[tuple[int, str, str | None]]:
    """Distinct key results of the corpus, numbered, with their objectives; one is missing and one is German."""
    lines = (line for path in sorted(CORPUS.glob("*.jsonl")) for line in path.read_text(encoding="utf-8").splitlines())
    rows = map(json.loads, lines)
    pairs = dict.fromkeys((row["text"], row.get("objective") or "") for row in rows)
    found: list[tuple[str, str]] = [*islice(pairs, DISTINCT - 1)]
    found.append(("Die Kunden sind mit der neuen Buchungsseite zufrieden", ""))
    return [(number, text, objective or None) for number, (text, objective) in enumerate(found)]


def judged_by_process(spark: Any) -> dict[int, int]:
    """How many pairs each worker process had to judge."""

    def misses(_: Any) -> Iterator[Any]:
        """Asked in a worker; a function in here is sent there whole, as this module is not there."""
        import os

        import pyarrow

        from okrlint.frames.sentences import classified as judge

        yield pyarrow.RecordBatch.from_pydict({"process": [os.getpid()], "judged": [judge.cache_info().misses]})

    found = spark.range(0, 4 * CORES, 1, 4 * CORES).mapInArrow(misses, "process long, judged long").collect()
    return {row["process"]: row["judged"] for row in found}


def test_a_million_rows(spark: Any) -> None:
    from pyspark.sql import functions

    known = sentences()
    few = spark.createDataFrame(known, "number long, kr string, aim string")
    rows = spark.range(0, ROWS, 1, 4 * CORES).withColumn("number", functions.col("id") % DISTINCT)
    judged = classify_table(rows.join(functions.broadcast(few), "number"), text="kr", objective="aim")
    found = (
        judged.groupBy("number", "kind", "uncertain", "probability_outcome", "measured", "individual", "reason")
        .agg(functions.count("*").alias("rows"), functions.countDistinct("id").alias("ids"))
        .collect()
    )
    assert len(found) == DISTINCT
    assert {(row["rows"], row["ids"]) for row in found} == {(ROWS // DISTINCT, ROWS // DISTINCT)}
    said = {row["number"]: row for row in found}
    for number, text, objective in known[::97] + known[-1:]:
        kind, uncertain, outcome, *_, reason = classified(text, objective or "")
        row = said[number]
        assert (row["kind"], row["uncertain"], row["probability_outcome"], row["reason"]) == (
            kind,
            uncertain,
            outcome,
            reason,
        )
    by_process = judged_by_process(spark)
    assert 0 < sum(by_process.values()) <= CORES * DISTINCT
    assert max(by_process.values()) <= DISTINCT


def test_findings(spark: Any) -> None:
    frame = spark.createDataFrame([(1, "Launch the new booking page"), (2, None)], "id long, text string")
    found = lint_table(frame, profile="starter", prefix="okr_").orderBy("id").collect()
    assert [(row["okr_codes"], row["okr_severity"], row["okr_reason"]) for row in found] == [
        (["OKR101"], "warning", None),
        (None, None, "there is nothing to judge"),
    ]


def test_mistakes_are_told_before_anything_runs(spark: Any) -> None:
    frame = spark.range(3)
    with pytest.raises(OkrlintError, match='the column "id" is no text: it has the type bigint'):
        classify_table(frame, text="id")
    with pytest.raises(OkrlintError, match='the table has no column "text"'):
        lint_table(frame)
