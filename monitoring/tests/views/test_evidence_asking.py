"""What is a person told while adding evidence: names of people, dates, room, the same page twice, lateness?"""

from __future__ import annotations

import csv
import io
import re
from datetime import date

import pytest
import time_machine

from monitoring.domain.evidence import add_file, add_link
from monitoring.models import Evidence, LateEntry
from monitoring.tests import papers
from monitoring.tests.stories import again, fill, submitted
from monitoring.tests.views.doors import parts_of
from monitoring.tests.views.test_evidence import address, behind
from monitoring.tests.views.test_expert_map import shown

LIST = papers.docx(papers.PUPILS)
TYPED = {"title": "Участники слёта", "dated": "2026-03-12"}


def listed():
    return papers.upload(LIST, "Список.docx")


def hidden_of(page: str, name: str) -> str:
    return re.search(f'name="{name}" value="([^"]*)"', page)[1]


@pytest.mark.parametrize("with_script", [True, False])
def test_a_list_of_people_is_asked_about_and_nothing_typed_is_lost(expert_map, client_of, head, settings, with_script):
    client = client_of(head)
    post = (
        (lambda data: parts_of(client, address(expert_map, "files/"), data))
        if with_script
        else (lambda data: client.post(address(expert_map, "files/"), data))
    )
    asked = post({"file": listed(), "child_names": "none", **TYPED})
    page = asked.content.decode()
    assert asked.status_code == 422
    assert "Файл похож на список людей: найдено 12\u00a0человек" in page
    assert ("Абрамов" in page, 'value="Участники слёта"' in page, 'value="2026-03-12"' in page) == (False, True, True)
    assert page.count('name="child_names" value="none" required') == (
        0 if with_script else 1
    )  # the form for the script
    assert (behind(expert_map), settings.MEDIA_ROOT.exists()) == ([], False)

    kept = post({"file": listed(), "child_names": "hidden", "asked_of": hidden_of(page, "asked_of"), **TYPED})
    assert kept.status_code == (200 if with_script else 302)
    assert [(p.title, p.dated, p.child_names, p.people_found) for p in behind(expert_map)] == [
        ("Участники слёта", date(2026, 3, 12), "hidden", 12)
    ]


def test_the_question_stays_while_other_fields_are_put_right(expert_map, client_of, head):
    client = client_of(head)
    first = parts_of(client, address(expert_map, "files/"), {"file": listed(), "child_names": "none"})
    data = {"asked_of": hidden_of(first.content.decode(), "asked_of"), "people_found": "12", "dated": "вчера"}
    page = parts_of(client, address(expert_map, "files/"), {"file": listed(), **data}).content.decode()
    assert ("найдено 12\u00a0человек" in page, "Введите дату, например 12.03.2026." in page) == (True, True)


def test_the_reviewer_sees_what_was_found_and_answered(expert_map, client_of, head, reviewer):
    client = client_of(head)
    first = parts_of(client, address(expert_map, "files/"), {"file": listed(), "child_names": "none"})
    asked_of = hidden_of(first.content.decode(), "asked_of")
    parts_of(client, address(expert_map, "files/"), {"file": listed(), "child_names": "adults", "asked_of": asked_of})
    submitted(again(expert_map), by=head)
    desk = client_of(reviewer).get(f"/review/{expert_map.pk}/1.2/").content.decode()
    assert "Похоже на список людей: найдено 12\u00a0человек; школа ответила: есть имена, но не детей" in desk


def test_the_same_page_is_said_to_be_there(expert_map, client_of, head):
    client = client_of(head)
    parts_of(client, address(expert_map, "links/"), {"url": "https://a.example.org/news", "title": "Новость"})
    again_here = parts_of(client, address(expert_map, "links/", "1.4"), {"url": "https://A.example.org/news/#top"})
    assert "Эта страница уже приложена к 1.2: здесь та же ссылка «Новость»." in again_here.content.decode()
    twice = parts_of(client, address(expert_map, "links/", "1.4"), {"url": "https://a.example.org/news"})
    assert "Эта страница уже приложена к 1.2: здесь та же ссылка «Новость»." in twice.content.decode()
    assert Evidence.objects.filter(kind="link").count() == 1


def test_the_same_file_is_said_to_be_there(expert_map, client_of, head):
    client, content = client_of(head), papers.pdf()
    data = {"child_names": "none"}
    parts_of(client, address(expert_map, "files/"), {"file": papers.upload(content), **data})
    again_here = parts_of(client, address(expert_map, "files/"), {"file": papers.upload(content), **data})
    assert "Этот файл уже приложен к этому показателю" in again_here.content.decode()


def test_official_and_other_sites_are_marked(expert_map, client_of, head, now):
    for url in ("https://www.school2.example.org/a", "https://vk.com/a"):
        add_link(expert_map=again(expert_map), code="1.2", url=url, by=head, at=now)
    page = shown(client_of(head), expert_map)
    assert (page.count("официальный сайт школы</span>"), page.count("другой сайт, не официальный")) == (2, 1)


def test_without_a_known_site_no_site_is_called_other(expert_map, client_of, head, now):
    expert_map.school.site = ""
    expert_map.school.save()
    add_link(expert_map=again(expert_map), code="1.2", url="https://vk.com/a", by=head, at=now)
    assert "другой сайт" not in shown(client_of(head), expert_map)


