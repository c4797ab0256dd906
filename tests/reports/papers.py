"""Invented people and their papers. Elin Haf Morgan, Ysgol Bryn Aeron: nobody and nowhere."""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import cache
from io import BytesIO

from PIL import Image, ImageDraw

from aln_review.domain.bilingual import Language, Text
from aln_review.domain.people import Perspective
from aln_review.domain.plan import PlanState
from aln_review.domain.profile import Audience, ShareState, Sharing
from aln_review.domain.words import Sheet, Side
from aln_review.language.catalogue import Catalogue
from aln_review.reports.certificate import certificate_pdf
from aln_review.reports.disclosure import disclosure_pdf
from aln_review.reports.document import (
    ActionLine,
    Attendee,
    CertificatePaper,
    Difference,
    DisclosedLine,
    DisclosurePaper,
    MinutesPaper,
    PaperBlock,
    PaperFile,
    PaperRow,
    PaperSection,
    PaperSource,
    PaperValue,
    PlanPaper,
    Priority,
    ProfilePaper,
    RecoveryPaper,
    SafeguardingNote,
    SafeguardingPaper,
    Saying,
    SectionKind,
    SheetPaper,
    View,
    Voice,
)
from aln_review.reports.minutes import minutes_pdf
from aln_review.reports.plan_report import plan_pdf
from aln_review.reports.profile_page import profile_pdf
from aln_review.reports.recovery_sheet import recovery_pdf
from aln_review.reports.safeguarding import safeguarding_pdf

WELSH_LETTERS = "ŵŷâêîôûïöŴŶÂÊÎÔÛÏÖáàèìóòùúẁẃỳý"
REVIEW_DAY = date(2026, 11, 26)
both = Text.both


@cache
def words(language: Language) -> Catalogue:
    """The product's own words; a missing key is an error, and the clock is Greenwich's."""
    return Catalogue.load(language, strict=True, local=lambda at: at.astimezone(UTC))


def say(cy: str, en: str, by: str = "") -> Saying:
    return Saying(both(cy, en), by)


@cache
def photo(size: tuple[int, int] = (300, 400), kind: str = "JPEG") -> bytes:
    """A painted stand-in for a photograph."""
    image = Image.new("RGB", size, "#cfe5df")
    ImageDraw.Draw(image).ellipse((20, 20, size[0] - 20, size[1] - 20), fill="#5b3a23")
    out = BytesIO()
    image.save(out, kind)
    return out.getvalue()


PROFILE = ProfilePaper(
    name="Elin Haf",
    shown="Elin",
    about=both("Blwyddyn 6, Ysgol Bryn Aeron", "Year 6, Ysgol Bryn Aeron"),
    motto=both("Dangoswch i mi yn gyntaf, wedyn dweud.", "Show me first, then tell me."),
    admire=(
        say("Rwyt ti’n garedig wrth y rhai bach.", "You are kind to the little ones.", "Mam"),
        say("Rwyt ti’n wych am dynnu llun dreigiau.", "You draw dragons brilliantly.", "Ms Parry"),
        say("Rwyt ti’n gwneud i ni chwerthin.", "You make us laugh.", "Wyn"),
    ),
    important=(
        say("Gweld Mamgu bob dydd Sul.", "Seeing Mamgu every Sunday."),
        say("Fy nghi, Ffŵlbri.", "My dog, Ffŵlbri."),
        Saying(Text.of("Y tŷ, y gân, y môr, y sêr, yr iâr, copïo.", Language.CY)),
    ),
    support=(
        say("Rhowch ddeg eiliad i mi ateb.", "Give me ten seconds to answer."),
        say("Dangoswch y cerdyn ‘pum munud’.", "Show the ‘five minutes’ card."),
    ),
    written_by="Ms Parry",
    written_on=REVIEW_DAY,
    seen_first_on=REVIEW_DAY,
    sharing=(
        Sharing(Audience.CLASS_STAFF, ShareState.AGREED, date(2027, 7, 31)),
        Sharing(Audience.NEW_SETTING, ShareState.NOT_YET),
    ),
)


