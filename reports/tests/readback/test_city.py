"""Do the documents of 165 schools equal our own count of the raw answers, figure by figure?

The справка, its paper, the приказ, the page, every table and every school's page are read whole; the papers of schools
are read for some, and the number that chose them is printed.
"""

from __future__ import annotations

import pytest

from reports.tests.readback import checks, sheets
from reports.tests.readback.act import RULES

pytestmark = [pytest.mark.slow, pytest.mark.papers, pytest.mark.django_db, pytest.mark.long]

PAPERS, WORDS = 6, 20


def test_the_city_is_what_it_should_be(city_year):
    assert len(city_year.schools) == 165
    assert len(city_year.group("absent")) == 165 // 23
    assert {key: len(city_year.group(key)) > 0 for key in city_year.groups} == dict.fromkeys(city_year.groups, True)


def test_statement_and_order(city_year, methodologist):
    checks.check_statement_in_words(methodologist, city_year)
    checks.check_statement_on_paper(methodologist, city_year)
    checks.check_order(methodologist, city_year)
    checks.check_summary(methodologist, city_year)


def test_tables_and_registry(city_year, methodologist):
    for table in sheets.SHEETS:
        checks.check_table(methodologist, city_year, table)
    checks.check_registry(methodologist, city_year)


def test_pages(city_year, methodologist):
    checks.check_district_page(methodologist, city_year)
    checks.check_indicator_pages(methodologist, city_year)
    for school in city_year.known:
        checks.check_school_page(methodologist, city_year, school)


def test_papers_of_some(city_year, methodologist, dice):
    for school in dice.sample(city_year.known, WORDS):
        checks.check_result_in_words(methodologist, city_year, school)
    for school in dice.sample(city_year.known, PAPERS):
        checks.check_result_on_paper(methodologist, city_year, school)
    for code in dice.sample(list(RULES), 3):
        checks.check_analysis_in_words(methodologist, city_year, code)
    # The reader glues a lone column of points to the names before it, so facts are read in words only.
    for code in dice.sample([code for code, rule in RULES.items() if rule.threshold], 2):
        checks.check_analysis_on_paper(methodologist, city_year, code)
