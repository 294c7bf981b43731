"""Does the справка propose what was accepted for the schools, in the same words on the page, on paper and in Word?"""

from __future__ import annotations

import pytest

from improvement.domain.deciding import drop
from improvement.domain.sending import hand_out
from improvement.models import Recommendation
from monitoring.tests.cast import NOW
from reports.contexts.sections import Section
from reports.contexts.statement_proposals import LATER, NOT_ACCEPTED
from reports.contexts.worded import sections_of
from reports.domain.words import DrawnSection, write_words
from reports.tests.advised import advise, decided, drawn
from reports.tests.reading import docx_text, pdf_text
from reports.tests.year import AFTER_TERMS, copies, loaded

ACCEPTED = (
    "По итогам года приняты адресные рекомендации: целевым группам — 3, отдельным организациям — 3 (3 организации). "
    "Ниже приведено их содержание; установленные факты, сроки и перечни организаций указаны в документе "
    "«Адресные рекомендации».\n\n"
    "Руководителям школ:\n\n"
    "1. Итог в целом. Собрать опыт. Срок: до 1 марта 2027 г. Рекомендация относится к 2 организациям.\n"
    "2. Отдельным организациям — 3 рекомендации, в скобках число организаций: по показателям 4.2 (3). "
    "Руководителям ещё не направлены.\n\n"
    "Ответственным за профориентацию:\n\n"
    "3. Итог в целом (низкая степень). План. Срок: до 31 мая 2027 г. Рекомендация относится к 2 организациям.\n\n"
    "Методическому центру:\n\n"
    "4. Показатель 4.2 «Квалификация по работе с ОВЗ». Провести семинар. Срок: до 31 мая 2027 г. "
    "Рекомендация относится к 3 организациям.\n"
    "5. Провести консультации по заполнению показателей, которые чаще других исправлялись при проверке: 1.2, 2.1.\n\n"
    "Руководителям организаций, не представивших экспертные карты:\n\n"
    "6. МБОУ СОШ № 20. Сообщить отделу образования причины и обеспечить участие в следующем цикле: участие в "
    "мониторинге обязательно."
)


def section(year, at=AFTER_TERMS) -> Section:
    return next(found for found in sections_of(loaded(year.cycle), "statement", at) if found.key == "proposals")


def said(year) -> str:
    return section(year).drawn.replace("\u00a0", " ")


def test_what_was_accepted_is_summed_up_by_target_group(approved_year):
    assert said(advise(approved_year)) == ACCEPTED


def test_nothing_accepted_is_said_and_the_deficits_speak(approved_year):
    first, second, third = said(drawn(approved_year)).split("\n")[:3]
    assert (first, second) == (NOT_ACCEPTED, "")
    assert third.startswith("1. Руководителям организаций с низкой степенью эффективности. МАОУ СОШ № 2, ")
    Recommendation.objects.filter(addressee="school").delete()
    assert NOT_ACCEPTED in said(approved_year)


def test_without_results_nothing_is_proposed(played_year):
    played_year.cycle.expert_maps.all().update(state="filling")
    assert said(played_year).startswith("1. Руководителям организаций, не представивших экспертные карты.")
    played_year.cycle.expert_maps.all().delete()
    assert said(played_year) == LATER


def test_what_the_schools_hold_is_told_as_sent_and_the_centre_is_sent_nothing(approved_year):
    advise(approved_year)
    hand_out(cycle=approved_year.cycle, by=approved_year.methodologist, at=NOW)
    told = said(approved_year)
    assert told == (
        ACCEPTED.replace("Рекомендация относится к 2", "Рекомендация направлена 2")
        .replace("Руководителям ещё не направлены.", "Все направлены руководителям.")
    )  # fmt: skip
    first = Recommendation.objects.filter(addressee="school", code="4.2").order_by("pk").first()
    Recommendation.objects.filter(pk=first.pk).update(version=first.version + 1)
    assert "по показателям 4.2 (3). Направлено руководителям: 2 из 3." in said(approved_year)


def test_where_only_schools_were_advised_the_words_of_most_are_told(approved_year):
    rules = [
        {"code": "4.2", "action": "Договориться:\n\n– с колледжем;\n– с центром"},
        *({"code": code, "action": f"Сделать {code}."} for code in ("1.1", "1.2", "1.4", "4.4", "5.1")),
    ]
    told = said(decided(drawn(approved_year, rules))).split("\n\n")
    assert told[:2] == [
        "По итогам года приняты адресные рекомендации: отдельным организациям — 10 (3 организации). "
        + ACCEPTED.split("\n\n", maxsplit=1)[0].partition("). ")[2],
        "Руководителям школ:",
    ]
    lines = told[2].split("\n")
    assert [line.split("»")[0] for line in lines[:-1]] == [
        "1. Показатель 1.1 «1–4 классы, ознакомительные мероприятия",
        "2. Показатель 1.2 «8–9 классы, ознакомительные мероприятия",
        "3. Показатель 4.2 «Квалификация по работе с ОВЗ",
        "4. Показатель 4.4 «Тьюторы для выпускников 9-х классов",
        "5. Показатель 5.1 «Региональный чемпионат „Профессионалы“",
    ]
    assert lines[2].endswith("Договориться: – с колледжем; – с центром. Рекомендация относится к 3 организациям.")


@pytest.mark.slow
def test_the_page_the_paper_and_the_word_say_it_alike(approved_year, client_of):
    """Of many schools: they are counted, the document of recommendations names them."""
    copies(approved_year.full, 40)
    advise(approved_year)
    client, where = client_of(approved_year.methodologist), f"/results/{approved_year.cycle.pk}"
    told = [" ".join(line.split()) for line in section(approved_year, at=NOW).text.splitlines() if line]
    assert "Рекомендация относится к 43 организациям." in " ".join(told)
    paper, word = (client.get(f"{where}/report.{kind}").content for kind in ("pdf", "docx"))
    printed, written = pdf_text(paper), docx_text(word)
    page = " ".join(client.get(f"{where}/words/statement/proposals/").content.decode().split())
    for line in told:
        assert (line in written, line in page.replace("&nbsp;", " ")) == (True, True), line
        assert line.partition(". ")[2] in printed or line in printed, line


def test_a_section_somebody_wrote_stays_and_says_that_the_data_moved(approved_year):
    before = section(approved_year)
    by = {"by": approved_year.methodologist, "at": NOW}
    there = DrawnSection(approved_year.cycle, "statement", "proposals", before.title, before.drawn)
    write_words(section=there, text="Своими словами.", seen_version=0, **by)
    advise(approved_year)
    after = section(approved_year)
    assert (after.text, after.is_edited, after.is_outdated) == ("Своими словами.", True, True)
    row = Recommendation.objects.filter(audience="centre").get()
    drop(recommendation=row, reason="Семинар проведён", **by)
    assert "Провести семинар" not in said(approved_year)
