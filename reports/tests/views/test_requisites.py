"""Can the number, the day and the signature of a document be given in the browser?"""

from __future__ import annotations

import pytest
from django.urls import reverse

from monitoring.tests.cast import NOW
from reports.domain.requisites import change_requisites
from reports.queries.requisites import requisites_of


def there(year, document: str = "order") -> str:
    return reverse("reports:requisites", args=[year.cycle.pk, document])


@pytest.fixture
def editing(approved_year, client_of):
    return client_of(approved_year.methodologist)


def test_they_are_saved_and_shown_beside_the_words(approved_year, editing):
    answer = editing.post(there(approved_year), {"version": "0", "number": " 01-12 ", "day": "05.11.2026"})
    back = reverse("reports:words", args=[approved_year.cycle.pk, "order"])
    assert answer.url == back
    assert "Реквизиты: 05.11.2026 № 01-12" in editing.get(back).content.decode()
    assert 'value="2026-11-05"' in editing.get(there(approved_year)).content.decode()
    assert editing.get(there(approved_year, "novel")).status_code == 404


def test_the_statement_sets_no_terms(approved_year, editing):
    assert "Планы представить до" in editing.get(there(approved_year)).content.decode()
    assert "Планы представить до" not in editing.get(there(approved_year, "statement")).content.decode()


@pytest.mark.parametrize(("typed", "field"), [
    ({"day": "31.02.2026"}, "day"), ({"day": "05.11.0206"}, "day"), ({"number": "9" * 41}, "number"),
    ({"recommendations_until": "2026-12-01", "plans_until": "2026-11-01"}, "plans_until"), ({"version": ""}, "version"),
])  # fmt: skip
def test_bad_input_gets_a_sentence(approved_year, editing, typed, field):
    answer = editing.post(there(approved_year), {"version": "0"} | typed)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
    assert requisites_of(approved_year.cycle, "order").version == 0


def test_a_stale_save_shows_both(approved_year, editing):
    change_requisites(
        cycle=approved_year.cycle, document="order", values={"number": "7-Б"}, seen_version=0,
        by=approved_year.coordinator, at=NOW,
    )  # fmt: skip
    answer = editing.post(there(approved_year), {"version": "0", "number": "8-В"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "номер — 7-Б" in page
    assert 'value="8-В"' in page
    assert answer.context["form"]["version"].value() == 1
    assert editing.post(there(approved_year), {"version": "1", "number": "8-В"}).status_code == 302
