"""The second reading on the screens: blind for its reader, counted for the coordinator, settled with a reason."""

from __future__ import annotations

import csv
import io
from urllib.parse import urlsplit

import pytest
from django.urls import resolve, reverse

from config.tests.matrix import named_patterns
from journal.models import JournalEntry
from monitoring.domain.second_reading import close_sample, draw_sample, entrust, read_claim
from monitoring.domain.verification import Finding, complete_verification, give_verdict
from monitoring.models import SecondReading
from monitoring.permissions import can_read_evidence
from monitoring.states import VerdictKind
from monitoring.tests.cast import NOW
from monitoring.tests.stories import accept_all, again, submitted
from monitoring.tests.views.doors import turned_away
from schools.sheets.reading import read

SECRET = "Тайна первого проверяющего"
QUERIES = 9  # session, person, roles, the menu's year, cycle, stages, readings, samples, who has still to read
LIST_QUERIES = 9  # session, person, roles, the menu's year, cycle, stages, count, page, entrusted


@pytest.fixture
def judged(cycle, expert_map, other_map, head, reviewer, other_reviewer):
    """СОШ № 2 checked by the reviewer: 1.2 and 2.1 corrected with words nobody else could think of."""
    submitted(expert_map, by=head)
    finding = Finding(VerdictKind.CORRECTED, reason=SECRET, points=0)
    for code in ("1.2", "2.1"):
        give_verdict(expert_map=again(expert_map), code=code, finding=finding, seen_verdict=None, by=reviewer, at=NOW)
    accept_all(expert_map, by=reviewer)
    return complete_verification(expert_map=again(expert_map), by=reviewer, at=NOW)


@pytest.fixture
def sample(judged, cycle, coordinator):
    return draw_sample(cycle=cycle, share=5, by=coordinator, at=NOW, seed=7)


@pytest.fixture
def reading(sample) -> SecondReading:
    return sample.readings.get(answer__code="1.2")


@pytest.fixture
def address(cycle):
    return f"/cycles/{cycle.pk}/second-reading/"


@pytest.fixture
def different(reading, other_reviewer):
    return read_claim(reading=reading, finding=Finding(VerdictKind.ACCEPTED), by=other_reviewer, at=NOW)


@pytest.mark.parametrize("page", ["", "close/"])
def test_doors_of_the_coordinator(client_of, address, page, foreign_coordinator, reviewer):
    for method in ("get", "post"):
        doors = turned_away(
            f"{address}{page}", client_of, stranger=foreign_coordinator, forbidden=reviewer, method=method
        )
        assert doors == [302, 404, 403]


def test_doors_of_the_reader(client_of, address, reading, foreign_reviewer, reviewer, coordinator):
    here = f"/second-readings/{reading.pk}/"
    assert turned_away(here, client_of, stranger=foreign_reviewer, forbidden=reviewer) == [302, 404, 403]
    assert turned_away(f"{address}mine/", client_of, stranger=foreign_reviewer, forbidden=coordinator) == [
        302,
        404,
        403,
    ]
    assert turned_away(f"{here}settle/", client_of, stranger=foreign_reviewer, forbidden=reviewer) == [302, 404, 403]


def test_the_coordinator_draws(client_of, address, judged, coordinator):
    client = client_of(coordinator)
    assert client.get(address).context["form"].initial == {"share": 10}
    assert client.post(address, {"share": "5"}).headers["Location"] == address
    page = client.get(address)
    assert (page.context["readings"].unread, page.context["readings"].open_sample.share) == (23, 5)
    assert client.post(address, {"share": "5"}).status_code == 409


@pytest.mark.parametrize("share", ["", "4", "31", "x", "5.5", "9" * 50])
def test_a_share_that_is_none_is_refused(client_of, address, judged, coordinator, share):
    page = client_of(coordinator).post(address, {"share": share})
    assert (page.status_code, page.context["form"].errors) == (422, {"share": ["Введите целое число от 5 до 30."]})


def test_the_reader_sees_the_claim_and_what_lies_beside_it(client_of, reading, other_reviewer):
    page = client_of(other_reviewer).get(f"/second-readings/{reading.pk}/").content.decode()
    assert "104 из 180" in page
    assert [word for word in (SECRET, "исправлено", "Проверяева") if word in page] == []


