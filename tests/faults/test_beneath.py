"""Calls to the system that fail beneath the engine: the short form, and that the layer does it."""

from __future__ import annotations

import errno
import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults import layer
from tests.faults.beneath_doors import DONE
from tests.faults.layer import WAYS, Kind
from tests.hostile.rest import every_command

EVERY = 18
"""The short form; ``python -m tests.faults steps`` fails every call in every way."""

_PROBE = """
import json, os, sys
from pathlib import Path
from tests.faults.layer import Layer, WAYS
layer, folder = Layer(), Path(sys.argv[1])
layer.watch(folder)
def write():
    (folder / "sub").mkdir(exist_ok=True)
    handle = os.open(folder / "a", os.O_CREAT | os.O_WRONLY | os.O_TRUNC)
    try:
        os.write(handle, b"x" * 10)
        os.fsync(handle)
        os.ftruncate(handle, 5)
    finally:
        os.close(handle)
    os.replace(folder / "a", folder / "b")
    os.unlink(folder / "b")
found = []
for at in range(1, 20):
    for way in range(WAYS):
        layer.arm(at, way)
        code = 0
        try:
            write()
        except OSError as error:
            code = error.errno
        layer.disarm()
        left = (folder / "a").stat().st_size if (folder / "a").exists() else -1
        found.append([at, way, code, layer.sprung and layer.sprung.name, left])
print(json.dumps(found))
"""


@pytest.fixture(scope="module", autouse=True)
def _layer() -> None:
    if layer.why_not():
        pytest.skip(layer.why_not())


def test_the_layer_fails_the_nth_call_and_only_that_one(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    done = subprocess.run(
        [sys.executable, "-c", _PROBE, str(tmp_path)],
        cwd=layer.ROOT, env=layer.environment(), stdout=subprocess.PIPE, check=True,
    )  # fmt: skip
    found = json.loads(done.stdout)
    order = ["MKDIR", "OPEN", "WRITE", "SYNC", "TRUNCATE", "RENAME", "UNLINK"]
    for at, _way, code, sprung, left in found:
        if at > len(order):
            assert (code, sprung) == (0, None)
            continue
        assert sprung in {order[at - 1], None}
        # ``exist_ok`` looks whether the folder is there after all.
        assert bool(code) == (sprung is not None) or order[at - 1] == "MKDIR"
        if sprung == "WRITE":
            assert left == 5, "a write that fails has got half way"
            assert code in {errno.EIO, errno.ENOSPC}
    assert {sprung for *_, sprung, _ in found} == {*order, None}
    assert len({(code, sprung) for _, _, code, sprung, _ in found if code}) > len(order) * 1.5


def test_nothing_outside_the_folder_is_touched(tmp_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from tests.faults.layer import Layer\n"
        "layer, folder = Layer(), Path(sys.argv[1]); layer.watch(folder / 'in'); layer.arm(1, 0)\n"
        "(folder / 'inside').write_text('x'); assert not layer.calls\n"
        "try: (folder / 'in' / 'a').write_text('x')\n"
        "except OSError: print(layer.calls)\n"
    )
    (tmp_path / "in").mkdir()
    done = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path)],
        cwd=layer.ROOT, env=layer.environment(), stdout=subprocess.PIPE, check=True,
    )  # fmt: skip
    assert done.stdout.strip() == b"1"
    assert len(Kind) == 8
    assert WAYS == 4


@pytest.mark.slow
def test_every_command_is_done_or_not_done_wherever_a_call_fails(tmp_path: Path) -> None:
    tally = layer.run("beneath", str(tmp_path), str(EVERY))
    assert {name for name in tally["by_command"] if not name.startswith("_")} == every_command()
    assert tally["points"] == tally["refused"] + tally["made_good"] > tally["commands"]
    kinds = {kind.split()[0] for kind in tally["by_kind"]}
    assert {"open", "write", "sync", "lock"} <= kinds
    assert all(key.startswith("error.") for key in tally["said"])


@pytest.mark.slow
def test_all_that_is_done_at_the_door_is_done_or_not_done(tmp_path: Path) -> None:
    tally = layer.run("beneath_doors", str(tmp_path), str(EVERY))
    assert set(tally["by_command"]) == set(DONE)
    assert tally["points"] == tally["refused"] + tally["made_good"] > 2 * len(DONE)
