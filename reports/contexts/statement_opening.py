"""How does the справка begin: on what grounds, how it was done, how it went as a whole?"""

from __future__ import annotations

from collections.abc import Iterator

from reports.contexts.district import District
from reports.contexts.district_figures import GroupLine
from reports.contexts.results import Standing
from reports.contexts.wording import (
    IN_SCHOOLS,
    OF_SCHOOLS,
    REPRESENTED,
    TAKING_PART,
    by_points,
    full_stop,
    glued,
    named,
    part,
    quoted,
)
from russian.dates import long_date
from russian.numbers import NBSP, percent
from russian.plurals import CRITERIA, DIRECTIONS, MAPS, POINTS, Forms, counted, plural
from scoring.engine.bands import band_of
from scoring.engine.types import Policy

TOOK_PART = Forms("участвовала", "участвовали", "участвовали")
BY_INDICATORS = Forms("показателю", "показателям", "показателям")
NOT_REPRESENTED = Forms("Не представлена", "Не представлены", "Не представлено")
BY_MAPS = Forms("карте", "картам", "картам")
# After «из»: «из 21 представленной карты», «из 22 представленных карт».
OF_MAPS = Forms("представленной карты", "представленных карт", "представленных карт")
MONITORING = "Мониторинг "
PURPOSE = (
    "Цель мониторинга — объективно оценить эффективность деятельности общеобразовательных организаций "
    "по самоопределению и профессиональной ориентации обучающихся и её динамику, "
    "выявить проблемные зоны и подготовить предложения по совершенствованию работы."
)
RULES = {
    Policy.STRICT: "Баллы учтены строго по приложению 1: максимум для каждой организации — {maximum}; показатель, "
    "которого у организации не может быть по её уровням образования, даёт 0 баллов и отмечен как неприменимый.",
    Policy.APPLICABLE: "Баллы учтены с учётом применимости: показатель, которого у организации не может быть по её "
    "уровням образования, исключён из её максимума; наибольший максимум — {maximum}.",
}


def monitored(district: District) -> str:
    """What is monitored, after «мониторинга»: «системы работы …», or the methodology's name in quotes."""
    name = district.rubric.title
    return name.removeprefix(MONITORING) if name.startswith(MONITORING) else quoted(name)


def title(district: District) -> str:
    """«по результатам мониторинга системы работы … за 2025/2026 учебный год»."""
    return f"по результатам мониторинга {monitored(district)} за {district.year_title} учебный год"


def basis(district: District) -> tuple[str, ...]:
    rubric = district.rubric
    act = rubric.act_title or f"методика {quoted(rubric.title)}, версия {rubric.version}"
    approved_by = f" (утв. {district.letterhead.act})" if district.letterhead.act else ""
    return (f"Основание мониторинга — {act}{approved_by}.", PURPOSE)


def organisation(district: District) -> tuple[str, ...]:
    if not district.schools:
        return ("В цикле мониторинга нет ни одной общеобразовательной организации.",)
    return (" ".join(_who(district)), _when(district), _how(district), " ".join(_by_which_rules(district)))


def _who(district: District) -> Iterator[str]:
    figures = district.figures
    yield f"В мониторинге {plural(figures.schools, TOOK_PART)} {counted(figures.schools, TAKING_PART)}."
    until = long_date(district.filling_until)
    if not figures.represented:
        yield f"Срок представления экспертных карт — до {until} включительно; ни одна карта пока не представлена."
        return
    verb = plural(figures.represented, REPRESENTED)
    of_all = f"{part(figures.represented, figures.schools)} {plural(figures.schools, OF_SCHOOLS)}"
    extended = f", по продлению — {figures.extended}" if figures.extended else ""
    yield f"Экспертные карты {verb} {of_all}: в срок до {until} включительно — {figures.in_time}{extended}."
    absent = [row for row in district.schools if row.standing is Standing.ABSENT]
    if absent:
        yield f"Карты не представлены: {named(absent)}."


def _when(district: District) -> str:
    terms = (
        f"Срок контроля объективности — до {long_date(district.checking_until)}, "
        f"итоговой оценки — до {long_date(district.evaluation_until)}"
    )
    return f"{full_stop(terms)} {_approval(district)}"


