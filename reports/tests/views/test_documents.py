"""Does the list of a year's documents say how each stands, and ask for them, one and all?"""

from __future__ import annotations

import re

import pytest

from monitoring.tests.stories import NOW
from monitoring.tests.views.doors import turned_away
from reports.domain.asking import ask_for_all
from reports.domain.finishing import fail
from reports.models import DocumentBatch, MadeDocument
from reports.queries.made_documents import SILENCE
from reports.queries.results_digest import results_digest
from reports.tests.documents import asked, done, of_school
from reports.tests.year import copies, loaded
from worker.domain.beats import beat

IDLE = "Составление не начинается"


def address(year, rest: str = "") -> str:
    return f"/results/{year.cycle.pk}/documents/{rest}"


def plain(answer) -> str:
    return " ".join(answer.content.decode().replace("\xa0", " ").replace("&nbsp;", " ").split())


def states(answer) -> dict[str, str]:
    return {str(row.school): row.state for row in answer.context["page"]}


def digest(year, expert_map) -> str:
    return results_digest(loaded(year.cycle)).of(expert_map.school_id)


@pytest.fixture
def makers(played_year, client_of):
    return client_of(played_year.methodologist)


def test_closed_doors(played_year, client_of, foreign_coordinator):
    for rest in ("", "progress/"):
        there = address(played_year, rest)
        doors = turned_away(there, client_of, stranger=foreign_coordinator, forbidden=played_year.head)
        assert doors == [302, 404, 403]
    doors = turned_away(
        address(played_year, "make/"),
        client_of,
        stranger=foreign_coordinator,
        forbidden=played_year.observer,
        method="post",
    )
    assert (doors, MadeDocument.objects.count()) == ([302, 404, 403], 0)


@pytest.mark.parametrize(
    ("who", "may"), [("methodologist", True), ("coordinator", True), ("reviewer", False), ("observer", False)]
)
def test_who_makes_and_who_reads(played_year, client_of, who, may):
    page = plain(client_of(getattr(played_year, who)).get(address(played_year)))
    assert ["Составить PDF" in page, "Составить для всех школ" in page] == [may, may]


def test_every_state_is_said(played_year, makers):
    done(asked(played_year, of_school(played_year.full)), results_digest=digest(played_year, played_year.full))
    done(asked(played_year, of_school(played_year.basic)))
    failed = asked(played_year, of_school(played_year.primary))
    fail(document_id=failed.pk, failure="Не хватило памяти.", at=NOW)
    answer = makers.get(address(played_year))
    assert states(answer) == {
        "МАОУ СОШ № 2": "ready",
        "МБОУ НОШ № 5": "failed",
        "МБОУ ООШ № 10": "changed",
        "МБОУ СОШ № 20": "early",
    }
    page = plain(answer)
    for words in ("Не хватило памяти.", "Результаты изменились после составления.", "карта не проверена"):
        assert words in page
    counts = {choice.title: choice.count for choice in answer.context["choices"]}
    assert counts == {
        "Все школы": 4, "Готовы": 1, "Результаты изменились": 1, "Составить не удалось": 1, "Составлять не из чего": 1,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("query", "schools"),
    [
        ("state=ready", ["МАОУ СОШ № 2"]),
        ("state=early", ["МБОУ СОШ № 20"]),
        ("state=nonsense", ["МАОУ СОШ № 2", "МБОУ НОШ № 5", "МБОУ ООШ № 10", "МБОУ СОШ № 20"]),
        ("q=ооШ", ["МБОУ ООШ № 10"]),
        ("q=020", ["МБОУ СОШ № 20"]),
        ("q=999", []),
        ("state=ready&q=20", []),
        ("what=card.pdf&state=ready", []),
        ("what=nonsense&state=ready", ["МАОУ СОШ № 2"]),
    ],
)
def test_the_list_is_narrowed(played_year, makers, query, schools):
    done(asked(played_year, of_school(played_year.full)), results_digest=digest(played_year, played_year.full))
    answer = makers.get(f"{address(played_year)}?{query}")
    assert list(states(answer)) == schools
    assert ("Таких школ нет" in plain(answer)) is (schools == [])


def test_the_list_has_pages(played_year, makers):
    copies(played_year.full, 60)
    first, second = (makers.get(f"{address(played_year)}?page={page}") for page in (1, 2))
    assert [len(states(answer)) for answer in (first, second)] == [50, 14]
    assert "Страница 1 из 2" in plain(first)


def test_one_is_asked_for_and_the_filters_stay(played_year, makers):
    given = {"what": "school_result.pdf", "school": played_year.full.school_id, "address": "state=none&q=2"}
    answers = [makers.post(address(played_year, "make/"), given) for _ in range(2)]
    assert {answer.headers["Location"] for answer in answers} == {f"{address(played_year)}?state=none&q=2"}
    row = MadeDocument.objects.get()
    assert (row.kind, row.school, row.asked_by, row.state) == (
        "school_result", played_year.full.school, played_year.methodologist, "waiting",
    )  # fmt: skip
    assert "Составляется 1 документ" in plain(makers.get(address(played_year)))


