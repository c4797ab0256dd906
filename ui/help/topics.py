"""Which page of help belongs to which page of the program, and how the pages are grouped."""

from __future__ import annotations

FIRST = "today"
"""Shown where a page of the program has no help of its own."""

TOPICS = {
    "learner-edit": "learner",
    "learner-photo": "learner",
    "person-edit": "learner",
    "event": "learner",
    "plan-review": "learner",
    "action": "learner",
    "restore-first": "restore",
    "salvage": "health",
    "hold": "keeping",
    "erase": "keeping",
    "help": "keyboard",
    "rotation": "handover",
    "take-over": "handover",
}
"""Pages whose help is found under another name."""

GROUPS = (
    ("help.group.start", "sun", ("today", "first-run", "unlock", "keyboard", "search")),
    (
        "help.group.learners",
        "users",
        ("learners", "learner", "import", "profile", "plan", "paper", "sound", "who-may-see"),
    ),
    ("help.group.reviews", "messages-square", ("reviews", "prepare", "meeting", "after")),
    ("help.group.post", "send", ("join", "send")),
    ("help.group.desk", "inbox", ("desk", "arrival", "register", "answer-help")),
    ("help.group.keep", "settings", ("settings", "term-dates", "dates", "law")),
    (
        "help.group.safe",
        "shield",
        (
            "keys",
            "handover",
            "ask-authority",
            "copies",
            "restore",
            "health",
            "access-log",
            "keeping",
            "disclosure",
            "leaves",
            "limits",
        ),
    ),
)
"""Heading (message key), icon and pages of each group, in the order they stand."""


def topic_of(page: str) -> str:
    """The page of help for a page of the program."""
    return TOPICS.get(page, page)
