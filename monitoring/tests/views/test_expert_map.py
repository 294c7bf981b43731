"""What does the page of a map show, to whom, in which state, and at what cost?"""

from __future__ import annotations

import re

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Role
from monitoring.domain.evidence import add_link, take_away
from monitoring.domain.late_entry import keep_late_entry
from monitoring.domain.verification import Finding, give_verdict, return_to_school
from monitoring.models import ExpertMap
from monitoring.states import VerdictKind
from monitoring.tests.cast import make_cycle, make_person, make_school
from monitoring.tests.stories import accept_all, again, approved, evaluated, fill, submitted
from monitoring.tests.views.doors import ABSENT, turned_away
from scoring.engine.types import Policy

NBSP = "\u00a0"


def address(expert_map):
    return f"/maps/{expert_map.pk}/"


def shown(client, expert_map) -> str:
    answer = client.get(address(expert_map))
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", answer.content.decode().replace(NBSP, "~"))


def article(page: str, slug: str) -> str:
    return page.split(f'id="i{slug}"')[1].split("</article>", maxsplit=1)[0]


def returned(expert_map, head, reviewer, now, codes=("1.2", "1.8", "3.1")):
    submitted(expert_map, by=head)
    for code in codes:
        give_verdict(
            expert_map=again(expert_map),
            code=code,
            finding=Finding(VerdictKind.RETURNED, reason=f"Уточните {code}"),
            seen_verdict=None,
            by=reviewer,
            at=now,
        )
    return return_to_school(expert_map=again(expert_map), last_day=now.date(), by=reviewer, at=now)


def test_closed_doors(expert_map, client_of, foreign_head, reviewer, other_head):
    assert turned_away(address(expert_map), client_of, stranger=foreign_head, forbidden=reviewer) == [302, 404, 403]
    assert turned_away(address(expert_map), client_of, stranger=other_head) == [302, 404]
    assert client_of(reviewer).get(f"/maps/{ABSENT}/").status_code == 404


def test_an_empty_map_says_where_one_is_and_what_to_do(expert_map, client_of, head, figures):
    page = shown(client_of(head), expert_map)
    assert "МАОУ СОШ № 2 · Тестовый район · 2025/2026 учебный год" in page
    assert 'до среды, 30~сентября<br><span class="left">осталось 12~дней</span>' in page.replace(
        "осталось~", "осталось "
    )
    assert "Сегодня 18~сентября 2026~г., 17:00 (UTC+5)" in page
    assert "Карта ещё не начата" in page
    assert "Заполнено 0 из 23" in page
    assert page.count('class="indicator') == 23


def test_a_filled_map_says_how_far_the_next_degree_is(expert_map, client_of, head, figures):
    fill(expert_map, by=head)
    page = shown(client_of(head), expert_map)
    assert '<strong>16 из 23</strong> <span class="number">69,6~%</span>' in page
    assert "До высокой степени не хватает 3~баллов. Ближе всего:" in page
    assert '<a href="#i4-2"><b>4.2</b> Квалификация по работе с ОВЗ</a> — ещё 1~педагога' in page
    assert '<a href="#i1-7"><b>1.7</b> Открытые онлайн-уроки</a> — ещё 6~обучающихся' in page
    assert "Заполнено 23 из 23" in page
    assert 'width="69.6%"' in page


def test_an_indicator_shows_its_wording_rule_numbers_and_working(expert_map, client_of, head, figures):
    fill(expert_map, by=head)
    one = article(shown(client_of(head), expert_map), "1-2")
    assert "Доля обучающихся 8-9 классов, посетивших профориентационные мероприятия" in one
    assert "Не менее 50~% — 1~балл" in one
    assert 'name="numerator" value="104"' in one
    assert 'name="denominator" value="180"' in one
    assert "57,8~%" in one
    assert '<span aria-hidden="true">✓</span> 1~балл' in one
    assert "не менее 50% - 1 балл" in one  # the method word for word
    assert "Наше разъяснение" in one


def test_a_reused_denominator_is_text_with_its_source(expert_map, client_of, head, figures):
    fill(expert_map, by=head)
    one = article(shown(client_of(head), expert_map), "1-7")
    assert 'name="denominator"' not in one
    assert '<b class="number">258</b> обучающихся 8–11 классов' in one
    assert '(180 + 78, берётся из <a href="#i1-2">1.2</a> и <a href="#i1-3">1.3</a>)' in one
    assert "0~баллов: не хватает 6~обучающихся" in one


