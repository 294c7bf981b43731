"""What does the приказ об итогах order, to whom and until when? Drawn from the same District as the справка."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from reports.contexts.district import District
from reports.contexts.letterhead import Letterhead
from reports.contexts.passages import numbered_text
from reports.contexts.results import Standing
from reports.contexts.sections import Section, sections
from reports.contexts.signed import signed
from reports.contexts.statement_opening import monitored
from reports.contexts.wording import full_stop, named
from reports.models import Requisites
from reports.queries.words import Words
from russian.dates import long_date
from russian.numbers import NBSP
from russian.plurals import ORGANISATIONS, counted

# While the order itself names no days.
RECOMMENDATIONS_AFTER, PLANS_AFTER = timedelta(days=14), timedelta(days=30)
NO_RESULTS = "Приказ составляется, когда проверена хотя бы одна карта: пока утверждать нечего."


@dataclass(frozen=True, slots=True)
class Order:
    """The act that fixes results; its appendix lists every school of `district`."""

    district: District
    letterhead: Letterhead
    title: str
    sections: tuple[Section, ...]

    @property
    def by_key(self) -> Mapping[str, Section]:
        return {section.key: section for section in self.sections}

    @property
    def refusal(self) -> str:
        """Why it cannot be printed; empty where it can."""
        return "" if self.district.has_results else NO_RESULTS

    @property
    def appendix_mark(self) -> str:
        return f"Приложение к приказу от {self.letterhead.dated}"


def build_order(district: District, words: Words, requisites: Requisites) -> Order:
    drawn = (
        ("preamble", "Преамбула", _preamble(district)),
        ("orders", "Распорядительная часть", numbered_text(_orders(district, requisites))),
    )
    return Order(
        district=district,
        letterhead=signed(district.letterhead, requisites),
        title=f"Об итогах мониторинга {monitored(district)} за {district.year_title} учебный год",
        sections=sections(drawn, words),
    )


def _preamble(district: District) -> str:
    act = f" (утв. {district.letterhead.act})" if district.letterhead.act else ""
    grounds = [f"{district.rubric.act_title or district.rubric.title}{act}", *_protocol(district)]
    return (
        "В целях повышения эффективности работы по самоопределению и профессиональной ориентации обучающихся, "
        f"по итогам мониторинга за {district.year_title} учебный год (основание: {'; '.join(grounds)})"
    )


def _protocol(district: District) -> Iterator[str]:
    if district.protocol_number:
        day = f" от {long_date(district.protocol_date)}" if district.protocol_date else ""
        yield f"протокол №{NBSP}{district.protocol_number}{day}"


def _orders(district: District, requisites: Requisites) -> Iterator[str]:
    yield _results(district)
    yield from _group(district, "high", "Отметить положительный опыт организаций с высокой степенью эффективности: {}.")
    yield from _recommendations(district, requisites)
    until = long_date(requisites.plans_until or district.evaluation_until + PLANS_AFTER)
    yield from _group(
        district,
        "low",
        "Руководителям организаций с низкой степенью эффективности разработать план мероприятий и представить его "
        f"в отдел образования в срок до {until}: {{}}.",
    )
    yield from _absent(district)
    yield "Руководителям организаций рассмотреть результаты с педагогическими коллективами и учесть рекомендации."
    yield "Контроль за исполнением приказа оставляю за собой."


def _results(district: District) -> str:
    degrees = [line for line in district.groups if line.shares]
    said = ", ".join(f"{line.title} — {counted(line.count, ORGANISATIONS)}" for line in degrees)
    return (
        f"Утвердить результаты мониторинга за {district.year_title} учебный год согласно приложению. "
        f"Степень эффективности: {said}."
    )


def _group(district: District, group: str, text: str) -> Iterator[str]:
    schools = [row for row in district.schools if row.group == group]
    if schools:
        yield text.format(named(schools))


def _recommendations(district: District, requisites: Requisites) -> Iterator[str]:
    centre = district.letterhead.methodical_centre
    until = long_date(requisites.recommendations_until or _default_recommendations(district))
    text = f"направить руководителям организаций адресные рекомендации в срок до {until}"
    said = f"{centre}: {text}" if centre else text[0].upper() + text[1:]
    who = f" Ответственный: {full_stop(requisites.responsible)}" if requisites.responsible else ""
    yield f"{full_stop(said)}{who}"


def _default_recommendations(district: District) -> date:
    return district.evaluation_until + RECOMMENDATIONS_AFTER


def _absent(district: District) -> Iterator[str]:
    absent = [row for row in district.schools if row.standing is Standing.ABSENT]
    if absent and not district.filling_is_open:
        yield (
            "Руководителям организаций, не представивших экспертные карты, сообщить отделу образования причины "
            f"и обеспечить участие в следующем цикле: {named(absent)}."
        )
