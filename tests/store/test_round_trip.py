"""Every kind the vault keeps comes back as it was put, whatever it holds."""

from __future__ import annotations

import dataclasses
import enum
import types
import typing
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aln_review.domain.learner import Learner
from aln_review.store.database import Store
from aln_review.store.kinds import KINDS, Kind, plain
from aln_review.store.unit_of_work import UnitOfWork
from tests.store.conftest import KEY, Waiting, lower


def values(hint: Any) -> st.SearchStrategy[Any]:  # noqa: ANN401 - any annotation there is
    """Any value an annotation of a domain type allows."""
    arguments = typing.get_args(hint)
    origin = typing.get_origin(hint)
    if origin is tuple:
        return st.lists(values(arguments[0]), max_size=3).map(tuple)
    if origin in {types.UnionType, typing.Union}:
        return st.one_of(*(values(argument) for argument in arguments))
    if isinstance(hint, type) and dataclasses.is_dataclass(hint):
        hints = typing.get_type_hints(hint)
        fields = {field.name: values(hints[field.name]) for field in dataclasses.fields(hint)}
        return st.builds(hint, **fields)
    if isinstance(hint, type) and issubclass(hint, enum.Enum):
        return st.sampled_from(list(hint))
    return {
        str: st.text(max_size=20),
        int: st.integers(-(2**63), 2**63 - 1),
        bool: st.booleans(),
        date: st.dates(),
        datetime: st.datetimes(timezones=st.just(UTC)),
        type(None): st.none(),
    }[hint]


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = Store.create(tmp_path_factory.mktemp("round") / "vault.db", KEY, lower, later=Waiting())
    yield store
    store.close()


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
@given(data=st.data())
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_what_is_put_comes_back(shared: Store, kind: Kind[Any], data: st.DataObject) -> None:
    item = data.draw(values(kind.type))
    owner = getattr(item, "learner_id", "")
    with shared.unit() as unit:
        if owner:
            unit.learners.put(Learner(owner, "Elin", "Puw", date(2015, 1, 1)))
        repository(unit, kind).put(item)
    with shared.view() as view:
        found = repository(view, kind)
        assert found.get(item.id) == item
        indexed = {name: getattr(item, name) for name in kind.columns}
        assert item in found.where(**indexed)
        assert found.count(**indexed) >= 1
        view.search(str(item.id))


def repository(unit: UnitOfWork, kind: Kind[Any]) -> Any:  # noqa: ANN401 - of any kind
    return getattr(unit, kind.table)


def test_every_kind_has_a_table_of_its_name(shared: Store) -> None:
    with shared.view() as view:
        for kind in KINDS.values():
            assert repository(view, kind).count(id="never") == 0


def test_columns_hold_plain_values() -> None:
    assert plain("") is None
    assert plain(None) is None
    assert plain(date(2026, 2, 3)) == "2026-02-03"
    assert plain(value=True) == 1
    assert plain("ŵ") == "ŵ"
