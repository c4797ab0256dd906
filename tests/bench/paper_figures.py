"""Papers and packages: how fast they are made, and what sealing costs beside bare age."""

from __future__ import annotations

import random
import resource
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pyrage

from aln_review.domain.bilingual import Text
from aln_review.domain.dispatch import PackageKind
from aln_review.packages.container import (
    Addressee,
    Envelope,
    PackageContents,
    Paper,
    Sender,
    freeze,
)
from aln_review.packages.identity import Identity
from aln_review.packages.reader import open_package
from aln_review.packages.record import record_of
from aln_review.packages.register import Register, RegisterEntry, Role
from tests.bench.figures import Figure, median, times
from tests.casework.vaults import make_setting

SIZE = 20 << 20
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


def figures(folder: Path) -> Iterator[Figure]:
    """Every figure about papers and packages."""
    yield from _papers(folder)
    yield from _packages(folder)


def _papers(folder: Path) -> Iterator[Figure]:
    from aln_review.casework.papers.plan import PrintPlan
    from aln_review.casework.papers.profile import PrintProfile
    from aln_review.casework.wiring import demo
    from aln_review.domain.bilingual import Language
    from aln_review.domain.setting import SettingKind

    door, vault = demo(SettingKind.SCHOOL, folder / "papers")
    with vault.store.view() as unit:
        profiles = unit.profiles.all()
        plans = unit.plans.all()
    learner = max(profiles, key=lambda profile: len(profile.items)).learner_id
    plan = max(plans, key=lambda found: len(found.section("2B").blocks)).id
    took = median(times(lambda _: vault.ask(PrintProfile(learner, Language.CY)), 9))
    yield Figure("profile PDF", took, 250, "ms", 1)
    pages = vault.ask(PrintPlan(plan, Language.CY)).pages
    took = median(times(lambda _: vault.ask(PrintPlan(plan, Language.CY)), 9))
    rate = pages / (took / 1000)
    yield Figure("plan PDF, pages a second", rate, 40, "pages/s", 1, f"{pages} pages", floor=True)
    vault.close()
    door.release()


def _packages(folder: Path) -> Iterator[Figure]:
    chance = random.Random(3)
    sender, desk = Identity.create(chance.randbytes), Identity.create(chance.randbytes)
    content = chance.randbytes(SIZE)
    plain, bare = folder / "plain.bin", folder / "plain.age"
    plain.write_bytes(content)
    recipient = pyrage.x25519.Recipient.from_str(desk.public.age_recipient)
    secret = pyrage.x25519.Identity.from_str(desk.age_secret)
    out = folder / "package.alnpkg"

    def seal_bare(_number: int) -> None:
        pyrage.encrypt_file(str(plain), str(bare), [recipient])

    def open_bare(_number: int) -> None:
        pyrage.decrypt_file(str(bare), str(folder / "opened.bin"), [secret])

    def seal(_number: int) -> None:
        out.unlink(missing_ok=True)
        freeze(_contents(plain), _sender(sender), _addressee(desk), _envelope(), out)

    def open_ours(_number: int) -> None:
        with open_package(out, desk, _register(sender, desk), folder, NOW):
            pass

    bare_seal, ours = median(times(seal_bare, 7)), median(times(seal, 7))
    yield Figure("seal 20 MB", ours, bare_seal, "ms", 2, "bare age; hashes and CRCs included")
    bare_open, opened = median(times(open_bare, 7)), median(times(open_ours, 7))
    yield Figure("open and verify 20 MB", opened, bare_open, "ms", 3, "bare age")
    extra = _memory(folder)
    yield Figure("sealing, extra memory", extra, 16, "MB", 1)


def _contents(plain: Path) -> PackageContents:
    from datetime import date

    from aln_review.domain.learner import Learner

    learner = Learner("l-1", "Elin", "Prydderch", date(2016, 3, 14))
    attachment = Paper("attachments/a-1", "application/pdf", lambda: plain.open("rb"))
    record = record_of(make_setting(), learner)
    return PackageContents(PackageKind.TRANSFER, record, attachments=(attachment,))


def _sender(identity: Identity) -> Sender:
    name = Text.both("Ysgol", "School")
    return Sender(identity, "s-school", name, "Nia Rowlands", Text.both("CADY", "ALNCo"))


def _addressee(desk: Identity) -> Addressee:
    return Addressee(desk.public, Text.both("Cyngor", "Council"))


def _envelope() -> Envelope:
    return Envelope("01938b2a-7c00-7000-8000-000000000001", 1, NOW)


def _register(sender: Identity, desk: Identity) -> Register:
    setting = make_setting()
    entries = tuple(
        RegisterEntry(
            who, setting.kind, setting.name, setting.person, role, identity.public, NOW.date()
        )
        for who, role, identity in (
            ("s-school", Role.SETTING, sender),
            ("s-desk", Role.DESK, desk),
        )
    )
    name = setting.authority_name
    return Register(1, entries, NOW, "699", name, desk.public.fingerprint)


def _memory(folder: Path) -> float:
    """Peak memory of sealing 20 MB over the same process that seals almost nothing, in MB."""
    found = []
    for size in (1024, SIZE):
        command = [sys.executable, "-m", "tests.bench.paper_figures", str(folder), str(size)]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        found.append(float(done.stdout))
    return max(0.01, found[1] - found[0])


def _seal_alone(folder: Path, size: int) -> float:
    chance = random.Random(3)
    sender, desk = Identity.create(chance.randbytes), Identity.create(chance.randbytes)
    plain, out = folder / "alone.bin", folder / "alone.alnpkg"
    with plain.open("wb") as handle:
        for _ in range(max(1, size >> 20)):
            handle.write(chance.randbytes(min(size, 1 << 20)))
    out.unlink(missing_ok=True)
    freeze(_contents(plain), _sender(sender), _addressee(desk), _envelope(), out)
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    print(_seal_alone(Path(sys.argv[1]), int(sys.argv[2])))
