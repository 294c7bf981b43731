"""Who checks what: the page, ticked maps, the even division, hand-overs, the table back and forth."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.models import Role
from monitoring.domain.division import assign
from monitoring.models import DivisionSheet, ExpertMap
from monitoring.tests.cast import NOW, make_cycle, make_person, make_school
from monitoring.tests.stories import again
from monitoring.tests.views.district import district_of
from monitoring.tests.views.doors import turned_away
from monitoring.tests.views.test_home import also
from schools.sheets.reading import read
from schools.tests.books import csv_of

QUERIES = 11  # session, person, roles, the menu's year, cycle, stages, reviewers twice, load, page's count, page


@pytest.fixture
def address(cycle):
    return f"/cycles/{cycle.pk}/division/"


@pytest.fixture
def desk(client_of, coordinator):
    return client_of(coordinator)


@pytest.mark.parametrize("page", ["", "evenly/", "sheet/", "table.xlsx"])
def test_doors(client_of, address, page, foreign_coordinator, reviewer):
    assert turned_away(f"{address}{page}", client_of, stranger=foreign_coordinator, forbidden=reviewer) == [
        302,
        404,
        403,
    ]


def test_ticked_maps_are_given(desk, address, expert_map, other_map, reviewer):
    answer = desk.post(address, {"maps": [expert_map.pk, other_map.pk], "reviewer": reviewer.pk})
    assert answer.headers["Location"] == address
    assert [again(row).reviewer for row in (expert_map, other_map)] == [reviewer] * 2


@pytest.mark.parametrize(
    ("given", "field", "sentence"),
    [
        ({"maps": []}, "maps", "Отметьте карты в списке."),
        ({"maps": ["10000000"]}, "maps", "Список карт изменился: обновите страницу."),
        ({"reviewer": ""}, "reviewer", "Выберите, кому."),
        ({"reviewer": "10000000"}, "reviewer", "Список проверяющих изменился: обновите."),
        ({"reason": "я" * 2001}, "reason", "Причина длиннее 2000 знаков. Сократите её."),
    ],
)
def test_what_is_wrong_is_said_at_its_field(desk, address, expert_map, reviewer, given, field, sentence):
    page = desk.post(address, {"maps": [expert_map.pk], "reviewer": reviewer.pk} | given)
    assert (page.status_code, page.context["form"].errors) == (422, {field: [sentence]})
    assert again(expert_map).reviewer is None


def test_ticks_and_words_stay_after_a_refusal(desk, address, cycle, coordinator, expert_map, reviewer, other_reviewer):
    assign(cycle=cycle, reviewers={expert_map.pk: reviewer}, by=coordinator, at=NOW)
    page = desk.post(address, {"maps": [expert_map.pk], "reviewer": other_reviewer.pk})
    assert page.status_code == 422
    assert [ticked for _, ticked in page.context["rows"]] == [True, False]
    assert "Напишите, почему они меняются" in page.content.decode()


@pytest.mark.parametrize(("whose", "found"), [("", 2), ("nobody", 1), ("mine", 2), ("x", 2), ("-1", 2)])
def test_lists_stand_in_the_address(desk, address, cycle, coordinator, expert_map, reviewer, whose, found):
    assign(cycle=cycle, reviewers={expert_map.pk: reviewer}, by=coordinator, at=NOW)
    assert len(desk.get(address, {"whose": whose}).context["rows"]) == found
    assert [row for row, _ in desk.get(address, {"whose": reviewer.pk}).context["rows"]] == [expert_map]
    assert desk.get(address, {"q": "999"}).context["rows"] == []


def test_the_load_is_told_in_the_order_of_names(
    desk, address, cycle, coordinator, expert_map, other_map, reviewer, other_reviewer
):
    assign(cycle=cycle, reviewers={expert_map.pk: reviewer}, by=coordinator, at=NOW)
    loads = desk.get(address).context["loads"]
    assert [(row.reviewer, tuple(row.numbers), row.has_left) for row in loads.rows] == [
        (reviewer, (1, 0, 0, 1), False),
        (other_reviewer, (0, 0, 0, 0), False),
    ]
    assert tuple(loads.nobodys) == (1, 0, 0, 1)


def test_maps_of_somebody_who_left_are_seen(desk, address, cycle, coordinator, expert_map, reviewer):
    assign(cycle=cycle, reviewers={expert_map.pk: reviewer}, by=coordinator, at=NOW)
    reviewer.memberships.update(ended_at=NOW)
    assert [(row.reviewer, row.has_left) for row in desk.get(address).context["loads"].rows] == [(reviewer, True)]


def test_an_even_division_is_shown_and_then_applied_as_shown(
    desk, address, cycle, expert_map, other_map, reviewer, other_reviewer
):
    given = {"reviewers": [reviewer.pk, other_reviewer.pk]}
    shown = desk.post(f"{address}evenly/", given)
    proposal = shown.context["proposal"]
    assert [(part.reviewer, part.before, part.after) for part in proposal.parts] == [
        (reviewer, 0, 1),
        (other_reviewer, 0, 1),
    ]
    assert ExpertMap.objects.exclude(reviewer=None).count() == 0
    assert desk.post(f"{address}evenly/", given).context["proposal"].digest == proposal.digest
    desk.post(f"{address}evenly/", given | {"confirmed": proposal.digest})
    assert [again(row).reviewer for row in (expert_map, other_map)] == [reviewer, other_reviewer]
    assert expert_map.assignments.get().way == "evenly"


def test_what_changed_meanwhile_is_shown_again(
    desk, address, cycle, coordinator, expert_map, other_map, reviewer, other_reviewer
):
    given = {"reviewers": [reviewer.pk, other_reviewer.pk]}
    digest = desk.post(f"{address}evenly/", given).context["proposal"].digest
    assign(cycle=cycle, reviewers={expert_map.pk: other_reviewer}, by=coordinator, at=NOW)
    page = desk.post(f"{address}evenly/", given | {"confirmed": digest})
    assert (page.status_code, again(other_map).reviewer) == (409, None)
    assert [(part.before, part.after) for part in page.context["proposal"].parts] == [(0, 1), (1, 1)]


def test_a_school_is_left_to_somebody_who_does_not_belong_to_it(
    desk, address, expert_map, other_map, reviewer, other_reviewer, other_school, school
):
    also(reviewer, Role.EDITOR, school)
    page = desk.post(f"{address}evenly/", {"reviewers": [reviewer.pk, other_reviewer.pk]})
    assert [part.maps for part in page.context["proposal"].parts] == [(other_map,), (expert_map,)]
    alone = desk.post(f"{address}evenly/", {"reviewers": [reviewer.pk]}).context["proposal"]
    assert ([part.maps for part in alone.parts], alone.impossible) == ([(other_map,)], (expert_map,))


def test_forty_schools_five_people_uneven_beginnings(desk, municipality, methodology, coordinator, reviewer):
    """Eight maps each, whoever has some already and whoever belongs to a school."""
    people = [
        make_person(municipality, Role.REVIEWER, name=f"Проверяющий {n}", email=f"r{n}@example.org") for n in range(4)
    ]
    schools = [make_school(municipality, f"{n:03}", f"СОШ № {n}") for n in range(1, 41)]
    for place in range(6):
        also(people[0], Role.EDITOR, schools[place])
    cycle = make_cycle(municipality, methodology, coordinator)
    first = list(ExpertMap.objects.of(cycle)[20:25])
    assign(cycle=cycle, reviewers={row.pk: people[3] for row in first}, by=coordinator, at=NOW)
    page = desk.post(f"/cycles/{cycle.pk}/division/evenly/", {"reviewers": [p.pk for p in (reviewer, *people)]})
    assert [part.after for part in page.context["proposal"].parts] == [8] * 5


@pytest.mark.parametrize("given", [{}, {"reviewers": ["x"]}])
def test_nobody_to_divide_between_is_refused(desk, address, expert_map, reviewer, given):
    assert desk.post(f"{address}evenly/", given).status_code == 422


def test_nothing_to_divide_says_so(desk, address, expert_map):
    ExpertMap.objects.update(state="verified", first_submitted_at=NOW)
    assert "Делить нечего" in desk.get(f"{address}evenly/").content.decode()


def test_the_table_goes_out_and_comes_back(desk, address, cycle, coordinator, expert_map, other_map, reviewer):
    assign(cycle=cycle, reviewers={expert_map.pk: reviewer}, by=coordinator, at=NOW)
    book = desk.get(f"{address}table.xlsx")
    sheet = read(book.content)
    assert [row.cells for row in sheet.rows] == [("002", "МАОУ СОШ № 2", reviewer.email), ("010", "МБОУ ООШ № 10")]
    rows = [{"Код школы": "010", "Электронная почта проверяющего": reviewer.email}]
    upload = SimpleUploadedFile("кому.csv", csv_of(rows))
    answer = desk.post(f"{address}sheet/", {"file": upload})
    kept = DivisionSheet.objects.get()
    assert answer.headers["Location"] == f"{address}sheet/{kept.pk}/"
    preview = desk.get(answer.headers["Location"])
    assert [(c.expert_map, c.reviewer) for c in preview.context["reading"].changes] == [(other_map, reviewer)]
    assert again(other_map).reviewer is None
    assert desk.post(f"{address}sheet/{kept.pk}/").headers["Location"] == address
    assert again(other_map).reviewer == reviewer


def test_a_table_with_mistakes_names_them_and_changes_nothing(desk, address, cycle, expert_map):
    rows = [{"Код школы": "002", "Электронная почта проверяющего": "nobody@example.org"}]
    answer = desk.post(f"{address}sheet/", {"file": SimpleUploadedFile("a.csv", csv_of(rows))})
    page = desk.get(answer.headers["Location"]).content.decode()
    assert "Специалиста отдела с адресом nobody@example.org нет: проверьте адрес." in page
    desk.post(answer.headers["Location"])
    assert again(expert_map).reviewer is None


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "Файл пуст."),
        (b"\x00\x01", "Это не таблица. Нужен файл XLSX или CSV."),
        ("Школа\r\n1".encode(), "Не хватает столбцов: «Код школы», «Электронная почта проверяющего». "
         "Названия — как в шаблоне, в первой строке."),
    ],
)  # fmt: skip
def test_a_file_that_is_no_such_table_is_refused(desk, address, cycle, content, sentence):
    page = desk.post(f"{address}sheet/", {"file": SimpleUploadedFile("a.csv", content)})
    assert (page.status_code, page.context["form"].errors) == (422, {"file": [sentence]})


def test_somebody_elses_table_is_absent(client_of, desk, address, cycle, municipality, reviewer):
    rows = [{"Код школы": "002", "Электронная почта проверяющего": reviewer.email}]
    desk.post(f"{address}sheet/", {"file": SimpleUploadedFile("a.csv", csv_of(rows))})
    colleague = make_person(municipality, Role.COORDINATOR, email="second.coordinator@example.org")
    assert client_of(colleague).get(f"{address}sheet/{DivisionSheet.objects.get().pk}/").status_code == 404


def test_maps_are_handed_over_after_a_look(
    desk, address, cycle, coordinator, expert_map, other_map, reviewer, other_reviewer
):
    assign(cycle=cycle, reviewers={expert_map.pk: reviewer, other_map.pk: reviewer}, by=coordinator, at=NOW)
    here = f"{address}{reviewer.pk}/hand-over/"
    assert desk.get(here).context["form"].initial["maps"] == [str(expert_map.pk), str(other_map.pk)]
    given = {"maps": [other_map.pk], "taker": other_reviewer.pk, "reason": "Отпуск"}
    assert desk.post(here, given).context["form"].chosen == [other_map]
    assert again(other_map).reviewer == reviewer
    desk.post(here, given | {"confirmed": "1"})
    assert [again(row).reviewer for row in (expert_map, other_map)] == [reviewer, other_reviewer]
    assert desk.post(here, given | {"maps": [], "confirmed": "1"}).status_code == 422
    assert desk.post(here, {**given, "maps": [expert_map.pk], "reason": " "}).status_code == 422


def test_handing_over_begins_with_somebody_who_has_maps(client_of, desk, address, cycle, reviewer, foreign_coordinator):
    here = f"{address}{reviewer.pk}/hand-over/"
    assert desk.get(here).status_code == 404
    assert client_of(foreign_coordinator).get(here).status_code == 404


@pytest.mark.parametrize("maps", [1, 3, pytest.param(165, marks=pytest.mark.slow)])
def test_queries_do_not_grow(
    client_of, django_assert_num_queries, municipality, methodology, coordinator, reviewer, other_reviewer, maps
):
    cycle = district_of(maps, municipality, methodology, coordinator)
    ExpertMap.objects.filter(pk__in=list(cycle.expert_maps.values_list("pk", flat=True))[::2]).update(reviewer=reviewer)
    client = client_of(coordinator)
    client.get(f"/cycles/{cycle.pk}/division/")
    with django_assert_num_queries(QUERIES):
        client.get(f"/cycles/{cycle.pk}/division/")
