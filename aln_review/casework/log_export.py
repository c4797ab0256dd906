"""The access log as a file, for a data protection officer or whoever looks into a break-in.

Two forms. A table for reading (CSV) holds the lines that were asked for, with names and
sentences. The proof (JSON, one object a line) is always the whole log with every digest, ends
with the head's, and is signed where this vault has keys for sending: whoever keeps it can show
later that no line was changed or cut. Both are plain files; the window says so.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, fields
from enum import StrEnum
from pathlib import Path

import msgspec

from aln_review.casework.commands.keeping import NoteAccess
from aln_review.casework.core import Casework, Work
from aln_review.casework.membership import IDENTITY
from aln_review.casework.memory import recall
from aln_review.casework.queries.access_log import Wanted, said
from aln_review.domain.bilingual import Language
from aln_review.domain.errors import Refusal, WorldFault
from aln_review.domain.wales import WALES
from aln_review.language.catalogue import Catalogue
from aln_review.packages.canonical import canonical
from aln_review.packages.identity import Identity, PublicIdentity
from aln_review.packages.signing import ACCESS_LOG, BadSignature, read, sign
from aln_review.store.access import LogFilter
from aln_review.vault.access_log import Access, ChainReport, Follower, Link, moment_of

FORMAT = "aln-access-log-1"
MOST_LINE = 1 << 16
"""Bytes of one line of the proof."""
MOST_TOKEN = 1 << 13
COLUMNS = ("number", "at", "who", "what", "learner", "subject", "detail")
END = {"broken_at", "count", "format", "head"}
LINE = {field.name for field in fields(Access)}
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet would take for a formula."""


class LogForm(StrEnum):
    """How the log is written."""

    TABLE = "csv"
    PROOF = "jsonl"


def export_log(
    casework: Casework, target: Path, form: LogForm, language: Language, wanted: Wanted
) -> Path:
    """Write the log to a file of the person's choosing, and note that it was.

    The proof is the whole log whatever was ``wanted``: a part of a chain proves nothing.

    Raises:
        WorldFault: the file cannot be written; what stood there before stays.

    """
    beside = target.with_name(target.name + ".part")
    try:
        with casework.store.view() as unit, beside.open("w", encoding="utf-8", newline="") as out:
            work = Work(unit, casework.tools)
            if form is LogForm.TABLE:
                lines = _table(work, casework.tools.catalogues[language], wanted)
            else:
                lines = _proof(work)
            for line in lines:
                out.write(line)
        beside.replace(target)
    except OSError:
        beside.unlink(missing_ok=True)
        raise WorldFault("error.files.not_written") from None
    casework.do(NoteAccess("log.exported", wanted.learner_id, detail=form.value))
    return target


def _table(work: Work, words: Catalogue, wanted: Wanted) -> Iterator[str]:
    # A mark of the byte order, by which spreadsheets know Welsh letters.
    yield "\ufeff" + _row(words.t(f"log.column.{name}") for name in COLUMNS)
    names = {one.id: one.name for one in work.unit.learners.all()}
    for link in work.unit.log_lines(wanted.filter(work)):
        line = link.access
        at = moment_of(line)
        yield _row(
            (
                str(line.seq),
                at.astimezone(WALES).strftime("%Y-%m-%d %H:%M:%S") if at else line.at,
                line.actor,
                words.t(said(line.action, words.has), detail=line.detail),
                names.get(line.learner_id, line.learner_id),
                line.subject,
                line.detail,
            )
        )


def _row(cells: Iterable[str]) -> str:
    out = io.StringIO()
    csv.writer(out).writerow([f"'{cell}" if cell.startswith(FORMULA) else cell for cell in cells])
    return out.getvalue()


def _proof(work: Work) -> Iterator[str]:
    yield _json({"format": FORMAT, "setting": work.setting.id, "at": work.now.isoformat()})
    following = Follower()
    for link in work.unit.log_lines(LogFilter()):
        following.add(link)
        yield _json({**asdict(link.access), "digest": link.digest})
    report = following.report()
    end: dict[str, object] = {**_statement(report), "broken_at": report.broken_at}
    kept = recall(work.unit, IDENTITY, str, "")
    if kept:
        identity = Identity.from_json(kept)
        end["signed"] = sign(canonical(_statement(report)), identity, ACCESS_LOG)
        end["signer"] = identity.public.to_json()
    yield _json(end)


def _statement(report: ChainReport) -> dict[str, object]:
    """What is signed: how many lines hold, and the digest of the last."""
    return {"count": report.count, "format": FORMAT, "head": report.head}


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n"


@dataclass(frozen=True, slots=True)
class Proof:
    """What a file that was saved as proof came to."""

    count: int
    head: str
    fingerprint: str = ""
    """Of the key it was signed with, as words; empty when it was not signed."""


def verify_proof(path: Path) -> Proof:
    """Follow the chain in a saved file, and check its end and its signature.

    Raises:
        Refusal: a line was changed, cut or added; the end or the signature does not fit.
        WorldFault: the file cannot be read.

    """
    following, end = Follower(), dict[str, object]()
    try:
        with path.open("rb") as file:
            head = _object(file.readline(MOST_LINE))
            if head.get("format") != FORMAT:
                raise Refusal("error.log.not_a_proof")
            while line := file.readline(MOST_LINE):
                if end:
                    raise Refusal("error.log.proof_broken", line=following.report().count + 1)
                found = _object(line)
                if "head" in found:
                    end = found
                elif not following.add(_link(found)):
                    raise Refusal("error.log.proof_broken", line=following.report().broken_at)
    except OSError:
        raise WorldFault("error.log.not_read") from None
    report = following.report()
    if set(end) - {"signed", "signer"} != END or end["format"] != FORMAT:
        raise Refusal("error.log.proof_cut", line=report.count)
    if [end.get(name) for name in ("count", "head", "broken_at")] != [
        report.count, report.head, 0,
    ]:  # fmt: skip
        raise Refusal("error.log.proof_cut", line=report.count)
    return Proof(report.count, report.head, _signed_by(end, report))


def _object(line: bytes) -> dict[str, object]:
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        raise Refusal("error.log.not_a_proof") from None
    if not isinstance(found, dict):
        raise Refusal("error.log.not_a_proof")
    return found


def _link(found: dict[str, object]) -> Link:
    digest = found.pop("digest", None)
    if set(found) != LINE:
        raise Refusal("error.log.not_a_proof")
    try:
        return msgspec.convert({"access": found, "digest": digest}, Link)
    except msgspec.ValidationError:
        raise Refusal("error.log.not_a_proof") from None


def _signed_by(end: dict[str, object], report: ChainReport) -> str:
    token, signer = end.get("signed"), end.get("signer")
    if token is None and signer is None:
        return ""
    try:
        public = PublicIdentity.from_json(str(signer))
        payload = read(str(token), ACCESS_LOG, MOST_TOKEN).verify(public)
    except (BadSignature, Refusal):
        raise Refusal("error.log.proof_signature") from None
    if payload != canonical(_statement(report)):
        raise Refusal("error.log.proof_signature")
    return public.fingerprint
