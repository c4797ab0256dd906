"""The pages of help, read from ``resources/help`` and found by the words of either language.

A page is plain Markdown of a small kind: one ``#`` title, ``##`` headings, paragraphs, points,
numbered steps, a table of keys, ``**marked**`` words and `` `keys` ``. A line that is only a link
leads to another page. A page is built alike in both languages, so that what is found in one can be
shown in the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from aln_review.casework.places import find_places
from aln_review.domain.bilingual import Language
from aln_review.domain.errors import OwnFault
from aln_review.language.collation import folded
from aln_review.statute.mutation import mutations

FEWEST_LETTERS = 2
"""What is typed is looked for from here on."""

_STEP = re.compile(r"(\d+)\. (.*)")
_LINK = re.compile(r"\[([^\]]+)\]\(([a-z-]+)\.md\)")
_STRONG = re.compile(r"\*\*([^*]+)\*\*|`([^`]+)`")
_RULE = re.compile(r"\|[ |:-]+\|")
_WORD = re.compile(r"[^\W_]+")


class BlockKind(StrEnum):
    """What a block of a page is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    POINT = "point"
    STEP = "step"
    KEY_HEAD = "key-head"
    KEY = "key"
    LINK = "link"


@dataclass(frozen=True, slots=True)
class Block:
    """One heading, paragraph, point, step, line of the table of keys, or link."""

    kind: BlockKind
    text: str
    """What it says; ``<b>…</b>`` stands round marked words and keys."""
    beside: str = ""
    """The number of a step, the key of a line of keys, the page of a link."""

    @property
    def plain(self) -> str:
        """What it says, without marks."""
        return self.text.replace("<b>", "").replace("</b>", "")

    @property
    def spoken(self) -> str:
        """The same with its number or its key before it."""
        if self.kind is BlockKind.LINK or not self.beside:
            return self.plain
        return f"{self.beside} {self.plain}"


@dataclass(frozen=True, slots=True)
class Article:
    """One page in one language."""

    title: str
    blocks: tuple[Block, ...]

    @property
    def plain(self) -> str:
        """All of it as text, for those who have it read out."""
        return "\n".join(one.spoken for one in self.blocks)


@dataclass(frozen=True, slots=True)
class HelpPage:
    """One page in both languages."""

    name: str
    articles: Mapping[Language, Article]


@dataclass(frozen=True, slots=True)
class HelpHit:
    """A page that was found, and where: the place of a block, or -1 for the title."""

    page: HelpPage
    block: int

    def shown(self, language: Language) -> str:
        """The words round the match, in a language; nothing where the title matched."""
        if self.block < 0:
            return ""
        return self.page.articles[language].blocks[self.block].plain


def read_help(resources: Path | None = None) -> Mapping[str, HelpPage]:
    """All pages by name; reads some dozens of small files.

    Raises:
        OwnFault: the pages are not there, or one of them is not built alike in both languages.

    """
    folder = (resources or find_places().resources) / "help"
    names = sorted(path.stem for path in (folder / Language.CY.value).glob("*.md"))
    if not names:
        raise OwnFault("error.help.missing")
    pages = {}
    for name in names:
        articles = {one: parse(_text(folder / one.value / f"{name}.md")) for one in Language}
        shapes = {tuple(block.kind for block in one.blocks) for one in articles.values()}
        if len(shapes) > 1:
            raise OwnFault("error.help.missing")
        pages[name] = HelpPage(name, articles)
    return pages


def parse(text: str) -> Article:
    """One page of the small Markdown described above."""
    lines = [line for line in text.splitlines() if line.strip()]
    title = lines[0].removeprefix("# ").strip() if lines else ""
    return Article(title, tuple(_blocks(lines[1:])))


def find_help(pages: Iterable[HelpPage], text: str) -> tuple[HelpHit, ...]:
    """The pages in which every word typed begins a word, in either language; titles first.

    Accents, case and the mutations of Welsh do not matter.
    """
    wanted = _WORD.findall(folded(text))
    if sum(map(len, wanted)) < FEWEST_LETTERS:
        return ()
    found = [hit for page in pages for hit in _hits(page, wanted)]
    return tuple(sorted(found, key=_in_text))


def _in_text(hit: HelpHit) -> bool:
    return hit.block >= 0


def _hits(page: HelpPage, wanted: list[str]) -> Iterator[HelpHit]:
    """The page once, at its title or at the first block with the most of the words."""
    for article in page.articles.values():
        if _matched(article.title, wanted) == len(wanted):
            yield HelpHit(page, -1)
            return
    for article in page.articles.values():
        if article.blocks and _matched(f"{article.title} {article.plain}", wanted) == len(wanted):
            counts = [_matched(one.spoken, wanted) for one in article.blocks]
            yield HelpHit(page, counts.index(max(counts)))
            return


def _matched(text: str, wanted: list[str]) -> int:
    words = _vocabulary(text)
    return sum(any(word.startswith(_forms(one)) for word in words) for one in wanted)


@lru_cache(maxsize=4096)
def _vocabulary(text: str) -> frozenset[str]:
    """The words of a text; the same few hundred texts are asked for at every letter typed."""
    return frozenset(_WORD.findall(folded(text)))


@lru_cache(maxsize=256)
def _forms(typed: str) -> tuple[str, ...]:
    """What is typed and its mutations; what is too short to tell apart stays as it is."""
    return mutations(typed) if len(typed) > FEWEST_LETTERS + 1 else (typed,)


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        raise OwnFault("error.help.missing") from None


def _blocks(lines: list[str]) -> Iterator[Block]:
    in_table = False
    for line in lines:
        if not line.startswith("|"):
            in_table = False
            yield _block(line)
            continue
        if not _RULE.fullmatch(line):
            key, _, what = line.strip("|").partition("|")
            kind = BlockKind.KEY if in_table else BlockKind.KEY_HEAD
            yield Block(kind, _marked(what), key.strip().replace("`", ""))
        in_table = True


def _block(line: str) -> Block:
    link, step = _LINK.fullmatch(line), _STEP.match(line)
    if link:
        return Block(BlockKind.LINK, link[1], link[2])
    if step:
        return Block(BlockKind.STEP, _marked(step[2]), step[1])
    if line.startswith("## "):
        return Block(BlockKind.HEADING, line[3:].strip())
    if line.startswith("- "):
        return Block(BlockKind.POINT, _marked(line[2:]))
    return Block(BlockKind.PARAGRAPH, _marked(line))


def _marked(text: str) -> str:
    return _STRONG.sub(_bold, text.strip())


def _bold(found: re.Match[str]) -> str:
    return f"<b>{found[1] or found[2]}</b>"
