"""Does the methodologist read, write, preview, compare, take back and restore the words of a document?"""

from __future__ import annotations

from io import BytesIO

import pytest
from django.urls import reverse
from pypdf import PdfReader

from monitoring.models import IndicatorAnswer
from monitoring.tests.cast import NOW
from reports.contexts.worded import sections_of
from reports.domain.words import DrawnSection, write_words
from reports.models import SectionWords


def address(name: str, cycle, *more) -> str:
    return reverse(f"reports:{name}", args=[cycle.pk, "statement", *more])


def words(text: str) -> str:
    return " ".join(text.replace("&nbsp;", " ").split())


def section(year, key: str):
    return next(found for found in sections_of(year.cycle, "statement", NOW) if found.key == key)


@pytest.fixture
def editing(approved_year, client_of):
    return client_of(approved_year.methodologist)


@pytest.fixture
def written(approved_year):
    """A section somebody has written."""
    found = section(approved_year, "overall")
    drawn = DrawnSection(approved_year.cycle, "statement", "overall", found.title, found.drawn)
    return write_words(section=drawn, text="Своими словами.", seen_version=0, by=approved_year.methodologist, at=NOW)


def test_every_section_stands_there_as_drawn(approved_year, editing):
    page = words(editing.get(address("words", approved_year.cycle)).content.decode())
    found = sections_of(approved_year.cycle, "statement", NOW)
    assert [row.key for row in found] == [
        "basis", "organisation", "overall", "direction-1", "direction-2", "direction-3", "trust", "practices",
        "conclusions", "proposals",
    ]  # fmt: skip
    assert page.count(">составлен по данным<") == 10
    for row in found:
        assert row.title in page
        assert reverse("reports:words_section", args=[approved_year.cycle.pk, "statement", row.key]) in page