def row(
    key: str, cy: str, en: str, value: PaperValue, code: str = "", *, required: bool = True
) -> PaperRow:
    return PaperRow(key, both(cy, en), value, code, required)


def provision(letter: str = "B", outcome: str = "", detail: str = "") -> PaperBlock:
    """One element with all seven parts; ``outcome`` and ``detail`` replace the usual words."""
    source = PaperSource(
        both("Mae’r neuadd ginio’n rhy swnllyd.", "The dinner hall is too loud."),
        "Elin",
        both("dewis Elin", "Elin chose this"),
        REVIEW_DAY,
    )
    said = outcome or "By 16 July 2027, Elin eats her lunch with a friend on four days in five."
    plan = detail or "A quiet lunch table for Elin and two friends, five days a week in term time."
    first = PaperRow(
        "outcome",
        both("Deilliant a fwriedir", "Intended outcome"),
        both("Erbyn 16 Gorffennaf 2027, bydd Elin yn bwyta ei chinio gyda ffrind.", said),
        f"2{letter}.1",
        required=True,
        sources=(source,),
    )
    return PaperBlock(
        (
            first,
            row(
                "alp", "Y ddarpariaeth", "The provision", both("Bwrdd tawel.", plan), f"2{letter}.2"
            ),
            row("welsh", "Yn Gymraeg?", "In Welsh?", both("Ie", "Yes"), f"2{letter}.3"),
            row("who", "Darperir gan", "Provided by", both("Yr ysgol", "School"), f"2{letter}.4"),
            row("start", "Dechrau", "Start", date(2026, 12, 7), f"2{letter}.5"),
            row("review", "Adolygu", "Review", date(2027, 2, 12), f"2{letter}.6"),
            row(
                "why",
                "Pam hyn",
                "Why this",
                both("6 o 20 diwrnod.", "6 of 20 days."),
                f"2{letter}.7",
            ),
        )
    )


def section(
    code: str, kind: SectionKind, *blocks: PaperBlock, applies: bool = True
) -> PaperSection:
    heading = both(f"Adran ŵ {code}", f"Section {code}")
    return PaperSection(code, heading, kind, blocks, not_applicable=not applies)


def timeline_row(on: date, event: str) -> PaperBlock:
    return PaperBlock(
        (
            row("date", "Dyddiad", "Date", on),
            row("event", "Digwyddiad", "Event", both(f"Digwyddiad: {event}", event)),
        )
    )


BASIC = PaperBlock(
    (
        row("name", "Enw", "Name", both("Elin Haf Morgan", "Elin Haf Morgan")),
        row("dob", "Dyddiad geni", "Date of birth", date(2016, 3, 14)),
        row("school", "Ysgol", "School", both("Ysgol Bryn Aeron", "Ysgol Bryn Aeron")),
        row("la", "Awdurdod lleol", "Local authority", both("Cyngor Sir Aeron", "Aeron Council")),
        row("other_names", "Enwau eraill", "Other names", Text(), required=False),
        row("given", "Rhoddwyd ar", "Given on", Text()),
    )
)

IN_BOXES = PaperBlock(
    (
        row("like_admire", "Hoffi ac edmygu", "Like and admire", PROFILE.admire),
        row("important_to", "Pwysig i’r dysgwr", "Important to the learner", PROFILE.important),
        row("how_support", "Sut i gefnogi", "How to support", PROFILE.support),
        row(
            "aspirations",
            "Gobeithion",
            "Aspirations",
            both("Milfeddyg.\nFfermwr.", "A vet.\nA farmer."),
        ),
    )
)

NEEDS = PaperBlock(
    (row("needs", "Anghenion", "Needs", both("Iaith.\nAmser.", "Language.\nTime.")),)
)


