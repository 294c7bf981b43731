"""Where does the desk of one claim say something else than the page of the whole map, which judges them all?"""

from __future__ import annotations

from accounts.models import User
from monitoring.models import ExpertMap
from monitoring.queries.desk import map_on_desk
from monitoring.tests.cast import NOW
from monitoring.views.review_screen.check import Check, check_of
from monitoring.views.review_screen.one_claim import one_claim
from monitoring.views.review_screen.strip import Mark, strip_of


def represented(reader: User) -> list[ExpertMap]:
    """Every signed map, as the desk reads it."""
    return [map_on_desk(reader, pk) for pk in ExpertMap.objects.represented().values_list("pk", flat=True)]


def marks_amiss(reader: User) -> list[tuple[int, Mark, Mark]]:
    """(map id, the mark the desk's strip shows, the mark of the full judgement) where the two differ."""
    found = []
    for row in represented(reader):
        check = _whole(row)
        shown = one_claim(row, check.lines[0].code).strip.marks
        assert [mark.code for mark in shown] == [line.code for line in check.lines]
        assert [mark.status for mark in strip_of(row).marks] == [mark.status for mark in shown]
        found += [(row.pk, *pair) for pair in zip(shown, check.marks, strict=True) if pair[0] != pair[1]]
    return found


def claims_amiss(reader: User) -> list[tuple[int, str]]:
    """(map id, code) of claims read alone that differ in anything from the same claim among the 23."""
    return [
        (row.pk, line.code)
        for row in represented(reader)
        for line in _whole(row).lines
        if one_claim(row, line.code).line != line
    ]


def _whole(expert_map: ExpertMap) -> Check:
    return check_of(expert_map, NOW)
