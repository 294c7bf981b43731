"""Approval lists what is missing, says that it cannot be undone, and happens once."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine

from monitoring.models import MonitoringCycle
from monitoring.tests.cast import NOW
from monitoring.tests.stories import again, evaluated, submitted, verified
from monitoring.tests.views.doors import turned_away

LATER = NOW + timedelta(days=40)
GIVEN = {"protocol_number": "4", "protocol_date": "2026-10-20", "confirmed": "on"}


@pytest.fixture
def address(cycle):
    return f"/cycles/{cycle.pk}/approve/"


@pytest.fixture
def ready(cycle, expert_map, head, reviewer, methodologist):
    return evaluated(expert_map, head=head, reviewer=reviewer, methodologist=methodologist)


@pytest.fixture
def at_the_end(client_of, coordinator):
    def sent(method, *args):
        with time_machine.travel(LATER, tick=False):
            return getattr(client_of(coordinator), method)(*args)

    return sent


def test_doors(client_of, address, foreign_coordinator, methodologist):
    assert turned_away(address, client_of, stranger=foreign_coordinator, forbidden=methodologist) == [302, 404, 403]
    assert turned_away(address, client_of, stranger=foreign_coordinator, forbidden=methodologist, method="post") == [
        302,
        404,
        403,
    ]


def test_lists_what_is_missing(client_of, address, expert_map, other_map, head, coordinator):
    submitted(expert_map, by=head)
    approval = client_of(coordinator).get(address).context["approval"]
    assert [(o.title, o.filter, o.maps) for o in approval.obstacles] == [
        ("Проверка не завершена", "submitted", (expert_map,)),
        ("Срок заполнения ещё не истёк", "waiting", (other_map,)),
    ]
    assert approval.is_possible is False


def test_an_unfinished_evaluation_stands_in_the_way(
    at_the_end, address, expert_map, other_map, head, reviewer, coordinator
):
    verified(expert_map, head=head, reviewer=reviewer)
    approval = at_the_end("get", address).context["approval"]
    assert [(o.title, o.filter) for o in approval.obstacles] == [("Оценка не завершена", "verified")]


def test_shows_what_would_be_approved(at_the_end, address, ready, other_map, coordinator):
    approval = at_the_end("get", address).context["approval"]
    assert (approval.is_possible, approval.ready, approval.silent) == (True, (ready,), (other_map,))
    assert [(band.key, count) for band, count in approval.bands] == [("high", 0), ("medium", 1), ("low", 0)]


def test_approves(at_the_end, address, cycle, ready, other_map, coordinator):
    answer = at_the_end("post", address, GIVEN)
    row = MonitoringCycle.objects.get()
    assert answer.headers["Location"] == f"/cycles/{cycle.pk}/"
    assert (row.is_approved, row.protocol_number, str(row.protocol_date)) == (True, "4", "2026-10-20")
    assert [again(m).state for m in (ready, other_map)] == ["approved", "not_submitted"]


def test_approving_again_leads_to_the_year(at_the_end, address, cycle, ready, other_map, coordinator):
    at_the_end("post", address, GIVEN)
    again_sent = at_the_end("post", address, GIVEN | {"protocol_number": "5"})
    assert (again_sent.headers["Location"], MonitoringCycle.objects.get().protocol_number) == (
        f"/cycles/{cycle.pk}/",
        "4",
    )


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("protocol_number", "", "Укажите номер протокола."),
        ("protocol_number", "4" * 41, "Номер длиннее 40 знаков."),
        ("protocol_date", "", "Укажите день."),
        ("protocol_date", "2026-12-31", "Этот день ещё не наступил."),
        ("confirmed", "", "Подтвердите, что год можно закрыть."),
    ],
)
def test_what_is_wrong_is_said_at_its_field(at_the_end, address, ready, other_map, coordinator, field, value, sentence):
    page = at_the_end("post", address, GIVEN | {field: value})
    assert (page.status_code, page.context["form"].errors) == (422, {field: [sentence]})
    assert MonitoringCycle.objects.get().is_approved is False


def test_a_year_that_is_not_ready_is_refused_with_its_reason(at_the_end, address, expert_map, head, coordinator):
    submitted(expert_map, by=head)
    page = at_the_end("post", address, GIVEN)
    assert (page.status_code, page.context["form"].non_field_errors()) == (
        409,
        ["Оценка завершена не по всем картам: МАОУ СОШ № 2 (представлена)."],
    )
