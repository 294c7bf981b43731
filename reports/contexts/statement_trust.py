"""What does the справка say of self-assessment, verification and ОО-1?"""

from __future__ import annotations

from collections.abc import Iterator

from monitoring.reconciling import TOLERANCE
from reports.contexts.district import District
from reports.contexts.district_trust import Trust
from reports.contexts.wording import IN_SCHOOLS, named, part, quoted
from russian.numbers import NBSP, percent
from russian.plurals import POINTS, Forms, counted, plural

OF_ANSWERS = Forms("ответа", "ответов", "ответов")
ANSWERS = Forms("ответ", "ответа", "ответов")
BY_SCHOOLS = Forms("организации", "организациям", "организациям")
CHECKED = Forms("Проверен", "Проверены", "Проверено")
CHANGED = Forms("изменён", "изменены", "изменено")
MOST_CHANGED = 5


def trust_sentences(district: District) -> tuple[str, ...]:
    if not district.has_results:
        return ("Сверка самооценки с результатами проверки выполняется после завершения проверки карт.",)
    trust = district.trust
    return (
        " ".join(_points(trust, says_share=district.says_shares)),
        *_indicators(trust),
        *_schools(trust),
        _reference(trust),
    )


def _points(trust: Trust, *, says_share: bool) -> Iterator[str]:
    yield (
        f"По результатам самооценки организации заявили {counted(trust.claimed, POINTS)}, "
        f"после контроля объективности — {counted(trust.verified, POINTS)}, "
        f"итоговая сумма — {counted(trust.final, POINTS)}."
    )
    if not trust.changed:
        yield f"{plural(trust.answers, CHECKED)} {counted(trust.answers, ANSWERS)}, расхождений с самооценкой нет."
        return
    share = f" ({percent(trust.changed_share)})" if says_share and trust.changed_share is not None else ""
    yield (
        f"Проверка изменила баллы по {part(trust.changed, trust.answers)} {plural(trust.answers, OF_ANSWERS)}{share}: "
        f"в меньшую сторону — {trust.lowered}, в большую — {trust.raised}."
    )
    if trust.evaluated:
        yield f"При итоговой оценке {plural(trust.evaluated, CHANGED)} {counted(trust.evaluated, ANSWERS)}."


def _indicators(trust: Trust) -> Iterator[str]:
    if trust.indicators:
        lines = trust.indicators[:MOST_CHANGED]
        said = [f"{line.indicator.code} {quoted(line.indicator.short_title)} — {line.changed}" for line in lines]
        yield f"Чаще всего исправлялись показатели: {'; '.join(said)}."


def _schools(trust: Trust) -> Iterator[str]:
    if trust.schools:
        yield (
            f"Сумма баллов после проверки отличается от самооценки в{NBSP}{counted(len(trust.schools), IN_SCHOOLS)} "
            "(таблица ниже). Причина каждого исправления указана в результатах организации."
        )


def _reference(trust: Trust) -> str:
    if not trust.compared_with_reference:
        return "Сведения формы ОО-1 не загружены, численность обучающихся, работников и выпускников с ней не сверялась."
    said = f"С формой ОО-1 сверена численность по {counted(trust.compared_with_reference, BY_SCHOOLS)}."
    if not trust.off_reference:
        return f"{said} Расхождений больше допустимых ({TOLERANCE}) нет."
    return (
        f"{said} Расхождения больше допустимых ({TOLERANCE}) есть "
        f"в{NBSP}{counted(len(trust.off_reference), IN_SCHOOLS)}: {named(trust.off_reference)}."
    )
