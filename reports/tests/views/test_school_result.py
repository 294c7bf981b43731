"""Who sees a school's result, when, and with the same figures as on paper?"""

from __future__ import annotations

from io import BytesIO

from django.urls import reverse
from pypdf import PdfReader

from monitoring.domain.objection import decide_objection, raise_objection
from monitoring.tests import stories


def page_of(expert_map) -> str:
    return reverse("reports:school_result", args=[expert_map.pk])


def paper_of(expert_map) -> str:
    return reverse("reports:school_result_pdf", args=[expert_map.pk])


def words(text: str) -> str:
    return " ".join(text.replace("&nbsp;", " ").split())


def test_its_people_and_the_department_read_it(approved_year, client_of):
    for who in ("head", "editor", "reviewer", "methodologist", "coordinator", "observer"):
        client = client_of(getattr(approved_year, who))
        assert (who, client.get(page_of(approved_year.full)).status_code) == (who, 200)
    assert client.get(paper_of(approved_year.full))["Content-Type"] == "application/pdf"


def test_a_stranger_finds_nothing(approved_year, client_of, foreign_head, foreign_coordinator):
    for who in (approved_year.other_head, foreign_head, foreign_coordinator):
        client = client_of(who)
        assert client.get(page_of(approved_year.full)).status_code == 404
        assert client.get(paper_of(approved_year.full)).status_code == 404


def test_nobody_comes_in_unnamed(approved_year, client):
    for address in (page_of(approved_year.full), paper_of(approved_year.full)):
        answer = client.get(address)
        assert (answer.status_code, answer.url) == (302, f"{reverse('account_login')}?next={address}")


def test_an_absent_map_answers_like_a_foreign_one(client_of, head, cycle):
    assert client_of(head).get(reverse("reports:school_result", args=[999_999])).status_code == 404


def test_a_draft_is_the_school_s_own(expert_map, client_of, observer):
    assert client_of(observer).get(page_of(expert_map)).status_code == 403
    assert client_of(observer).get(paper_of(expert_map)).status_code == 403


def test_nothing_is_changed_by_post(approved_year, client_of):
    head = approved_year.head
    assert client_of(head).post(page_of(approved_year.full)).status_code == 405
    assert client_of(head).post(paper_of(approved_year.full)).status_code == 405


def test_while_the_map_is_filled_the_page_says_what_is_awaited(expert_map, client_of, head):
    page = client_of(head).get(page_of(expert_map)).content.decode()
    assert "Карта ещё заполняется" in page
    assert "среды, 30\u00a0сентября" in page
    assert reverse("monitoring:expert_map", args=[expert_map.pk]) in page


def test_while_the_map_is_checked_the_page_says_until_when(expert_map, client_of, head, observer):
    stories.submitted(expert_map, by=head)
    for person in (head, observer):
        page = client_of(person).get(page_of(expert_map)).content.decode()
        assert "Карта проверяется" in page
        assert "четверга, 15\u00a0октября" in page


def test_a_school_without_a_map_is_not_told_of_zero_points(approved_year, client_of):
    page = client_of(approved_year.silent_head).get(page_of(approved_year.absent)).content.decode()
    assert "Карта не представлена" in page
    assert "0 из 23" not in page


def test_without_a_result_the_paper_leads_to_the_page(expert_map, client_of, head):
    answer = client_of(head).get(paper_of(expert_map))
    assert (answer.status_code, answer.url) == (302, page_of(expert_map))


def test_before_approval_it_is_preliminary(played_year, client_of):
    page = client_of(played_year.head).get(page_of(played_year.full)).content.decode()
    assert "<b>Предварительно</b>" in page
    assert "Результат предварительный" in page


def test_page_and_paper_say_the_same(approved_year, client_of):
    client = client_of(approved_year.head)
    answer = client.get(page_of(approved_year.full))
    page, result = words(answer.content.decode()), answer.context["result"]
    pdf = client.get(paper_of(approved_year.full))
    paper = words(" ".join(sheet.extract_text() for sheet in PdfReader(BytesIO(pdf.content)).pages))
    assert (pdf.status_code, pdf["Content-Disposition"].startswith("inline; filename*=utf-8''")) == (200, True)
    for text in (*result.summary, *(row.working for row in result.indicators)):
        assert words(text) in page
        assert words(text) in paper
    for item in result.recommendations:
        assert words(item.observed) in page
        assert words(item.advice) in page


def test_poison_is_shown_as_text(approved_year, client_of):
    school, head = approved_year.full.school, approved_year.head
    school.short_name = "<script>alert(1)</script>" + "Ш" * 90
    school.save()
    page = client_of(head).get(page_of(approved_year.full)).content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page
    assert client_of(head).get(paper_of(approved_year.full)).status_code == 200


def test_queries(year_before, approved_year, client_of, django_assert_num_queries):
    client = client_of(approved_year.head)
    client.get(page_of(approved_year.full))
    with django_assert_num_queries(12):
        client.get(page_of(approved_year.full))
    with django_assert_num_queries(12):
        client.get(paper_of(approved_year.full))


def test_an_objection_and_its_answer_are_on_paper(expert_map, client_of, head, reviewer, methodologist, now):
    stories.verified(expert_map, head=head, reviewer=reviewer)
    text, words_of_answer = "Учтены не все", "Проверено по журналам"
    disputed = raise_objection(expert_map=stories.again(expert_map), code="1.1", text=text, by=head, at=now)
    decide_objection(objection=disputed, outcome="rejected", decision=words_of_answer, by=methodologist, at=now)
    pages = PdfReader(BytesIO(client_of(head).get(paper_of(expert_map)).content)).pages
    paper = words(" ".join(page.extract_text() for page in pages))
    assert "Возражение школы (отклонено): Учтены не все" in paper
    assert "Проверено по журналам" in paper


def test_only_the_department_sees_it_beside_others(approved_year, client_of):
    for who, is_shown in (("head", False), ("editor", False), ("observer", True), ("methodologist", True)):
        page = client_of(getattr(approved_year, who)).get(page_of(approved_year.full)).content.decode()
        assert (who, "Рядом с похожими школами" in page) == (who, is_shown)
