"""The only place that builds adapters and hands them to casework."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from aln_review.casework.core import Casework, Tools
from aln_review.casework.door import Door
from aln_review.casework.law import Law
from aln_review.casework.places import Places
from aln_review.casework.surroundings import surroundings
from aln_review.domain.bilingual import Language
from aln_review.domain.ids import Ids
from aln_review.domain.setting import SettingKind
from aln_review.domain.wales import WALES
from aln_review.language.catalogue import Catalogue
from aln_review.vault.keyslots import KdfCost
from aln_review.vault.tuning import Tuning

if TYPE_CHECKING:
    from aln_review.casework.mail import Mail

DEMO_PASSPHRASE: Final = "telyn gwennol crochan"  # noqa: S105
"""Opens every demo vault; it guards invented people only."""
DEMO_KEYHOLDER: Final = "llwynog bwrdd castell"
"""The passphrase of a demo's second keyholder."""
DEMO_COST: Final = KdfCost(memory_kib=19 * 1024, iterations=2, lanes=1)
"""A demo opens fast: nobody real is in it."""
DEMO_SENDERS: Final = (SettingKind.SCHOOL, SettingKind.EARLY_YEARS)
"""Who has sent something to a demo authority."""

Now = Callable[[], datetime]


def utc_now() -> datetime:
    """The time according to this computer."""
    return datetime.now(UTC)


def unix_milliseconds() -> int:
    """Milliseconds since 1970, for identifiers."""
    return time.time_ns() // 1_000_000


def local(at: datetime) -> datetime:
    """The clock on the wall in Wales."""
    return at.astimezone(WALES)


def build_tools(places: Places, now: Now = utc_now) -> Tools:
    """Everything commands lean on, from the product's own files."""
    return Tools(
        now=now,
        ids=Ids(unix_milliseconds, secrets.token_bytes),
        random=secrets.token_bytes,
        law=Law(places.resources),
        catalogues={
            language: Catalogue.load(language, places.translations, local=local)
            for language in Language
        },
        wordlists={language: read_words(places.resources, language) for language in Language},
        area=places.work,
    )


def read_words(resources: Path, language: Language) -> tuple[str, ...]:
    """The 2,048 everyday words of a language."""
    text = (resources / "words" / f"{language.value}.txt").read_text(encoding="utf-8")
    return tuple(text.split())


def open_door(places: Places, now: Now = utc_now, cost: KdfCost | None = None) -> Door:
    """The door of this person's vault; its keys cost about a second on this computer."""
    asked = cost or Tuning(time.monotonic)
    return Door(places.vault, build_tools(places, now), lemmas, asked, surroundings(places.vault))


def build_mail(vault: Casework) -> Mail:
    """The mail of an open vault."""
    # Its libraries are for the network: a window that opens does not wait for them.
    from aln_review.casework.mail import Mail

    return Mail(vault)


def demo(setting: SettingKind, data: Path, now: Now = utc_now) -> tuple[Door, Casework]:
    """A throwaway vault in ``data``, full of invented people, open."""
    from aln_review.casework.demo import make_demo

    return make_demo(setting, data, now)


def lemmas(text: str) -> str:
    """The dictionary forms of a text's words, for the search index."""
    # The lemmatiser is wanted some seconds after the first words were kept, not before.
    from aln_review.language.lemmas import lemmas as found

    return found(text)
