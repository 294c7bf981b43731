"""What did the commission hear and decide, in words drawn from the figures?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from monitoring.models import Objection
from reports.contexts.district import District
from reports.contexts.wording import OF_SCHOOLS, TAKING_PART, part
from reports.queries.protocol_rows import ObjectionRow
from russian.plurals import OBJECTIONS, POINTS, Forms, counted, plural

IN = Forms("участвует", "участвуют", "участвуют")
AT_SCHOOLS = Forms("организации", "организаций", "организаций")
AT_INDICATORS = Forms("показателю", "показателям", "показателям")


def heard(
    district: District, objections: Sequence[ObjectionRow], changed: int, schools_changed: int
) -> tuple[str, ...]:
    """Paragraphs; the tables beside them hold the same figures school by school."""
    return (
        _took_part(district),
        _points(district),
        _disputed(objections),
        _moved(changed, schools_changed, table=2 + bool(objections)),
    )


def _took_part(district: District) -> str:
    figures = district.figures
    said = (
        f"В мониторинге {plural(figures.schools, IN)} {counted(figures.schools, TAKING_PART)}. Экспертные карты "
        f"представили {part(figures.represented, figures.schools)} {plural(figures.schools, OF_SCHOOLS)}, проверено "
        f"карт — {figures.results}."
    )
    return f"{said} Ещё проверяются карты: {figures.checking}." if figures.checking else said


def _points(district: District) -> str:
    if not district.has_results:
        return "Проверенных карт пока нет: баллы не определены."
    trust = district.trust
    return (
        f"По проверенным картам самооценка составила {counted(trust.claimed, POINTS)}, после контроля объективности — "
        f"{counted(trust.verified, POINTS)}, итог — {counted(trust.final, POINTS)}. Баллы учтены "
        f"{district.policy_title}. Организации по степеням эффективности — в таблице 1."
    )


def _disputed(objections: Sequence[ObjectionRow]) -> str:
    if not objections:
        return "Возражений организации не подавали."
    outcomes, schools = Counter(row.outcome for row in objections), len({row.map_id for row in objections})
    said = [
        f"удовлетворено — {outcomes[Objection.Outcome.SATISFIED]}",
        f"отклонено — {outcomes[Objection.Outcome.REJECTED]}",
    ]
    waiting = [f"ожидают ответа — {outcomes['']}"] if outcomes[""] else []
    return (
        f"Подано {counted(len(objections), OBJECTIONS)} от {counted(schools, AT_SCHOOLS)}: "
        f"{', '.join(said + waiting)} (таблица 2)."
    )


def _moved(changed: int, schools: int, *, table: int) -> str:
    if not changed:
        return "Итоговые баллы равны баллам, определённым при контроле объективности."
    return (
        f"Итоговый балл отличается от проверенного по {counted(changed, AT_INDICATORS)} у "
        f"{counted(schools, AT_SCHOOLS)}; причины — в таблице {table}."
    )


def decided(district: District, objections: Sequence[ObjectionRow]) -> tuple[str, ...]:
    """Numbered points of the decision, each with its figures."""
    return tuple(filter(None, (_degrees(district), _answers(objections), _absent(district), _further(district))))


def _degrees(district: District) -> str:
    if not district.has_results:
        return ""
    said = ", ".join(f"{line.title} — {line.count}" for line in district.groups if line.points)
    verb = "Утвердить" if district.approved else "Определить"
    return f"{verb} итоговые баллы и степень эффективности организаций согласно приложению: {said}."


def _answers(objections: Sequence[ObjectionRow]) -> str:
    if not objections:
        return ""
    outcomes = Counter(row.outcome for row in objections)
    said = (
        f"По возражениям: удовлетворить {outcomes[Objection.Outcome.SATISFIED]}, отклонить "
        f"{outcomes[Objection.Outcome.REJECTED]}; решения и их причины — в таблице 2."
    )
    return f"{said} Ответить на возражения, ожидающие ответа: {outcomes['']}." if outcomes[""] else said


def _absent(district: District) -> str:
    rows = [row for row in district.schools if row.group == "absent"]
    if not rows:
        return "Отметить, что экспертные карты представили все организации." if district.schools else ""
    names = ", ".join(row.name for row in rows)
    return (
        f"Указать в отдельной группе «карта не представлена», без баллов и степени, "
        f"{counted(len(rows), ORGANISATIONS_IN)}: {names}."
    )


ORGANISATIONS_IN = Forms("организацию", "организации", "организаций")


def _further(district: District) -> str:
    if district.approved:
        return "Довести результаты до сведения руководителей организаций."
    left = district.figures.checking
    waiting = f" после завершения проверки карт ({left})" if left else ""
    return f"Представить результаты на утверждение координатору мониторинга{waiting}."