def test_words_are_saved_and_printed(approved_year, editing):
    there = address("words_section", approved_year.cycle, "overall")
    assert editing.get(there).context["form"]["text"].value() == section(approved_year, "overall").drawn
    text = "Год прошёл спокойно.\r\n\r\nСделано:\r\n– первое\r\n– второе"
    answer = editing.post(there, {"text": text, "version": "0"})
    assert (answer.status_code, answer.url) == (302, address("words", approved_year.cycle))
    pdf = editing.get(reverse("reports:district_pdf", args=[approved_year.cycle.pk])).content
    paper = words(" ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages))
    assert "Год прошёл спокойно. Сделано: первое второе" in words(paper.replace("–", " "))
    assert "Средний результат —" not in paper
    assert "Правка" not in paper
    assert "правка: " in editing.get(address("words", approved_year.cycle)).content.decode()


def test_a_preview_saves_nothing(approved_year, editing):
    there = address("words_section", approved_year.cycle, "overall")
    answer = editing.post(there, {"text": "– раз\n– два", "version": "0", "preview": "1"})
    assert "Так раздел будет напечатан" in answer.content.decode()
    assert "<ul><li>раз</li><li>два</li></ul>" in answer.content.decode()
    assert SectionWords.objects.count() == 0


def test_a_stale_save_shows_both_texts_and_loses_neither(approved_year, editing, written):
    there = address("words_section", approved_year.cycle, "overall")
    answer = editing.post(there, {"text": "Другими словами.", "version": "0"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert page.count("Своими словами.") == 1
    assert page.count("Другими словами.") == 2  # beside, and in the field
    assert answer.context["form"]["version"].value() == 1
    assert SectionWords.objects.count() == 1
    assert editing.post(there, {"text": "Другими словами.", "version": "1"}).status_code == 302


@pytest.mark.parametrize("data", [
    {"text": "", "version": "0"}, {"text": " \r\n\x00", "version": "0"}, {"text": "а"}, {"text": "а", "version": "x"},
    {"text": "а" * 20_001, "version": "0"}, {"text": "а", "version": "-1"},
])  # fmt: skip
def test_bad_input_is_told_at_the_top(approved_year, editing, data):
    answer = editing.post(address("words_section", approved_year.cycle, "overall"), data)
    assert (answer.status_code, SectionWords.objects.count()) == (422, 0)
    assert "Нужно исправить" in answer.content.decode()


def test_when_the_figures_change_both_texts_are_shown(approved_year, editing, written):
    IndicatorAnswer.objects.filter(expert_map=approved_year.full, code="1.4").update(
        final_points=0, final_reason="Пересчитано"
    )
    approved_year.full.final_points -= 1
    approved_year.full.save()
    overview = words(editing.get(address("words", approved_year.cycle)).content.decode())
    assert "△ данные изменились после правки" in overview
    there = address("words_section", approved_year.cycle, "overall")
    page = words(editing.get(there).content.decode())
    assert "Своими словами." in page
    assert "По новым данным" in page
    assert "Средний результат — 53,6 %" in page
    kept = editing.post(address("words_keep", approved_year.cycle, "overall"), {"version": "1"})
    assert kept.url == address("words", approved_year.cycle)
    assert not section(approved_year, "overall").is_outdated
    assert section(approved_year, "overall").text == "Своими словами."


def test_the_drawn_text_comes_back_after_a_question(approved_year, editing, written):
    there = address("words_return", approved_year.cycle, "overall")
    assert "Вернуть текст по данным" in editing.get(there).content.decode()
    assert editing.post(there, {"version": "0"}).status_code == 409
    assert editing.post(there, {"version": "1"}).url == address("words", approved_year.cycle)
    assert not section(approved_year, "overall").is_edited
    history = editing.get(address("words_history", approved_year.cycle, "overall")).content.decode()
    assert "Своими словами." in history
    restoring = address("words_restore", approved_year.cycle, "overall", 1)
    assert restoring in history
    assert "Своими словами." in editing.get(restoring).content.decode()
    assert editing.post(restoring, {"version": "1"}).status_code == 409
    assert editing.post(restoring, {"version": "2"}).status_code == 302
    assert section(approved_year, "overall").text == "Своими словами."


def test_unknown_things_are_not_found(approved_year, editing):
    cycle = approved_year.cycle
    for there in (
        reverse("reports:words", args=[cycle.pk, "novel"]),
        address("words_section", cycle, "direction-9"),
        address("words_history", cycle, "nothing"),
        address("words_restore", cycle, "overall", 1),
    ):
        assert editing.get(there).status_code == 404
    assert editing.get(address("words_keep", cycle, "overall")).status_code == 405


def test_readers_read_and_do_not_write(approved_year, client_of, written):
    client = client_of(approved_year.observer)
    page = client.get(address("words", approved_year.cycle)).content.decode()
    assert "Своими словами." in page
    assert f'href="{address("words_section", approved_year.cycle, "overall")}"' not in page
    assert client.get(address("words_history", approved_year.cycle, "overall")).status_code == 200
    assert client.get(address("words_section", approved_year.cycle, "overall")).status_code == 403
    assert client.post(address("words_return", approved_year.cycle, "overall"), {"version": "1"}).status_code == 403


def test_poison_stays_text(approved_year, editing):
    there = address("words_section", approved_year.cycle, "overall")
    poison = "<script>alert(1)</script>\n– <img src=x onerror=alert(1)>"
    editing.post(there, {"text": poison, "version": "0"})
    for name in ("words", "words_section", "words_history"):
        more = [] if name == "words" else ["overall"]
        page = editing.get(address(name, approved_year.cycle, *more)).content.decode()
        assert "<script>alert" not in page
        assert "<img src" not in page


def test_the_history_asks_as_much_for_three_versions_as_for_one(
    approved_year, editing, written, django_assert_num_queries
):
    there = address("words_history", approved_year.cycle, "overall")
    editing.get(there)
    with django_assert_num_queries(16):
        editing.get(there)
    writing = address("words_section", approved_year.cycle, "overall")
    for version in (1, 2):
        editing.post(writing, {"text": f"{version}", "version": version})
    editing.get(there)
    with django_assert_num_queries(16):
        editing.get(there)
