"""Claims against ОО-1: every school and figure once, what each filter shows, where the numbers lead, the exports."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from monitoring.domain.expert_map import record_answer
from monitoring.domain.submission import submit
from monitoring.domain.verification import Finding, give_verdict, return_to_school
from monitoring.models import ExpertMap
from monitoring.states import VerdictKind
from monitoring.tests.cast import NOW, make_school
from monitoring.tests.stories import again, fill, submitted
from monitoring.tests.views.doors import turned_away
from reports.contexts.reconciliation import Sought, build_reconciliation
from reports.tests.year import copies
from schools.models import ReferenceFigures

QUERIES = 12  # session, person, roles, the menu's year, cycle, stages, answers, verdicts, ОО-1, maps, forms, desks

TABLES = ("reconciliation", "reconciliation_xlsx", "reconciliation_csv")


def address(cycle, name: str = "reconciliation") -> str:
    return reverse(f"reports:{name}", args=[cycle.pk])


def oo1(school, day=date(2025, 9, 20), **figures) -> ReferenceFigures:
    return ReferenceFigures.objects.create(municipality=school.municipality, school=school, as_of=day, **figures)


def lines_of(cycle, **sought):
    context = build_reconciliation(cycle, sought=Sought(**sought), at=NOW)
    return [(line.school.name, line.figure.quantity.key) for line in context.lines]


def line(cycle, key, name="МАОУ СОШ № 2"):
    context = build_reconciliation(cycle, at=NOW)
    return next(one for one in context.lines if (one.school.name, one.figure.quantity.key) == (name, key))


@pytest.fixture
def claimed(expert_map, figures, head):
    """СОШ № 2 has signed: 180 pupils of 8–9, 200 of 1–4, 50 of staff; ОО-1 of the new form is not there yet."""
    figures.pupils_8_9 = 200
    figures.save()
    submitted(expert_map, by=head)
    return again(expert_map)


@pytest.mark.parametrize("name", TABLES)
def test_doors(name, cycle, client_of, head, foreign_coordinator):
    assert turned_away(address(cycle, name), client_of, stranger=foreign_coordinator, forbidden=head) == [302, 404, 403]


@pytest.mark.parametrize("who", ["reviewer", "methodologist", "coordinator", "observer"])
def test_the_department_reads_it(who, cycle, client_of, request):
    client = client_of(request.getfixturevalue(who))
    assert [client.get(address(cycle, name)).status_code for name in TABLES] == [200, 200, 200]


def test_every_school_by_every_figure_it_can_have(cycle):
    assert lines_of(cycle) == [
        *(
            ("МАОУ СОШ № 2", key)
            for key in ("pupils_1_4", "pupils_8_9", "pupils_10_11", "staff", "graduates_9", "graduates_11")
        ),
        *(("МБОУ ООШ № 10", key) for key in ("pupils_1_4", "pupils_8_9", "staff", "graduates_9")),
    ]


def test_a_claim_beside_its_figure(cycle, claimed):
    found = line(cycle, "pupils_8_9")
    assert (found.claimed, found.reference, found.gap.tolerated, found.agreement) == (180, 200, 10, "beyond")
    assert (found.said_change, found.said_percent) == ("−20", "−10,0\u00a0%")
    assert (found.figure.said_codes, found.figure.day) == ("1.2, 1.4; в сумме 1.7", date(2025, 9, 20))
    assert (line(cycle, "pupils_1_4").agreement, line(cycle, "graduates_9").agreement) == ("within", "no_figure")
    assert line(cycle, "pupils_1_4", "МБОУ ООШ № 10").agreement == "no_claim"


def test_graduates_come_from_the_new_form(cycle, claimed, school):
    oo1(school, date(2026, 9, 20), graduates_9=88, pupils_8_9=1)
    found = line(cycle, "graduates_9")
    assert (found.reference, found.figure.day, line(cycle, "pupils_8_9").reference) == (88, date(2026, 9, 20), 200)


def test_of_a_few_people_no_percentage_is_taken(cycle, expert_map, school, head):
    oo1(school, pupils_10_11=9)
    submitted(expert_map, by=head)
    assert (line(cycle, "pupils_10_11").said_change, line(cycle, "pupils_10_11").said_percent) == ("+69", "")


def test_what_counts_by_decision_is_compared_too(cycle, other_map, other_head):
    """ООШ № 10 has no 10–11 classes by the register; the reviewer decided that 1.3 counts all the same."""
    submitted(other_map, by=other_head)
    other_map.answers.filter(code="1.3").update(counts_anyway=True)
    keys = [key for name, key in lines_of(cycle) if name == "МБОУ ООШ № 10"]
    assert keys == ["pupils_1_4", "pupils_8_9", "pupils_10_11", "staff", "graduates_9"]


@pytest.mark.parametrize(
    ("show", "expected"),
    [
        ("beyond", ["pupils_8_9"]),
        ("unexplained", ["pupils_8_9"]),
        ("within", ["pupils_1_4", "pupils_10_11", "staff"]),
        ("no_figure", ["graduates_9", "graduates_11"]),
        ("no_claim", ["pupils_1_4", "pupils_8_9", "staff", "graduates_9"]),
    ],
)
def test_a_filter_shows_what_it_counts(cycle, claimed, client_of, observer, show, expected):
    page = client_of(observer).get(address(cycle), {"show": show})
    lines = page.context["reconciliation"].lines
    assert [one.figure.quantity.key for one in lines] == expected
    assert {choice.key: choice.count for choice in page.context["choices"]}[show] == len(expected)


def test_an_explained_difference_is_still_beyond(cycle, expert_map, figures, head):
    figures.pupils_8_9 = 200
    figures.save()
    fill(expert_map, by=head)
    values = {"note": "Класс закрыт в октябре"}
    record_answer(expert_map=again(expert_map), code="1.2", values=values, version=2, by=head, at=NOW)
    submit(expert_map=again(expert_map), by=head, at=NOW)
    assert (lines_of(cycle, show="beyond"), lines_of(cycle, show="unexplained")) == (
        [("МАОУ СОШ № 2", "pupils_8_9")],
        [],
    )
    assert line(cycle, "pupils_8_9").comment == "Класс закрыт в октябре"


def test_figure_and_school_narrow_and_nonsense_does_not(cycle, claimed, client_of, observer):
    client = client_of(observer)
    shown = [
        [one.school.name for one in client.get(address(cycle), asked).context["reconciliation"].lines]
        for asked in ({"figure": "staff"}, {"q": "10"}, {"figure": "staff", "q": "№ 2"}, {"q": "999"})
    ]
    assert shown == [["МАОУ СОШ № 2", "МБОУ ООШ № 10"], ["МБОУ ООШ № 10"] * 4, ["МАОУ СОШ № 2"], []]
    page = client.get(address(cycle), {"figure": "x\x00", "show": "nonsense", "q": "\x00", "page": "99"})
    assert (page.status_code, len(page.context["reconciliation"].lines)) == (200, 10)
    assert "Таких строк нет" in client.get(address(cycle), {"q": "999"}).content.decode()


def test_the_reviewer_s_word_stands_beside(cycle, claimed, reviewer):
    finding = Finding(VerdictKind.CORRECTED, numerator=104, denominator=200, reason="По ОО-1 200")
    give_verdict(expert_map=claimed, code="1.2", finding=finding, seen_verdict=None, by=reviewer, at=NOW)
    found = line(cycle, "pupils_8_9")
    assert (found.said_verdict, found.verdict.reason) == ("исправлено: 104\u00a0из\u00a0200", "По ОО-1 200")
    assert found.claimed == 180


def test_what_a_returned_map_holds_is_the_school_s_own_again(cycle, claimed, head, reviewer):
    finding = Finding(VerdictKind.RETURNED, reason="Уточните")
    give_verdict(expert_map=claimed, code="1.2", finding=finding, seen_verdict=None, by=reviewer, at=NOW)
    return_to_school(expert_map=again(claimed), last_day=NOW.date(), by=reviewer, at=NOW)
    found = line(cycle, "pupils_8_9")
    assert (found.claimed, found.verdict, found.agreement) == (None, None, "no_claim")
    context = build_reconciliation(cycle, at=NOW)
    assert [school.why for school in context.schools] == ["карта у школы на исправлении", "карта не представлена"]


def test_numbers_lead_to_the_desk_or_to_the_map(cycle, claimed, client_of, reviewer, observer):
    desk, map_line = f"/review/{claimed.pk}/1.2/", f"/maps/{claimed.pk}/#i1-2"
    for person, there, elsewhere in ((reviewer, desk, map_line), (observer, map_line, desk)):
        page = client_of(person).get(address(cycle)).content.decode()
        assert (f'href="{there}"' in page, f'href="{elsewhere}"' in page) == (True, False)
        assert f'href="/schools/{claimed.school_id}/"' in page


def test_which_forms_are_there(cycle, claimed, other_school, client_of, coordinator, observer):
    oo1(other_school, date(2026, 9, 20), graduates_9=40)
    oo1(other_school, tutors=1)  # nothing the year is reconciled with
    forms = build_reconciliation(cycle, at=NOW).forms
    assert [(form.day, form.is_new, form.schools, form.of) for form in forms] == [
        (date(2025, 9, 20), False, 1, 2),
        (date(2026, 9, 20), True, 1, 2),
    ]
    upload = reverse("schools:import_upload", args=[cycle.municipality_id, "figures"])
    assert [upload in client_of(one).get(address(cycle)).content.decode() for one in (coordinator, observer)] == [
        True,
        False,
    ]


def test_the_year_and_the_queue_lead_here(cycle, claimed, client_of, coordinator, reviewer):
    page = client_of(coordinator).get(reverse("monitoring:cycle_progress", args=[cycle.pk])).content.decode()
    said = " ".join(page.replace("\u00a0", " ").split())
    assert 'прошлогодняя форма на 20.09.2025 — <span class="warn">1 из 2 школ</span>' in said
    assert 'новая форма на 20.09.2026 — <span class="warn">ещё не загружена</span>' in said
    queue = client_of(reviewer).get(reverse("monitoring:review_queue", args=[cycle.pk])).content.decode()
    assert [address(cycle) in text for text in (page, queue)] == [True, True]


def test_tables_hold_the_lines_shown_and_no_formula(cycle, expert_map, figures, head, client_of, observer):
    figures.pupils_8_9 = 200
    figures.save()
    fill(expert_map, by=head)
    values = {"note": "=1+1"}
    record_answer(expert_map=again(expert_map), code="1.2", values=values, version=2, by=head, at=NOW)
    submit(expert_map=again(expert_map), by=head, at=NOW)
    client, asked = client_of(observer), {"show": "beyond"}
    book = load_workbook(io.BytesIO(client.get(address(cycle, "reconciliation_xlsx"), asked).content))
    rows = [list(row) for row in book.active.iter_rows(min_row=3)]
    assert [[cell.value for cell in row] for row in rows] == [
        [
            "МАОУ СОШ № 2", "Обучающиеся 8–9 классов", "1.2, 1.4; в сумме 1.7", 180, 200, "20.09.2025", -20, -10, 10,
            "больше допуска", "=1+1", None, None,
        ]
    ]  # fmt: skip
    assert {cell.data_type for row in rows for cell in row} <= {"s", "n"}
    answer = client.get(address(cycle, "reconciliation_csv"), asked)
    text = answer.content.decode()
    assert (text[0], answer["Content-Disposition"]) == ("\ufeff", 'attachment; filename="oo-1-2025.csv"')
    table = list(csv.reader(io.StringIO(text[1:]), delimiter=";"))
    assert table[1][3:11] == ["180", "200", "20.09.2025", "-20", "−10,0", "10", "больше допуска", "'=1+1"]


def test_pages_hold_25_schools(cycle, municipality, client_of, observer, expert_map):
    for number in range(30, 60):
        school = make_school(municipality, f"{number:03}", f"МБОУ НОШ № {number}", "noo")
        ExpertMap.objects.create(
            municipality=municipality, cycle=cycle, school=school, levels=["noo"],
            fill_last_day=expert_map.fill_last_day, fill_ends_at=expert_map.fill_ends_at,
        )  # fmt: skip
    client = client_of(observer)
    assert [len(client.get(address(cycle), {"page": page}).context["page"]) for page in ("1", "2", "9")] == [25, 7, 7]


@pytest.mark.parametrize("count", [1, 3])
def test_queries_do_not_grow(cycle, claimed, client_of, reviewer, django_assert_num_queries, count):
    for row in copies(claimed, count - 1):
        oo1(row.school, pupils_8_9=180)
    client = client_of(reviewer)
    client.get(address(cycle))
    with django_assert_num_queries(QUERIES):
        client.get(address(cycle))