def plan(*provisions: PaperBlock, state: PlanState = PlanState.DRAFT) -> PlanPaper:
    """A whole plan, with the provisions given or one."""
    return PlanPaper(
        name="Elin Haf Morgan",
        shown="Elin",
        sections=(
            section("1A", SectionKind.FIELDS, BASIC),
            section("1B", SectionKind.FIELDS, NEEDS),
            section("1C", SectionKind.PROFILE, IN_BOXES),
            section("2A", SectionKind.FIELDS, NEEDS),
            section("2B", SectionKind.PROVISIONS, *(provisions or (provision(),))),
            section("2C", SectionKind.PROVISIONS, applies=False),
            section("2D", SectionKind.FIELDS, applies=False),
            section(
                "3A", SectionKind.TABLE, *(timeline_row(REVIEW_DAY, "Report") for _ in range(3))
            ),
            section("3B", SectionKind.TABLE, timeline_row(REVIEW_DAY, "Review")),
            section("3C", SectionKind.TABLE, applies=False),
            section("3D", SectionKind.FIELDS, applies=False),
        ),
        setting=both("Corff llywodraethu Ysgol Bryn Aeron", "Governing body, Ysgol Bryn Aeron"),
        state=state,
        version=2,
        changed_on=REVIEW_DAY,
        form_edition=both("Atodiad A", "Annex A"),
    )


MINUTES = MinutesPaper(
    name="Elin Haf Morgan",
    shown="Elin",
    on=REVIEW_DAY,
    place="Ysgol Bryn Aeron",
    setting=both("Ysgol Bryn Aeron", "Ysgol Bryn Aeron"),
    present=(Attendee("Elin Haf Morgan"), Attendee("Non Morgan", both("Mam", "Mam"))),
    apologies=(Attendee("Dr Mair Puw", Text.of("seicolegydd", Language.CY), update=True),),
    priorities=(
        Priority(both("Symud rhwng gwersi", "Moving between lessons"), dots=4),
        Priority(both("Mae’r neuadd yn swnllyd", "The hall is loud"), dots=2, chosen=True),
    ),
    differences=(
        Difference(
            (
                View("Ysgol", Perspective.SETTING, both("Mae’n ddiogel.", "It is safe.")),
                View("Elin", Perspective.LEARNER, both("Mae’n swnllyd.", "It is loud.")),
            ),
            date(2027, 2, 12),
        ),
    ),
    sheets=(
        SheetPaper(
            Sheet.NOW,
            (
                Voice(Perspective.FAMILY, (say("Cwsg da.", "A good sleep.", "Mam"),)),
                Voice(Perspective.LEARNER, (say("Gweld Mamgu.", "Seeing Mamgu."),)),
            ),
        ),
        SheetPaper(
            Sheet.WORKING,
            (Voice(Perspective.LEARNER, (say("Darllen.", "Reading."),)),),
            Side.WORKING,
        ),
        SheetPaper(
            Sheet.WORKING,
            (Voice(Perspective.OTHERS, (say("Sŵn.", "Noise.", "Sioned"),)),),
            Side.NOT_WORKING,
        ),
        SheetPaper(Sheet.QUESTIONS, (Voice(Perspective.FAMILY, (say("Pwy?", "Who?"),)),)),
    ),
    actions=(
        ActionLine(
            both("Bwrdd cinio tawel", "Quiet lunch table"),
            "Rhys Owen",
            date(2026, 12, 7),
            both("Cerdyn cinio", "Lunch card"),
        ),
        ActionLine(both("Gofyn i’r ysgol uwchradd", "Ask the secondary school")),
    ),
    last_word=both("Dw i eisiau dangos y bwrdd i Wyn.", "I want to show Wyn the table."),
    agreed_at=datetime(2026, 11, 26, 15, 20, tzinfo=UTC),
)

RECOVERY = RecoveryPaper(
    words=(
        *("afal", "bara", "ceffyl", "draig", "eira", "ffenest", "glaw", "haul"),
        *("iâr", "llyfr", "mêl", "nyth", "ogof", "sêr", "ŷd", "rhosyn"),
    ),
    vault=both("Cromgell yr ysgol", "School vault"),
    made_on=REVIEW_DAY,
)


