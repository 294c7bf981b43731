"""What must the protocol of the commission say with figures: sentences, decisions, tables, the appendix?"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from monitoring.models import CommissionMember, Objection
from reports.tests.readback.act import MAXIMUM, RULES, SHARES, TITLES
from reports.tests.readback.points import School
from reports.tests.readback.saying import DASH, after, long_day, of, percent, points, whole, with_word
from reports.tests.readback.statement import paper_row
from reports.tests.readback.statement_words import GENITIVE
from reports.tests.readback.statement_words import named as names_or_number
from reports.tests.readback.year import Year

TAKING_PART = (
    "общеобразовательная организация", "общеобразовательные организации", "общеобразовательных организаций",
)  # fmt: skip
OUTCOMES = {"satisfied": "удовлетворено", "rejected": "отклонено", "": "ожидает ответа"}
ROLES = {"chair": "председатель", "member": "член комиссии", "secretary": "секретарь"}
GROUPS = "Таблица 1. Организации по степени эффективности"
OBJECTIONS = "Таблица 2. Возражения организаций и решения по ним"
PEOPLE = "Состав комиссии"
Tables = dict[str, list[list[str]]]


def objections(year: Year) -> list[dict]:
    """As they lie in the table: what a school wrote and what it was answered."""
    columns = ("answer__expert_map", "answer__code", "text", "outcome", "decision", "points")
    rows = Objection.objects.filter(answer__expert_map__cycle=year.raw.pk).values(*columns)
    places, codes = {school.raw.pk: place for place, school in enumerate(year.schools)}, list(RULES)
    return sorted(rows, key=lambda row: (places[row["answer__expert_map"]], codes.index(row["answer__code"])))


def changed(year: Year) -> list[tuple[School, str]]:
    """Where the commission's point is not the verified one."""
    return [(s, code) for s in year.known for code in RULES if s.final[code] != s.verified[code]]


# --- sentences ------------------------------------------------------------------------------------


def sentences(year: Year) -> Iterator[str]:
    number, day = year.raw.protocol
    if day:
        yield f"{long_day(day)} № {number}"
    yield f"за {year.title} учебный год"
    yield from _heard(year)
    yield f"Таблица {2 + bool(objections(year)) + bool(changed(year))}. Организации в порядке реестра"


def _heard(year: Year) -> Iterator[str]:
    count, signed = len(year.schools), len(year.signed)
    said = (
        f"В мониторинге {after(count, 'участвует', 'участвуют', 'участвуют')} {with_word(count, *TAKING_PART)}. "
        f"Экспертные карты представили {of(signed, count)} {after(count, *GENITIVE)}, проверено карт — "
        f"{len(year.known)}."
    )
    checking = year.group("checking")
    yield f"{said} Ещё проверяются карты: {len(checking)}." if checking else said
    if year.known:
        claimed, verified, final = map(points, year.sums)
        yield (
            f"самооценка составила {claimed}, после контроля объективности — {verified}, итог — {final}. Баллы учтены "
            "строго по приложению 1. Организации по степеням эффективности — в таблице 1."
        )
    yield from _disputed(year)
    if moved := changed(year):
        schools = len({school.raw.pk for school, _ in moved})
        indicators = with_word(len(moved), "показателю", "показателям", "показателям")
        yield (
            f"отличается от проверенного по {indicators} у {with_word(schools, *GENITIVE)}; причины — в таблице "
            f"{2 + bool(objections(year))}."
        )
        yield f"Таблица {2 + bool(objections(year))}. Итоговые баллы, отличающиеся от проверенных"
    yield GROUPS
    if objections(year):
        yield OBJECTIONS


def _disputed(year: Year) -> Iterator[str]:
    found = objections(year)
    if not found:
        return
    outcomes = [row["outcome"] for row in found]
    said = [f"{word} — {outcomes.count(key)}" for key, word in OUTCOMES.items() if key]
    if waiting := outcomes.count(""):
        said.append(f"ожидают ответа — {waiting}")
    schools = with_word(len({row["answer__expert_map"] for row in found}), *GENITIVE)
    filed = with_word(len(found), "возражение", "возражения", "возражений")
    yield f"Подано {filed} от {schools}: {', '.join(said)} (таблица 2)."


