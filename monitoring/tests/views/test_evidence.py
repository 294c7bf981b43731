"""Are links, files and reused pieces put behind answers, taken away and brought back, by those who may?"""

from __future__ import annotations

import io

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from journal.models import JournalEntry
from monitoring.domain.evidence import add_link, take_away
from monitoring.models import Evidence, ExpertMap, IndicatorAnswer, LateEntry
from monitoring.tests import papers
from monitoring.tests.cast import make_cycle
from monitoring.tests.stories import again, submitted
from monitoring.tests.views.doors import ABSENT, parts_of, turned_away

DOORS = ("links/", "files/", "evidence/", "evidence/1/remove/", "evidence/1/restore/", "evidence/1/replace/")


def address(expert_map, rest, code="1.2"):
    return f"/maps/{expert_map.pk}/indicators/{code}/{rest}"


def behind(expert_map, code="1.2"):
    return list(Evidence.objects.filter(expert_map=expert_map, answers__code=code).order_by("pk"))


def pdf(name="Приказ № 47.pdf", content=None):
    return SimpleUploadedFile(name, papers.pdf() if content is None else content, "application/pdf")


def picture(name="снимок.png") -> SimpleUploadedFile:
    out = io.BytesIO()
    Image.new("RGB", (4, 4)).save(out, "PNG")
    return SimpleUploadedFile(name, out.getvalue(), "image/png")


@pytest.fixture
def link(expert_map, head, now):
    return add_link(expert_map=expert_map, code="1.2", url="https://a.example.org/", title="Отчёт", by=head, at=now)


@pytest.mark.parametrize("rest", DOORS)
def test_closed_doors(expert_map, client_of, foreign_head, reviewer, rest):
    fits = {"stranger": foreign_head, "forbidden": reviewer, "method": "post"}
    assert turned_away(address(expert_map, rest), client_of, **fits) == [302, 404, 403]


@pytest.mark.parametrize("rest", DOORS)
def test_signing_in_again_leads_back_to_a_page_that_opens(expert_map, client_of, head, link, rest):
    assert client_of(head).get(address(expert_map, rest), follow=True).status_code == 200


@pytest.mark.parametrize(("rest", "field"), [("links/", "link-url-1-2"), ("files/", "file-file-1-2")])
def test_without_a_script_a_form_opens_by_its_address(expert_map, client_of, head, rest, field):
    page = client_of(head).get(address(expert_map, rest)).content.decode()
    assert page.count(f'id="{field}"') == 1
    assert page.count(f'action="{address(expert_map, rest)}#i1-2"') == 1


@pytest.mark.parametrize("rest", DOORS)
def test_an_unknown_indicator_answers_404(expert_map, client_of, head, rest):
    assert client_of(head).post(address(expert_map, rest, "9.9")).status_code == 404


def test_a_link_is_added_and_leads_back_to_its_place(expert_map, client_of, head):
    answer = client_of(head).post(
        address(expert_map, "links/"),
        {"url": "Школа.example.org/отчёт", "title": "", "dated": "2026-03-12"},
        follow=True,
    )
    assert answer.redirect_chain == [(f"/maps/{expert_map.pk}/#i1-2", 302)]
    assert [(p.url, p.title, p.dated.isoformat()) for p in behind(expert_map)] == [
        ("https://школа.example.org/отчёт", "школа.example.org/отчёт", "2026-03-12")
    ]
    assert "Добавлена ссылка «школа.example.org/отчёт»." in answer.content.decode()


def test_a_second_press_adds_nothing(expert_map, client_of, head):
    client = client_of(head)
    for _ in range(3):
        client.post(address(expert_map, "links/"), {"url": "https://a.example.org/"})
        client.post(address(expert_map, "files/"), {"file": pdf(), "child_names": "none"})
    assert [piece.kind for piece in behind(expert_map)] == ["link", "file"]
    assert JournalEntry.objects.filter(subject=expert_map.subject, action="evidence.added").count() == 2