@pytest.mark.parametrize(
    ("what", "whose", "said"),
    [
        ("poem.pdf", None, "Такого документа нет"),
        ("statement.xlsx", None, "Такого документа нет"),
        ("statement.pdf", "full", "Такого документа нет"),
        ("school_result.pdf", None, "Такого документа нет"),
        ("school_result.pdf", "foreign", "Такого документа нет"),
        ("school_result.pdf", "absent", "Результата школы ещё нет"),
        ("card.pdf", "absent", "Подписанной карты этой школы сейчас нет"),
    ],
)
def test_what_cannot_be_made_is_refused_with_a_sentence(played_year, makers, foreign_school, what, whose, said):
    school = foreign_school.pk if whose == "foreign" else whose and getattr(played_year, whose).school_id
    given = {"what": what, **({"school": school} if school else {})}
    page = plain(makers.post(address(played_year, "make/"), given, follow=True))
    assert (said in page, MadeDocument.objects.count()) == (True, 0)


def test_all_are_asked_for_at_once(played_year, makers):
    done(asked(played_year, of_school(played_year.full)))
    there = address(played_year, "all/")
    page = plain(makers.get(f"{there}?what=school_result.pdf"))
    words = "Результаты школы, PDF: предстоит составить 2, результаты изменились у 1, не из чего у 1"
    assert (words in page, page.count("checked")) == (True, 1)
    answer = makers.post(there, {"what": ["school_result.pdf", "card.pdf"]}, follow=True)
    batch = DocumentBatch.objects.get()
    told = list(batch.documents.order_by("pk").values_list("school__short_name", "kind"))
    assert told == [
        ("МАОУ СОШ № 2", "card"),
        ("МБОУ НОШ № 5", "school_result"),
        ("МБОУ НОШ № 5", "card"),
        ("МБОУ ООШ № 10", "school_result"),
        ("МБОУ ООШ № 10", "card"),
    ]
    assert "«Результаты школы», «Экспертная карта»: готово 0 из 5" in re.sub("<[^>]+>", "", plain(answer))
    again = makers.post(there, {"what": ["school_result.pdf", "card.pdf"]})
    assert (again.status_code, DocumentBatch.objects.count()) == (409, 1)
    assert "Составлять нечего" in plain(again)


def test_changed_ones_are_made_anew_only_when_asked(played_year, makers):
    done(asked(played_year, of_school(played_year.full)))
    makers.post(address(played_year, "all/"), {"what": ["school_result.pdf"], "anew": "on"})
    rows = MadeDocument.objects.waiting().order_by("pk").values_list("school__short_name", "version", "reason")
    assert rows[0] == ("МАОУ СОШ № 2", 2, "Результаты изменились после составления")
    assert [row[1] for row in rows] == [2, 1, 1]


def test_nothing_marked_is_said_at_the_field(played_year, makers):
    answer = makers.post(address(played_year, "all/"), {})
    assert (answer.status_code, "Отметьте, какие документы составить." in plain(answer)) == (422, True)


def test_a_batch_is_stopped_after_a_question(played_year, client_of, foreign_coordinator):
    wanted = [of_school(row) for row in (played_year.full, played_year.basic)]
    batch = ask_for_all(
        cycle=played_year.cycle, wanted=wanted, kinds=["school_result.pdf"], by=played_year.coordinator, at=NOW
    )
    done(batch.documents.order_by("pk").first())
    there = f"/document-batches/{batch.pk}/cancel/"
    doors = turned_away(there, client_of, stranger=foreign_coordinator, forbidden=played_year.reviewer)
    assert doors == [302, 404, 403]
    client = client_of(played_year.coordinator)
    assert "Ещё не составлено: 1 документ." in plain(client.get(there))
    assert "Остановлено. Не будет составлено: 1 документ." in plain(client.post(there, follow=True))
    page = plain(client.post(there, follow=True))
    assert ("Останавливать уже нечего" in page, "Составление остановлено" in page) == (True, True)
    assert "Останавливать нечего" in plain(client.get(there))


def test_progress_alone_for_the_script_and_the_page_for_people(played_year, makers):
    document = asked(played_year)
    part = makers.get(address(played_year, "progress/"), headers={"X-Requested-With": "map-parts"})
    assert (part.headers["X-Map-Parts"], "<html" in part.content.decode()) == ("running", False)
    done(document)
    part = makers.get(address(played_year, "progress/"), headers={"X-Requested-With": "map-parts"})
    assert (part.headers["X-Map-Parts"], "data-progress" in part.content.decode()) == ("done", False)
    assert makers.get(address(played_year, "progress/")).headers["Location"] == address(played_year)


def test_it_is_said_when_nobody_works(played_year, makers):
    asked(played_year, at=NOW - SILENCE * 2)
    assert IDLE in plain(makers.get(address(played_year)))
    beat("worker", at=NOW)
    assert IDLE not in plain(makers.get(address(played_year)))


def test_a_fresh_wish_is_no_silence(played_year, makers):
    asked(played_year)
    assert IDLE not in plain(makers.get(address(played_year)))


@pytest.mark.parametrize("schools", [1, 3])
def test_the_list_costs_the_same_whatever_its_length(played_year, makers, django_assert_num_queries, schools):
    for row in (played_year.full, played_year.basic, played_year.primary)[:schools]:
        done(asked(played_year, of_school(row)))
    makers.get(address(played_year))
    with django_assert_num_queries(14):
        makers.get(address(played_year))


def test_the_journal_of_the_year_tells_who_asked(played_year, client_of):
    document = asked(played_year)
    page = plain(client_of(played_year.coordinator).get(f"/cycles/{played_year.cycle.pk}/journal/?what=documents"))
    words = ("Документы поручено составить", "1 документ", f"№ {document.number}", played_year.methodologist.full_name)
    assert [word for word in words if word not in page] == []
