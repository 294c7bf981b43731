"""How is a sample drawn, read blind by others, and how are differences settled?

It measures the method, not people: how often two readings of the same claim by the same rules agree.
"""

from __future__ import annotations

import secrets
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts.models import Role, User
from accounts.queries.staff import holders_of
from journal.domain import record
from monitoring.domain.even_spread import spread
from monitoring.domain.reading_draw import draw
from monitoring.domain.reading_frame import Frame, frame_of
from monitoring.domain.sheet import read_sheet
from monitoring.domain.verification import (
    Finding,
    complete_verification,
    give_verdict,
    points_of,
    resume_verification,
)
from monitoring.errors import InvalidAnswer, MonitoringError
from monitoring.models import MonitoringCycle, ReadingSample, SecondReading, Verdict
from monitoring.models.second_reading import LARGEST_SHARE, LEAST_SHARE
from monitoring.permissions import check_can_run_cycle, check_can_settle, check_can_verify
from monitoring.policies import check_cycle_is_running, check_is_readable
from monitoring.states import MapState, VerdictKind

LONGEST_SEED = 10**9
LAPSED = "Это второе чтение снято: показатель или первое заключение с тех пор изменились. Читать его не нужно."


@transaction.atomic
def draw_sample(
    *, cycle: MonitoringCycle, share: int, by: User, at: datetime, seed: int | None = None
) -> ReadingSample:
    """Draws `share` per cent of the judged claims of each indicator and gives them evenly to other reviewers.

    The seed is drawn here unless a test brings its own. Raises InvalidAnswer (share) and MonitoringError when there is
    an open sample, nobody to read or nothing to draw from.
    """
    check_can_run_cycle(by, cycle)
    check_cycle_is_running(cycle)
    if not LEAST_SHARE <= share <= LARGEST_SHARE:
        raise InvalidAnswer(f"Доля — от {LEAST_SHARE} до {LARGEST_SHARE}\u00a0%.", field="share")
    MonitoringCycle.objects.select_for_update().get(pk=cycle.pk)
    if ReadingSample.objects.filter(cycle=cycle, closed_at=None).exists():
        raise MonitoringError("Второе чтение уже идёт. Закончите его, прежде чем тянуть новый жребий.")
    frame = frame_of(cycle)
    _check_drawable(frame)
    seed = secrets.randbelow(LONGEST_SEED) if seed is None else seed
    sample = ReadingSample.objects.create(
        municipality_id=cycle.municipality_id,
        cycle=cycle,
        share=share,
        seed=seed,
        frame=frame.strata,
        drawn_by=by,
        drawn_at=at,
    )
    readings = _hand_out(sample, frame)
    counted = {"share": share, "seed": seed, "frame": len(frame.candidates), "drawn": len(readings)}
    _tell_cycle(cycle, "reading.drawn", by, at, counted)
    return sample


def why_not_drawn(cycle: MonitoringCycle) -> str:
    """Why no sample can be drawn now, so that nobody is offered a form that refuses; empty when one can."""
    try:
        _check_drawable(frame_of(cycle))
    except MonitoringError as refusal:
        return str(refusal)
    return ""


def _check_drawable(frame: Frame) -> None:
    if not frame.readers:
        raise MonitoringError("Читать некому: нужны специалисты отдела, которые не координируют и не оценивают.")
    if not frame.candidates:
        raise MonitoringError(
            "Пока нечего перечитывать: нет показателей с заключением, которые мог бы прочитать кто-то, "
            "кто не работал с этой картой."
        )


def _hand_out(sample: ReadingSample, frame: Frame) -> list[SecondReading]:
    strata = draw(frame.strata, share=sample.share, seed=sample.seed)
    found = {answer: frame.candidates[answer] for drawn in strata.values() for answer in drawn}
    allowed = {answer: candidate.readers for answer, candidate in found.items()}
    given = spread(allowed, {person.pk: 0 for person in frame.readers})
    return SecondReading.objects.bulk_create(
        SecondReading(
            municipality_id=sample.municipality_id,
            sample=sample,
            expert_map_id=candidate.map_id,
            answer_id=candidate.answer_id,
            first_id=candidate.verdict_id,
            reader_id=given[candidate.answer_id],
        )
        for candidate in found.values()
    )


@transaction.atomic
def read_claim(*, reading: SecondReading, finding: Finding, by: User, at: datetime) -> SecondReading:
    """The second reader's word on a claim, once. Nothing of the map changes.

    Raises InvalidAnswer for a finding without what its kind needs, MonitoringError for a reading that has lapsed or is
    done.
    """
    row = _locked(reading)
    if row.reader_id != by.pk:
        raise PermissionDenied("Второе чтение этого показателя поручено другому сотруднику.")
    check_can_verify(by, row.expert_map)
    if row.read_at is not None:
        raise MonitoringError("Вы уже прочитали этот показатель: второе чтение даётся один раз.")
    if not SecondReading.objects.waiting().filter(pk=row.pk).exists():
        raise MonitoringError(LAPSED)
    check_is_readable(row.expert_map)
    sheet = read_sheet(row.expert_map)
    row.points, _ = points_of(sheet, sheet.answers[row.answer.code], finding)
    row.kind, row.reason, row.read_at = finding.kind, finding.reason.strip(), at
    row.numerator, row.denominator, row.fact = finding.numerator, finding.denominator, finding.fact
    row.save(update_fields=["points", "kind", "reason", "read_at", "numerator", "denominator", "fact"])
    _tell(row, "reading.given", by, at, new={"kind": row.kind, "points": row.points}, reason=row.reason)
    return row


