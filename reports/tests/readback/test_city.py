"""Do the documents of 165 schools equal our own count of the raw answers, figure by figure?

The справка, its paper, the приказ, the page, every table and every school's page are read whole; the papers of schools
are read for some, and the number that chose them is printed.
"""

from __future__ import annotations

import pytest

from accounts.models import User
from monitoring.models import MonitoringCycle
from reports.tests.advised import advise_by_the_sample
from reports.tests.readback import checks, paper_checks, processing_checks, sheets
from reports.tests.readback.act import RULES
from reports.tests.years_of_sizes import seat

pytestmark = [pytest.mark.slow, pytest.mark.one_database, pytest.mark.django_db, pytest.mark.long]

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
    for is_share in (True, False):
        for code in dice.sample([code for code, rule in RULES.items() if bool(rule.threshold) is is_share], 2):
            checks.check_analysis_on_paper(methodologist, city_year, code)


def test_statistics_and_reconciliation(city_year, methodologist):
    processing_checks.check_statistics(methodologist, city_year)
    processing_checks.check_statistic_tables(methodologist, city_year)
    processing_checks.check_what_if(methodologist, city_year, processing_checks.ASKED)
    processing_checks.check_reconciliation(methodologist, city_year)


def test_the_protocol(city_year, methodologist):
    seat(MonitoringCycle.objects.get(), User.objects.get(email="methodologist@example.org"))
    paper_checks.check_protocol(methodologist, city_year)


def test_the_recommendations(city_year, methodologist):
    """Everything the sample bank has to say to 165 schools, accepted and sent."""
    advise_by_the_sample(MonitoringCycle.objects.get(), User.objects.get(email="methodologist@example.org"))
    paper_checks.check_advice(methodologist, city_year)
    checks.check_statement_in_words(methodologist, city_year)
