"""Is what the head signs frozen whole, once, and only when it may be signed?"""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied

from journal.models import JournalEntry
from monitoring.domain.evidence import add_link
from monitoring.domain.submission import STATEMENT, submit
from monitoring.domain.verification import Finding, give_verdict, return_to_school
from monitoring.errors import IncompleteMap, MonitoringError, StageClosed
from monitoring.models.submission import digest_of
from monitoring.states import MapState, VerdictKind
from monitoring.tests.stories import again, answers_for, fill, submitted


def back_with(expert_map, codes, reviewer, now):
    for code in codes:
        give_verdict(
            expert_map=again(expert_map),
            code=code,
            finding=Finding(VerdictKind.RETURNED, reason="Уточните"),
            seen_verdict=None,
            by=reviewer,
            at=now,
        )
    return return_to_school(expert_map=again(expert_map), last_day=now.date(), by=reviewer, at=now)


def test_the_content_is_everything_that_was_answered(expert_map, head, now):
    add_link(expert_map=expert_map, code="1.2", url="https://a.example.org/", title="Отчёт", by=head, at=now)
    receipt = submitted(expert_map, by=head)
    content = receipt.content
    [one] = [answer for answer in content["answers"] if answer["code"] == "1.2"]
    assert [answer["code"] for answer in content["answers"]] == sorted(answers_for(expert_map))
    assert one == {
        "code": "1.2",
        "numerator": 104,
        "denominator": 180,
        "fact": None,
        "parts": {},
        "note": "",
        "points": 1,
        "evidence": [{"title": "Отчёт", "url": "https://a.example.org/", "sha256": "", "dated": None}],
    }
    assert (content["signed_by"], content["signed_at"]) == (head.full_name, now.isoformat())
    assert content["statement"] == receipt.statement == STATEMENT


def test_the_digest_is_of_the_content_and_changes_with_it(expert_map, head):
    receipt = submitted(expert_map, by=head)
    assert digest_of(receipt.content) == receipt.digest
    receipt.content["answers"][0]["numerator"] += 1
    assert digest_of(receipt.content) != receipt.digest


def test_the_receipt_has_its_number_points_and_line_in_the_journal(expert_map, head):
    receipt = submitted(expert_map, by=head)
    assert receipt.number == f"ЭК-2025-{expert_map.pk:05d}-1"
    assert (receipt.round, receipt.claimed_points, receipt.maximum) == (1, 16, 23)
    entry = JournalEntry.objects.filter(subject=expert_map.subject).latest("seq")
    assert (entry.action, entry.new["digest"]) == ("map.submitted", receipt.digest)


@pytest.mark.parametrize("who", ["editor", "reviewer", "coordinator", "other_head", "foreign_head"])
def test_nobody_but_the_head_signs(request, expert_map, head, now, who):
    fill(expert_map, by=head)
    with pytest.raises(PermissionDenied):
        submit(expert_map=again(expert_map), by=request.getfixturevalue(who), at=now)
    assert again(expert_map).state == MapState.FILLING


def test_what_is_empty_is_named(expert_map, head, now):
    fill(expert_map, by=head, i1_8={"fact": None}, i5_3={"numerator": None})
    with pytest.raises(IncompleteMap) as refusal:
        submit(expert_map=again(expert_map), by=head, at=now)
    assert [problem.code for problem in refusal.value.problems] == ["1.8", "5.3"]
    assert expert_map.submissions.count() == 0


def test_after_the_term_nothing_is_signed(expert_map, head):
    fill(expert_map, by=head)
    with pytest.raises(StageClosed):
        submit(expert_map=again(expert_map), by=head, at=expert_map.fill_ends_at)


def test_signing_closes_every_answer(expert_map, head):
    submitted(expert_map, by=head)
    assert expert_map.answers.filter(is_open=True).count() == 0
    assert again(expert_map).first_submitted_at is not None


def test_an_untouched_return_is_refused_by_name(expert_map, head, reviewer, now):
    submitted(expert_map, by=head)
    back_with(expert_map, ["1.2", "1.8"], reviewer, now)
    add_link(expert_map=again(expert_map), code="1.2", url="https://a.example.org/", by=head, at=now)
    with pytest.raises(MonitoringError, match=r"По замечаниям ничего не изменено: 1\.8\."):
        submit(expert_map=again(expert_map), by=head, at=now)


def test_a_second_round_sets_the_remarks_aside(expert_map, head, reviewer, now):
    submitted(expert_map, by=head)
    back_with(expert_map, ["1.2"], reviewer, now)
    add_link(expert_map=again(expert_map), code="1.2", url="https://a.example.org/", by=head, at=now)
    second = submit(expert_map=again(expert_map), by=head, at=now)
    row = again(expert_map)
    assert (second.round, row.state, row.judged, row.return_ends_at) == (2, MapState.SUBMITTED, 0, None)


def test_every_return_has_its_receipt_and_a_late_one_is_closed(expert_map, head, reviewer, now):
    submitted(expert_map, by=head)
    returned = back_with(expert_map, ["1.2"], reviewer, now)
    add_link(expert_map=again(expert_map), code="1.2", url="https://a.example.org/", by=head, at=now)
    with pytest.raises(StageClosed):
        submit(expert_map=again(expert_map), by=head, at=returned.return_ends_at)