@transaction.atomic
def entrust(*, reading: SecondReading, third: User, by: User, at: datetime) -> SecondReading:
    """The coordinator gives a difference to a third reviewer to settle."""
    row = _locked(reading)
    check_can_run_cycle(by, row.sample.cycle)
    _check_unsettled(row)
    reviewers = holders_of(Role.REVIEWER, row.sample.cycle.municipality)
    if third not in reviewers or third.pk in {row.reader_id, row.first.given_by_id}:
        raise InvalidAnswer(
            "Решать должен третий: специалист отдела, который этого показателя не читал.", field="third"
        )
    try:
        check_can_verify(third, row.expert_map)
    except PermissionDenied as refusal:
        raise InvalidAnswer("Этот сотрудник работает в этой школе. Выберите другого.", field="third") from refusal
    row.entrusted_to = third
    row.save(update_fields=["entrusted_to"])
    _tell(row, "reading.entrusted", by, at, new={"third": str(third)})
    return row


@transaction.atomic
def settle(
    *, reading: SecondReading, reason: str, by: User, at: datetime, finding: Finding | None = None
) -> SecondReading:
    """Without a finding the first verdict stands; with one the verdict is given anew, by the verb of verification.

    A map already checked is resumed for it and completed again, all in one step and under the same reason; a finding
    that returns the claim leaves the map with its reviewer. Raises InvalidAnswer without a reason.
    """
    row = _locked(reading)
    check_can_settle(by, row)
    check_cycle_is_running(row.sample.cycle)
    _check_unsettled(row)
    if not reason.strip():
        raise InvalidAnswer("Напишите, почему решено так: причина останется у показателя и в журнале.", field="reason")
    if finding is not None:
        row.anew = _judge_anew(row, finding, reason, by, at)
    row.outcome = SecondReading.Outcome.ANEW if finding else SecondReading.Outcome.STANDS
    row.settled_by, row.settled_at, row.settled_reason = by, at, reason.strip()
    row.save(update_fields=["anew", "outcome", "settled_by", "settled_at", "settled_reason"])
    _tell(row, "reading.settled", by, at, new={"outcome": row.outcome}, reason=row.settled_reason)
    return row


def _judge_anew(row: SecondReading, finding: Finding, reason: str, by: User, at: datetime) -> Verdict:
    expert_map, was_checked = row.expert_map, row.expert_map.state == MapState.VERIFIED
    if was_checked:
        expert_map = resume_verification(expert_map=expert_map, reason=reason, by=by, at=at, in_stead=True)
    verdict = give_verdict(
        expert_map=expert_map,
        code=row.answer.code,
        finding=finding,
        seen_verdict=row.first_id,
        by=by,
        at=at,
        in_stead=True,
    )
    if was_checked and finding.kind != VerdictKind.RETURNED:
        complete_verification(expert_map=expert_map, by=by, at=at, in_stead=True)
    return verdict


@transaction.atomic
def close_sample(*, sample: ReadingSample, by: User, at: datetime) -> ReadingSample:
    """Ends the reading: what nobody has read stays unread, first verdicts are hidden from nobody any more."""
    check_can_run_cycle(by, sample.cycle)
    MonitoringCycle.objects.select_for_update().get(pk=sample.cycle_id)
    fresh = ReadingSample.objects.get(pk=sample.pk)
    if fresh.closed_at is not None:
        return fresh
    fresh.closed_by, fresh.closed_at = by, at
    fresh.save(update_fields=["closed_by", "closed_at"])
    left = fresh.readings.filter(read_at=None).count()
    _tell_cycle(sample.cycle, "reading.closed", by, at, {"seed": fresh.seed, "unread": left})
    return fresh


def _check_unsettled(row: SecondReading) -> None:
    if not row.differs:
        raise MonitoringError("Расхождения здесь нет: решать нечего.")
    if row.settled_at is not None:
        raise MonitoringError("Это расхождение уже решено.")


def _locked(reading: SecondReading) -> SecondReading:
    rows = SecondReading.objects.select_for_update(of=("self",))
    about = ("answer", "first", "sample__cycle__municipality", "expert_map__school", "expert_map__municipality")
    return rows.select_related(*about, "expert_map__cycle").get(pk=reading.pk)


def _tell(row: SecondReading, action: str, by: User, at: datetime, *, new: dict, reason: str = "") -> None:
    """In a chain of the reading's own: the map's history is read by its school, which this does not concern."""
    record(
        subject=f"reading:{row.pk}",
        municipality_id=row.municipality_id,
        action=action,
        target=row.answer.code,
        by=by,
        at=at,
        new=new | {"map": row.expert_map_id, "cycle": row.sample.cycle_id},
        reason=reason,
    )


def _tell_cycle(cycle: MonitoringCycle, action: str, by: User, at: datetime, new: dict) -> None:
    subject = f"cycle:{cycle.pk}"
    record(subject=subject, municipality_id=cycle.municipality_id, action=action, by=by, at=at, new=new)
