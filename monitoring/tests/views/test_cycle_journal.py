"""The journal of a year: in words, narrowed, without the content of drafts, as a table that holds no formula."""

from __future__ import annotations

import csv
import io
from datetime import timedelta

import pytest

from monitoring.domain.cycle import extend_filling
from monitoring.tests.cast import NOW, make_cycle
from monitoring.tests.stories import ANSWERS, accept_all, evaluated, fill, submitted
from monitoring.tests.views.doors import turned_away
from schools.sheets.reading import read as sheet_of

QUERIES = 10  # session, person, roles, the menu's year, cycle, stages, maps, people, count, page


@pytest.fixture
def address(cycle):
    return f"/cycles/{cycle.pk}/journal/"


@pytest.fixture
def read(client_of, address, coordinator):
    def rows(**asked):
        page = client_of(coordinator).get(address, asked)
        return [(row.school, row.entry.target, row.title) for row in page.context["rows"]]

    return rows


def test_doors(client_of, address, foreign_coordinator, observer):
    assert turned_away(address, client_of, stranger=foreign_coordinator, forbidden=observer) == [302, 404, 403]


def test_tells_in_words(read, client_of, address, coordinator, expert_map, head):
    submitted(expert_map, by=head)
    assert read() == [
        ("МАОУ СОШ № 2", "", "Карта представлена"),
        ("МАОУ СОШ № 2", "", "Изменены ответы"),
        ("", "", "Цикл открыт"),
    ]


def test_a_draft_is_told_of_but_not_read_out(client_of, address, coordinator, expert_map, head):
    fill(expert_map, by=head, i1_8={"fact": True, "note": "Тайна черновика"})
    page = client_of(coordinator).get(address)
    assert [(row.title, row.lines) for row in page.context["rows"]] == [
        ("Изменены ответы", ()),
        ("Цикл открыт", ("2\u00a0карты",)),
    ]
    assert client_of(coordinator).get(address, {"format": "csv"}).content.decode().count("Тайна черновика") == 0


@pytest.mark.parametrize(
    ("asked", "titles"),
    [
        ({"what": "submission"}, ["Карта представлена"]),
        ({"what": "terms"}, ["Срок заполнения продлён"]),
        ({"first": "2026-09-19"}, ["Срок заполнения продлён"]),
        ({"last": "2026-08-25"}, ["Цикл открыт"]),
        ({"first": "2026-08-26", "last": "18.09.2026"}, ["Карта представлена", "Изменены ответы"]),
    ],
)
def test_is_narrowed(read, cycle, expert_map, head, coordinator, asked, titles):
    submitted(expert_map, by=head)
    extend_filling(
        cycle=cycle,
        expert_map=None,
        last_day=(NOW + timedelta(days=20)).date(),
        reason="Авария",
        by=coordinator,
        at=NOW + timedelta(days=1),
    )
    assert [title for _, _, title in read(**asked)] == titles


def test_is_narrowed_to_a_person_and_a_school(read, expert_map, other_map, head, other_head, coordinator):
    submitted(expert_map, by=head)
    fill(other_map, by=other_head)
    assert [title for _, _, title in read(who=head.pk)] == ["Карта представлена", "Изменены ответы"]
    assert [title for _, _, title in read(who=coordinator.pk)] == ["Цикл открыт"]
    assert {school for school, _, _ in read(school=other_map.pk)} == {"МБОУ ООШ № 10"}


@pytest.mark.parametrize(
    "asked", [{"who": "x"}, {"school": "9" * 99}, {"what": "<b>"}, {"first": "вчера"}, {"page": "-1"}]
)
def test_nonsense_in_the_address_narrows_nothing(read, expert_map, asked):
    assert [title for _, _, title in read(**asked)] == ["Цикл открыт"]


def test_is_narrowed_to_an_indicator(read, expert_map, head, reviewer, now):
    submitted(expert_map, by=head)
    accept_all(expert_map, by=reviewer, except_codes=[code for code in ANSWERS if code != "1.2"])
    assert read(code="1.2") == [
        ("МАОУ СОШ № 2", "1.2", "Заключение проверяющего"),
        ("МАОУ СОШ № 2", "", "Изменены ответы"),
    ]
    assert len(read(code="9.9")) == 5  # no such indicator: narrows nothing


def test_the_workbook_holds_the_same(client_of, address, cycle, expert_map, head, coordinator):
    submitted(expert_map, by=head)
    client = client_of(coordinator)
    book = sheet_of(client.get(address, {"format": "xlsx", "what": "submission"}).content)
    text = client.get(address, {"format": "csv", "what": "submission"}).content.decode("utf-8-sig")
    headers, row = csv.reader(io.StringIO(text), delimiter=";")
    assert (list(book.headers), len(book.rows), book.rows[0].cells[1]) == (headers, 1, row[1])


def test_other_years_and_places_stay_out(
    read, expert_map, foreign_coordinator, other_municipality, methodology, foreign_school
):
    make_cycle(other_municipality, methodology, foreign_coordinator)
    assert [title for _, _, title in read()] == ["Цикл открыт"]


def test_the_table_opens_in_excel_and_holds_no_formula(client_of, address, cycle, expert_map, head, coordinator):
    submitted(expert_map, by=head)
    extend_filling(
        cycle=cycle,
        expert_map=None,
        last_day=(NOW + timedelta(days=20)).date(),
        reason="=HYPERLINK(1)",
        by=coordinator,
        at=NOW,
    )
    answer = client_of(coordinator).get(address, {"format": "csv", "what": "terms"})
    assert answer.headers["Content-Disposition"] == 'attachment; filename="journal-2025.csv"'
    text = answer.content.decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(text), delimiter=";")) == [
        ["Дата и время", "Кто", "Школа", "Показатель", "Действие", "Подробности", "Причина"],
        [
            "18.09.2026 17:00:00",
            "Координаторов Кирилл Константинович",
            "",
            "",
            "Срок заполнения продлён",
            "до 8\u00a0октября 2026\u00a0г.",
            "'=HYPERLINK(1)",
        ],
    ]


@pytest.mark.parametrize("maps", [1, 2])
def test_queries_do_not_grow(
    client_of,
    django_assert_num_queries,
    address,
    expert_map,
    other_map,
    head,
    other_head,
    reviewer,
    methodologist,
    coordinator,
    maps,
):
    for row, by in [(expert_map, head), (other_map, other_head)][:maps]:
        evaluated(row, head=by, reviewer=reviewer, methodologist=methodologist)
    client = client_of(coordinator)
    client.get(address)
    with django_assert_num_queries(QUERIES):
        client.get(address)
