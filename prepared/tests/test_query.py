"""Does a prepared query answer what the queryset would, and refuse what it could not answer rightly?"""

from __future__ import annotations

import pytest
from django.db import connection
from django.db.models import Exists, F, OuterRef
from django.db.models.signals import post_init
from django.db.transaction import TransactionManagementError
from django.test.utils import CaptureQueriesContext

from prepared import PreparedQuery
from prepared.stand_ins import FIRST_SETS
from prepared.statement import NotPreparable
from prepared.tests.comparing import told_all
from schools.models import Municipality, School

pytestmark = pytest.mark.django_db


@pytest.fixture
def schools() -> list[School]:
    places = [Municipality.objects.create(name=name, department="Отдел", methodical_centre="МЦ") for name in "АБ"]
    return [
        School.objects.create(municipality=place, code=f"{place.name}{number}", name="Школа", short_name=f"№ {number}")
        for place in places
        for number in (1, 2)
    ]


def in_places(municipality_ids, code):
    others = School.objects.filter(municipality=OuterRef("municipality")).exclude(pk=OuterRef("pk"))
    rows = School.objects.filter(municipality_id__in=municipality_ids).exclude(code=code)
    return rows.select_related("municipality").annotate(has_others=Exists(others), place=F("municipality__name"))


def test_models_come_with_relations_and_annotations_as_the_queryset_gives_them(schools):
    prepared = PreparedQuery(in_places)
    first, last = schools[0].municipality_id, schools[-1].municipality_id
    for ids in ([first], [last], [first, last], {last, first}, [], [0]):
        for code in ("А1", "Б2", "п'ять%s"):
            values = {"municipality_ids": ids, "code": code}
            assert told_all(prepared(**values)) == told_all(list(in_places(**values)))


def test_rows_of_one_answer_share_what_they_both_name(schools):
    first, second = PreparedQuery(in_places)(municipality_ids=[schools[0].municipality_id], code="")
    assert first.municipality is second.municipality


def test_the_statement_is_put_together_once_a_shape(schools):
    built = []

    def build(school_id):
        built.append(school_id)
        return School.objects.filter(pk=school_id)

    prepared = PreparedQuery(build)
    assert [prepared.first(school_id=school.pk) for school in schools] == schools
    before = len(built)
    with CaptureQueriesContext(connection) as captured:
        assert prepared.first(school_id=0) is None
    assert (len(built), len(captured.captured_queries)) == (before, 1)


def test_tuples_come_as_the_queryset_gives_them(schools):
    def build(school_id):
        return School.objects.filter(pk=school_id).values_list("municipality__name", "has_soo", "pk")[:1]

    assert PreparedQuery(build)(school_id=schools[0].pk) == list(build(schools[0].pk))


def test_the_smallest_columns_are_asked_too(schools):
    """The ORM knows that nothing in them equals a great stand-in."""
    Municipality.objects.filter(name="А").update(margin_left_mm=33)
    prepared = PreparedQuery[Municipality](lambda number: Municipality.objects.filter(margin_left_mm=number))
    assert [row.name for row in prepared(number=33)] == ["А"]


def test_a_number_no_column_holds_is_nobodys(schools):
    prepared = PreparedQuery(lambda school_id: School.objects.filter(pk=school_id))
    assert [prepared(school_id=number) for number in (2**63, -(2**63) - 1, 10**30)] == [[], [], []]


@pytest.mark.parametrize(
    "build",
    [
        pytest.param(lambda number: School.objects.filter(pk=number + 1), id="calculated"),
        pytest.param(lambda number: School.objects.all()[: number - FIRST_SETS[0] + 1], id="limit"),
        pytest.param(lambda number: School.objects.filter(code=f"{number}"), id="worked into a text"),
        pytest.param(lambda number: School.objects.filter(pk=number).prefetch_related("municipality"), id="prefetched"),
        pytest.param(lambda number: School.objects.filter(pk=number).values("pk"), id="dictionaries"),
    ],
)
def test_what_would_be_answered_wrongly_is_refused(build):
    with pytest.raises(NotPreparable):
        PreparedQuery(build)(number=1)


@pytest.mark.django_db(transaction=True)
def test_rows_are_locked_inside_of_a_transaction_only():
    with pytest.raises(TransactionManagementError):
        PreparedQuery(lambda pk: School.objects.filter(pk=pk).select_for_update())(pk=1)


def test_a_model_others_listen_to_is_made_as_they_expect(schools):
    heard = []

    def listen(instance, **more):
        heard.append(instance.pk)

    post_init.connect(listen, sender=School)
    try:
        PreparedQuery(lambda pk: School.objects.filter(pk=pk))(pk=schools[0].pk)
    finally:
        post_init.disconnect(listen, sender=School)
    assert heard == [schools[0].pk]
