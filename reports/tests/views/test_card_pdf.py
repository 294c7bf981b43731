"""Does the printed card hold what the map holds, for those who may read the map?"""

from __future__ import annotations

from io import BytesIO

from pypdf import PdfReader

from monitoring.domain.evidence import add_link
from monitoring.domain.expert_map import record_answer
from monitoring.tests.stories import again, fill, submitted
from monitoring.tests.views.doors import turned_away
from scoring.queries.rubric import rubric


def address(expert_map) -> str:
    return f"/results/maps/{expert_map.pk}/card.pdf"


def reader(client, expert_map) -> PdfReader:
    answer = client.get(address(expert_map))
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    return PdfReader(BytesIO(answer.content))


def words(pdf: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in pdf.pages).replace("\xa0", " ").split())


def test_closed_doors(expert_map, client_of, foreign_head, reviewer):
    assert turned_away(address(expert_map), client_of, stranger=foreign_head, forbidden=reviewer) == [302, 404, 403]
    assert client_of(reviewer).post(address(expert_map)).status_code == 405


def test_a_draft_says_so(expert_map, client_of, head, now):
    fill(expert_map, by=head)
    values = {"note": "=1+1 Списки на 20 сентября"}
    record_answer(expert_map=again(expert_map), code="1.2", values=values, version=2, by=head, at=now)
    url = "https://school2.example.org/a"
    add_link(expert_map=expert_map, code="1.2", url=url, title="Отчёт о проекте", by=head, at=now)
    text = words(reader(client_of(head), expert_map))
    said = (
        "ЧЕРНОВИК. Карта не представлена: ответы могут измениться.",
        "104 из 180 57,8 % Отчёт о проекте =1+1 Списки на 20 сентября 1",
        "НОО — да ООО — да СОО — да",
        "Заявлено 16 баллов из 23. Заполнено показателей: 23.",
        "Директорова Дарья Дмитриевна",
    )
    assert [phrase for phrase in said if phrase not in text] == []


def test_every_indicator_in_the_act_s_words(expert_map, client_of, head):
    text = words(reader(client_of(head), expert_map)).replace(" ", "")
    wordings = [
        one.wording.replace(" ", "").replace("\xa0", "") for one in rubric(expert_map.cycle.methodology_id).indicators
    ]
    assert [wording for wording in wordings if wording not in text] == []


def test_a_signed_card_names_its_receipt(expert_map, client_of, head, observer):
    submission = submitted(expert_map, by=head)
    text = words(reader(client_of(observer), expert_map))
    assert f"Карта представлена 18.09.2026 в 17:00, квитанция № {submission.number}" in text
    assert "ЧЕРНОВИК" not in text


def test_tagged_titled_landscape(expert_map, client_of, head):
    pdf = reader(client_of(head), expert_map)
    root = pdf.trailer["/Root"]
    assert (root["/MarkInfo"]["/Marked"], root["/Lang"]) == (True, "ru")
    assert pdf.metadata.title.startswith("Экспертная карта за 2025/2026 учебный год: ")
    assert {(round(page.mediabox.width), round(page.mediabox.height)) for page in pdf.pages} == {(842, 595)}


def test_queries(expert_map, client_of, head, django_assert_num_queries):
    client = client_of(head)
    client.get(address(expert_map))
    # session, person, memberships, map, answers, answers with evidence (2), head
    with django_assert_num_queries(8):
        client.get(address(expert_map))
