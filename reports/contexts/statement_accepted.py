"""How does the справка sum the accepted recommendations up: whose, about what, in which words, to how many schools?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from improvement.states import Audience
from reports.contexts.group_advice import about
from reports.contexts.wording import full_stop, glued, part
from reports.queries.advice_rows import AcceptedWords, GroupWords, SchoolWords
from russian.dates import long_date
from russian.numbers import NBSP
from russian.plurals import ORGANISATIONS, RECOMMENDATIONS, Forms, counted
from scoring.queries.rubric_tree import Rubric

# After «направлена», «относится к»: «21 организации», «24 организациям».
TO_SCHOOLS = Forms("организации", "организациям", "организациям")
LEADING = 10
ELSEWHERE = (
    "Ниже приведено их содержание; установленные факты, сроки и перечни организаций указаны в документе "
    "«Адресные рекомендации»."
)


def accepted_lead(accepted: AcceptedWords) -> str:
    """«По итогам года приняты адресные рекомендации: целевым группам — 15, отдельным организациям — 174 (…). …»."""
    said = [f"целевым группам — {len(accepted.groups)}"] if accepted.groups else []
    if accepted.alone:
        schools = counted(len({row.map_id for row in accepted.alone}), ORGANISATIONS)
        said.append(f"отдельным организациям — {len(accepted.alone)} ({schools})")
    return f"По итогам года приняты адресные рекомендации: {', '.join(said)}. {ELSEWHERE}"


def accepted_items(audience: str, accepted: AcceptedWords, rubric: Rubric) -> Iterator[tuple[str, str]]:
    """What it is about and what is advised, to this audience. Schools advised one by one are counted by indicator.

    Where no group is advised at all, the words most of them were given are told too: there are no others to tell.
    """
    for line in accepted.groups:
        if line.audience == audience:
            who = f" ({line.who})" if line.who else ""
            yield f"{about(line.code, rubric)}{who}.", _of_group(line)
    alone = [row for row in accepted.alone if row.audience == audience]
    if not accepted.groups:
        yield from _leading(alone, rubric)
    if alone:
        yield "Отдельным организациям", _counted(alone)


def _of_group(line: GroupWords) -> str:
    return f"{_said(line.action)} {full_stop(f'Срок: до {long_date(line.due)}')} {_to(line.schools, line.is_held)}"


def _said(action: str) -> str:
    """In one paragraph: a list inside an item of a list cannot be told from its neighbours."""
    return glued(full_stop(" ".join(filter(None, (line.strip() for line in action.splitlines())))))


def _to(schools: int, is_held: bool) -> str:
    said = counted(schools, TO_SCHOOLS)
    return f"Рекомендация направлена {said}." if is_held else f"Рекомендация относится к {said}."


def _leading(rows: Iterable[SchoolWords], rubric: Rubric) -> Iterator[tuple[str, str]]:
    """The words given to most schools, in the order of the rubric."""
    by_words: dict[tuple[str, str], list[SchoolWords]] = defaultdict(list)
    for row in rows:
        by_words[row.code, row.action].append(row)
    leading = set(sorted(by_words, key=lambda words: -_schools(by_words[words]))[:LEADING])
    for (code, action), given in by_words.items():
        if (code, action) in leading:
            to = _to(_schools(given), all(row.is_held for row in given))
            yield f"{about(code, rubric)}.", f"{_said(action)} {to}"


def _schools(rows: Iterable[SchoolWords]) -> int:
    return len({row.map_id for row in rows})


def _counted(rows: list[SchoolWords]) -> str:
    """«— 174 рекомендации по показателям (в скобках число организаций): 1.1 (4), …; по итогу в целом (7). …»."""
    by_code: dict[str, list[SchoolWords]] = defaultdict(list)
    for row in rows:
        by_code[row.code].append(row)
    whole = by_code.pop("", [])
    codes = ", ".join(f"{code}{NBSP}({_schools(given)})" for code, given in by_code.items())
    said = [f"по показателям {codes}"] if codes else []
    said += [f"по итогу в целом ({_schools(whole)})"] if whole else []
    return (
        f"— {counted(len(rows), RECOMMENDATIONS)}, в скобках число организаций: {'; '.join(said)}. {_sent(rows)}"
    ).strip()


def _sent(rows: list[SchoolWords]) -> str:
    if rows[0].audience == Audience.CENTRE:
        return ""
    sent = sum(row.is_held for row in rows)
    if sent == len(rows):
        return "Все направлены руководителям."
    return f"Направлено руководителям: {part(sent, len(rows))}." if sent else "Руководителям ещё не направлены."
