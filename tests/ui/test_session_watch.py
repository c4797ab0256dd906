"""Sleep, a locked session, another user: told by each system, heard within a second."""

from __future__ import annotations

import ctypes
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from time import monotonic
from typing import IO

import pytest
from PySide6.QtCore import QByteArray, QCoreApplication
from PySide6.QtDBus import QDBusConnection

from tests.ui.desk import app
from ui.chrome import session_linux, session_mac, session_windows
from ui.chrome.session_linux import LinuxSession
from ui.chrome.session_mac import LOCKED, ON_CONSOLE, MacSession
from ui.chrome.session_watch import ADAPTERS, SessionWatch
from ui.chrome.session_windows import Message, WindowsSession

WITHIN = 1.0
"""Seconds."""


class Left:
    """Counts how often somebody left, and what the moment was."""

    def __init__(self) -> None:
        self.times = 0
        self.last = 0.0

    def __call__(self) -> None:
        self.times += 1
        self.last = monotonic()


class Fake:
    """A bus of our own with a login manager on it."""

    def __init__(self, bus: subprocess.Popen[str], address: str) -> None:
        self._bus = bus
        command = [sys.executable, "-m", "tests.ui.fake_logind", address]
        pipe = subprocess.PIPE
        self._fake = subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True)
        assert self.line() == "ready"

    def line(self) -> str:
        assert self._fake.stdout is not None
        return self._fake.stdout.readline().strip()

    def tell(self, what: str) -> None:
        stdin: IO[str] | None = self._fake.stdin
        assert stdin is not None
        stdin.write(what + "\n")
        stdin.flush()
        assert self.line() == "sent"

    def end(self) -> None:
        for one in (self._fake, self._bus):
            one.terminate()
            one.wait()
            for pipe in (one.stdin, one.stdout):
                if pipe is not None:
                    pipe.close()


def heard(left: Left, times: int = 1) -> float:
    """Seconds until it was heard so often; more than :data:`WITHIN` when it was not."""
    begun = monotonic()
    while left.times < times and monotonic() - begun < WITHIN + 0.2:
        QCoreApplication.processEvents()
    return (left.last if left.times >= times else monotonic()) - begun


@pytest.fixture(name="login")
def _login(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Fake, LinuxSession, Left]]:
    program = shutil.which("dbus-daemon")
    if program is None:
        pytest.skip("no dbus-daemon here")
    app()
    monkeypatch.setenv("XDG_SESSION_ID", "2")
    command = [program, "--session", "--nofork", "--print-address"]
    bus = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    assert bus.stdout is not None
    address = bus.stdout.readline().strip()
    fake = Fake(bus, address)
    name = f"test-{monotonic()}"
    connection = QDBusConnection.connectToBus(address, name)
    assert connection.isConnected()
    left = Left()
    session = LinuxSession(left, connection, connection)
    yield fake, session, left
    session.stop()
    QDBusConnection.disconnectFromBus(name)
    fake.end()


@pytest.mark.skipif(sys.platform != "linux", reason="D-Bus")
@pytest.mark.parametrize("what", ["sleep", "shutdown", "lock", "switch", "hint", "saver"])
def test_leaving_is_heard_on_the_bus(login: tuple[Fake, LinuxSession, Left], what: str) -> None:
    fake, _session, left = login
    fake.tell(what)
    assert heard(left) < WITHIN
    assert left.times == 1


@pytest.mark.skipif(sys.platform != "linux", reason="D-Bus")
def test_coming_back_and_others_sessions_are_no_leaving(
    login: tuple[Fake, LinuxSession, Left],
) -> None:
    fake, _session, left = login
    for what in ("back", "other", "other-lock", "saver-off", "wake"):
        fake.tell(what)
    fake.tell("lock")
    assert heard(left) < WITHIN
    assert left.times == 1


@pytest.mark.skipif(sys.platform != "linux", reason="D-Bus")
def test_the_computer_sleeps_once_the_vault_is_locked(
    login: tuple[Fake, LinuxSession, Left],
) -> None:
    fake, session, left = login
    held = session.delays
    assert held
    fake.tell("sleep")
    assert heard(left) < WITHIN
    assert not session.delays
    assert fake.line() == "let go"
    fake.tell("wake")
    begun = monotonic()
    while not session.delays and monotonic() - begun < WITHIN:
        QCoreApplication.processEvents()
    assert session.delays


