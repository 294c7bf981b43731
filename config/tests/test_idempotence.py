"""Does a hurried double press, or two people on one answer, do anything twice or anything unseen?"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random
from threading import Barrier

import pytest
from django.db import connection, transaction

from accounts.models import Role
from config.tests.filling import fillers_of
from config.tests.kept import database, rows
from config.tests.saves import MapPage
from config.tests.serving import PASSWORD, serving
from journal.models import JournalEntry
from journal.queries import verify
from monitoring.domain.expert_map import record_answer
from monitoring.domain.submission import submit
from monitoring.errors import StaleVersion
from monitoring.models import ExpertMap, IndicatorAnswer, Submission
from monitoring.tests.cast import NOW, make_cycle, make_person, make_school
from monitoring.tests.stories import again, fill

OWN_TRANSACTIONS = pytest.mark.django_db(transaction=True)
# SQLite lets in one writer at a time, and a few rounds show it; where rows are locked one by one, many tell more.
MANY = [pytest.mark.slow, pytest.mark.postgres]
SIGNERS = 50
SUBMISSIONS = "SELECT expert_map_id, number FROM monitoring_submission"
CODE = "1.2"


def all_at_once(calls: list[Callable]) -> list:
    """Each in a thread, with a connection of its own, let go at the same moment; results in the order of the calls."""
    barrier = Barrier(len(calls))

    def one(call: Callable):
        try:
            connection.ensure_connection()
            barrier.wait(timeout=60)
            return call()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(one, calls))


# --- one submission, however often it is sent -----------------------------------------------------


@OWN_TRANSACTIONS
@pytest.mark.parametrize("rounds", [1, pytest.param(20, marks=MANY)])
def test_fifty_submissions_of_one_map_are_one(municipality, methodology, coordinator, rounds: int):
    schools = [make_school(municipality, f"{number:03d}", f"МБОУ СОШ № {number}") for number in range(rounds)]
    make_cycle(municipality, methodology, coordinator)
    for school in schools:
        head = make_person(municipality, Role.HEAD, school)
        expert_map = fill(ExpertMap.objects.with_context().get(school=school), by=head)
        loaded = [again(expert_map) for _ in range(SIGNERS)]
        answers = all_at_once([_submission_of(each, head) for each in loaded])
        [stored] = Submission.objects.filter(expert_map=expert_map)
        assert {(answer.pk, answer.number, answer.digest) for answer in answers} == {
            (stored.pk, stored.number, stored.digest)
        }
        assert len(answers) == SIGNERS
        assert JournalEntry.objects.filter(subject=expert_map.subject, action="map.submitted").count() == 1
    assert list(verify()) == []


def _submission_of(expert_map: ExpertMap, head) -> Callable[[], Submission]:
    return lambda: submit(expert_map=expert_map, by=head, at=NOW)


@pytest.mark.slow
@pytest.mark.long
def test_a_form_sent_eight_times_leads_to_one_receipt(tmp_path: Path):
    """Through the server; eight, since the tenth password within a minute is refused."""
    with serving(tmp_path / "data", schools=3) as served:
        [filler] = fillers_of(served, tmp_path, Random(1), maps=1)  # noqa: S311 made-up numbers
        answer_what_is_left(filler)
        path = f"/maps/{filler.map_id}/submit/"
        sent = {"statement": "on", "password": PASSWORD}
        with ThreadPoolExecutor(8) as pool:
            answered = list(pool.map(lambda _: filler.browser.post(path, sent), range(8)))
        filler.diary.close()
        with database(served.environment) as stored:
            numbers = [number for map_id, number in rows(stored, SUBMISSIONS) if map_id == filler.map_id]
    assert {(each.status, each.headers.get("Location")) for each in answered} == {
        (302, f"/maps/{filler.map_id}/receipt/")
    }
    assert len(numbers) == 1


def answer_what_is_left(filler) -> None:
    """Every fact and part of the map is answered «да»."""
    page = MapPage(filler.browser.get(f"/maps/{filler.map_id}/").text)
    for code, inputs in page.answers.items():
        if "numerator" not in inputs:
            said = {
                "version": inputs["version"],
                "fact": "yes",
                "part_noo": "yes",
                "part_ooo": "yes",
                "part_soo": "yes",
            }
            filler.browser.post(f"/maps/{filler.map_id}/indicators/{code}/", said, X_Requested_With="map-parts")


# --- two people on one answer ---------------------------------------------------------------------


@OWN_TRANSACTIONS
@pytest.mark.parametrize("rounds", [20, pytest.param(1000, marks=MANY)])
def test_of_two_saves_under_one_version_one_is_refused(expert_map, head, editor, rounds: int):
    """One value is stored, the other person is told; the journal leads from each value to the next."""
    people = (head, editor)
    expected = [(None, None)]
    for number in range(1, rounds + 1):
        version = IndicatorAnswer.objects.get(expert_map=expert_map, code=CODE).version
        calls = [
            _save_of(again(expert_map), person, 2 * number + place, version) for place, person in enumerate(people)
        ]
        met = all_at_once(calls)
        stored = IndicatorAnswer.objects.get(expert_map=expert_map, code=CODE)
        assert sorted(met) == ["saved", "stale"]
        assert stored.numerator == 2 * number + met.index("saved")
        assert stored.version == version + 1
        expected.append((expected[-1][1], stored.numerator))
    entries = JournalEntry.objects.filter(subject=expert_map.subject, action="answer.recorded").order_by("seq")
    changes = [(entry.old["numerator"], entry.new["numerator"]) for entry in entries]
    assert changes == expected[1:]


def _save_of(expert_map: ExpertMap, by, numerator: int, version: int) -> Callable[[], str]:
    def save() -> str:
        values = {"numerator": numerator, "denominator": 10_000}
        try:
            record_answer(expert_map=expert_map, code=CODE, values=values, version=version, by=by, at=NOW)
        except StaleVersion:
            return "stale"
        return "saved"

    return save


@OWN_TRANSACTIONS
def test_without_the_version_the_same_two_overwrite_each_other(expert_map, head, editor):
    """The negative control: a save that asks for no version loses one of two values, and nobody hears of it."""
    for number in range(3):
        seen = IndicatorAnswer.objects.get(expert_map=expert_map, code=CODE).numerator or 0
        assert seen == number
        all_at_once([lambda seen=seen: _blind_increment(expert_map, seen)] * 2)
    assert IndicatorAnswer.objects.get(expert_map=expert_map, code=CODE).numerator == 3  # of six


def _blind_increment(expert_map: ExpertMap, seen: int) -> None:
    with transaction.atomic():
        IndicatorAnswer.objects.filter(expert_map=expert_map, code=CODE).update(numerator=seen + 1)
