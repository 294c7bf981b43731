"""Do the адресные рекомендации name every decided word, its schools and its source, alike on paper and in Word?"""

from __future__ import annotations

import pytest

from improvement.domain.deciding import drop
from improvement.models import Recommendation
from monitoring.tests.cast import NOW
from reports.contexts.group_advice import Advice
from reports.contexts.worded import advice_of
from reports.documents.advice_docx import advice_word
from reports.documents.papers import advice_paper
from reports.documents.printable import NO_ADVICE_YET
from reports.queries.results_digest import digest_for, results_digest
from reports.tests.advised import advise
from reports.tests.reading import docx_tables, docx_text, pdf_text
from reports.tests.year import AFTER_TERMS, copies, loaded


@pytest.fixture
def advised(approved_year):
    return advise(approved_year)


def advice(year) -> Advice:
    return advice_of(loaded(year.cycle), AFTER_TERMS)


def missed(code: str) -> set[str]:
    rows = Recommendation.objects.filter(code=code, addressee="school", audience="heads")
    return {row.expert_map.school.short_name for row in rows.select_related("expert_map__school")}


def test_what_stands_under_each_target_group(advised):
    said = {group.title: [(line.about, line.action) for line in group.lines] for group in advice(advised).groups}
    assert said == {
        "Руководителям школ": [("Итог в целом", "Собрать опыт.")],
        "Ответственным за профориентацию": [("Итог в целом", "План.")],
        "Методическому центру": [("Показатель 4.2 «Квалификация по работе с ОВЗ»", "Провести семинар.")],
    }


def test_paper_and_word_say_the_same_schools_terms_and_sources(advised):
    """The schools of the centre's word are those that were advised alone for the same indicator."""
    made = advice(advised)
    own, by_band, centre = (line for group in made.groups for line in group.lines)
    assert {school.name.replace("\u00a0", " ") for school in centre.schools} == missed("4.2")
    assert {line.name.replace("\u00a0", " ") for line in made.schools if line.codes == "4.2"} == missed("4.2")
    texts = [pdf_text(advice_paper(made)), docx_text(advice_word(made))]
    for said in (
        own.concerned, own.terms, own.source, by_band.observed, by_band.source, centre.concerned, centre.source,
        "АДРЕСНЫЕ РЕКОМЕНДАЦИИ", "3. Методическому центру",
    ):  # fmt: skip
        assert [" ".join(said.split()) in text for text in texts] == [True, True], said
    assert ["Снятая." in text for text in texts] == [False, False]
    rows = docx_tables(advice_word(made))["Организации в порядке реестра"][1:]
    assert [row[1:] for row in rows] == [
        ["МАОУ СОШ № 2", "1.1, 2.1, 3.1", "4.2", "1"],
        ["МБОУ НОШ № 5", "2.1, 3.1", "4.2", "1"],
        ["МБОУ ООШ № 10", "3.1", "4.2", "1"],
        ["МБОУ СОШ № 20", "1.1", "–", "0"],
    ]


def test_many_schools_are_counted_and_named_in_the_appendix(advised):
    more = copies(advised.full, 22)
    group = Recommendation.objects.get(audience="centre").group
    group.add(*more[:21])
    *_, centre = (line for group in advice(advised).groups for line in group.lines)
    assert (centre.concerned[:19], centre.concerned.count("№")) == ("Организации (24): М", 24)
    group.add(more[21])
    *_, centre = (line for group in advice(advised).groups for line in group.lines)
    assert centre.concerned == "Организации (25): указаны в приложении."
    numbers = [line.numbers for line in advice(advised).schools if "3.1" in line.numbers]
    assert (len(numbers), numbers.count("3.1")) == (25, 23)


def test_the_source_is_the_protocol_or_the_methodologist(advised):
    own, by_band, _ = (line.source.replace("\u00a0", " ") for group in advice(advised).groups for line in group.lines)
    year = loaded(advised.cycle)
    protocol = f"протокол № {year.protocol_number}"
    assert own == f"Источник: установлено методистом ({advised.methodologist}), 18.09.2026."
    assert by_band == (
        "Источник: экспертные карты организаций за 2025/2026 учебный год, сумма итоговых баллов и шкала приложения 1; "
        f"{protocol}."
    )


def test_a_decision_makes_the_papers_that_tell_it_former_and_no_others(advised):
    cycle = loaded(advised.cycle)
    before = {kind: digest_for(cycle, None, kind) for kind in ("advice", "statement", "order", "protocol")}
    row = Recommendation.objects.filter(audience="centre").get()
    drop(recommendation=row, reason="Семинар проведён", by=advised.methodologist, at=NOW)
    after = results_digest(cycle)
    assert [kind for kind, digest in before.items() if after.of(None, kind) != digest] == ["advice", "statement"]


def test_without_a_decision_the_page_says_what_to_do(played_year, client_of):
    answer = client_of(played_year.methodologist).get(f"/results/{played_year.cycle.pk}/advice.docx", follow=True)
    led = answer.redirect_chain[0][0]
    assert (led, NO_ADVICE_YET in answer.content.decode()) == (f"/cycles/{played_year.cycle.pk}/recommendations/", True)


def test_files_and_words_are_the_years_readers(advised, client_of):
    where = f"/results/{advised.cycle.pk}/"
    client = client_of(advised.observer)
    assert client.get(f"{where}advice.docx").headers["Content-Disposition"].startswith("attachment")
    page = client.get(f"{where}words/advice/").content.decode()
    assert ("Порядок исполнения" in page, "advice.pdf" in page) == (True, True)
    assert client_of(advised.head).get(f"{where}advice.docx").status_code == 403