def everything_of(cycle, expert_map, reading) -> list[str]:
    """Every GET address the product has about the map or the year, and those of the reading."""
    ids = {
        "map_id": expert_map.pk,
        "cycle_id": cycle.pk,
        "municipality_id": cycle.municipality_id,
        "school_id": expert_map.school_id,
        "code": reading.answer.code,
        "reading_id": reading.pk,
        "methodology_id": cycle.methodology_id,
    }
    found = []
    for name, pattern in named_patterns():
        wanted = pattern.pattern.converters
        if wanted and set(wanted) <= set(ids):
            found.append((name, {key: ids[key] for key in wanted}))
    return sorted({reverse(name, kwargs=kwargs) for name, kwargs in found})


def test_no_page_tells_the_reader_the_first_verdict(client_of, cycle, judged, reading, other_reviewer):
    """Every address of the URLconf that takes a map, a year or a reading, opened by the reader."""
    client, opened = client_of(other_reviewer), 0
    for address in everything_of(cycle, judged, reading):
        answer = client.get(address)
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        if answer.status_code == 200:
            opened += 1
            assert SECRET not in body.decode("utf-8", "ignore"), address
            assert resolve(urlsplit(address).path).view_name not in VERDICT_PAGES, address
    assert opened > 5


@pytest.mark.slow
def test_the_same_search_finds_it_before_anybody_else(client_of, cycle, judged, reading, reviewer):
    """Negative control: the words are on the pages, only not for the blind reader."""
    client, found = client_of(reviewer), set()
    for address in everything_of(cycle, judged, reading):
        answer = client.get(address)
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        if answer.status_code == 200 and SECRET in body.decode("utf-8", "ignore"):
            found.add(resolve(urlsplit(address).path).view_name)
    assert found == {
        "monitoring:evaluation_map",
        "monitoring:map_history",
        "monitoring:review_desk",
        "monitoring:review_in_row",
        "monitoring:review_map",
        "reports:indicator",
        "reports:reconciliation",
        "reports:reconciliation_csv",
        "reports:school_result",
    }


# Pages that show what the department made of a claim: closed to the blind reader, whatever they would say.
VERDICT_PAGES = {
    "monitoring:expert_map",
    "monitoring:map_history",
    "monitoring:review_map",
    "monitoring:review_desk",
    "monitoring:review_accept",
    "monitoring:review_return",
    "monitoring:review_complete",
    "monitoring:evaluation_map",
    "monitoring:evaluation_list",
    "reports:school_result",
    "reports:school_result_pdf",
    "reports:card_pdf",
    "reports:district",
    "reports:indicator",
    "reports:district_pdf",
    "reports:registry",
}


def test_the_refusal_says_why_and_the_queue_leads_to_the_reading(client_of, cycle, judged, sample, other_reviewer):
    client = client_of(other_reviewer)
    refused = client.get(f"/review/{judged.pk}/")
    assert (refused.status_code, "Вам поручено второе чтение" in refused.content.decode()) == (403, True)
    queue = client.get(f"/cycles/{cycle.pk}/review/").content.decode()
    assert f'href="/cycles/{cycle.pk}/second-reading/mine/"' in queue


def test_nothing_is_closed_to_anybody_else(client_of, cycle, judged, sample, reviewer, methodologist, observer):
    for person in (reviewer, methodologist, observer):
        client = client_of(person)
        assert client.get(f"/results/{cycle.pk}/").status_code == 200
        assert client.get(f"/maps/{judged.pk}/").status_code == 200


def test_the_evidence_stays_open_to_the_reader(client_of, judged, sample, other_reviewer, expert_map, head):
    assert can_read_evidence(other_reviewer, again(judged)) is True


def test_when_all_is_read_or_ended_everything_opens_again(
    client_of, cycle, judged, sample, other_reviewer, coordinator
):
    client = client_of(other_reviewer)
    assert client.get(f"/results/{cycle.pk}/").status_code == 403
    close_sample(sample=sample, by=coordinator, at=NOW)
    assert client.get(f"/results/{cycle.pk}/").status_code == 200
    assert client.get(f"/review/{judged.pk}/").status_code == 200


