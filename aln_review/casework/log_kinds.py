"""What kinds of thing the access log holds, by the names of its actions."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

LOG = "log."
"""Before an action, this makes its message key."""
OTHER = "log.other"


class LogKind(StrEnum):
    """What somebody may want to look for; ``ALL`` is every line."""

    ALL = "all"
    OPEN = "open"
    PRINT = "print"
    EXPORT = "export"
    SEND = "send"
    CHANGE = "change"
    RESTORE = "restore"
    KEYS = "keys"


_WHOLE = {
    "learner.opened": LogKind.OPEN,
    "paper.shown": LogKind.OPEN,
    "safeguarding.opened": LogKind.OPEN,
    "vault.opened": LogKind.OPEN,
    "paper.printed": LogKind.PRINT,
    "paper.saved": LogKind.EXPORT,
    "words.restored": LogKind.CHANGE,
}
_ENDS = {"exported": LogKind.EXPORT, "restored": LogKind.RESTORE, "salvaged": LogKind.RESTORE}
_BEGINS = {
    "package": LogKind.SEND,
    "arrival": LogKind.SEND,
    "authority": LogKind.SEND,
    "register": LogKind.SEND,
    "identity": LogKind.KEYS,
    "key": LogKind.KEYS,
    "vault": LogKind.KEYS,
}


def kind_of(action: str) -> LogKind:
    """Which kind an action is; whatever is nothing else is a change."""
    begins, _, ends = action.partition(".")
    return _WHOLE.get(action) or _ENDS.get(ends) or _BEGINS.get(begins) or LogKind.CHANGE


def actions_of(kind: LogKind, keys: Iterable[str]) -> tuple[str, ...]:
    """The actions of one kind among the message keys of a catalogue; none stands for every one."""
    if kind is LogKind.ALL:
        return ()
    actions = (key.removeprefix(LOG) for key in keys if key.startswith(LOG) and key != OTHER)
    return tuple(sorted(action for action in actions if kind_of(action) is kind))
