"""Does the strip of the 23 never show a mark that differs from what the full judgement says?"""

from __future__ import annotations

import pytest

from monitoring.domain.evidence import add_link
from monitoring.domain.expert_map import record_answer
from monitoring.domain.submission import submit
from monitoring.domain.verification import Finding, give_verdict, return_to_school
from monitoring.models import MapRisk
from monitoring.states import VerdictKind
from monitoring.tests.desks import claims_amiss, marks_amiss, represented
from monitoring.tests.stories import accept_all, again, fill, submitted
from monitoring.views.review_screen.strip import Mark, strip_of

PAGE = "https://portal.example.org/"


def say(expert_map, code, finding, by, at):
    give_verdict(expert_map=again(expert_map), code=code, finding=finding, seen_verdict=None, by=by, at=at)


@pytest.fixture
def judged(expert_map, other_map, head, other_head, reviewer, now):
    """Two schools with the same page; one returned and signed again, the contests of 5.2 taken away, one accepted."""
    for row, by in [(expert_map, head), (other_map, other_head)]:
        fill(row, by=by)
        add_link(expert_map=again(row), code="1.8", url=PAGE, by=by, at=now)
        submit(expert_map=again(row), by=by, at=now)
    say(expert_map, "1.2", Finding(VerdictKind.RETURNED, reason="Проверьте"), reviewer, now)
    return_to_school(expert_map=again(expert_map), last_day=expert_map.municipality.today(now), by=reviewer, at=now)
    version = expert_map.answers.get(code="1.2").version
    record_answer(expert_map=again(expert_map), code="1.2", values={"numerator": 80}, version=version, by=head, at=now)
    submit(expert_map=again(expert_map), by=head, at=now)
    say(expert_map, "5.2", Finding(VerdictKind.CORRECTED, reason="Не было", fact=False), reviewer, now)
    say(expert_map, "1.3", Finding(VerdictKind.ACCEPTED), reviewer, now)
    return again(expert_map)


def test_every_mark_is_the_full_judgements(judged, reviewer, django_assert_num_queries):
    assert marks_amiss(reviewer) == []
    row = next(row for row in represented(reviewer) if row.pk == judged.pk)
    with django_assert_num_queries(1):
        strip = strip_of(row)
    marks = {mark.code: mark for mark in strip.marks}
    assert (marks["1.3"], marks["5.2"].status, marks["1.8"], marks["4.2"]) == (
        Mark("1.3", "accepted", is_warned=True, is_changed=False),
        "corrected",
        Mark("1.8", "waiting", is_warned=True, is_changed=False),
        Mark("4.2", "waiting", is_warned=False, is_changed=False),
    )
    assert (strip.judged, strip.waiting, strip.next_waiting("5.1"), strip.is_open) == (2, 21, "5.3", True)


def test_every_claim_is_judged_alone_as_among_all(judged, reviewer):
    assert claims_amiss(reviewer) == []


def test_a_stored_figure_that_lies_is_found(judged, reviewer):
    """The control: what is held above would not be missed."""
    row = MapRisk.objects.get(expert_map=judged)
    del row.by_code["1.8"]
    row.save()
    assert [(pk, shown.code) for pk, shown, _ in marks_amiss(reviewer)] == [(judged.pk, "1.8")]


def test_what_nobody_has_counted_yet_is_judged(judged, reviewer):
    MapRisk.objects.update(warnings=0, weight=0, by_code={}, counted=False)
    assert marks_amiss(reviewer) == []


def test_a_finished_map_has_no_way_on(expert_map, head, reviewer):
    submitted(expert_map, by=head)
    accept_all(expert_map, by=reviewer)
    [row] = represented(reviewer)
    assert (strip_of(row).next_waiting("1.2"), strip_of(row).code_beside("7.1", 1)) == ("", "")
