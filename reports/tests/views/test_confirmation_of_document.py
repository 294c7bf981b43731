"""Is a made document confirmed by kind, number, date and digest, and by nothing more?"""

from __future__ import annotations

import re

import pytest
from django.core.cache import cache
from django.test import Client

from reports.tests.documents import asked, done, of_school
from reports.tests.views.test_confirmation import main_of, plain


@pytest.fixture(autouse=True)
def _no_misses_yet(db):
    cache.clear()


def page_of(document):
    return Client().get(f"/confirm/{document.code}/")


def test_kind_number_date_digest_and_nothing_more(played_year):
    ready = done(asked(played_year, of_school(played_year.full)), title="Результаты 2025/2026, МАОУ СОШ № 2")
    page = main_of(page_of(ready))
    facts = dict(re.findall(r"<dt>(.*?)</dt><dd[^>]*>(.*?)</dd>", page))
    unchanged = facts.pop("Содержание")
    assert facts == {
        "Документ": "Результаты школы по мониторингу за 2025/2026 учебный год",
        "Номер": ready.number,
        "Дата и время": "18.09.2026 в 17:00 (UTC+5)",
        "Контрольная сумма файла SHA-256": ready.sha256,
    }
    assert "не изменилось" in unchanged
    names = (played_year.full.school.short_name, played_year.full.school.name, played_year.cycle.municipality.name)
    told = [word for word in (*names, played_year.methodologist.full_name, ready.results_digest) if word in page]
    assert told == []


def test_a_changed_file_is_said(played_year):
    ready = done(asked(played_year))
    ready.path.write_bytes(b"another")
    assert "Содержание документа изменено" in plain(page_of(ready))


def test_what_is_not_ready_is_not_confirmed(played_year):
    waiting = asked(played_year)
    assert page_of(waiting).status_code == 404


def test_an_earlier_version_stays_confirmed(played_year):
    first = done(asked(played_year, of_school(played_year.full)))
    done(asked(played_year, of_school(played_year.full, reason="Бланк")), b"second")
    assert (page_of(first).status_code, first.number in plain(page_of(first))) == (200, True)