def test_a_figure_of_oo1_is_offered_before_it_is_asked(expert_map, client_of, head, figures):
    one = article(shown(client_of(head), expert_map), "1-2")
    assert 'name="denominator" value="180"' in one
    assert "ОО-1 на 20.09.2025: 180, подставлено — проверьте" in one


@pytest.mark.parametrize(
    ("denominator", "words"),
    [
        (180, "180, совпадает"),
        (182, "180, расхождение 2, в пределах допуска"),
        (189, "180, расхождение 9, в пределах допуска"),
        (200, "180, расхождение 20 — поясните для проверяющего"),
    ],
)
def test_a_difference_with_oo1_is_said_in_words(expert_map, client_of, head, figures, denominator, words):
    fill(expert_map, by=head, i1_2={"numerator": 104, "denominator": denominator})
    assert f"ОО-1 на 20.09.2025: {words}" in article(shown(client_of(head), expert_map), "1-2")


def test_an_explained_difference_asks_no_more(expert_map, client_of, head, figures):
    fill(expert_map, by=head, i1_2={"numerator": 104, "denominator": 200, "note": "Открыли класс"})
    assert "расхождение 20, есть пояснение" in article(shown(client_of(head), expert_map), "1-2")


def test_last_year_stands_beside(
    expert_map, cycle, school, municipality, methodology, client_of, head, reviewer, methodologist, coordinator, now
):
    evaluated(expert_map, head=head, reviewer=reviewer, methodologist=methodologist)
    approved(cycle, by=coordinator)
    following = make_cycle(municipality, methodology, coordinator, year=2026)
    this_year = ExpertMap.objects.get(cycle=following, school=school)
    page = shown(client_of(head), this_year)
    assert "2025/2026: 104 из 180, 57,8~%, 1~балл" in article(page, "1-2")
    assert "2025/2026: нет, 0~баллов" in article(page, "4-4")
    assert "2025/2026: НОО — да, ООО — да, СОО — да, 1~балл" in article(page, "3-1")


def test_an_inapplicable_indicator_says_why_and_asks_nothing(other_map, client_of, other_head):
    one = article(shown(client_of(other_head), other_map), "1-3")
    assert "Не применимо: в школе нет 10–11 классов." in one
    assert "<input" not in one
    assert "<form" not in one
    assert 'name="part_soo"' not in shown(client_of(other_head), other_map)


def test_evidence_is_listed_and_a_removed_piece_can_come_back(expert_map, client_of, head, now):
    kept = add_link(expert_map=expert_map, code="1.2", url="https://a.example.org/1", title="Отчёт", by=head, at=now)
    gone = add_link(expert_map=expert_map, code="1.2", url="https://a.example.org/2", title="Старое", by=head, at=now)
    take_away(expert_map=expert_map, code="1.2", evidence=gone, by=head, at=now)
    one = article(shown(client_of(head), expert_map), "1-2")
    assert f'href="{kept.url}" rel="noopener noreferrer nofollow"' in one
    assert "Убрано: <s>Старое</s>" in one
    assert f"/evidence/{gone.pk}/restore/" in one
    assert "Старое" not in article(shown(client_of(head), expert_map), "1-3")


def test_what_a_person_writes_is_only_text(expert_map, client_of, head, now):
    attack = "<script>alert(1)</script>"
    fill(expert_map, by=head, i1_2={"numerator": 104, "denominator": 180, "note": attack})
    add_link(expert_map=again(expert_map), code="1.2", url="https://a.example.org/", title=attack, by=head, at=now)
    assert attack not in shown(client_of(head), expert_map)


def test_after_the_term_the_page_says_why_since_when_and_who_can_change_it(expert_map, client_of, head):
    fill(expert_map, by=head)
    client = client_of(head)
    with time_machine.travel(expert_map.fill_ends_at, tick=False):
        client.force_login(head, backend="allauth.account.auth_backends.AuthenticationBackend")
        page = shown(client, expert_map)
    assert "Срок заполнения истёк: карта принималась по 30~сентября 2026~г. включительно." in page
    assert "Продлить срок может координатор мониторинга." in page
    assert "Срок закрыт 01.10.2026 в~00:00 (UTC+5)." in page
    assert 'name="numerator"' not in page
    assert "Проверить и представить" not in page


