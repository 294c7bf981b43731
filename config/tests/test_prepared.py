"""Does every prepared query of the product answer exactly what its queryset answers, to everybody?"""

from __future__ import annotations

import sys

import pytest
from django.contrib.sessions.models import Session

from accounts.models.membership import IN_FORCE_OF
from accounts.sessions import SESSION
from accounts.signed_in import PERSON
from journal.domain.record import HEAD
from monitoring.domain.acceptance import accept_claims
from monitoring.domain.claim_rows import FEW, USES_OF_FEW
from monitoring.domain.evidence import add_link
from monitoring.domain.sheet import ANSWERS, LOCKED_ANSWERS
from monitoring.domain.verification import Finding
from monitoring.models.evidence import MARK_LENGTH
from monitoring.queries import desk, division, lookup
from monitoring.queries import figures as figures_queries
from monitoring.queries.lookup import sight_of
from monitoring.states import VerdictKind
from monitoring.tests import stories
from monitoring.tests.cast import NOW
from prepared import PreparedQuery
from prepared.tests.comparing import told_all
from reports.domain.asking import Wanted, ask
from reports.domain.finishing import LOCKED
from reports.queries import cycle_rows
from reports.queries.made_documents import DOCUMENT
from reports.tests.year import verified_with

APPS = ("journal", "schools", "accounts", "scoring", "monitoring", "improvement", "reports", "config")
OF_THE_DESK = {
    desk.MAP: ("map_id", "person"),
    desk.STRIP: ("map_id",),
    desk.SIGNED: ("map_id",),
    desk.ANSWERS: ("map_id", "code", "other"),
    desk.VERDICTS: ("answer_id",),
    desk.PIECES: ("answer_id",),
    desk.PAST: ("place", "school", "year", "methodology", "code"),
    desk.FIGURES: ("school_id",),
    desk.LAST_ON_MAP: ("person", "map_id"),
    desk.LAST_IN_ROW: ("person", "cycle_id", "code"),
    desk.REASONS: ("place", "code"),
    division.OWN_NUMBERS: ("cycle_id", "reviewer_id"),
    lookup.CYCLE: ("cycle_id", "person"),
    USES_OF_FEW: ("municipality_id", *(f"{name}{number}" for number in range(FEW) for name in ("mark", "begun"))),
}
OF_DOCUMENTS = [DOCUMENT, LOCKED]
OF_YEARS = [cycle_rows.MAPS, cycle_rows.ANSWERS, cycle_rows.CORRECTIONS]
KNOWN = [
    SESSION, PERSON, IN_FORCE_OF, HEAD, ANSWERS, LOCKED_ANSWERS, lookup.MAP, figures_queries.MAP, *OF_THE_DESK,
    *OF_DOCUMENTS, *OF_YEARS,
]  # fmt: skip


def test_no_prepared_query_is_left_out():
    modules = [module for name, module in sys.modules.items() if name.split(".")[0] in APPS and ".tests" not in name]
    found = {id(it) for module in modules for it in vars(module).values() if isinstance(it, PreparedQuery)}
    assert found == {id(query) for query in KNOWN}


@pytest.fixture
def people(head, editor, other_head, reviewer, coordinator, foreign_head, foreign_coordinator):
    return [head, editor, other_head, reviewer, coordinator, foreign_head, foreign_coordinator]


def test_maps_are_named_by_the_same_people_with_the_same_context(people, expert_map, other_map, figures):
    for query in (lookup.MAP, figures_queries.MAP):
        for person in people:
            for map_id in (expert_map.pk, other_map.pk, 0):
                asked = {"map_id": map_id, **sight_of(person)}
                assert told_all(query(**asked)) == told_all(list(query.build(**asked)))


def test_sheets_roles_and_chains_are_the_same(people, expert_map, other_map, client_of):
    asked = [(query, {"map_id": it.pk}) for query in (ANSWERS, LOCKED_ANSWERS) for it in (expert_map, other_map)]
    asked += [(query, {"user_id": person.pk}) for query in (PERSON, IN_FORCE_OF) for person in people]
    asked += [(HEAD, {"subject": subject}) for subject in (expert_map.subject, f"cycle:{expert_map.cycle_id}", "map:0")]
    client_of(people[0])
    asked += [(SESSION, {"session_key": key}) for key in (Session.objects.get().session_key, "nobodys-session")]
    for query, values in asked:
        assert told_all(query(**values)) == told_all(list(query.build(**values)))


def test_documents_are_the_same(cycle, expert_map, coordinator):
    """Of the whole year, of one school, and none."""
    about = [Wanted("statement", "pdf"), Wanted("school_result", "pdf", expert_map.school_id)]
    made = [ask(cycle=cycle, wanted=wanted, by=coordinator, at=NOW).pk for wanted in about]
    for query in OF_DOCUMENTS:
        found = [list(query.build(document_id=document_id)) for document_id in (*made, 0)]
        assert [len(rows) for rows in found] == [1, 1, 0]
        assert [told_all(query(document_id=number)) for number in (*made, 0)] == [told_all(rows) for rows in found]


def test_years_read_the_same(cycle, expert_map, other_map, head, reviewer):
    """The whole, one school's, one with nothing signed, and none."""
    shown = Finding(VerdictKind.CORRECTED, numerator=60, denominator=180, reason="Посчитаны посещения")
    verified_with(expert_map, {"1.2": shown}, head=head, reviewer=reviewer)
    schools = [{"school": it.school_id} for it in (expert_map, other_map)]
    for query in OF_YEARS:
        for asked in ({}, *schools, {"school": 0}):
            values = {"cycle_id": cycle.pk, **asked}
            assert told_all(query(**values)) == told_all(list(query.build(**values)))
    assert [bool(query(cycle_id=cycle.pk, **schools[0])) for query in OF_YEARS] == [True, True, True]


def test_the_desk_reads_the_same(reviewer, head, expert_map, figures):
    """Of a signed map with a claim judged; none of the answers is empty."""
    page = add_link(expert_map=expert_map, code="1.2", url="https://school2.example.org/b", by=head, at=NOW)
    stories.submitted(expert_map, by=head)
    accept_claims(expert_map=stories.again(expert_map), codes=["1.2"], by=reviewer, at=NOW)
    expert_map.__class__.objects.filter(pk=expert_map.pk).update(reviewer=reviewer)
    asked = {
        "map_id": expert_map.pk, "person": reviewer.pk, "reviewer_id": reviewer.pk, "code": "1.2", "other": "1.4",
        "answer_id": expert_map.answers.get(code="1.2").pk, "cycle_id": expert_map.cycle_id,
        "place": expert_map.municipality_id, "municipality_id": expert_map.municipality_id,
        "school": expert_map.school_id, "school_id": expert_map.school_id, "year": expert_map.cycle.school_year,
        "methodology": expert_map.cycle.methodology.code,
        **{f"mark{number}": page.url for number in range(FEW)},
        **{f"begun{number}": page.url[:MARK_LENGTH] for number in range(FEW)},
    }  # fmt: skip
    for query, names in OF_THE_DESK.items():
        values = {name: asked[name] for name in names}
        found = list(query.build(**values))
        assert (told_all(query(**values)), found != []) == (told_all(found), True)