def test_the_reader_reads_and_goes_on(client_of, address, sample, other_reviewer):
    client = client_of(other_reviewer)
    first, second = sample.readings.order_by("answer__position")[:2]
    answer = client.post(f"/second-readings/{first.pk}/", {"kind": "accepted"})
    assert answer.headers["Location"] == f"/second-readings/{second.pk}/"
    first.refresh_from_db()
    assert (first.kind, first.points) == ("accepted", 0)
    assert client.get(f"/second-readings/{first.pk}/").headers["Location"] == f"{address}mine/"
    assert client.post(f"/second-readings/{first.pk}/", {"kind": "accepted"}).status_code == 409


@pytest.mark.parametrize(
    ("given", "errors"),
    [
        ({}, {"kind": ["Выберите одно из трёх."]}),
        ({"kind": "x"}, {"kind": ["Выберите одно из трёх."]}),
        ({"kind": "returned"}, {"reason": ["Напишите, почему: без пояснения расхождение не разобрать."]}),
        (
            {"kind": "corrected", "reason": "x", "numerator": "104", "denominator": "180"},
            {"numerator": ["Это те же числа, что заявила школа. Измените их или выберите «Принял бы»."]},
        ),
        (
            {"kind": "corrected", "reason": "x", "numerator": "200", "denominator": "180"},
            {"numerator": ["Участников не может быть больше, чем всего."]},
        ),
        ({"kind": "corrected", "reason": "x", "points": "5"}, {"points": ["Балл по показателю — от 0 до 1."]}),
    ],
)
def test_what_is_wrong_is_said_at_its_field(client_of, reading, other_reviewer, given, errors):
    page = client_of(other_reviewer).post(f"/second-readings/{reading.pk}/", given)
    assert (page.status_code, page.context["form"].errors) == (422, errors)
    reading.refresh_from_db()
    assert reading.read_at is None


def test_differences_are_counted_listed_and_small_numbers_keep_silent(client_of, address, different, coordinator):
    page = client_of(coordinator).get(address)
    assert page.context["overall"] == ("мало данных", "мало данных")
    assert [(row.pk, first, second) for row, first, second in page.context["differences"]] == [
        (different.pk, "исправлено, 0\u00a0баллов", "принято, 1\u00a0балл")
    ]
    assert [row for row, *_ in client_of(coordinator).get(address, {"code": "2.1"}).context["differences"]] == [
        different
    ]
    body = page.content.decode()
    assert "о качестве методики и ясности правил, а не о людях" in body
    assert [name for name in ("Проверяева Полина", "П. П. Проверяева") if name in body] == []


def test_the_coordinator_lets_the_first_stand(client_of, address, different, coordinator):
    client, here = client_of(coordinator), f"/second-readings/{different.pk}/settle/"
    assert client.get(here).status_code == 200
    assert client.post(here, {"kind": "stands", "reason": " "}).status_code == 422
    assert client.post(here, {"kind": "accepted", "reason": "Второй прав"}).status_code == 422
    assert client.post(here, {"kind": "stands", "reason": "Первый видел список"}).headers["Location"] == address
    different.refresh_from_db()
    assert (different.outcome, different.settled_reason) == ("stands", "Первый видел список")
    assert client.get(address, {"state": "open"}).context["differences"] == []


def test_the_third_settles_anew(client_of, cycle, judged, different, coordinator, third_reviewer):
    here = f"/second-readings/{different.pk}/settle/"
    client = client_of(coordinator)
    assert [person for _, person in client.get(here).context["third"].fields["third"].choices[1:]] == [
        str(third_reviewer)
    ]
    client.post(here, {"entrust": "1", "third": third_reviewer.pk})
    own = client_of(third_reviewer)
    mine = f"/cycles/{cycle.pk}/second-reading/mine/"
    assert [row.pk for row, _ in own.get(mine).context["entrusted"]] == [different.pk]
    assert mine in own.get(f"/cycles/{cycle.pk}/review/").content.decode()
    answer = own.post(here, {"kind": "accepted", "reason": "Список подтверждает"})
    assert answer.headers["Location"] == mine
    assert again(judged).verified_points == judged.verified_points + 1