def test_a_submitted_map_is_read_only_with_its_receipt(expert_map, client_of, head, reviewer):
    receipt = submitted(expert_map, by=head)
    page = shown(client_of(head), expert_map)
    assert f"Квитанция № {receipt.number}" in page
    assert 'name="numerator"' not in page
    assert "Отдел образования проверит карту до четверга, 15~октября" in page
    assert "Вы смотрите карту школы." in shown(client_of(reviewer), expert_map)


def test_a_returned_map_has_its_remarks_on_top_and_the_rest_frozen(expert_map, client_of, head, reviewer, now):
    returned(expert_map, head, reviewer, now)
    page = shown(client_of(head), expert_map)
    remarks = page.split('id="remarks"')[1].split("</section> <section")[0]
    assert [slug for slug in ("1-2", "1-8", "3-1") if f'id="i{slug}"' in remarks] == ["1-2", "1-8", "3-1"]
    assert "Исправлено 0 из 3" in page
    assert "Уточните 1.8" in article(page, "1-8")
    assert "ответьте до пятницы, 18~сентября" in article(page, "1-8")
    assert "П.~П.~Проверяева" in article(page, "1-8")
    assert 'name="fact"' in article(page, "1-8")
    assert "<form" not in article(page, "1-1")
    assert page.count('id="i1-2"') == 1


def counted(queries):
    return [q["sql"] for q in queries if q["sql"].split()[0] not in {"BEGIN", "COMMIT", "SAVEPOINT", "RELEASE"}]


def cost(client, expert_map) -> int:
    client.get(address(expert_map))  # the rubric is in memory from now on
    with CaptureQueriesContext(connection) as queries:
        client.get(address(expert_map))
    return len(counted(queries))


def test_the_page_costs_the_same_whatever_is_filled(expert_map, client_of, head, figures, now):
    client = client_of(head)
    assert cost(client, expert_map) == 9
    fill(expert_map, by=head)
    for code in ("1.1", "1.2", "1.8", "5.1"):
        for number in range(5):
            piece = add_link(expert_map=expert_map, code=code, url=f"https://a.example.org/{number}", by=head, at=now)
    assert cost(client, expert_map) == 9
    for code in ("1.1", "1.2", "1.8", "5.1"):
        take_away(expert_map=expert_map, code=code, evidence=piece, by=head, at=now)
    assert cost(client, expert_map) == 10


def test_a_returned_page_stays_within_its_budget(expert_map, client_of, head, reviewer, figures, now):
    piece = add_link(expert_map=expert_map, code="1.2", url="https://a.example.org/", by=head, at=now)
    returned(expert_map, head, reviewer, now)
    take_away(expert_map=again(expert_map), code="1.2", evidence=piece, by=head, at=now)
    assert cost(client_of(head), expert_map) == 11
    typed = {"numerator": "1"}
    keep_late_entry(expert_map=again(expert_map), code="1.1", typed=typed, words="1 из 200", by=head, at=now)
    assert cost(client_of(head), expert_map) == 12


def test_a_page_of_another_school_year_policy_counts_its_own_maximum(
    municipality, methodology, coordinator, client_of, now
):
    primary = make_school(municipality, "005", "МБОУ НОШ № 5", "noo")
    head = make_person(municipality, Role.HEAD, primary)
    cycle = make_cycle(municipality, methodology, coordinator, policy=Policy.APPLICABLE)
    page = shown(client_of(head), ExpertMap.objects.get(cycle=cycle, school=primary))
    assert "<strong>0 из 11</strong>" in page
    assert "Показатель исключён из максимума" in article(page, "7-1")
    assert 'id="points-7">0 из 0<' in page


def test_a_reader_of_the_department_has_nothing_to_fill(expert_map, client_of, head, observer, reviewer):
    submitted(expert_map, by=head)
    accept_all(expert_map, by=reviewer)
    page = shown(client_of(observer), expert_map)
    assert "<form" not in article(page, "1-2")
