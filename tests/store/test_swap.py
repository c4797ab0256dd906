"""One vault gives way to another: cut short anywhere, the next owner finds one whole vault."""

from __future__ import annotations

from contextlib import suppress
from itertools import count
from pathlib import Path

import pytest

from aln_review.domain.errors import WorldFault
from aln_review.store.swap import INTENT_NAME, Swap, finish, ready, swap
from aln_review.vault.header import DATABASE_NAME, HEADER_NAME
from tests.faults.failing_files import FAULTS, FailingFiles, Killed

OLD = {
    DATABASE_NAME: b"old database",
    f"{DATABASE_NAME}-wal": b"old journal",
    f"{DATABASE_NAME}-shm": b"old memory",
    HEADER_NAME: b"old header",
}
WAYS = [
    Swap((DATABASE_NAME,)),
    Swap((DATABASE_NAME, HEADER_NAME)),
    Swap((DATABASE_NAME, HEADER_NAME), "set-aside-1"),
    Swap((DATABASE_NAME,), "set-aside-1"),
]


def lay_out(folder: Path, what: Swap) -> None:
    folder.mkdir(parents=True)
    for name, content in OLD.items():
        (folder / name).write_bytes(content)
    for name in what.names:
        ready(folder, name).write_bytes(b"new " + name.encode())


def state(folder: Path) -> str:
    """``old`` or ``new``, or what is wrong."""
    there = {path.name: path.read_bytes() for path in folder.iterdir()}
    return "old" if there == OLD else "new" if _is_new(there) else repr(there)


def _is_new(there: dict[str, bytes]) -> bool:
    names = set(there) == {DATABASE_NAME, HEADER_NAME}
    return names and there[DATABASE_NAME] == b"new vault.db"


@pytest.mark.parametrize("what", WAYS)
def test_what_lies_ready_takes_its_place(tmp_path: Path, what: Swap) -> None:
    folder = tmp_path / "vault"
    lay_out(folder, what)
    swap(folder, what)
    assert state(folder) == "new"
    header = b"new vault.json" if HEADER_NAME in what.names else OLD[HEADER_NAME]
    assert (folder / HEADER_NAME).read_bytes() == header
    aside = tmp_path / "set-aside-1"
    laid = {path.name: path.read_bytes() for path in aside.iterdir()} if aside.exists() else {}
    kept = {name for name in OLD if name != HEADER_NAME or name in what.names}
    assert laid == ({name: OLD[name] for name in kept} if what.aside else {})


@pytest.mark.parametrize("code", [0, *FAULTS])
@pytest.mark.parametrize("what", WAYS)
def test_cut_short_at_every_step_it_is_the_old_or_the_new_vault(
    tmp_path: Path, what: Swap, code: int
) -> None:
    seen = set()
    for at in count(1):
        folder = tmp_path / str(at) / "vault"
        lay_out(folder, what)
        files = FailingFiles(at, code)
        with suppress(Killed, WorldFault):
            swap(folder, what, files)
        begun = (folder / INTENT_NAME).exists()
        finish(folder)
        found = state(folder)
        assert found in ("old", "new"), at
        assert found == "new" or not begun
        seen.add(found)
        if not files.reached:
            break
    assert seen == {"old", "new"}
    assert at > 6


@pytest.mark.parametrize("what", WAYS)
def test_finishing_may_itself_be_cut_short_any_number_of_times(tmp_path: Path, what: Swap) -> None:
    folder = tmp_path / "vault"
    lay_out(folder, what)
    times = 0
    with suppress(Killed):
        swap(folder, what, FailingFiles(len(what.names) + 6))
    assert (folder / INTENT_NAME).exists()
    while (folder / INTENT_NAME).exists():
        with suppress(Killed):
            finish(folder, FailingFiles(2 + times))
        times += 1
        assert times < 30
    finish(folder)
    assert state(folder) == "new"
    assert times > 1


def test_what_never_became_the_vault_is_cleared_away(tmp_path: Path) -> None:
    folder = tmp_path / "vault"
    lay_out(folder, WAYS[1])
    ready(folder).with_name(ready(folder).name + ".part").write_bytes(b"half")
    finish(folder)
    assert state(folder) == "old"


@pytest.mark.parametrize(
    "content",
    [
        b"", b"{}", b"[]", b"null", b'{"names": ["../x"], "aside": ""}',
        b'{"names": ["vault.db"], "aside": "../../elsewhere"}', b"\xff" * 50,
    ],
)  # fmt: skip
def test_an_order_that_is_not_ours_moves_nothing(tmp_path: Path, content: bytes) -> None:
    folder = tmp_path / "vault"
    lay_out(folder, WAYS[0])
    (folder / INTENT_NAME).write_bytes(content)
    with pytest.raises(WorldFault):
        finish(folder)
    assert (folder / DATABASE_NAME).read_bytes() == OLD[DATABASE_NAME]
