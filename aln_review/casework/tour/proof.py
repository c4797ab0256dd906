"""The package, its register and its receipts, checked from the files alone as an outsider would."""

from __future__ import annotations

from pathlib import Path

from aln_review.casework.core import Casework
from aln_review.casework.post import VaultOutbox
from aln_review.casework.tour.authority import ACCEPTED, DELIVERED, ROOT
from aln_review.casework.tour.report import Step, TourReport
from aln_review.casework.verify import VerifyReport, verify
from aln_review.domain.bilingual import Language
from aln_review.domain.dispatch import OutboxLine
from aln_review.domain.errors import AlnError
from aln_review.packages.identity import PublicIdentity
from aln_review.packages.receipt import ReceiptKind, check_about, read_receipt
from aln_review.packages.register import read_register

PACKAGE = "package.alnpkg"
RECEIPTS = ((DELIVERED, ReceiptKind.DELIVERED), (ACCEPTED, ReceiptKind.ACCEPTED))


def verify_files(report: TourReport, setting: Casework, line: OutboxLine) -> None:
    """Write the package out and prove it, its receipts, and that nobody can change a byte."""
    with report.step("verified") as step:
        package = report.folder / PACKAGE
        with VaultOutbox(setting).open_sealed(line.id) as sealed:
            package.write_bytes(sealed.read())
        found = _verify(report.folder, package)
        step.check("same-package", holds=found.package == line.id)
        step.check("same-bytes", holds=found.sha256 == line.sha256)
        step.check(f"kind:{found.kind.value}", holds=found.kind is line.kind)
        names = {entry.name for entry in found.entries}
        papers = {f"plan.{language.value}.pdf" for language in Language}
        step.check("the-plan-in-both-languages", holds=papers <= names)
        _check_receipts(step, report.folder, found)
        _check_changed(step, report.folder, package)
        step.count(files=len(found.entries))


def _verify(folder: Path, package: Path) -> VerifyReport:
    identity = folder / "authority-identity.txt"
    return verify(package, folder / "register.jws", identity, folder / ROOT)


def _check_receipts(step: Step, folder: Path, found: VerifyReport) -> None:
    root = PublicIdentity.from_jwk_json((folder / ROOT).read_text(encoding="utf-8"))
    register = read_register((folder / "register.jws").read_text(encoding="utf-8"), root, 0)
    for name, kind in RECEIPTS:
        signed = read_receipt((folder / name).read_text(encoding="utf-8"), register)
        check_about(signed.receipt, found.package, found.sha256)
        step.check(f"receipt:{kind.value}", holds=signed.receipt.kind is kind)


def _check_changed(step: Step, folder: Path, package: Path) -> None:
    """Change one byte, here and there from the first to the last, and be refused every time."""
    good = package.read_bytes()
    changed = folder / "changed.alnpkg"
    places = sorted({0, 30, len(good) // 3, len(good) // 2, len(good) - 1})
    try:
        for place in places:
            changed.write_bytes(good[:place] + bytes([good[place] ^ 1]) + good[place + 1 :])
            step.check(f"changed-byte-refused:{place}", holds=_refused(folder, changed))
    finally:
        changed.unlink(missing_ok=True)
    step.count(changed_bytes=len(places))


def _refused(folder: Path, package: Path) -> bool:
    try:
        _verify(folder, package)
    except AlnError:
        return True
    return False
