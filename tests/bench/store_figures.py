"""The vault: opening, the caseload, autosave, search."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import perf_counter

import sqlcipher3.dbapi2

from aln_review.casework.commands.demo import FillDemo
from aln_review.casework.commands.words import RecordWords
from aln_review.casework.core import Casework
from aln_review.casework.queries.learners import Caseload
from aln_review.domain.bilingual import Language
from aln_review.domain.people import Perspective
from aln_review.domain.words import Sheet
from aln_review.exchange.demo.loader import load_demo
from aln_review.exchange.demo.vault import DemoVault
from aln_review.language.lemmas import lemmas
from aln_review.store.database import Store
from tests.bench import search_data
from tests.bench.figures import Figure, median, percentile, times
from tests.casework.vaults import TODAY, Clock, add_learner, begin_review, make, make_tools

CASELOAD = 300
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


def figures(folder: Path, learners: int, words: int) -> Iterator[Figure]:
    """Every figure about the store."""
    yield from _caseload(folder)
    yield from _autosave(folder)
    yield from _search(folder, learners, words)


def _raw(path: Path) -> sqlcipher3.dbapi2.Connection:
    """A bare keyed connection, set up as durable as ours."""
    raw = sqlcipher3.dbapi2.connect(str(path), isolation_level=None)
    raw.execute("PRAGMA cipher_log_level=NONE")
    raw.execute(f"PRAGMA key=\"x'{search_data.KEY.raw().hex()}'\"")
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        raw.execute(f"PRAGMA {pragma}")
    return raw


def _caseload(folder: Path) -> Iterator[Figure]:
    tools = make_tools(folder, Clock())
    path = folder / "caseload.db"
    store = Store.create(path, search_data.KEY, lemmas)
    vault = Casework(store, tools)
    while len(vault.ask(Caseload()).rows) < CASELOAD if _begun(vault) else True:
        found: DemoVault = load_demo(
            "school",
            TODAY + timedelta(days=0),
            tools.ids,
            NOW,
            Path(__file__).parents[2] / "resources",
        )
        vault.do(FillDemo(found))
    rows = len(vault.ask(Caseload()).rows)
    vault.close()

    def ours(_number: int) -> None:
        opened = Casework(Store.open(path, search_data.KEY, lemmas), tools)
        opened.ask(Caseload())
        opened.close()

    value = median(times(ours, 9))
    yield Figure("open with key and list the caseload", value, 150, "ms", 1, f"{rows} learners")


def _begun(vault: Casework) -> bool:
    with vault.store.view() as unit:
        return unit.learners.count() > 0


def _autosave(folder: Path) -> Iterator[Figure]:
    made = make(folder / "autosave")
    review = begin_review(made.vault, add_learner(made.vault))
    text = "Mae’n hoffi darllen gyda’i ffrind bob bore cyn y gwasanaeth. " * 3
    raw = _raw(folder / "raw.db")
    raw.execute("CREATE TABLE words(id TEXT PRIMARY KEY, learner_id TEXT, body TEXT)")
    raw.execute("CREATE TABLE log(seq INTEGER PRIMARY KEY, line TEXT)")

    def bare(number: int) -> None:
        raw.execute("BEGIN IMMEDIATE")
        raw.execute("INSERT INTO words VALUES(?, ?, ?)", (str(number), "learner", text * 2))
        raw.execute("INSERT INTO log(line) VALUES(?)", ("words.kept",))
        raw.execute("COMMIT")

    def ours(number: int) -> None:
        said = RecordWords(
            review.id, Sheet.NOW, f"{text} {number}", Language.CY, "Elin", Perspective.LEARNER
        )
        made.vault.do(said)

    # Taken in turns, so that a busy moment of the machine falls on both.
    one, other = [], []
    for number in range(300):
        one.append(_once(bare, number))
        other.append(_once(ours, number))
    raw.close()
    made.shut()
    yield Figure(
        "autosave commit, p95",
        percentile(other, 0.95),
        percentile(one, 0.95),
        "ms",
        3,
        "raw cipher",
    )
    yield Figure("autosave commit, p50", median(other), median(one), "ms", 3, "raw cipher")


def _once(work: object, number: int) -> float:
    begun = perf_counter()
    work(number)  # type: ignore[operator]
    return (perf_counter() - begun) * 1000


def _search(folder: Path, learners: int, words: int) -> Iterator[Figure]:
    path = search_data.build(folder / "search.db", learners, words)
    store = Store.open(path, search_data.KEY, search_data.lower)
    speech = search_data.Speech(11)
    whole = [speech.sentence().split()[2] for _ in range(150)]

    def find(query: str) -> float:
        begun = perf_counter()
        with store.view() as unit:
            unit.search(query, 12)
        return (perf_counter() - begun) * 1000

    note = f"{learners:,} learners, {words:,} words"
    found = [find(word) for word in whole]
    yield Figure("search for a word, p50", median(found), 50, "ms", 1, note)
    yield Figure("search for a word, p95", percentile(found, 0.95), 50, "ms", 1, note)
    two = [find(word[:2]) for word in whole]
    yield Figure("search by two letters, p50", median(two), 150, "ms", 1, note)
    yield Figure("search by two letters, p95", percentile(two, 0.95), 150, "ms", 1, note)
    store.close()
