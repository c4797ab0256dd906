from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from aln_review.domain.bilingual import Language, Text
from aln_review.language.catalogue import Catalogue
from aln_review.meeting.sentences import lines, same, worded

WORDING = {language: Catalogue.load(language, strict=True) for language in Language}
LINE = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=8)
SAID = st.builds(Text.of, LINE, st.sampled_from(Language))
BOTH = st.builds(Text.both, LINE, LINE, st.sampled_from(Language))


def test_a_sentence_is_left_empty_where_a_text_has_no_words() -> None:
    said = Text.of("Mae’r neuadd yn swnllyd", Language.CY)
    text = worded(WORDING, "plan.draft.said", Language.CY, who="Elin", said=said)
    assert text == Text(Language.CY, cy="Elin: Mae’r neuadd yn swnllyd")


def test_statements_in_two_languages_are_kept_as_they_were_said() -> None:
    text = lines([Text.of("Tawelwch", Language.CY), Text.of("Quiet", Language.EN)], Language.CY)
    assert text == Text(Language.CY, cy="Tawelwch\nQuiet")


def test_most_speakers_decide_which_language_is_the_original() -> None:
    said = [Text.of("Tawelwch", Language.CY)] + [Text.of(w, Language.EN) for w in ("a", "b")]
    assert lines(said, Language.CY).original is Language.EN


def test_a_list_is_whole_in_the_other_language_or_not_given() -> None:
    pair = Text.both("Ci", "Dog")
    assert lines([pair, pair], Language.CY) == Text.both("Ci\nCi", "Dog\nDog")
    assert lines([pair, Text.of("Cath", Language.CY)], Language.CY).en == ""


def test_a_stale_translation_stays_stale() -> None:
    stale = Text.both("Ci", "Dog").with_(Language.CY, "Ci mawr")
    assert lines([stale], Language.CY).stale
    assert worded(WORDING, "plan.draft.said", Language.CY, who="E", said=stale).stale


@given(st.lists(st.one_of(SAID, BOTH), max_size=6), st.sampled_from(Language))
def test_no_statement_is_lost_and_none_is_invented(said: list[Text], preferred: Language) -> None:
    text = lines(said, preferred)
    kept = text.said.split("\n") if text.said else []
    assert len(kept) == len(said)
    for line, one in zip(kept, said, strict=True):
        assert line in {one.cy, one.en}
    assert lines([text], text.original) == text


@given(st.text(max_size=20))
def test_a_name_is_the_same_in_both_languages(name: str) -> None:
    assert same(name).cy == same(name).en