def decided(year: Year) -> list[str]:
    """Points of the decision with figures; empty where there are none."""
    found = []
    if year.known:
        degrees = ", ".join(f"{TITLES[key]} — {len(year.group(key))}" for key in ("high", "medium", "low"))
        found.append(f"степень эффективности организаций согласно приложению: {degrees}.")
    if rows := objections(year):
        outcomes = [row["outcome"] for row in rows]
        said = f"удовлетворить {outcomes.count('satisfied')}, отклонить {outcomes.count('rejected')}"
        waiting = f" Ответить на возражения, ожидающие ответа: {outcomes.count('')}." if outcomes.count("") else ""
        found.append(f"По возражениям: {said}; решения и их причины — в таблице 2.{waiting}")
    absent = year.group("absent")
    names = ", ".join(school.name for school in absent)
    who = with_word(len(absent), "организацию", "организации", "организаций")
    found.append(f"без баллов и степени, {who}: {names}." if absent else "")
    checking = year.group("checking")
    found.append(f"после завершения проверки карт ({len(checking)})." if checking and not year.approved else "")
    return found


# --- tables ---------------------------------------------------------------------------------------


def tables(year: Year) -> Tables:
    found: Tables = {PEOPLE: _people(year), GROUPS: [_group(year, key) for key in year.groups]}
    if rows := objections(year):
        names = {school.raw.pk: school.name for school in year.schools}
        found[OBJECTIONS] = [_objection(row, names) for row in rows]
    number = len(found)
    if moved := changed(year):
        found[f"Таблица {number}. Итоговые баллы, отличающиеся от проверенных"] = [_changed(*pair) for pair in moved]
        number += 1
    found[f"Таблица {number}. Организации в порядке реестра"] = [_school(school) for school in year.schools]
    return found


def _people(year: Year) -> list[list[str]]:
    rows = CommissionMember.objects.filter(cycle=year.raw.pk).values_list("full_name", "position", "role")
    return [[name, position, ROLES[role]] for name, position, role in sorted(rows, key=_rank)]


def _rank(row: tuple[str, str, str]) -> int:
    return list(ROLES).index(row[2])


def _group(year: Year, key: str) -> list[str]:
    schools = year.group(key)
    title = f"{TITLES[key]} ({SHARES[key]})" if key in SHARES else TITLES[key]
    share = percent(Fraction(100 * len(schools), len(year.schools)))
    return [title, whole(len(schools)), share, names_or_number(schools) or DASH]


def _objection(row: dict, names: dict[int, str]) -> list[str]:
    outcome = OUTCOMES[row["outcome"]] + (f": {points(row['points'])}" if row["points"] is not None else "")
    return [names[row["answer__expert_map"]], row["answer__code"], row["text"], outcome, row["decision"] or DASH]


def _changed(school: School, code: str) -> list[str]:
    reason = school.raw.given[code][1]
    return [school.name, code, str(school.verified[code]), str(school.final[code]), reason]


def _school(school: School) -> list[str]:
    if not school.has_result:
        return [school.name, TITLES[school.group]]
    claimed, verified, _ = map(str, school.sums)
    return [school.name, claimed, verified, of(school.total, MAXIMUM), school.said_share, TITLES[school.group]]


# --- both forms -----------------------------------------------------------------------------------


def word_phrases(year: Year) -> Iterator[str]:
    yield from sentences(year)
    yield from (text for text in decided(year) if text)
    yield from _marks(year)


def _marks(year: Year) -> Iterator[str]:
    """Numbers of the agenda, and of the decisions, the last of which has no figures of its own."""
    yield from ("1.", "2.", "3.")
    items = bool(year.known) + bool(objections(year)) + 2
    yield from (f"{place}." for place in range(1, items + 1))


def paper_phrases(year: Year) -> Iterator[str]:
    """The PDF as it is read: rows cell after cell, a degree's limits under its title."""
    yield from word_phrases(year)
    for caption, rows in tables(year).items():
        yield from (paper_row(row) if caption == GROUPS else " ".join(row) for row in rows)
