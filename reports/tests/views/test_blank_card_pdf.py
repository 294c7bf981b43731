"""Is the blank truly blank, and does it ask of a school only what applies to it?"""

from __future__ import annotations

from io import BytesIO

from pypdf import PdfReader

from monitoring.tests.stories import fill
from monitoring.tests.views.doors import turned_away


def address(expert_map) -> str:
    return f"/results/maps/{expert_map.pk}/blank.pdf"


def words(client, expert_map) -> str:
    answer = client.get(address(expert_map))
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    pages = PdfReader(BytesIO(answer.content)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).replace("\xa0", " ").split())


def test_closed_doors(expert_map, client_of, foreign_head, reviewer):
    assert turned_away(address(expert_map), client_of, stranger=foreign_head, forbidden=reviewer) == [302, 404, 403]
    assert client_of(reviewer).post(address(expert_map)).status_code == 405


def test_nothing_of_the_answers_is_on_it(expert_map, client_of, head):
    untouched = words(client_of(head), expert_map)
    fill(expert_map, by=head)
    filled = words(client_of(head), expert_map)
    assert filled == untouched
    assert "ЧЕРНОВИК" not in filled
    assert "по 30 сентября 2026 г. включительно" in filled
    assert "НОО: да нет ООО: да нет СОО: да нет" in filled


def test_what_the_school_does_not_have_is_said_instead_of_asked(other_map, client_of, other_head):
    text = words(client_of(other_head), other_map)
    assert text.count("Не применимо: в школе нет 10–11 классов.") == 4
    assert "(берётся из 1.2)" in text


def test_queries(expert_map, client_of, head, django_assert_num_queries):
    client = client_of(head)
    client.get(address(expert_map))
    with django_assert_num_queries(6):  # session, person, memberships, map, answers, head
        client.get(address(expert_map))