def test_entrusting_needs_a_third(client_of, different, coordinator, reviewer, third_reviewer):
    client, here = client_of(coordinator), f"/second-readings/{different.pk}/settle/"
    for third in ("", "x", reviewer.pk):
        assert client.post(here, {"entrust": "1", "third": third}).status_code == 422
    assert SecondReading.objects.exclude(entrusted_to=None).count() == 0


def test_the_table_holds_claims_and_no_names(client_of, address, different, coordinator):
    client = client_of(coordinator)
    text = client.get(address, {"format": "csv"}).content.decode("utf-8-sig")
    [headers, row] = csv.reader(io.StringIO(text), delimiter=";")
    assert row == [
        "1.2",
        "МАОУ СОШ № 2",
        "исправлено, 0\u00a0баллов",
        SECRET,
        "принято, 1\u00a0балл",
        "",
        "нет",
        "",
        "",
    ]
    book = read(client.get(address, {"format": "xlsx"}).content)
    assert (book.headers, book.rows[0].cells[:2]) == (tuple(headers), ("1.2", "МАОУ СОШ № 2"))


def test_the_coordinator_ends_it_after_a_look(client_of, address, sample, coordinator):
    client = client_of(coordinator)
    assert "Не прочитано 23" in client.get(f"{address}close/").content.decode()
    client.post(f"{address}close/")
    sample.refresh_from_db()
    assert sample.closed_by == coordinator
    assert client.get(f"{address}close/").headers["Location"] == address


def test_the_journal_of_the_year_tells_of_it(client_of, cycle, judged, different, coordinator):
    page = client_of(coordinator).get(f"/cycles/{cycle.pk}/journal/", {"what": "reading"})
    assert [(row.school, row.entry.target, row.title) for row in page.context["rows"]] == [
        ("МАОУ СОШ № 2", "1.2", "Второе чтение показателя"),
        ("", "", "Начато второе чтение"),
    ]
    assert JournalEntry.objects.filter(subject=f"reading:{different.pk}").count() == 1


def test_nothing_to_read_says_so(client_of, address, third_reviewer, sample, judged):
    sample.readings.filter(reader=third_reviewer).delete()
    assert "Вам ничего не поручено" in client_of(third_reviewer).get(f"{address}mine/").content.decode()


@pytest.mark.parametrize("read_claims", [1, 3, 23])
def test_queries_do_not_grow(
    client_of, django_assert_num_queries, address, sample, other_reviewer, coordinator, read_claims
):
    finding = Finding(VerdictKind.RETURNED, reason="Нет ссылки")
    for row in sample.readings.order_by("answer__position")[:read_claims]:
        read_claim(reading=row, finding=finding, by=other_reviewer, at=NOW)
    for person, where, number in [(coordinator, address, QUERIES), (other_reviewer, f"{address}mine/", LIST_QUERIES)]:
        client = client_of(person)
        client.get(where)
        with django_assert_num_queries(number):
            client.get(where)


def test_an_entrusted_difference_of_a_stranger_is_not_settled(
    client_of, different, coordinator, third_reviewer, reviewer
):
    entrust(reading=different, third=third_reviewer, by=coordinator, at=NOW)
    assert client_of(reviewer).get(f"/second-readings/{different.pk}/settle/").status_code == 403


def test_with_nothing_to_draw_from_the_reason_stands_instead_of_the_form(client_of, cycle, coordinator, other_reviewer):
    page = client_of(coordinator).get(f"/cycles/{cycle.pk}/second-reading/").content.decode()
    assert ("Пока нечего перечитывать" in page, "Выбрать показатели" in page) == (True, False)


def test_with_something_to_draw_from_there_is_the_form(client_of, judged, cycle, coordinator):
    page = client_of(coordinator).get(f"/cycles/{cycle.pk}/second-reading/").content.decode()
    assert ("Пока нечего перечитывать" in page, "Выбрать показатели" in page) == (False, True)
