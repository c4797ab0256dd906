"""Sentences by key: places, styles, plurals, and what happens when something is missing."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest

from aln_review.domain.bilingual import Language, Text
from aln_review.domain.errors import OwnFault
from aln_review.language import catalogue as module
from aln_review.language.catalogue import Catalogue
from aln_review.language.plurals import HEADER

HEAD = 'msgid ""\nmsgstr "Language: {0}\\n"\n"Plural-Forms: {1}\\n"\n\n'
FIXED = {
    "date.pattern.long": "{day}\u00a0{month} {year}",
    "date.pattern.moment": "{day} {month}, {time}",
    "date.pattern.weekday": "{weekday}, {day} {month}",
    "date.month.12": "Rhagfyr",
    "date.weekday.2": "Dydd Mawrth",
    "date.weekday_lower.2": "dydd Mawrth",
    "date.weekday_soft.2": "ddydd Mawrth",
    "a.name": "Bore da, {name}",
    "a.due": "Erbyn: {due}",
    "a.due_day": "Erbyn: {due:weekday}",
    "a.at": "Am {at:time}",
    "a.moment": "{at}",
    "a.count": "{n:number} o eiriau, {year}",
}


@pytest.fixture(name="words")
def _words(tmp_path: Path) -> Catalogue:
    return _load(tmp_path, strict=True)


def _load(tmp_path: Path, *, strict: bool) -> Catalogue:
    lines = [HEAD.format("cy", HEADER[Language.CY])]
    lines += [f'msgid "{key}"\nmsgstr "{text}"\n' for key, text in FIXED.items()]
    lines.append('msgid "a.reviews"\nmsgid_plural "a.reviews"')
    lines += [
        f'msgstr[{i}] "{t}"'
        for i, t in enumerate(["Dim", "{n} un", "{n} dau", "{n} tri", "{n} chwech", "{n} arall"])
    ]
    lines.append('\nmsgctxt "QPlatformTheme"\nmsgid "Cancel"\nmsgstr "Canslo"\n')
    (tmp_path / "cy.po").write_text("\n".join(lines), "utf-8")

    def local(at: datetime) -> datetime:
        return at.astimezone(timezone(timedelta(hours=1))) if at.tzinfo else at

    return Catalogue.load(Language.CY, tmp_path, strict=strict, local=local)


def test_fills_places(words: Catalogue) -> None:
    assert words.t("a.name", name="Nia") == "Bore da, Nia"


def test_braces_in_a_fact_are_not_places(words: Catalogue) -> None:
    assert words.t("a.name", name="{name} {0}") == "Bore da, {name} {0}"


def test_a_text_is_read_in_the_readers_language_or_as_said(words: Catalogue) -> None:
    assert words.t("a.name", name=Text.both("Ysgol", "School")) == "Bore da, Ysgol"
    assert words.t("a.name", name=Text.of("School", Language.EN)) == "Bore da, School"


def test_days_and_moments(words: Catalogue) -> None:
    due = date(2026, 12, 1)
    assert words.t("a.due", due=due) == "Erbyn: 1\u00a0Rhagfyr 2026"
    assert words.t("a.due_day", due=due) == "Erbyn: Dydd Mawrth, 1 Rhagfyr"
    assert words.t("a.at", at=datetime(2026, 12, 1, 9, 5)) == "Am 09:05"  # noqa: DTZ001
    assert words.t("a.moment", at=datetime(2026, 12, 1, 13, 5, tzinfo=UTC)) == "1 Rhagfyr, 14:05"


def test_a_year_is_not_grouped_but_a_number_is(words: Catalogue) -> None:
    assert words.t("a.count", n=12345, year=2026) == "12,345 o eiriau, 2026"


@pytest.mark.parametrize(
    ("count", "said"),
    [(0, "Dim"), (1, "1 un"), (2, "2 dau"), (3, "3 tri"), (4, "4 arall"), (6, "6 chwech")],
)
def test_a_count_chooses_its_form(words: Catalogue, count: int, said: str) -> None:
    assert words.n("a.reviews", count) == said


def test_a_large_count_is_grouped(words: Catalogue) -> None:
    assert words.n("a.reviews", 1200) == "1,200 arall"


def test_a_key_without_forms_can_be_counted(words: Catalogue) -> None:
    assert words.n("a.name", 3, name="Nia") == "Bore da, Nia"
    assert not words.counted("a.name")
    assert words.counted("a.reviews")


def test_strict_raises_for_a_missing_key_or_fact(words: Catalogue) -> None:
    with pytest.raises(KeyError, match=r"no\.such"):
        words.t("no.such")
    with pytest.raises(KeyError, match=r"a\.name\{name\}"):
        words.t("a.name")


def test_a_reader_is_shown_the_key_and_the_miss_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    misses: set[tuple[Language, str]] = set()
    monkeypatch.setattr(module, "MISSES", misses)
    words = _load(tmp_path, strict=False)
    assert words.t("no.such") == "[no.such]"
    assert words.t("a.name") == "Bore da, [a.name{name}]"
    assert misses == {(Language.CY, "no.such"), (Language.CY, "a.name{name}")}


def test_native_strings_stand_apart_from_ours(words: Catalogue) -> None:
    assert words.native("QPlatformTheme", "Cancel") == "Canslo"
    assert words.native("QPlatformTheme", "Open") == ""
    assert not words.has("Cancel")


def test_a_missing_catalogue_is_our_own_fault(tmp_path: Path) -> None:
    with pytest.raises(OwnFault) as raised:
        Catalogue.load(Language.EN, tmp_path)
    assert raised.value.key == "error.language.catalogue_missing"


def test_a_changed_catalogue_is_read_again(tmp_path: Path, words: Catalogue) -> None:
    path = tmp_path / "cy.po"
    path.write_text(path.read_text("utf-8").replace("Bore da", "Prynhawn da"), "utf-8")
    assert Catalogue.load(Language.CY, tmp_path).t("a.name", name="Nia") == "Prynhawn da, Nia"
    assert words.t("a.name", name="Nia") == "Bore da, Nia"


def test_both_real_catalogues_load() -> None:
    for language in Language:
        words = Catalogue.load(language, strict=True)
        assert words.t("shell.today")
        assert words.language is language
