"""Packages that lie, at the authority's own desk: none is accepted, each is named in words."""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from aln_review.casework.arrivals import TakeIn
from aln_review.casework.belonging import MEMBERSHIP
from aln_review.casework.commands.authority import (
    AcceptArrival,
    ApproveJoin,
    EnrolGateway,
    Invite,
    OpenArrival,
    OpenDesk,
    ReturnArrival,
)
from aln_review.casework.commands.dispatch import SendPlan
from aln_review.casework.commands.joining import JoinAuthority, TakeRegister
from aln_review.casework.commands.learners import SaveLearner
from aln_review.casework.commands.plans import DraftPlan
from aln_review.casework.core import Casework
from aln_review.casework.memory import remember
from aln_review.casework.post import HeldMembership, VaultOutbox, VaultRegister
from aln_review.casework.queries.authority import ArrivalPage
from aln_review.casework.queries.dispatch import Send
from aln_review.domain.bilingual import Language
from aln_review.domain.dispatch import Arrival, ArrivalState, ReturnReason
from aln_review.domain.errors import AlnError, Refusal
from aln_review.domain.setting import SettingKind
from aln_review.language.catalogue import Catalogue
from aln_review.packages.identity import Identity
from aln_review.packages.reader import open_package
from tests.casework.vaults import Made, add_learner, make

SAMPLED = 250
CATALOGUES = [Catalogue.load(language) for language in Language]
EARLY, DESK = SettingKind.EARLY_YEARS, SettingKind.AUTHORITY


@dataclass(frozen=True)
class Post:
    """A setting that may send, its desk, and one sealed package."""

    sender: Made
    desk: Made
    package_id: str
    sealed: bytes


def let_in(desk: Casework, sender: Casework) -> str:
    """The register that names the sender."""
    answer = sender.do(JoinAuthority(desk.do(Invite()).value)).value
    token = desk.do(ApproveJoin(answer)).value
    sender.do(TakeRegister(token))
    return token


def seal(sender: Casework, surname: str = "Prydderch") -> tuple[str, bytes]:
    """A referral, frozen: its id and its bytes."""
    learner = add_learner(sender, "Elin", surname=surname)
    line = sender.do(SendPlan(sender.do(DraftPlan(learner.id)).value.id, referral=True)).value
    with VaultOutbox(sender).open_sealed(line.id) as sealed:
        return line.id, sealed.read()


@pytest.fixture(scope="module")
def post(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Post]:
    folder = tmp_path_factory.mktemp("post")
    sender, desk = make(folder / "sender", EARLY), make(folder / "desk", DESK, seed=8)
    desk.vault.do(OpenDesk())
    let_in(desk.vault, sender.vault)
    yield Post(sender, desk, *seal(sender.vault))
    sender.shut()
    desk.shut()


def worded(key: str) -> bool:
    return all(words.has(key) for words in CATALOGUES)


def cannot_be_answered(desk: Casework, arrival_id: str) -> None:
    for answer in (
        AcceptArrival(arrival_id),
        ReturnArrival(arrival_id, (ReturnReason("2A", "Pam?"),)),
    ):
        with pytest.raises(Refusal) as refused:
            desk.do(answer)
        assert refused.value.key == "error.desk.not_verified"
    assert desk.ask(ArrivalPage(arrival_id)).papers == ()


def came(desk: Casework, arrival_id: str, sealed: bytes) -> Arrival:
    desk.do(TakeIn(arrival_id, sealed))
    return desk.do(OpenArrival(arrival_id)).value


