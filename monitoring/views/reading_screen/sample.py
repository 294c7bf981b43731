"""How far is the second reading, how well do two readings agree, and where do they differ?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from monitoring.domain.agreement import Agreement, agreement_of
from monitoring.models import MonitoringCycle, ReadingSample, SecondReading, Verdict
from monitoring.models.second_reading import decision_of
from monitoring.queries.second_reading import readings_of, samples_of, waiting_by_reader
from monitoring.states import VerdictKind
from russian.numbers import decimal, share
from russian.plurals import POINTS, counted
from scoring.queries.rubric import rubric
from scoring.queries.rubric_tree import RubricIndicator

WORDS = {VerdictKind.ACCEPTED: "принято", VerdictKind.CORRECTED: "исправлено", VerdictKind.RETURNED: "вернуть"}
HEADERS = (
    "Показатель",
    "Школа",
    "Первое заключение",
    "Пояснение первого",
    "Второе чтение",
    "Пояснение второго",
    "Совпали",
    "Решение",
    "Почему",
)


@dataclass(frozen=True, slots=True)
class IndicatorLine:
    """Agreement on one indicator; `unsettled` differences are still to be settled."""

    indicator: RubricIndicator
    agreement: Agreement
    unsettled: int


@dataclass(frozen=True, slots=True)
class SampleState:
    """A draw with how many of its claims are read, are still to be read, were never read."""

    sample: ReadingSample
    drawn: int
    read: int


@dataclass(frozen=True, slots=True)
class SecondReadings:
    """The page of a year's second reading."""

    samples: tuple[SampleState, ...]
    waiting: list[tuple[str, int]]
    overall: Agreement
    lines: tuple[IndicatorLine, ...]
    readings: tuple[SecondReading, ...]

    @property
    def open_sample(self) -> ReadingSample | None:
        return next((state.sample for state in self.samples if state.sample.closed_at is None), None)

    @property
    def unread(self) -> int:
        return sum(number for _, number in self.waiting)

    @property
    def differences(self) -> list[SecondReading]:
        """Those to settle first."""
        return sorted((row for row in self.readings if row.differs), key=lambda row: row.settled_at is not None)

    @property
    def unsettled(self) -> int:
        return sum(row.is_unsettled for row in self.readings)


def second_readings_of(cycle: MonitoringCycle) -> SecondReadings:
    """Three queries, whatever was drawn."""
    rows = readings_of(cycle)
    read = [row for row in rows if row.read_at is not None]
    lines = [_line(indicator, read) for indicator in rubric(cycle.methodology_id).indicators]
    return SecondReadings(
        samples=tuple(_state(sample, rows) for sample in samples_of(cycle)),
        waiting=waiting_by_reader(cycle),
        overall=_agreement(read),
        lines=tuple(line for line in lines if line.agreement.read),
        readings=tuple(read),
    )


def _line(indicator: RubricIndicator, read: list[SecondReading]) -> IndicatorLine:
    own = [row for row in read if row.answer.code == indicator.code]
    return IndicatorLine(indicator, _agreement(own), sum(row.is_unsettled for row in own))


def _agreement(rows: Iterable[SecondReading]) -> Agreement:
    return agreement_of([(decision_of(row.first), decision_of(row)) for row in rows])


def _state(sample: ReadingSample, rows: list[SecondReading]) -> SampleState:
    own = [row for row in rows if row.sample_id == sample.pk]
    return SampleState(sample, len(own), sum(row.read_at is not None for row in own))


def in_words(said: Verdict | SecondReading) -> str:
    """«исправлено, 0 баллов»; never who said it."""
    word = WORDS[VerdictKind(said.kind)]
    return word if said.points is None else f"{word}, {counted(said.points, POINTS)}"


def percent_words(agreement: Agreement) -> str:
    """«87,5 %», or that there is too little to say so."""
    return share(agreement.same, agreement.read) if agreement.is_enough_for_percent else "мало данных"


def kappa_words(agreement: Agreement) -> str:
    """«0,72 (0,55–0,89)», or why it is not given."""
    if not agreement.is_enough_for_kappa:
        return "мало данных"
    if agreement.kappa is None:
        return "не определяется: все решения одинаковы"
    kappa = agreement.kappa
    if kappa.low is None or kappa.high is None:
        return f"{_hundredths(kappa.value)}, интервал не определяется: расхождений нет"
    return f"{_hundredths(kappa.value)} (от {_hundredths(kappa.low)} до {_hundredths(kappa.high)})"


def _hundredths(value: float) -> str:
    return decimal(Fraction(value), 2)


def table_rows(readings: SecondReadings) -> Iterable[tuple[str, ...]]:
    """What is kept of it: claims and decisions, no names of readers."""
    for row in readings.readings:
        yield (
            row.answer.code,
            str(row.expert_map.school),
            in_words(row.first),
            row.first.reason,
            in_words(row),
            row.reason,
            "нет" if row.differs else "да",
            row.get_outcome_display(),
            row.settled_reason,
        )
