"""What are the target groups advised after a year, which schools does each word concern, whence is its figure?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from improvement.models import Recommendation
from improvement.states import Audience
from monitoring.models import MonitoringCycle
from reports.contexts.advice_appendix import Concerned, SchoolLine, school_lines
from reports.contexts.district import District
from reports.contexts.letterhead import Letterhead
from reports.contexts.passages import numbered_text, paragraphs_text
from reports.contexts.school_advice import WHOLE
from reports.contexts.sections import Section, sections
from reports.contexts.signed import signed
from reports.contexts.statement_opening import monitored
from reports.contexts.wording import MANY_SCHOOLS, full_stop, glued, quoted
from reports.models import Requisites
from reports.queries.advice_rows import SchoolAdvice, groups_advised, schools_advised
from reports.queries.words import Words
from russian.dates import long_date, short_date
from russian.numbers import NBSP
from russian.plurals import ORGANISATIONS, counted
from scoring.queries.rubric_tree import Rubric


@dataclass(frozen=True, slots=True)
class GroupAdvice:
    """One recommendation: `number` is «2.3» on paper, `schools` are named in natural order."""

    number: str
    about: str
    observed: str
    action: str
    terms: str
    source: str
    schools: tuple[Concerned, ...]

    @property
    def concerned(self) -> str:
        """«Организации (8): …»; many are named once, in the appendix, with the numbers of all that concerns them."""
        is_many = len(self.schools) > MANY_SCHOOLS
        names = "указаны в приложении" if is_many else ", ".join(school.name for school in self.schools)
        return f"Организации ({len(self.schools)}): {names}."


@dataclass(frozen=True, slots=True)
class TargetGroup:
    """Everything said to one audience."""

    number: int
    title: str
    lines: tuple[GroupAdvice, ...]


@dataclass(frozen=True, slots=True)
class Advice:
    """Адресные рекомендации of a year; the appendix lists every school that something concerns."""

    district: District
    letterhead: Letterhead
    title: str
    sections: tuple[Section, ...]
    groups: tuple[TargetGroup, ...]
    schools: tuple[SchoolLine, ...]

    @property
    def by_key(self) -> Mapping[str, Section]:
        return {section.key: section for section in self.sections}

    @property
    def is_empty(self) -> bool:
        return not self.groups and not self.schools

    @property
    def appendix_mark(self) -> str:
        return f"Приложение к рекомендациям от {self.letterhead.dated}"


def build_advice(cycle: MonitoringCycle, district: District, words: Words, requisites: Requisites) -> Advice:
    """Three queries beside the district's."""
    groups, alone = _groups(cycle, district), schools_advised(cycle)
    drawn = (
        ("preamble", "Основание", paragraphs_text(_preamble(district, groups, alone))),
        ("closing", "Порядок исполнения", numbered_text(_closing(district))),
    )
    return Advice(
        district=district,
        letterhead=signed(district.letterhead, requisites),
        title=f"по итогам мониторинга {monitored(district)} за {district.year_title} учебный год",
        sections=sections(drawn, words),
        groups=groups,
        schools=tuple(school_lines(_numbered(groups), alone)),
    )


def _groups(cycle: MonitoringCycle, district: District) -> tuple[TargetGroup, ...]:
    """By audience in the order of the list of audiences; an audience nobody advised has no section and no number."""
    order = {str(audience): place for place, audience in enumerate(Audience)}
    rows = sorted(groups_advised(cycle), key=lambda row: order[row.audience])
    found = []
    for number, (audience, of_audience) in enumerate(groupby(rows, key=lambda row: row.audience), start=1):
        lines = tuple(_line(row, f"{number}.{place}", district, cycle) for place, row in enumerate(of_audience, 1))
        found.append(TargetGroup(number, Audience(audience).label, lines))
    return tuple(found)


def _line(row: Recommendation, number: str, district: District, cycle: MonitoringCycle) -> GroupAdvice:
    return GroupAdvice(
        number=number,
        about=about(row.code, district.rubric),
        observed=full_stop(glued(row.observed)),
        action=row.action,
        terms=_terms(row),
        source=_source(row, district, cycle),
        schools=tuple(
            Concerned(member.school.sort_key, member.pk, glued(member.school.short_name)) for member in row.group.all()
        ),
    )


def about(code: str, rubric: Rubric) -> str:
    """«Показатель 1.7 «Открытые онлайн-уроки»»."""
    indicator = rubric.by_code.get(code)
    return f"Показатель {code} {quoted(indicator.short_title)}" if indicator else WHOLE


def _terms(row: Recommendation) -> str:
    said = [f"Срок: до {long_date(row.due)}"]
    said += [full_stop(f"Поможет: {row.helper}")] if row.helper else []
    said += [full_stop(f"Целевое значение: {row.target}")] if row.target else []
    return glued(" ".join(said))


def _source(row: Recommendation, district: District, cycle: MonitoringCycle) -> str:
    """Whence the figure is; words the methodologist wrote without a rule are the methodologist's."""
    if row.is_own:
        day = short_date(cycle.municipality.today(row.drawn_at))
        return f"Источник: установлено методистом ({row.drawn_by}), {day}."
    maps = f"экспертные карты организаций за {district.year_title} учебный год"
    what = f"итоговые баллы по показателю {row.code}" if row.code else "сумма итоговых баллов и шкала приложения 1"
    return f"Источник: {maps}, {what}; {_protocol(district)}."


def _protocol(district: District) -> str:
    if not district.approved:
        return "результаты предварительные"
    if not district.protocol_number:
        return "результаты утверждены"
    day = f" от {short_date(district.protocol_date)}" if district.protocol_date else ""
    return f"протокол №{NBSP}{district.protocol_number}{day}"


def _numbered(groups: tuple[TargetGroup, ...]) -> Iterator[tuple[str, tuple[Concerned, ...]]]:
    return ((line.number, line.schools) for group in groups for line in group.lines)


def _preamble(district: District, groups: tuple[TargetGroup, ...], alone: list[SchoolAdvice]) -> Iterator[str]:
    act = district.rubric.act_title or district.rubric.title
    yield (
        f"Рекомендации составлены по итогам мониторинга за {district.year_title} учебный год (основание: "
        f"{act}); {full_stop(district.approval)}"
    )
    if groups:
        yield (
            "Рекомендации адресованы целевым группам работников. После каждой указано, к каким организациям она "
            "относится и откуда взяты сведения."
        )
    if alone:
        schools = counted(len({row.map_id for row in alone}), ORGANISATIONS)
        yield (
            f"Рекомендации отдельным организациям ({schools}) направляются их руководителям; перечень приведён в "
            "приложении."
        )


def _closing(district: District) -> Iterator[str]:
    yield (
        "Руководителям организаций довести рекомендации до работников, которым они адресованы, и подтвердить "
        "ознакомление."
    )
    centre = district.letterhead.methodical_centre
    help_ = "оказывать организациям консультационно-методическую помощь в исполнении рекомендаций"
    yield full_stop(f"{centre}: {help_}" if centre else f"{help_[0].upper()}{help_[1:]}")
    yield "Исполнение рекомендаций учесть при анализе эффективности мер по итогам следующего мониторинга."