NO_PAGES = [
    "javascript:alert(1)", "JaVaScRiPt:alert(1)", " java\nscript:alert(1)", "data:text/html,x", "vbscript:x", "//a",
    "file:///etc/passwd", "ftp://a.example.org/", "https://", "http:///a", "https://u:p@a.example.org/", "https://a b/",
    "https://a\x00/", "mailto:a@example.org", "https://[::1", "https://" + "a" * 1000 + ".org", "   ",
]  # fmt: skip


def test_anything_but_a_page_is_refused_at_the_field(expert_map, client_of, head):
    client = client_of(head)
    for url in NO_PAGES:
        answer = parts_of(client, address(expert_map, "links/"), {"url": url, "title": "Моё название"})
        page = answer.content.decode()
        assert (url, answer.status_code, answer.headers["X-Map-Parts"]) == (url, 422, "invalid")
        [said] = [line for line in page.splitlines() if 'id="error-link-url-1-2"' in line]
        assert said.split(">")[1] != "</span"
        assert 'value="Моё название"' in page
    assert behind(expert_map) == []


def test_without_a_script_a_refused_link_keeps_what_was_typed(expert_map, client_of, head):
    answer = client_of(head).post(
        address(expert_map, "links/"), {"url": "javascript:alert(1)", "title": "Моё название"}
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert page.count('value="javascript:alert(1)"') == 1
    assert page.count('id="link-url-1-2"') == 1


def test_a_file_is_kept_with_its_answer_about_children(expert_map, client_of, head):
    data = {"file": pdf(), "title": "Приказ", "dated": "12.03.2026", "child_names": "hidden"}
    answer = parts_of(client_of(head), address(expert_map, "files/"), data)
    assert (answer.status_code, answer.headers["X-Map-Parts"]) == (200, "saved")
    assert [(p.title, p.original_name, p.child_names, p.content_type) for p in behind(expert_map)] == [
        ("Приказ", "Приказ № 47.pdf", "hidden", "application/pdf")
    ]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "Такой файл не подходит."),
        (b"<!doctype html><script>alert(1)</script>", "Такой файл не подходит."),
        (b"MZ\x90\x00", "Такой файл не подходит."),
        (b"PK\x03\x04broken", "Файл повреждён и не открывается."),
        (b"", "Файл пуст."),
        (b"\x89PNG\r\n\x1a\n" + b"0" * 100, "Картинка повреждена и не открывается."),
    ],
)
def test_a_file_that_is_not_evidence_is_refused_at_the_field(expert_map, client_of, head, content, sentence):
    data = {"file": pdf("приказ.pdf", content), "child_names": "none"}
    answer = parts_of(client_of(head), address(expert_map, "files/"), data)
    assert answer.status_code == 422
    assert f'id="error-file-file-1-2">{sentence}' in answer.content.decode()
    assert behind(expert_map) == []


def test_a_file_above_the_limit_or_the_quota_is_refused(expert_map, client_of, head, settings):
    client = client_of(head)
    settings.MAX_UPLOAD_BYTES = 5
    big = client.post(address(expert_map, "files/"), {"file": pdf(), "child_names": "none"})
    settings.MAX_UPLOAD_BYTES, settings.EVIDENCE_QUOTA_BYTES = 10**6, 5
    full = client.post(address(expert_map, "files/"), {"file": pdf(), "child_names": "none"})
    assert (big.status_code, full.status_code) == (422, 422)
    assert "Файл больше 20 МБ." in big.content.decode()
    assert "Дайте ссылку на страницу или файл поменьше." in full.content.decode()
    assert behind(expert_map) == []


def test_a_piece_is_reused_from_the_list_of_the_map(expert_map, client_of, head, link):
    client = client_of(head)
    chosen = client.get(address(expert_map, "evidence/", "1.4"), headers={"X-Requested-With": "map-parts"})
    assert (chosen.status_code, chosen.headers["X-Map-Parts"]) == (200, "shown")
    assert f'<option value="{link.pk}">Отчёт</option>' in chosen.content.decode()
    for _ in range(2):
        assert client.post(address(expert_map, "evidence/", "1.4"), {"evidence": link.pk}).status_code == 302
    assert behind(expert_map, "1.4") == [link]
    assert f'<option value="{link.pk}">' not in client.get(address(expert_map, "evidence/", "1.4")).content.decode()