@pytest.mark.skipif(sys.platform != "linux", reason="D-Bus")
def test_after_stopping_nothing_is_heard(login: tuple[Fake, LinuxSession, Left]) -> None:
    fake, session, left = login
    session.stop()
    assert fake.line() == "let go"
    fake.tell("lock")
    fake.tell("sleep")
    assert heard(left) > WITHIN
    assert not left.times


class Terminal:
    """wtsapi32, as far as it is called."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, int | None]] = []

    def WTSRegisterSessionNotification(self, window: ctypes.c_void_p, which: int) -> int:
        assert which == 0
        self.asked.append(("on", window.value))
        return 1

    def WTSUnRegisterSessionNotification(self, window: ctypes.c_void_p) -> int:
        self.asked.append(("off", window.value))
        return 1


@pytest.mark.parametrize(
    ("message", "what", "leaves"),
    [
        (0x0218, 0x4, True),
        (0x0218, 0x12, True),
        (0x0218, 0xA, False),
        (0x02B1, 0x7, True),
        (0x02B1, 0x2, True),
        (0x02B1, 0x4, True),
        (0x02B1, 0x6, True),
        (0x02B1, 0x8, False),
        (0x02B1, 0x1, False),
        (0x0006, 0x0, False),
        (0x0008, 0x4, False),
    ],
    ids=[
        "suspend", "resumed", "power-changed", "locked", "other-user", "remote-gone", "logged-off",
        "unlocked", "console-back", "deactivated", "focus-lost",
    ],
)  # fmt: skip
def test_messages_of_windows(message: int, what: int, leaves: bool) -> None:
    left, terminal, qt = Left(), Terminal(), app()
    session = WindowsSession(left, 42, qt, terminal)
    told = Message(None, message, what)
    answer = session.nativeEventFilter(QByteArray(b"windows_generic_MSG"), ctypes.addressof(told))
    session.nativeEventFilter(QByteArray(b"xcb_generic_event_t"), ctypes.addressof(told))
    session.stop()
    assert answer == (False, 0)
    assert left.times == leaves
    assert terminal.asked == [("on", 42), ("off", 42)]


def test_a_mac_is_looked_at_and_heard_once_for_each_leaving() -> None:
    app()
    left = Left()
    state: dict[str, bool] = {ON_CONSOLE: True}
    session = MacSession(left, lambda: state)
    times = []
    for changes in ({}, {LOCKED: True}, {}, {LOCKED: False}, {ON_CONSOLE: False}, {}):
        state.update(changes)
        session.look()
        times.append(left.times)
    session.stop()
    assert times == [0, 1, 1, 1, 2, 2]


class Stopped:
    def __init__(self) -> None:
        self.stopped = 0

    def stop(self) -> None:
        self.stopped += 1


@pytest.mark.parametrize("platform", sorted(ADAPTERS))
def test_one_signal_whatever_the_system(platform: str, monkeypatch: pytest.MonkeyPatch) -> None:
    app()
    made: list[tuple[Callable[[], None], int]] = []
    adapter = Stopped()

    def listen(left: Callable[[], None], window: int) -> Stopped:
        made.append((left, window))
        return adapter

    modules = {"linux": session_linux, "win32": session_windows, "darwin": session_mac}
    monkeypatch.setattr(modules[platform], "listen", listen)
    watch, left = SessionWatch(), Left()
    watch.left.connect(left)
    watch.start(7, platform)
    watch.start(7, platform)
    assert watch.hears
    assert [window for _, window in made] == [7]
    made[0][0]()
    assert left.times == 1
    watch.stop()
    assert adapter.stopped == 1
    heard_after = watch.hears
    assert not heard_after


def test_an_unknown_system_tells_nothing() -> None:
    watch = SessionWatch()
    watch.start(0, "plan9")
    assert not watch.hears
    watch.stop()
