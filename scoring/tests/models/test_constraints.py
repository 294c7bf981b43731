"""Does the database refuse rows that contradict themselves?"""

import pytest
from django.db import IntegrityError, transaction

from scoring.models import Criterion, EffectivenessBand, Indicator, Methodology, Quantity

pytestmark = pytest.mark.django_db


def refused(rows, **changes):
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.update(**changes)


@pytest.mark.parametrize(
    "changes",
    [
        {"threshold": None},
        {"threshold": 0},
        {"threshold": 101},
        {"denominator": None},
        {"unit_many": ""},
        {"kind": "fact"},
        {"kind": "other"},
        {"code": "1.2"},
        {"position": 2},
    ],
)
def test_a_share(methodology, changes):
    refused(Indicator.objects.filter(code="1.1"), **changes)


@pytest.mark.parametrize("changes", [{"threshold": 30}, {"kind": "share"}, {"owns_denominator": True}])
def test_a_fact(methodology, changes):
    refused(Indicator.objects.filter(code="1.6"), **changes)


def test_a_denominator_is_typed_in_one_place(methodology):
    refused(Indicator.objects.filter(code="1.4"), owns_denominator=True)


def test_unique_keys(methodology):
    refused(Quantity.objects.filter(key="staff"), key="pupils_1_4")
    refused(Quantity.objects.filter(key="staff"), snapshot="late")
    refused(Criterion.objects.filter(number=1), number=2)
    refused(Criterion.objects.filter(number=1), maximum=0)


@pytest.mark.parametrize(
    "changes", [{"key": "low"}, {"key": "top"}, {"share_from": 60}, {"share_from": 101}, {"annex_to": 18}]
)
def test_a_band(methodology, changes):
    refused(EffectivenessBand.objects.filter(key="high"), **changes)


def test_a_preset_version_exists_once_though_it_has_no_municipality(methodology):
    methodology.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        methodology.save(force_insert=True)
    assert Methodology.objects.count() == 1
