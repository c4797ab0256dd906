"""The walk finds keys however they are written, and the product asks for none that is missing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from aln_review.domain.bilingual import Language
from aln_review.language.catalogue import Catalogue
from aln_review.language.coverage import Coverage, Use, cover, uses_in, uses_of

ROOT = Path(__file__).resolve().parents[2]
EVENTS = frozenset((Path(__file__).parent / "not_wording.txt").read_text("utf-8").split())


@pytest.mark.parametrize(
    ("source", "keys"),
    [
        ('words.t("today.heading")', ["today.heading"]),
        ('KEY = "error.vault.wrong"', ["error.vault.wrong"]),
        ('words.t(f"plan.state.{state}")', ["plan.state.*"]),
        ('words.t(f"a.{b}.c{d!r:>3}")', ["a.*.c*"]),
        ('raise Refusal("error.a.b", name=n)', ["error.a.b"]),
        ('log("plan.opened")', []),
        ('open("form.json")', []),
        ('"""Docstring about today.heading and more."""', []),
        ('f"{x}.cy"', []),
        ('"Not a Key. at all"', []),
    ],
)
def test_uses_in_source(source: str, keys: list[str]) -> None:
    assert [use.key for use in uses_of(source)] == keys


def test_uses_in_data_files(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(json.dumps({"b.c": ["d.e", {"f": "g.h"}, 3]}), "utf-8")
    (tmp_path / "a.py").write_text('words.t("i.j")', "utf-8")
    assert [use.key for use in uses_in([tmp_path])] == ["i.j", "d.e", "g.h"]


def test_missing_unused_and_covered() -> None:
    uses = [Use("a.one", "f", 1), Use("a.lost", "f", 2), Use("a.many.*", "f", 3)]
    uses += [Use("elsewhere.x", "f", 4), Use("error.new", "f", 5), Use("a.event", "f", 6)]
    found = cover(uses, {"a.one", "a.many.x", "a.many.y-z", "a.left"}, {"a.event"})
    assert [use.key for use in found.missing] == ["a.lost", "error.new"]
    assert found.unused == ("a.left",)


@pytest.fixture(name="product", scope="module")
def _product() -> Coverage:
    uses = uses_in([ROOT / "aln_review", ROOT / "ui", ROOT / "resources"])
    return cover(uses, Catalogue.load(Language.CY).keys, EVENTS)


def test_the_product_asks_for_nothing_that_is_missing(product: Coverage) -> None:
    assert [f"{use.file}:{use.line} {use.key}" for use in product.missing] == []


def test_nothing_is_worded_that_nobody_asks_for(product: Coverage) -> None:
    assert product.unused == ()
