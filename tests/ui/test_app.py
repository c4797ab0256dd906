"""The real application on a real screen: it starts, closes, is found again, survives a kill."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from aln_review.domain.bilingual import Language
from tests.ui.desk import words
from tests.ui.xscreen import PATIENCE, XScreen

TITLES = {words(language).t("shell.product") for language in Language}
ROOT = Path(__file__).parents[2]

pytestmark = [
    pytest.mark.xvfb,
    pytest.mark.skipif(not os.environ.get("DISPLAY"), reason="needs an X server"),
]


@pytest.fixture(name="screen")
def _screen() -> Iterator[XScreen]:
    screen = XScreen()
    yield screen
    screen.close()


@contextmanager
def started(*arguments: str) -> Iterator[subprocess.Popen[bytes]]:
    """The application in a process of its own, ended at the latest with the test."""
    process = subprocess.Popen(
        [sys.executable, "-m", "ui", *arguments],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "xcb"},
        stderr=subprocess.PIPE,
    )
    with process:
        try:
            yield process
        finally:
            process.kill()


def ready(screen: XScreen, process: subprocess.Popen[bytes]) -> int:
    """Its window, once it is there; the curtain before it has no title."""

    def one() -> list[int]:
        assert process.poll() is None, process.communicate()[1].decode()
        return [it for it in screen.windows(process.pid) if screen.name(it) in TITLES]

    return screen.wait(one)[0]


def close(screen: XScreen, process: subprocess.Popen[bytes]) -> int:
    """Close its window; the exit status."""
    screen.ask_to_close(ready(screen, process))
    _, said = process.communicate(timeout=PATIENCE)
    assert b"Traceback" not in said, said.decode()
    return process.returncode


@pytest.mark.parametrize("setting", ["school", "authority"])
def test_a_demo_opens_and_closes(screen: XScreen, setting: str) -> None:
    with started("--demo", "--setting", setting) as process:
        assert close(screen, process) == 0


def test_a_second_start_brings_the_first_forward(screen: XScreen, tmp_path: Path) -> None:
    with started("--data", str(tmp_path)) as first:
        window = ready(screen, first)
        over = screen.cover()
        assert screen.stack()[-1] == over
        with started("--data", str(tmp_path)) as second:
            assert second.wait(timeout=PATIENCE) == 0
        screen.wait(lambda: screen.stack()[-1] == window)
        assert first.poll() is None
        assert close(screen, first) == 0


def test_after_a_kill_it_starts_again(screen: XScreen, tmp_path: Path) -> None:
    with started("--data", str(tmp_path)) as process:
        ready(screen, process)
        process.send_signal(signal.SIGKILL)
        assert process.wait(timeout=PATIENCE) == -signal.SIGKILL
    with started("--data", str(tmp_path)) as process:
        assert close(screen, process) == 0