def offsets(size: int) -> Iterator[int]:
    """Every byte when asked for, else the first two thousand sampled and some of the rest."""
    if os.environ.get("ALN_EVERY_BYTE"):
        yield from range(size)
        return
    chance = random.Random(7)
    yield from chance.sample(range(2_000), SAMPLED // 2)
    yield from chance.sample(range(2_000, size), SAMPLED // 2)


def test_one_byte_changed_anywhere_is_refused_in_words(post: Post, tmp_path: Path) -> None:
    held = post.desk.vault.ask(HeldMembership())
    register = VaultRegister(post.desk.vault).register()
    path, said = tmp_path / "came.alnpkg", set()
    for place in offsets(len(post.sealed)):
        changed = bytearray(post.sealed)
        changed[place] ^= 1 + place % 255
        path.write_bytes(changed)
        with pytest.raises(AlnError) as refused:
            open_package(path, held.identity, register, tmp_path, post.desk.clock.now())
        said.add(refused.value.key)
    assert all(worded(key) and key.startswith("error.package.") for key in said)
    assert [left.name for left in tmp_path.iterdir()] == ["came.alnpkg"]


def test_a_changed_package_is_kept_as_it_came_and_never_accepted(post: Post) -> None:
    changed = post.sealed[:-1] + bytes([post.sealed[-1] ^ 1])
    found = came(post.desk.vault, post.desk.vault.tools.ids.new(), changed)
    assert found.state is ArrivalState.UNREADABLE
    assert worded(found.problem)
    cannot_be_answered(post.desk.vault, found.id)


def test_the_same_package_under_another_id_is_not_another_package(post: Post) -> None:
    found = came(post.desk.vault, post.desk.vault.tools.ids.new(), post.sealed)
    assert (found.state, found.problem) == (ArrivalState.UNREADABLE, "error.package.another")
    cannot_be_answered(post.desk.vault, found.id)


def test_the_same_id_with_other_bytes_is_refused_loudly(post: Post) -> None:
    desk = post.desk.vault
    first = came(desk, post.package_id, post.sealed)
    assert desk.do(TakeIn(post.package_id, post.sealed)).value == first
    with pytest.raises(Refusal) as refused:
        desk.do(TakeIn(post.package_id, post.sealed + b"\n"))
    assert refused.value.key == "error.package.another"
    with desk.store.view() as unit:
        assert unit.contents.get(post.package_id) == post.sealed
        assert unit.arrivals.get(post.package_id) == first


def test_another_desk_cannot_open_it(post: Post, tmp_path: Path) -> None:
    other = make(tmp_path, DESK, seed=9)
    other.vault.do(OpenDesk())
    found = came(other.vault, post.package_id, post.sealed)
    assert found.state is ArrivalState.UNREADABLE
    assert found.problem == "error.package.not_for_this_vault"
    cannot_be_answered(other.vault, found.id)
    other.shut()


def test_an_unknown_signer_cannot_be_accepted(post: Post, tmp_path: Path) -> None:
    """A setting that was never let in has its own program believe that it was."""
    stranger = make(tmp_path, EARLY, seed=10)
    stranger.vault.do(JoinAuthority(post.desk.vault.do(Invite()).value))
    register = VaultRegister(post.desk.vault).token()
    held = stranger.vault.do(TakeRegister(register)).value
    assert not held.joined
    with stranger.vault.store.unit() as unit:
        remember(unit, MEMBERSHIP, replace(held, joined=True))
    package, sealed = seal(stranger.vault)
    found = came(post.desk.vault, package, sealed)
    assert found.state is ArrivalState.UNKNOWN_SIGNER
    assert worded(found.problem)
    cannot_be_answered(post.desk.vault, found.id)
    stranger.shut()


def test_an_older_register_is_never_taken_again(tmp_path: Path) -> None:
    desk, sender = make(tmp_path / "a", DESK), make(tmp_path / "b", EARLY, seed=8)
    desk.vault.do(OpenDesk())
    old = let_in(desk.vault, sender.vault)
    gateway = Identity.create(desk.vault.tools.random)
    sender.vault.do(TakeRegister(desk.vault.do(EnrolGateway(gateway.public.to_json())).value))
    held = VaultRegister(sender.vault).token()
    for token in (old, old[:-8] + "AAAAAAAA", held.swapcase(), "", "a.b.c", "[" * 100_000):
        with pytest.raises(AlnError) as refused:
            sender.vault.do(TakeRegister(token))
        assert worded(refused.value.key)
    assert VaultRegister(sender.vault).token() == held
    sender.shut()
    desk.shut()


@pytest.mark.parametrize("make_it", [JoinAuthority, TakeRegister, ApproveJoin, EnrolGateway])
@pytest.mark.parametrize(
    "text",
    [
        "", " ", "\x00", "ŵ" * 70_000, "[" * 200_000, '{"a":' * 50_000, "e30.e30.e30",
        "-" * 20_000_000, "../../vault.db", '{"size":10737418240}',
    ],
    ids=range(10),
)  # fmt: skip
def test_what_is_no_file_of_ours_is_refused_whatever_it_is(
    post: Post, make_it: type[JoinAuthority], text: str
) -> None:
    vault = post.sender.vault if make_it in (JoinAuthority, TakeRegister) else post.desk.vault
    with pytest.raises(AlnError) as refused:
        vault.do(make_it(text))
    assert worded(refused.value.key)
    assert isinstance(refused.value, Refusal)


NAMES = (
    "Prydderch\u202egpj.exe",
    "\u2067Prydderch\u2069",
    "Рrуdderсh",
    "P\u0301rydderch" + "\u0301" * 40,
    "<b>Prydderch</b><img src='file:///etc/passwd'>",
    "Prydderch\n\nCyngor",
    "{name} %s {0}",
)


@pytest.mark.parametrize("surname", NAMES, ids=range(len(NAMES)))
def test_odd_names_cross_without_turning_a_sentence_round(post: Post, surname: str) -> None:
    package, sealed = seal(post.sender.vault, surname)
    found = came(post.desk.vault, package, sealed)
    assert found.state is ArrivalState.VERIFIED
    hidden = {"\u202e", "\u2067", "\u2069", "\n"}
    assert not hidden & set(found.learner_name)
    lines = [view.line for view in post.sender.vault.ask(Send()).lines]
    assert not any(hidden & set(line.learner_name) for line in lines)
    post.desk.vault.do(AcceptArrival(package))
    with post.desk.vault.store.view() as unit:
        assert not any(hidden & set(learner.name) for learner in unit.learners.all())


def test_a_name_written_straight_into_the_vault_is_still_cleaned_on_its_way(post: Post) -> None:
    """Rows kept by an older version were never cleaned."""
    learner = add_learner(post.sender.vault, "Elin")
    kept = post.sender.vault.do(SaveLearner(learner)).value
    object.__setattr__(kept, "forename", "Elin\u202e")
    with post.sender.vault.store.unit() as unit:
        unit.learners.put(kept)
    plan = post.sender.vault.do(DraftPlan(kept.id)).value
    line = post.sender.vault.do(SendPlan(plan.id, referral=True)).value
    with VaultOutbox(post.sender.vault).open_sealed(line.id) as sealed:
        found = came(post.desk.vault, line.id, sealed.read())
    assert found.state is ArrivalState.VERIFIED
    assert "\u202e" not in found.learner_name