def _approval(district: District) -> str:
    if not district.approved:
        return (
            f"Результаты не утверждены, данные предварительные: проверено {district.figures.results}{NBSP}"
            f"из{NBSP}{counted(district.figures.represented, OF_MAPS)}."
        )
    said = f" {long_date(district.protocol_date)}" if district.protocol_date else ""
    protocol = f" (протокол №{NBSP}{district.protocol_number})" if district.protocol_number else ""
    return full_stop(f"Результаты утверждены{said}{protocol}")


def _how(district: District) -> str:
    rubric = district.rubric
    shares = sum(indicator.is_share for indicator in rubric.indicators)
    return (
        f"Оценка проведена по {counted(len(rubric.indicators), BY_INDICATORS)} "
        f"({counted(len(rubric.directions), DIRECTIONS)}, {counted(len(rubric.criteria), CRITERIA)}). "
        f"По {counted(shares, BY_INDICATORS)} доля обучающихся, работников или выпускников сопоставлялась с порогом, "
        f"по {counted(len(rubric.indicators) - shares, BY_INDICATORS)} "
        f"устанавливался факт. За выполненный показатель начислялся 1{NBSP}балл. {_of_what(district)}"
    )


def _of_what(district: District) -> str:
    if not district.says_shares:
        return "Организаций меньше десяти, поэтому вместо их долей указано, сколько организаций выполнили показатель."
    return "Доля организаций, выполнивших показатель, рассчитана от числа организаций, к которым он применим."


def _by_which_rules(district: District) -> Iterator[str]:
    yield RULES[district.policy].format(maximum=counted(district.rubric.maximum, POINTS))
    lines = ", ".join(f"{line.band.title} — {line.shares}" for line in district.scale)
    yield f"Степень эффективности определена по доле от максимального количества баллов без округления: {lines}."


def overall(district: District) -> tuple[str, ...]:
    if not district.has_results:
        return ("Проверенных экспертных карт пока нет, поэтому результаты не рассчитаны.",)
    sentences = (_mean(district), " ".join(_degrees(district)), _out_of_reach(district), _policy_change(district))
    return tuple(filter(None, sentences))


def _mean(district: District) -> str:
    figures, before = district.figures, district.comparison.before
    assert figures.mean is not None  # there are results
    assert figures.median is not None
    said = (
        f"Средний результат — {percent(figures.mean)} максимального количества баллов "
        f"(медиана — {percent(figures.median)})"
    )
    if before is None or before.mean is None or figures.mean_change is None:
        return f"{said}. {district.comparison.refusal}".strip()
    return (
        f"{said}, {by_points(figures.mean_change)}, чем в {before.year_title} учебном году ({percent(before.mean)})."
    ).replace("на том же уровне, чем", "на том же уровне, что и")


def _degrees(district: District) -> Iterator[str]:
    degrees = {line.key: line for line in district.groups}
    said = [f"{line.title} — {_in_schools(line)}" for key in ("high", "medium", "low") if (line := degrees.get(key))]
    yield f"Степень эффективности установлена: {'; '.join(said)}."
    if checking := degrees.get("checking"):
        yield f"Проверка ещё не завершена по {counted(checking.count, BY_MAPS)}."
    absent = degrees["absent"]
    if absent.count:
        yield (
            f"{plural(absent.count, NOT_REPRESENTED)} {counted(absent.count, MAPS)}: это отдельная группа, "
            "такие организации не относятся к организациям с низкой степенью эффективности."
        )


def _in_schools(line: GroupLine) -> str:
    share = f" ({line.share_said})" if line.share_said else ""
    return f"в{NBSP}{counted(line.count, IN_SCHOOLS)}{share}"


def _out_of_reach(district: District) -> str:
    """One scale for all: strictly by Annex 1 a school without upper levels may be unable to leave the lowest degree."""
    if district.policy is not Policy.STRICT:
        return ""
    bands, maximum = district.rubric.bands, district.rubric.maximum
    lowest = min(bands, key=lambda band: band.share_from)
    with_result = [row for row in district.schools if row.result]
    bound = [row for row in with_result if band_of(row.attainable(district.rubric), maximum, bands) == lowest]
    if not bound:
        return ""
    return (
        f"По своим уровням образования не могут набрать больше баллов, чем предусмотрено для степени «{lowest.title}»: "
        f"{named(bound)}. При сравнении организаций это следует учитывать."
    )


def _policy_change(district: District) -> str:
    before = district.comparison.before
    if before is None or before.same_policy:
        return ""
    return glued(
        f"В {before.year_title} учебном году действовал другой порядок учёта применимости показателей, поэтому доли "
        "от максимума за два года сопоставимы с оговоркой."
    )
