"""Which sentences must end the справка: practices, conclusions, proposals? Each is written a second time."""

from __future__ import annotations

from collections.abc import Iterator

from reports.tests.readback import advising
from reports.tests.readback.act import CRITERIA, RULES
from reports.tests.readback.raw_advice import AUDIENCES
from reports.tests.readback.saying import after, change, of_schools, percent, quoted
from reports.tests.readback.statement_words import NOTHING_BEFORE, named
from reports.tests.readback.year import Reached, Year


def practices(year: Year) -> Iterator[str]:
    if high := year.group("high"):
        yield f"Высокая степень эффективности установлена: {named(high)}."
    for criterion in CRITERIA if year.known else ():
        share = year.criterion_share(criterion)
        able = [school for school in year.known if any(school.applies(RULES[code]) for code in criterion.codes)]
        all_ = [s for s in able if all(s.final[code] or not s.applies(RULES[code]) for code in criterion.codes)]
        if share is not None and share < 50 and all_ and 4 * len(all_) <= len(year.known):
            yield (
                f"По критерию {criterion.number} {quoted(criterion.short_title)} набрано {percent(share)} возможных "
                f"баллов; все применимые показатели выполнили: {named(all_)}."
            )
    for line in year.deficits:
        who = [school for school in line.schools if school.final[line.rule.code]]
        if 0 < len(who) <= 3:
            yield (
                f"Показатель {line.rule.code} {quoted(line.rule.title)} выполнен {of_schools(len(who), line.able)}: "
                f"{named(who)}."
            )


def conclusions(year: Year) -> Iterator[str]:
    if not year.known:
        yield "Выводы делаются после завершения проверки экспертных карт."
        return
    reached = len(year.group("high")) + len(year.group("medium"))
    yield (
        f"Среди организаций, карты которых проверены, высокую или среднюю степень эффективности "
        f"{after(reached, 'имеет', 'имеют', 'имеют')} "
        f"{of_schools(reached, len(year.known))}."
    )
    strong = [line for line in year.indicators if line.share is not None and line.share >= 80]
    if strong:
        yield f"Не менее чем в 80 % организаций выполнены показатели: {_shares(strong)}."
    if year.below_half:
        yield f"Менее чем в половине организаций выполнены показатели: {_shares(year.below_half)}."
    else:
        yield "Показателей, которые выполнены менее чем в половине организаций, нет."
    yield from _dynamics(year)
    yield f"Самооценка организаций подтвердилась по {percent(100 - year.changed_share)} ответов."


def _shares(lines: list[Reached]) -> str:
    return "; ".join(f"{line.rule.code} {quoted(line.rule.title)} ({percent(line.share)})" for line in lines)


def _dynamics(year: Year) -> Iterator[str]:
    if year.before is None:
        yield NOTHING_BEFORE
        return
    steps = {code: step for code in RULES if (step := year.change(code)) is not None}
    marked = 0
    for verb, chosen in (
        ("выросла", {code: step for code, step in steps.items() if step >= 10}),
        ("снизилась", {code: step for code, step in steps.items() if step <= -10}),
    ):
        if chosen:
            marked += 1
            said = ", ".join(f"{code} ({change(step)})" for code, step in chosen.items())
            yield (
                f"Заметно {verb} по сравнению с {year.before.title} учебным годом доля выполнивших показатели: {said}."
            )
    if not marked:
        yield f"Заметных изменений (10 п. п. и более) по сравнению с {year.before.title} учебным годом нет."


def proposals(year: Year) -> Iterator[str]:
    """What was accepted for the schools, by target group; until something is, what the deficits suggest."""
    if not (advising.groups(year) or advising.alone(year)):
        yield from by_deficits(year)
        return
    for audience in AUDIENCES:
        yield from advising.proposed(year, audience)
    yield from _consultations(year)
    if year.approved and (absent := year.group("absent")):
        yield f"{named(absent)}. Сообщить отделу образования"


def by_deficits(year: Year) -> Iterator[str]:
    """With the grounds of each: who, of how many, and the methodology's own words."""
    if low := year.group("low"):
        yield f"Руководителям организаций с низкой степенью эффективности. {named(low)}."
    if year.approved and (absent := year.group("absent")):
        yield f"Руководителям организаций, не представивших экспертные карты. {named(absent)}."
    rarest = sorted((line for line in year.indicators if line.missed), key=lambda line: line.share or 0)
    for line in year.below_half or rarest[:3]:
        missed = list(line.missed)
        verb = after(len(missed), "выполнила", "выполнили", "выполнили")
        yield (
            f"Показатель {line.rule.code} {quoted(line.rule.title)}. Не {verb} {of_schools(len(missed), line.able)}: "
            f"{named(missed)}. {line.rule.recommendation}"
        )
    yield from (f"{year.raw.municipality['methodical_centre']}. {said}" for said in _consultations(year))


def _consultations(year: Year) -> Iterator[str]:
    if year.often_changed:
        codes = ", ".join(rule.code for rule, _ in year.often_changed[:5])
        said = "Провести консультации по заполнению показателей, которые чаще других исправлялись при проверке"
        yield f"{said}: {codes}."
