"""Widgets are told again after a switch; the dead are not."""

from __future__ import annotations

from datetime import date
from functools import partial

import shiboken6

from aln_review.casework.say import NOTHING, Say
from aln_review.domain.bilingual import Language, Text
from tests.ui.desk import words
from ui.retranslate import Sayings
from ui.widgets import Label, Segment


def test_a_key_is_said_now_and_again_after_a_switch() -> None:
    spoken = words(Language.EN)
    sayings = Sayings(spoken)
    spoken.switched.connect(sayings.say_all)
    label = Label()
    sayings.say(label.setText, "shell.today")
    assert label.text() == "Today"
    spoken.switch(Language.CY)
    assert label.text() == "Heddiw"


def test_counts_dates_texts_and_sayings_are_worded_in_the_language_of_the_moment() -> None:
    spoken = words(Language.CY)
    assert spoken.say(Say.many("shell.locks_after", 2)) == "Yn cloi ar ôl 2 funud heb ddefnydd"
    assert "Tachwedd" in spoken.say("shell.date", today=date(2026, 11, 23))
    assert spoken.say(Text.both("Cyngor", "Council")) == "Cyngor"
    assert spoken.say(NOTHING) == ""
    assert spoken.say("") == ""


def test_the_same_setter_told_again_forgets_what_it_was_told_before() -> None:
    spoken = words(Language.EN)
    sayings = Sayings(spoken)
    label = Label()
    sayings.say(label.setText, "shell.today")
    sayings.say(label.setText, "shell.help")
    spoken.switch(Language.CY)
    sayings.say_all()
    assert label.text() == "Cymorth"


def test_a_setter_with_arguments_is_told_apart_by_them() -> None:
    spoken = words(Language.EN)
    sayings = Sayings(spoken)
    segment = Segment("a", "b")
    sayings.say(partial(segment.set_option, "a"), "shell.today")
    sayings.say(partial(segment.set_option, "b"), "shell.help")
    spoken.switch(Language.CY)
    sayings.say_all()
    assert [segment.option(one).text() for one in ("a", "b")] == ["Heddiw", "Cymorth"]


def test_a_deleted_widget_is_let_go() -> None:
    spoken = words(Language.EN)
    sayings = Sayings(spoken)
    label = Label()
    sayings.say(label.setText, "shell.today")
    shiboken6.delete(label)
    spoken.switch(Language.CY)
    sayings.say_all()


def test_forgotten_is_not_said_again() -> None:
    spoken = words(Language.EN)
    sayings = Sayings(spoken)
    label = Label()
    sayings.say(label.setText, "shell.today")
    sayings.forget(label.setText)
    spoken.switch(Language.CY)
    sayings.say_all()
    assert label.text() == "Today"
