"""The commands of the command line: a thin rim over casework."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Sequence
from getpass import getpass
from pathlib import Path

from aln_review.casework.by_command import back_up, begin, owned, word
from aln_review.casework.places import find_places
from aln_review.casework.roll_check import as_text, check
from aln_review.casework.say import Say
from aln_review.casework.tour.story import run_tour
from aln_review.casework.verify import verify
from aln_review.domain.bilingual import Language
from aln_review.domain.errors import AlnError, OwnFault
from aln_review.domain.setting import SettingKind
from aln_review.language.catalogue import Catalogue

REFUSED = 1
AGREED = "--yes"
ONLY_SHOWN = 3
"""Exit status of a preview that was not followed by what it showed."""
TOUR_SETTINGS = [SettingKind.SCHOOL.value, SettingKind.EARLY_YEARS.value, SettingKind.COLLEGE.value]


def run(arguments: Sequence[str]) -> int:
    """Run one command; the exit status is 0 only when it did what was asked."""
    known = _parser().parse_args(arguments)
    words = Catalogue.load(
        _language(getattr(known, "language", "") or ""), find_places().translations
    )
    try:
        return int(known.run(known, words))
    except AlnError as error:
        _say(words, "cli.our_fault" if isinstance(error, OwnFault) else "cli.stopped", error)
        return REFUSED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="aln-review")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    tour = commands.add_parser("tour")
    tour.add_argument("folder", type=Path, metavar="DIR")
    tour.add_argument("--language", choices=[language.value for language in Language], default="cy")
    tour.add_argument("--setting", choices=TOUR_SETTINGS, default="school")
    tour.set_defaults(run=_tour)

    gateway = commands.add_parser("gateway")
    gateway.add_argument("--data", type=Path, required=True, metavar="DIR")
    gateway.add_argument("--port", type=int, default=8600)
    gateway.set_defaults(run=_gateway)

    verifier = commands.add_parser("verify")
    verifier.add_argument("package", type=Path)
    verifier.add_argument("--register", type=Path, required=True, metavar="FILE")
    verifier.add_argument("--identity", type=Path, required=True, metavar="FILE")
    verifier.add_argument("--root", type=Path, metavar="FILE")
    verifier.set_defaults(run=_verify)

    roll = commands.add_parser("roll")
    roll.add_argument("file", type=Path)
    roll.add_argument("--against", type=Path, metavar="FILE")
    roll.add_argument("--json", action="store_true")
    roll.set_defaults(run=_roll)

    backup = commands.add_parser("backup")
    backup.add_argument("folder", type=Path, metavar="FOLDER")
    backup.set_defaults(run=_backup)
    restorer = commands.add_parser("restore")
    restorer.add_argument("file", type=Path, metavar="FILE")
    restorer.add_argument(AGREED, action="store_true")
    restorer.set_defaults(run=_restore)
    for one in (backup, restorer):
        one.add_argument("--data", type=Path, metavar="DIR")
        one.add_argument("--passphrase-stdin", action="store_true")
        one.add_argument("--language", choices=[language.value for language in Language])
    return parser


def _language(asked: str) -> Language:
    """The language asked for, or else that of the terminal."""
    if asked:
        return Language(asked)
    locale = next((v for n in ("LC_ALL", "LC_MESSAGES", "LANG") if (v := os.environ.get(n))), "")
    return Language.CY if locale.startswith("cy") else Language.EN


def _say(words: Catalogue, key: str, error: AlnError) -> None:
    sentence = words.t(error.key, **error.facts)
    sys.stderr.write(words.t(key, sentence=sentence) + "\n")


def _tour(known: argparse.Namespace, words: Catalogue) -> int:
    report = run_tour(known.folder, SettingKind(known.setting), Language(known.language))
    for step in report.steps:
        mark = words.t("tour.checked" if step.checked else "tour.failed")
        sys.stdout.write(
            words.t(
                "tour.line", mark=mark, step=words.t(f"tour.step.{step.name}"), ms=step.milliseconds
            )
        )
        sys.stdout.write("\n")
    sys.stdout.write(words.n("tour.made", len(report.made)) + "\n")
    for name in report.made:
        sys.stdout.write(f"  {known.folder / name}\n")
    return 0 if report.checked else REFUSED


def _gateway(known: argparse.Namespace, _words: Catalogue) -> int:
    # The gateway is an optional extra: a setting's laptop does not carry its libraries.
    from aln_review.gateway.http import serve

    def ready(port: int) -> None:
        sys.stdout.write(json.dumps({"port": port}) + "\n")
        sys.stdout.flush()

    serve(known.data, known.port, ready)
    return 0


def _verify(known: argparse.Namespace, words: Catalogue) -> int:
    report = verify(known.package, known.register, known.identity, known.root)
    for say in report.lines:
        _print(words, say)
    return 0


def _roll(known: argparse.Namespace, words: Catalogue) -> int:
    report = check(known.file, known.against)
    sys.stdout.write((report.to_json() if known.json else as_text(report, words)) + "\n")
    return 0


def _secret(known: argparse.Namespace, words: Catalogue) -> str:
    """The passphrase: one line of standard input, or asked for without being shown."""
    if known.passphrase_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    return getpass(words.t("cli.passphrase") + " ")


def _print(words: Catalogue, say: Say) -> None:
    sys.stdout.write(word(words, say) + "\n")


def _backup(known: argparse.Namespace, words: Catalogue) -> int:
    with owned(known.data) as door:
        path = back_up(door, _secret(known, words), known.folder)
    _print(words, Say.of("cli.backup.made", path=str(path)))
    return 0


def _restore(known: argparse.Namespace, words: Catalogue) -> int:
    with owned(known.data) as door, begin(door, known.file, _secret(known, words)) as begun:
        for say in begun.lines(words):
            _print(words, say)
        if not known.yes:
            _print(words, Say.of("cli.restore.not_yet", option=AGREED))
            return ONLY_SHOWN
        _print(words, begun.carry_out())
    return 0