def test_a_date_of_another_year_is_noticed_in_the_line_and_before_signing(expert_map, client_of, head, now):
    fill(expert_map, by=head)
    client = client_of(head)
    data = {"url": "https://a.example.org/", "title": "Отчёт", "dated": "2024-03-12"}
    added = parts_of(client, address(expert_map, "links/"), data)
    assert (added.status_code, "Дата не за 2025/2026 учебный год" in added.content.decode()) == (200, True)
    page = client.get(f"/maps/{expert_map.pk}/submit/").content.decode()
    assert "Дата не за 2025/2026 учебный год: «Отчёт» — 12.03.2024. Проверьте дату" in page


@pytest.mark.parametrize("rest", ["links/", "files/"])
def test_a_day_to_come_is_refused_at_its_field(expert_map, client_of, head, rest):
    data = {"url": "https://a.example.org/", "file": papers.upload(papers.pdf()), "child_names": "none"}
    answer = parts_of(client_of(head), address(expert_map, rest), {**data, "dated": "2026-09-19"})
    assert answer.status_code == 422
    assert f'id="error-{rest[:4]}-dated-1-2">Дата ещё не наступила.' in answer.content.decode()


@pytest.mark.parametrize(("quota", "said"), [(10**6, False), (900, True)])
def test_room_for_files_is_told_once_half_of_it_is_taken(expert_map, client_of, head, now, settings, quota, said):
    piece = add_file(expert_map=expert_map, code="1.2", upload=papers.upload(papers.pdf()), by=head, at=now)
    settings.EVIDENCE_QUOTA_BYTES = quota
    assert 450 < piece.size < 900
    page = client_of(head).get(address(expert_map, "files/")).content.decode()
    assert ("для файлов карты занято 1\u00a0КБ из 1\u00a0КБ" in page) is said


def test_a_file_is_replaced_with_and_without_a_script(expert_map, client_of, head, now):
    piece = add_file(
        expert_map=expert_map, code="1.2", upload=papers.upload(papers.pdf()), title="Приказ", by=head, at=now
    )
    client, place = client_of(head), address(expert_map, f"evidence/{piece.pk}/replace/")
    form = client.get(place).content.decode()
    assert ("Новая редакция файла «Приказ»" in form, 'value="Приказ"' in form) == (True, True)
    data = {"child_names": "none", "title": "Приказ"}
    first = parts_of(client, place, {"file": papers.upload(papers.pdf("2")), **data})
    assert "Файл заменён: «Приказ», прежняя редакция сохранена." in first.content.decode()
    [newer] = behind(expert_map)
    place = address(expert_map, f"evidence/{newer.pk}/replace/")
    answer = client.post(place, {"file": papers.upload(papers.pdf("3")), **data}, follow=True)
    assert "редакция 3 от 18.09.2026, прежняя — " in answer.content.decode()
    assert [piece.revision for piece in behind(expert_map)] == [3]


def test_the_same_file_is_no_new_revision(expert_map, client_of, head, now):
    content = papers.pdf()
    piece = add_file(expert_map=expert_map, code="1.2", upload=papers.upload(content), by=head, at=now)
    place = address(expert_map, f"evidence/{piece.pk}/replace/")
    answer = parts_of(client_of(head), place, {"file": papers.upload(content), "child_names": "none"})
    assert answer.status_code == 422
    assert 'id="error-file-file-1-2">Это тот же самый файл.' in answer.content.decode()


def late(expert_map, client, head, rest, data, *, with_script=True):
    with time_machine.travel(expert_map.fill_ends_at, tick=False):
        client.force_login(head, backend="allauth.account.auth_backends.AuthenticationBackend")
        place = address(expert_map, rest)
        return parts_of(client, place, data) if with_script else client.post(place, data)


@pytest.mark.parametrize("with_script", [True, False])
def test_what_came_too_late_is_kept_shown_and_exported(expert_map, client_of, head, reviewer, with_script):
    client = client_of(head)
    upload = papers.upload(papers.pdf(), "Приказ.pdf")
    link = {"url": "https://a.example.org/", "title": "=1+1"}
    said = [
        late(expert_map, client, head, "links/", link, with_script=with_script),
        late(expert_map, client, head, "files/", {"file": upload, "child_names": "none"}, with_script=with_script),
    ]
    for answer, words in zip(
        said, ("ссылка «=1+1», https://a.example.org/", "файл «Приказ.pdf», 1\u00a0КБ"), strict=True
    ):
        assert answer.status_code == 403
        assert f"Прислано после срока: сохранено отдельно, не учитывается: {words}" in answer.content.decode()
        assert "Прислано после срока, не учитывается:</b> ссылка" in answer.content.decode()
    assert (behind(expert_map), Evidence.objects.count()) == ([], 0)
    entry = LateEntry.objects.get(kind="file")
    sheet = client_of(head).get(f"/maps/{expert_map.pk}/late.csv").content.decode("utf-8-sig")
    _, of_link, of_file = csv.reader(io.StringIO(sheet), delimiter=";")
    assert of_link[6:] == ["ссылка", "https://a.example.org/", "", ""]
    assert of_file[6:] == ["файл", "Приказ.pdf", str(entry.size), entry.mark]
    for place in (f"/maps/{expert_map.pk}/", f"/maps/{expert_map.pk}/history/"):
        assert "Приказ.pdf" not in client_of(reviewer).get(place).content.decode()


def test_a_late_file_that_cannot_be_kept_says_why(expert_map, client_of, head):
    data = {"file": papers.upload(b"<svg/>"), "child_names": "none"}
    answer = late(expert_map, client_of(head), head, "files/", data)
    assert answer.status_code == 403
    assert LateEntry.objects.count() == 0
