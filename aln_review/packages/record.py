"""The structured record inside a package, format ``aln-record-1``, built up from what may go.

Nothing is cut out of a larger thing: each field stands here because the authority may have it.
The address is left to the plan's own section, and only words the authority may see go with a
review. Plan and review come here as they were built for the authority.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from aln_review.domain.audience import AUTHORITY
from aln_review.domain.bilingual import Language, Text
from aln_review.domain.learner import Learner
from aln_review.domain.people import Perspective
from aln_review.domain.plan import KeptBy, Plan, PlanState, Source, SourceKind
from aln_review.domain.review import ActionState, Attending, PersonCentredReview, ReviewKind
from aln_review.domain.review import ReviewStage as Stage
from aln_review.domain.setting import Setting, SettingKind
from aln_review.domain.words import Channel, Sheet, Side, Words
from aln_review.packages.manifest import instant
from aln_review.packages.shapes import (
    LINE,
    TEXT,
    Arr,
    Bool,
    Day,
    Instant,
    Int,
    Maybe,
    Obj,
    OneOf,
    Str,
    clean,
    clean_line,
)

FORMAT = "aln-record-1"
_LANGUAGES = tuple(language.value for language in Language)
_TEXT = Obj(
    {
        "cy": Str(100_000, TEXT),
        "en": Str(100_000, TEXT),
        "original": OneOf(_LANGUAGES),
        "stale": Bool(),
    }
)
_ID = Str(64, "[A-Za-z0-9._-]+", 1)
_REF = Str(200, LINE)
_NAME = Str(300, LINE)
_DATE = Maybe(Day())

_SETTING = Obj(
    {
        "authority": Str(20, LINE),
        "id": _ID,
        "kind": OneOf(tuple(kind.value for kind in SettingKind)),
        "names": _TEXT,
        "person": _NAME,
        "role": _TEXT,
    }
)
_LEARNER = Obj(
    {
        "also_at": _NAME,
        "born": Day(),
        "called": _NAME,
        "class_name": _NAME,
        "forename": _NAME,
        "id": _ID,
        "language": OneOf(_LANGUAGES),
        "looked_after_by": _NAME,
        "needs": Arr(Str(60, LINE, 1), 60),
        "surname": _NAME,
        "uln": Str(20, LINE),
        "upn": Str(20, LINE),
        "year": Str(20, LINE),
    }
)
_PLAN = Obj(
    {
        "form_edition": Str(100, LINE),
        "given_on": _DATE,
        "id": _ID,
        "kept_by": OneOf(tuple(body.value for body in KeptBy)),
        "plan_id": _ID,
        "review_by": _DATE,
        "sections": Arr(
            Obj(
                {
                    "blocks": Arr(
                        Obj(
                            {
                                "id": _ID,
                                "values": Arr(
                                    Obj(
                                        {
                                            "code": Str(200, LINE),
                                            "key": Str(100, LINE, 1),
                                            "sources": Arr(
                                                Obj(
                                                    {
                                                        "kind": OneOf(
                                                            tuple(k.value for k in SourceKind)
                                                        ),
                                                        "on": _DATE,
                                                        "ref": _REF,
                                                    }
                                                ),
                                                200,
                                            ),
                                            "text": _TEXT,
                                        }
                                    ),
                                    200,
                                ),
                            }
                        ),
                        500,
                    ),
                    "code": Str(20, LINE, 1),
                }
            ),
            100,
        ),
        "state": OneOf(tuple(state.value for state in PlanState)),
        "version": Int(0),
    }
)
_REVIEW = Obj(
    {
        "actions": Arr(
            Obj(
                {
                    "by": _DATE,
                    "happened": _TEXT,
                    "id": _ID,
                    "known_by": _TEXT,
                    "state": OneOf(tuple(state.value for state in ActionState)),
                    "what": _TEXT,
                    "who": _NAME,
                }
            ),
            500,
        ),
        "agreed_at": Maybe(Instant()),
        "id": _ID,
        "kind": OneOf(tuple(kind.value for kind in ReviewKind)),
        "on": Day(),
        "participants": Arr(
            Obj(
                {
                    "attending": OneOf(tuple(a.value for a in Attending)),
                    "language": OneOf(_LANGUAGES),
                    "name": _NAME,
                    "perspective": OneOf(tuple(p.value for p in Perspective)),
                    "role": _TEXT,
                }
            ),
            200,
        ),
        "stage": OneOf(tuple(stage.value for stage in Stage)),
        "words": Arr(
            Obj(
                {
                    "channel": OneOf(tuple(channel.value for channel in Channel)),
                    "id": _ID,
                    "interpreted": Bool(),
                    "perspective": OneOf(tuple(p.value for p in Perspective)),
                    "said_by": _NAME,
                    "sheet": OneOf(tuple(sheet.value for sheet in Sheet)),
                    "side": OneOf(tuple(side.value for side in Side)),
                    "text": _TEXT,
                }
            ),
            5000,
        ),
    }
)
RECORD_SHAPE = Obj(
    {
        "format": OneOf((FORMAT,)),
        "learner": _LEARNER,
        "message": _TEXT,
        "plan": Maybe(_PLAN),
        "review": Maybe(_REVIEW),
        "setting": _SETTING,
    }
)


def record_of(
    setting: Setting,
    learner: Learner,
    plan: Plan | None = None,
    review: PersonCentredReview | None = None,
    words: Sequence[Words] = (),
    message: Text | None = None,
) -> dict[str, object]:
    """The record for one package, as plain JSON values.

    ``words`` may be all the words of the review: those not meant for everyone who is given the
    plan are left out here, as are those taken off the wall.
    """
    return {
        "format": FORMAT,
        "learner": _learner(learner),
        "message": _text(message or Text()),
        "plan": None if plan is None else _plan(plan),
        "review": None if review is None else _review(review, words),
        "setting": {
            "authority": clean_line(setting.authority),
            "id": setting.id,
            "kind": setting.kind.value,
            "names": _text(setting.name),
            "person": clean_line(setting.person),
            "role": _text(setting.role),
        },
    }


def _text(text: Text) -> dict[str, object]:
    return {
        "cy": clean(text.cy),
        "en": clean(text.en),
        "original": text.original.value,
        "stale": text.stale,
    }


def _day(on: date | None) -> str | None:
    return None if on is None else on.isoformat()


def _at(at: datetime | None) -> str | None:
    return None if at is None else instant(at)


def _learner(learner: Learner) -> dict[str, object]:
    return {
        "also_at": clean_line(learner.also_at),
        "born": learner.born.isoformat(),
        "called": clean_line(learner.called),
        "class_name": clean_line(learner.class_name),
        "forename": clean_line(learner.forename),
        "id": learner.id,
        "language": learner.language.value,
        "looked_after_by": clean_line(learner.looked_after_by),
        "needs": list(learner.needs),
        "surname": clean_line(learner.surname),
        "uln": clean_line(learner.uln),
        "upn": clean_line(learner.upn),
        "year": clean_line(learner.year),
    }


def _source(source: Source) -> dict[str, object]:
    return {"kind": source.kind.value, "on": _day(source.on), "ref": clean_line(source.ref)}


def _plan(plan: Plan) -> dict[str, object]:
    return {
        "form_edition": plan.form_edition,
        "given_on": _day(plan.given_on),
        "id": plan.id,
        "kept_by": plan.kept_by.value,
        "plan_id": plan.plan_id,
        "review_by": _day(plan.review_by),
        "sections": [
            {
                "blocks": [
                    {
                        "id": block.id,
                        "values": [
                            {
                                "code": clean_line(value.code),
                                "key": value.key,
                                "sources": [_source(source) for source in value.sources],
                                "text": _text(value.text),
                            }
                            for value in block.values
                        ],
                    }
                    for block in section.blocks
                ],
                "code": section.code,
            }
            for section in plan.sections
        ],
        "state": plan.state.value,
        "version": plan.version,
    }


def _review(review: PersonCentredReview, words: Sequence[Words]) -> dict[str, object]:
    shown = [w for w in words if AUTHORITY.may_read(w)]
    return {
        "actions": [
            {
                "by": _day(action.by),
                "happened": _text(action.happened),
                "id": action.id,
                "known_by": _text(action.known_by),
                "state": action.state.value,
                "what": _text(action.what),
                "who": clean_line(action.who),
            }
            for action in review.actions
        ],
        "agreed_at": _at(review.agreed_at),
        "id": review.id,
        "kind": review.kind.value,
        "on": review.on.isoformat(),
        "participants": [
            {
                "attending": person.attending.value,
                "language": person.language.value,
                "name": clean_line(person.name),
                "perspective": person.perspective.value,
                "role": _text(person.role),
            }
            for person in review.participants
        ],
        "stage": review.stage.value,
        "words": [
            {
                "channel": word.channel.value,
                "id": word.id,
                "interpreted": word.interpreted,
                "perspective": word.perspective.value,
                "said_by": clean_line(word.said_by),
                "sheet": word.sheet.value,
                "side": word.side.value,
                "text": _text(word.text),
            }
            for word in shown
        ],
    }
