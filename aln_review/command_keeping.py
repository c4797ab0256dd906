"""Commands for a vault that may not be well: look at it, save what can be read, check a saved log.

A thin rim over casework, as the other commands are.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from aln_review.casework.by_command import owned, word
from aln_review.casework.health import HealthLine, examine_vault
from aln_review.casework.log_export import verify_proof
from aln_review.casework.salvaging import find_source, salvage_to, write_report
from aln_review.casework.say import Say
from aln_review.casework.wiring import lemmas, utc_now
from aln_review.domain.bilingual import Language
from aln_review.language.catalogue import Catalogue

FOUND = 1
"""Exit status when a check found something."""
Secret = Callable[[argparse.Namespace, Catalogue], str]


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser], secret: Secret) -> None:
    """Add these commands; ``secret`` asks for the passphrase."""
    health = commands.add_parser("health")
    health.add_argument("--data", type=Path, metavar="DIR")
    health.set_defaults(run=_health)
    saver = commands.add_parser("salvage")
    saver.add_argument("source", type=Path, metavar="DATABASE-OR-FOLDER")
    saver.add_argument("out", type=Path, metavar="OUT")
    saver.set_defaults(run=_salvage)
    proof = commands.add_parser("verify-log")
    proof.add_argument("file", type=Path)
    proof.set_defaults(run=_verify_log)
    for one in (health, saver):
        one.add_argument("--passphrase-stdin", action="store_true")
        one.set_defaults(secret=secret)
    for one in (health, saver, proof):
        one.add_argument("--language", choices=[language.value for language in Language])


def _print(words: Catalogue, say: Say, indent: str = "") -> None:
    sys.stdout.write(f"{indent}{word(words, say)}\n")


def _health(known: argparse.Namespace, words: Catalogue) -> int:
    bad = 0
    with owned(known.data) as door, closing(door.unlock(known.secret(known, words))) as vault:
        for line in examine_vault(vault):
            bad += not line.good
            _print_line(words, line)
    return FOUND if bad else 0


def _print_line(words: Catalogue, line: HealthLine) -> None:
    _print(words, Say.of("cli.health.line", title=words.t(line.title.key)))
    for say in (line.finding, *line.details):
        _print(words, say, "  ")
    if line.more:
        _print(words, Say.many("health.more", line.more), "  ")


def _salvage(known: argparse.Namespace, words: Catalogue) -> int:
    source = find_source(known.source)
    report = salvage_to(source, known.out, known.secret(known, words), lemmas, utc_now)
    sys.stdout.write(write_report(report, known.out, words))
    _print(words, Say.of("cli.salvage.done", path=str(known.out), option="--data"))
    return 0


def _verify_log(known: argparse.Namespace, words: Catalogue) -> int:
    proof = verify_proof(known.file)
    _print(words, Say.of("cli.log.whole", count=proof.count, head=proof.head))
    if proof.fingerprint:
        _print(words, Say.of("cli.log.signed", fingerprint=proof.fingerprint))
    else:
        _print(words, Say("cli.log.not_signed"))
    return 0