@pytest.mark.parametrize("evidence", ["", "x", "-1", str(ABSENT), str(10**30)])
def test_only_a_piece_of_this_map_is_reused(expert_map, client_of, head, link, evidence):
    answer = parts_of(client_of(head), address(expert_map, "evidence/", "1.4"), {"evidence": evidence})
    assert answer.status_code == 422
    assert behind(expert_map, "1.4") == []


def test_a_piece_of_another_year_is_not_this_map_s(
    expert_map, municipality, methodology, coordinator, school, client_of, head, link, now
):
    cycle = make_cycle(municipality, methodology, coordinator, year=2026)
    other = ExpertMap.objects.get(cycle=cycle, school=school)
    client = client_of(head)
    assert client.post(address(other, "evidence/"), {"evidence": link.pk}).status_code == 422
    assert client.post(address(other, f"evidence/{link.pk}/remove/")).status_code == 404
    assert client.post(address(other, f"evidence/{link.pk}/restore/")).status_code == 404
    assert behind(other) == []
    assert behind(expert_map) == [link]


def test_a_piece_is_taken_away_and_brought_back(expert_map, client_of, head, link):
    client = client_of(head)
    for _ in range(2):
        taken = parts_of(client, address(expert_map, f"evidence/{link.pk}/remove/"), {})
        assert "Убрано «Отчёт»." in taken.content.decode()
    assert behind(expert_map) == []
    for _ in range(2):
        back = client.post(address(expert_map, f"evidence/{link.pk}/restore/"), follow=True)
        assert "Возвращено «Отчёт»." in back.content.decode()
    assert behind(expert_map) == [link]
    actions = JournalEntry.objects.filter(subject=expert_map.subject).order_by("seq").values_list("action", flat=True)
    assert list(actions) == ["evidence.added", "evidence.removed", "evidence.restored"]


def test_a_piece_used_twice_stays_where_it_was_not_taken_from(expert_map, client_of, head, link):
    client = client_of(head)
    client.post(address(expert_map, "evidence/", "1.4"), {"evidence": link.pk})
    client.post(address(expert_map, f"evidence/{link.pk}/remove/"))
    link.refresh_from_db()
    assert (behind(expert_map), behind(expert_map, "1.4"), link.removed_at) == ([], [link], None)


@pytest.mark.parametrize("rest", ["links/", "files/", "evidence/", "remove", "restore"])
def test_after_the_term_everything_is_refused_with_the_reason(expert_map, client_of, head, link, rest):
    client = client_of(head)
    path = f"evidence/{link.pk}/{rest}/" if rest.startswith("re") else rest
    data = {"url": "https://b.example.org/", "file": pdf(), "child_names": "none", "evidence": link.pk}
    with time_machine.travel(expert_map.fill_ends_at, tick=False):
        client.force_login(head, backend="allauth.account.auth_backends.AuthenticationBackend")
        answer = parts_of(client, address(expert_map, path), data)
    kept_aside = rest in {"links/", "files/"}
    assert (answer.status_code, answer.headers["X-Map-Parts"]) == (403, "late" if kept_aside else "closed")
    assert "Срок заполнения истёк" in answer.content.decode()
    assert LateEntry.objects.count() == kept_aside
    assert behind(expert_map) == [link]


def test_a_submitted_map_takes_no_evidence(expert_map, client_of, head):
    submitted(expert_map, by=head)
    answer = client_of(head).post(address(expert_map, "links/"), {"url": "https://b.example.org/"})
    assert answer.status_code == 403
    assert "Карта представлена" in answer.content.decode()


def test_a_change_of_evidence_counts_as_an_answer_to_a_remark(expert_map, client_of, head, link):
    IndicatorAnswer.objects.filter(expert_map=expert_map).update(changed_since_return=False)
    client_of(head).post(address(expert_map, "evidence/", "1.4"), {"evidence": link.pk})
    assert again(expert_map).answers.get(code="1.4").changed_since_return is True
    take_away(
        expert_map=again(expert_map), code="1.2", evidence=link, by=head, at=expert_map.fill_ends_at.replace(day=1)
    )
