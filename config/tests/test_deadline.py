"""When is it too late? The moment a request arrived decides, on the municipality's wall, whatever the server's zone."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import product

import pytest
import time_machine
from django.conf import settings
from django.db import connection
from django.test import Client

from accounts.models import Role, User
from journal.models import JournalEntry
from monitoring.domain.expert_map import record_answer
from monitoring.domain.submission import submit
from monitoring.domain.verification import Finding, give_verdict, return_to_school
from monitoring.errors import StageClosed
from monitoring.models import ExpertMap, LateEntry
from monitoring.states import VerdictKind
from monitoring.tests.cast import make_cycle, make_municipality, make_person, make_school
from monitoring.tests.stories import again, fill
from scoring.models import Methodology

# Written out, not asked of the time zone database the product asks.
ZONES = {
    "Europe/Kaliningrad": 2,
    "Europe/Moscow": 3,
    "Europe/Samara": 4,
    "Asia/Yekaterinburg": 5,
    "Asia/Omsk": 6,
    "Asia/Krasnoyarsk": 7,
    "Asia/Irkutsk": 8,
    "Asia/Yakutsk": 9,
    "Asia/Vladivostok": 10,
    "Asia/Magadan": 11,
    "Asia/Kamchatka": 12,
}
SERVER_ZONES = ["UTC", "Europe/Moscow", "Asia/Kamchatka", "America/Los_Angeles"]
LATE = {
    timedelta(seconds=-1): False,
    timedelta(microseconds=-1): False,
    timedelta(0): True,
    timedelta(microseconds=1): True,
    timedelta(seconds=1): True,
}
STAGES = ["filling", "return"]
CASES = list(product(ZONES, SERVER_ZONES))
CODE = "1.2"
FILL_LAST_DAY, RETURN_LAST_DAY = date(2026, 9, 30), date(2026, 10, 9)


def test_there_are_enough_cases():
    assert len(CASES) * len(STAGES) * len(LATE) == 440


@dataclass
class Year:
    """One school of a municipality in its zone, and the people its map goes through."""

    expert_map: ExpertMap
    head: User
    reviewer: User
    hours: int

    def end_of(self, last_day: date) -> datetime:
        """The first instant of the next local day."""
        midnight = datetime(last_day.year, last_day.month, last_day.day, tzinfo=UTC) + timedelta(days=1)
        return midnight - timedelta(hours=self.hours)

    def stored(self) -> tuple:
        """All that a save would change; late text is kept and journalled beside it."""
        answer = self.expert_map.answers.get(code=CODE)
        entries = (
            JournalEntry.objects.filter(subject=self.expert_map.subject).exclude(action="answer.typed_late").count()
        )
        return answer.numerator, answer.note, answer.version, again(self.expert_map).last_saved_at, entries

    def return_map(self, at: datetime) -> None:
        """Signed the day before, given back with one indicator to correct."""
        submit(expert_map=again(self.expert_map), by=self.head, at=at)
        finding = Finding(VerdictKind.RETURNED, reason="Приложите приказ.")
        give_verdict(
            expert_map=again(self.expert_map), code=CODE, finding=finding, seen_verdict=None, by=self.reviewer, at=at
        )
        return_to_school(expert_map=again(self.expert_map), last_day=RETURN_LAST_DAY, by=self.reviewer, at=at)


def begin_year(zone: str, methodology: Methodology) -> Year:
    municipality = make_municipality("Пограничный район", zone)
    school = make_school(municipality, "001", "МБОУ СОШ № 1")
    make_cycle(municipality, methodology, make_person(municipality, Role.COORDINATOR))
    head = make_person(municipality, Role.HEAD, school)
    expert_map = ExpertMap.objects.with_context().get(school=school)
    return Year(fill(expert_map, by=head), head, make_person(municipality, Role.REVIEWER), ZONES[zone])


@contextmanager
def server_in(zone: str, django_settings) -> Iterator[None]:
    """The machine's clock and Django's own setting both stand in this zone."""
    before = os.environ.get("TZ")
    os.environ["TZ"] = zone
    time.tzset()
    django_settings.TIME_ZONE = zone
    try:
        yield
    finally:
        os.environ.pop("TZ") if before is None else os.environ.update(TZ=before)
        time.tzset()


@pytest.mark.django_db
@pytest.mark.parametrize(("zone", "server_zone"), CASES)
def test_the_end_is_an_exclusive_local_instant(zone: str, server_zone: str, methodology, settings):
    """Ten instants: five around the end of filling, five around the end of a return."""
    with server_in(server_zone, settings):
        year = begin_year(zone, methodology)
        ends_at = year.end_of(FILL_LAST_DAY)
        assert again(year.expert_map).fill_ends_at == ends_at
        save_around(year, ends_at)
        year.return_map(at=ends_at - timedelta(hours=1))
        ends_at = year.end_of(RETURN_LAST_DAY)
        assert again(year.expert_map).return_ends_at == ends_at
        save_around(year, ends_at)


def save_around(year: Year, ends_at: datetime) -> None:
    for place, (offset, late) in enumerate(LATE.items()):
        before = year.stored()
        version = year.expert_map.answers.get(code=CODE).version
        values = {"numerator": 50 + place, "note": f"Через {offset.total_seconds()} с"}
        try:
            record_answer(
                expert_map=again(year.expert_map),
                code=CODE,
                values=values,
                version=version,
                by=year.head,
                at=ends_at + offset,
            )
        except StageClosed:
            assert (late, year.stored()) == (True, before)
        else:
            assert (late, year.stored()) == (False, (*values.values(), version + 1, ends_at + offset, before[-1] + 1))


@pytest.mark.django_db
@pytest.mark.parametrize("zone", ["Europe/Kaliningrad", "Asia/Yekaterinburg", "Asia/Kamchatka"])
def test_signing_ends_at_the_same_instant(zone: str, methodology):
    year = begin_year(zone, methodology)
    ends_at = year.end_of(FILL_LAST_DAY)
    for late in (timedelta(0), timedelta(microseconds=1), timedelta(days=1)):
        with pytest.raises(StageClosed, match="Срок заполнения истёк"):
            submit(expert_map=again(year.expert_map), by=year.head, at=ends_at + late)
    assert year.expert_map.submissions.count() == 0
    signed = submit(expert_map=again(year.expert_map), by=year.head, at=ends_at - timedelta(microseconds=1))
    assert signed.signed_at == ends_at - timedelta(microseconds=1)


# --- through the door: request.received_at ---------------------------------------------------------


@pytest.fixture
def year(methodology) -> Year:
    return begin_year("Asia/Yekaterinburg", methodology)


@pytest.fixture
def post(year) -> Callable:
    """Sends an answer at a moment; the head is signed in."""
    client = Client()
    client.force_login(year.head, backend=settings.AUTHENTICATION_BACKENDS[0])

    def at(moment: datetime, **sent):
        version = year.expert_map.answers.get(code=CODE).version
        path = f"/maps/{year.expert_map.pk}/indicators/{CODE}/"
        with time_machine.travel(moment, tick=False):
            return client.post(path, {"version": version, **sent}, headers={"X-Requested-With": "map-parts"})

    return at


@pytest.mark.parametrize(("offset", "late"), LATE.items())
@pytest.mark.parametrize("stage", STAGES)
def test_the_view_decides_by_the_moment_of_receipt(year, post, stage: str, offset: timedelta, late: bool):
    ends_at = year.end_of(FILL_LAST_DAY)
    if stage == "return":
        year.return_map(at=ends_at - timedelta(hours=1))
        ends_at = year.end_of(RETURN_LAST_DAY)
    before = year.stored()
    response = post(ends_at + offset, numerator="77", note="в последний миг")
    assert (response.status_code, response.headers["X-Map-Parts"]) == ((403, "late") if late else (200, "saved"))
    assert year.stored()[:2] == (before[:2] if late else (77, "в последний миг"))


def test_a_request_that_waited_past_the_end_still_counts(year, post):
    """Received a second before, written three seconds later: the first query moves the clock past the end."""
    ends_at = year.end_of(FILL_LAST_DAY)
    with connection.execute_wrapper(_clock_moved_to(ends_at + timedelta(seconds=3))):
        response = post(ends_at - timedelta(seconds=1), numerator="78")
    assert response.headers["X-Map-Parts"] == "saved"
    assert year.stored()[3] == ends_at - timedelta(seconds=1)


def test_a_late_request_is_not_saved_by_a_clock_set_back(year, post):
    """The negative control of the test above: it is the receipt that counts, not the clock at the time of writing."""
    ends_at = year.end_of(FILL_LAST_DAY)
    with connection.execute_wrapper(_clock_moved_to(ends_at - timedelta(seconds=3))):
        response = post(ends_at, numerator="78")
    assert response.headers["X-Map-Parts"] == "late"


def _clock_moved_to(moment: datetime) -> Callable:
    """Every query of the request happens at this moment; the request itself arrived at its own."""

    def moved(execute, sql, params, many, context):
        with time_machine.travel(moment, tick=False):
            return execute(sql, params, many, context)

    return moved


def test_late_text_never_takes_the_place_of_timely_text(year, post):
    ends_at = year.end_of(FILL_LAST_DAY)
    post(ends_at - timedelta(seconds=1), numerator="81", note="Вовремя")
    before = year.stored()
    late = post(ends_at, numerator="82", note="Опоздавшее")
    kept = LateEntry.objects.get(expert_map=year.expert_map, code=CODE)
    assert year.stored() == before
    assert before[:2] == (81, "Вовремя")
    assert late.headers["X-Map-Parts"] == "late"
    assert (kept.typed["numerator"], kept.typed["note"], kept.after_term) == ("82", "Опоздавшее", True)
