"""Does every figure of every document of the demonstration district equal our own count of the raw answers?

All three years: two approved, and the one that runs. A phrase we expect and do not find is a fault, and so is a figure
that stands in a document and that nobody here has counted. The last tests alter one figure each: the check must see it.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from django.db.models import F
from django.utils import timezone

from accounts.models import User
from improvement.domain.sending import hand_out
from improvement.models import Edition, Recommendation
from monitoring.models import ExpertMap, IndicatorAnswer, MonitoringCycle, Objection
from reports.contexts.district import District, build_district
from reports.contexts.school_result import SchoolResult, build_school_result
from reports.contexts.statement import build_statement
from reports.documents.papers import school_advice_paper, statement_paper
from reports.documents.school_advice_docx import school_advice_word
from reports.documents.school_docx import school_result_word
from reports.documents.statement_docx import statement_word
from reports.queries.advice_rows import AcceptedWords, accepted_words
from reports.queries.subjects import map_of
from reports.queries.words import NO_WORDS, Written
from reports.sheets.registry import registry_workbook
from reports.tests.readback import checks, paper_checks, processing_checks, reading, sheets
from reports.tests.readback.act import RULES
from reports.tests.readback.cells import in_xlsx, xlsx_cells
from reports.tests.readback.year import read_years
from reports.tests.year import AFTER_TERMS, loaded
from reports.tests.years_of_sizes import seat

pytestmark = [pytest.mark.slow, pytest.mark.one_database, pytest.mark.django_db, pytest.mark.long]

# Of the first year; of the second every school's paper is read.
PAPERS = 5


def test_the_statement(years, methodologist):
    for year in years:
        checks.check_statement_in_words(methodologist, year)
        checks.check_statement_on_paper(methodologist, year)


def test_the_order_and_the_summary(years, methodologist):
    for year in years:
        checks.check_order(methodologist, year)
        checks.check_summary(methodologist, year)


@pytest.mark.parametrize("table", sheets.SHEETS)
def test_every_table_as_a_file(table, years, methodologist):
    for year in years:
        checks.check_table(methodologist, year, table)


def test_the_registry(years, methodologist):
    for year in years:
        checks.check_registry(methodologist, year)


def test_every_page(years, methodologist):
    for year in years:
        checks.check_district_page(methodologist, year)
        checks.check_indicator_pages(methodologist, year)
        for school in year.known:
            checks.check_school_page(methodologist, year, school)


def test_the_analysis_of_every_indicator(years, methodologist):
    for code in RULES:
        checks.check_analysis_in_words(methodologist, years[1], code)
    for code in ("1.1", "5.3", *(code for code, rule in RULES.items() if rule.threshold is None)):
        checks.check_analysis_on_paper(methodologist, years[1], code)


def test_the_statistics_and_what_other_thresholds_would_do(years, methodologist):
    for year in years:
        processing_checks.check_statistics(methodologist, year)
        processing_checks.check_statistic_tables(methodologist, year)
    for year in years[:2]:
        processing_checks.check_what_if(methodologist, year, processing_checks.ASKED)
        processing_checks.check_what_if(methodologist, year, {"1.2": 30})


def test_no_threshold_changes_what_people_decided(years, methodologist):
    """The commission took a point: however low the threshold, it stays taken, and is named."""
    school = next(school for school in years[1].known if school.final["1.2"])
    taken = {"final_points": 0, "final_reason": "Посчитаны посещения"}
    IndicatorAnswer.objects.filter(expert_map=school.raw.pk, code="1.2").update(**taken)
    ExpertMap.objects.filter(pk=school.raw.pk).update(final_points=F("final_points") - 1)
    recounted = read_years([year.raw.pk for year in years])[1]
    processing_checks.check_what_if(methodologist, recounted, {"1.2": 1, "1.4": 40})


def test_the_reconciliation(years, methodologist):
    for year in years:
        processing_checks.check_reconciliation(methodologist, year)


def test_the_protocol(years, methodologist):
    by = User.objects.get(email="methodologist@example.org")
    for year in years:
        seat(MonitoringCycle.objects.get(pk=year.raw.pk), by)
        paper_checks.check_protocol(methodologist, year)
    object_thrice(years[1], by)
    paper_checks.check_protocol(methodologist, years[1])


def object_thrice(year, by) -> None:
    """Two schools, three answers: satisfied, rejected, waiting. The district itself has no objections."""
    answers = IndicatorAnswer.objects.filter(code__in=["1.2", "3.1"], expert_map__in=[s.raw.pk for s in year.known[:2]])
    for answer, outcome in zip(answers.order_by("pk"), ("satisfied", "rejected", ""), strict=False):
        answered = {"decided_by": by, "decided_at": AFTER_TERMS, "decision": "Сверено."} if outcome else {}
        Objection.objects.create(
            municipality_id=answer.expert_map.municipality_id, answer=answer, text="Не учтены 5 человек.",
            raised_by=by, raised_at=AFTER_TERMS, outcome=outcome, points=1 if outcome == "satisfied" else None,
            **answered,
        )  # fmt: skip


def test_the_recommendations(years, methodologist):
    paper_checks.check_advice(methodologist, years[1])


def test_what_every_school_was_sent(years, dice):
    cycle = MonitoringCycle.objects.get(pk=years[1].raw.pk)
    Edition.objects.all().delete()
    Recommendation.objects.update(sent_version=None)
    by = User.objects.get(email="methodologist@example.org")
    hand_out(cycle=cycle, by=by, at=datetime(2025, 11, 12, 6, tzinfo=UTC))
    for school in years[1].known:
        result = result_of(school)
        paper_checks.check_school_advice_in_words(school_advice_word(result), years[1], school)
    for school in dice.sample(years[1].known, PAPERS):
        paper_checks.check_school_advice_on_paper(school_advice_paper(result_of(school)), years[1], school)


def result_of(school) -> SchoolResult:
    """As of now: the moment stands on the paper."""
    return build_school_result(ExpertMap.objects.with_context().get(pk=school.raw.pk), at=timezone.now())


def test_every_school_s_result(years, methodologist, dice):
    first, second, _ = years
    for year in (first, second):
        for school in year.known:
            checks.check_result_in_words(methodologist, year, school)
    chosen = dice.sample(first.known, PAPERS)
    for year, school in [*((first, school) for school in chosen), *((second, school) for school in second.known)]:
        checks.check_result_on_paper(methodologist, year, school)


# --- would it be seen? --------------------------------------------------------------------------


@pytest.fixture
def district(years) -> District:
    cycle = MonitoringCycle.objects.get(pk=years[1].raw.pk)
    return build_district(loaded(cycle), at=AFTER_TERMS)


@pytest.fixture
def accepted(years) -> AcceptedWords:
    return accepted_words(MonitoringCycle.objects.get(pk=years[1].raw.pk))


def seen(document: bytes, year) -> dict[str, list[str]]:
    """Faults but for the moment it was made in, which here is not now."""
    found = reading.word_statement_faults(document, year)
    return found | {"left": [words for words in found["left"] if "формирован" not in words and "UTC" not in words]}


def test_an_untouched_context_has_no_fault(district, accepted, years):
    assert seen(statement_word(district, NO_WORDS, accepted=accepted), years[1]) == {"wrong": [], "left": []}


def test_one_figure_of_the_context_altered_is_seen(district, accepted, years):
    mean = district.figures.mean
    assert mean is not None
    altered = replace(district, figures=replace(district.figures, mean=mean + 1))
    found = seen(statement_word(altered, NO_WORDS, accepted=accepted), years[1])
    assert [words[:19] for words in found["wrong"]] == ["Средний результат —"]
    assert any("Средний результат" in words for words in found["left"])
    on_paper = reading.paper_statement_faults(statement_paper(altered, NO_WORDS, accepted=accepted), years[1])
    assert [words[:19] for words in on_paper["wrong"]] == ["Средний результат —"]


def test_one_cell_of_the_context_altered_is_seen(district, years):
    first, *others = district.schools
    altered = replace(district, schools=(replace(first, verified=(first.verified or 0) + 1), *others))
    _, cells = xlsx_cells(registry_workbook(altered))["Итоги"]
    rows = zip(cells, in_xlsx(sheets.totals(years[1])), strict=True)
    differ = [(is_, should) for row, own in rows for is_, should in zip(row, own, strict=True) if is_ != should]
    assert differ == [((first.verified or 0) + 1, first.verified)]


def test_a_figure_nobody_counted_is_seen(district, accepted, years):
    drawn = next(section for section in build_statement(district).sections if section.key == "trust")
    more = {"trust": Written(1, f"{drawn.text}\n\nЕщё 7 школ.", "", "Иванова И. И.", AFTER_TERMS)}
    found = seen(statement_word(district, more, accepted=accepted), years[1])
    assert (found["wrong"], len(found["left"])) == ([], 1)
    assert "Ещё 7 школ." in found["left"][0]


def test_a_raw_answer_altered_after_making_is_seen(district, years):
    """In the school's result, the справка and the registry alike."""
    year = years[1]
    school = next(s for s in year.known if s.claimed["1.1"] and "1.1" not in s.raw.corrections)
    expert_map = map_of(loaded(MonitoringCycle.objects.get(pk=year.raw.pk)), school.raw.school)
    result = school_result_word(build_school_result(expert_map, at=AFTER_TERMS))
    assert reading.word_tables(result) == reading.result_tables(year, school)
    answer = IndicatorAnswer.objects.filter(expert_map=school.raw.pk, code="1.1")
    assert answer.update(numerator=F("numerator") - 1) == 1
    recounted = read_years([y.raw.pk for y in years])[1]
    again = next(s for s in recounted.schools if s.raw.pk == school.raw.pk)
    assert reading.word_tables(result) != reading.result_tables(recounted, again)
    assert reading.word_tables(statement_word(district, NO_WORDS)) != reading.statement_tables(recounted)
    _, cells = xlsx_cells(registry_workbook(district))["Данные"]
    assert cells != in_xlsx(sheets.answers(recounted))


def test_a_school_left_out_of_a_group_is_seen(years, methodologist):
    group = Recommendation.objects.filter(addressee="group", rule__isnull=False, state="accepted").first().group
    group.remove(group.first())
    for check in (paper_checks.check_advice, checks.check_statement_in_words):
        with pytest.raises(AssertionError):
            check(methodologist, years[1])


def test_a_point_the_product_counted_wrong_is_seen(years, methodologist):
    """As if the engine had erred: the stored points no longer follow from the answer."""
    year = years[1]
    school = next(s for s in year.known if s.final["2.1"])
    stored = {"claimed_points": 0, "verified_points": 0, "final_points": 0}
    assert IndicatorAnswer.objects.filter(expert_map=school.raw.pk, code="2.1").update(**stored) == 1
    for check in (
        checks.check_statement_in_words, checks.check_district_page, checks.check_registry,
        processing_checks.check_statistics, processing_checks.check_statistic_tables,
    ):  # fmt: skip
        with pytest.raises(AssertionError):
            check(methodologist, year)
    with pytest.raises(AssertionError):
        checks.check_result_in_words(methodologist, year, school)