CERTIFICATE = CertificatePaper(
    name="Elin Haf Morgan",
    born=date(1995, 2, 28),
    setting=both("Ysgol Bryn Aeron", "Bryn Aeron School"),
    on=REVIEW_DAY,
    decided_by="Ms Parry",
    ground="schedule",
    number="019ace40-7d10-7c55-a1f4-7d6a1be0a001",
    counts=(("words", 212), ("plans", 7), ("documents", 1), ("outbox", 2)),
    witness="Huw Rees",
    schedule=both("Tan y pen-blwydd yn 31 oed", "Until the 31st birthday"),
    due_on=date(2026, 2, 28),
    copies_gone_by=date(2027, 8, 31),
    second_place="due",
    sent_to=((both("Cyngor Sir Aeron", "Aeron Council"), date(2019, 6, 3)),),
)
BARE_CERTIFICATE = CertificatePaper(
    "Macsen Puw", date(2020, 1, 1), both("Meithrin Aeron", "Aeron Nursery"), REVIEW_DAY, "Wyn",
    "mistake", "1", copies_removed_on=REVIEW_DAY, second_place="removed",
    second_place_on=REVIEW_DAY,
)  # fmt: skip


DISCLOSURE = DisclosurePaper(
    name="Elin Haf Morgan",
    born=date(2016, 3, 14),
    setting=both("Ysgol Bryn Aeron", "Bryn Aeron School"),
    on=REVIEW_DAY,
    parts=(
        ("learners", (DisclosedLine(both("Elin", "Elin"), both("Enw cyntaf", "First name")),)),
        (
            "words",
            (
                DisclosedLine(both("Gweld Mamgu.", "Seeing Mamgu."), by="Elin", on=REVIEW_DAY),
                DisclosedLine(Text.of("Dw i’n hoffi’r môr.", Language.CY), by="Elin"),
                DisclosedLine(withheld="others"),
            )
            * 12,
        ),
        ("plans", (DisclosedLine(both("Un.\nDau.", "One.\nTwo."), both("Anghenion", "Needs")),)),
    ),
    looked=31,
)
SAFEGUARDING = SafeguardingPaper(
    "Elin Haf Morgan",
    "Elin",
    date(2016, 2, 28),
    both("Ysgol Bryn Aeron", "Bryn Aeron School"),
    tuple(
        SafeguardingNote(both("Poeni am fynd adref.", "Worried about going home."), "Wyn", at)
        for at in (datetime(2026, 11, day, 9, 5, tzinfo=UTC) for day in range(1, 15))
    ),
    (both("Llythyr", "A letter"),),
)


def made(language: Language) -> dict[str, PaperFile]:
    """Every kind of paper in one language, and the awkward ones."""
    said = words(language)
    bare = ProfilePaper("Macsen", "Macsen")
    empty_plan = PlanPaper("Macsen", "Macsen", (section("1A", SectionKind.FIELDS),))
    return {
        "profile": profile_pdf(PROFILE, language, said, photo()),
        "profile-bare": profile_pdf(bare, language, said),
        "profile-long": profile_pdf(long_profile(), language, said, photo()),
        "plan": plan_pdf(plan(), language, said, photo()),
        "plan-long": plan_pdf(plan(*(provision() for _ in range(12))), language, said),
        "plan-empty": plan_pdf(empty_plan, language, said),
        "minutes": minutes_pdf(MINUTES, language, said, photo()),
        "minutes-empty": minutes_pdf(MinutesPaper("Macsen", "Macsen", REVIEW_DAY), language, said),
        "safeguarding": safeguarding_pdf(SAFEGUARDING, language, said),
        "recovery": recovery_pdf(RECOVERY, said, words(language.other)),
        "disclosure": disclosure_pdf(DISCLOSURE, said),
        "certificate": certificate_pdf(CERTIFICATE, said, words(language.other)),
        "certificate-bare": certificate_pdf(BARE_CERTIFICATE, said, words(language.other)),
    }


def long_profile() -> ProfilePaper:
    """One that cannot be one side."""
    item = say(
        "Amser i orffen fy llun cyn symud ymlaen at y peth nesaf.", "Time to finish my drawing."
    )
    return ProfilePaper(
        "Gwenllïan Myfanwy Prydderch-Llywelyn",
        "Gwenllïan",
        motto=both("gair " * 40, "word " * 40),
        admire=(item,) * 12,
        important=(item,) * 40,
        support=(item,) * 25,
    )
