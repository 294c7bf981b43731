"""Do the recommendations sent to a school stand on its own paper, in PDF and DOCX alike, and not before?"""

from __future__ import annotations

import pytest

from improvement.domain.bank import ship_rules
from improvement.domain.deciding import accept_all
from improvement.domain.drawing import draw_recommendations
from improvement.domain.sending import hand_out
from improvement.models import Recommendation
from monitoring.tests.cast import NOW
from monitoring.tests.stories import again
from reports.contexts.school_result import build_school_result
from reports.documents.makers import NOT_ADVISED
from reports.documents.making import make
from reports.documents.papers import school_advice_paper
from reports.documents.school_advice_docx import school_advice_word
from reports.domain.asking import Wanted
from reports.models import MadeDocument
from reports.tests.advised import decided, drawn
from reports.tests.documents import asked
from reports.tests.reading import docx_text, pdf_text


@pytest.fixture
def advised(approved_year):
    by = {"by": approved_year.methodologist, "at": NOW}
    cycle = approved_year.cycle
    ship_rules(municipality=cycle.municipality, methodology=cycle.methodology, **by)
    draw_recommendations(cycle=cycle, **by)
    accept_all(cycle=cycle, ids=list(Recommendation.objects.values_list("pk", flat=True)), **by)
    hand_out(cycle=cycle, **by)
    return approved_year


def test_paper_and_word_say_every_recommendation_sent(advised):
    result = build_school_result(again(advised.full), at=NOW)
    texts = [pdf_text(school_advice_paper(result)), docx_text(school_advice_word(result))]
    assert len(result.recommendations) == Recommendation.objects.filter(expert_map=advised.full).count() > 0
    for item in result.recommendations:
        for said in (f"{item.code} {item.title}", item.observed, item.advice, item.terms):
            assert [" ".join(said.split()) in text for text in texts] == [True, True], said


def test_nothing_is_made_before_anything_was_sent(approved_year):
    document = asked(approved_year, Wanted("school_advice", "pdf", approved_year.full.school_id))
    assert make(document_id=document.pk, now=lambda: NOW) is False
    assert MadeDocument.objects.get().failure == NOT_ADVISED


def test_the_school_s_own_word_stands_before_its_group_s(approved_year):
    rules = (
        {"code": "4.2", "addressee": "group", "schools_from": 2, "action": "Группе."},
        {"code": "4.2", "action": "Школе."},
    )
    decided(drawn(approved_year, rules))
    hand_out(cycle=approved_year.cycle, by=approved_year.methodologist, at=NOW)
    result = build_school_result(again(approved_year.full), at=NOW)
    assert [item.advice for item in result.recommendations] == ["Школе.", "Группе."]
