"""Does every change of the register keep its rules and leave its trace?"""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from journal.queries import entries_for
from schools.domain.register import (
    change_municipality,
    change_participation,
    found_municipality,
    record_figures,
    record_school,
)
from schools.errors import RegisterError
from schools.models import Municipality, ReferenceFigures, School

VALUES = {"code": "077", "name": "Средняя школа № 77", "short_name": "СОШ № 77", "has_soo": False}


def actions(subject: str) -> list[str]:
    return list(entries_for(subject).values_list("action", flat=True))


def test_a_school_is_added(municipality, coordinator, now):
    added = record_school(municipality=municipality, values=VALUES, by=coordinator, at=now)
    kept = School.objects.get()
    assert (kept, kept.code, kept.levels, kept.is_active) == (added, "077", {"noo", "ooo"}, True)
    entry = entries_for(f"school:{added.pk}").get()
    assert (entry.action, entry.old, entry.new, entry.by) == ("school.added", None, VALUES, coordinator)


def test_only_what_differs_is_written_down(municipality, school, coordinator, now):
    record_school(
        municipality=municipality,
        school=school,
        by=coordinator,
        at=now,
        values={"code": "002", "short_name": school.short_name, "phone": "+7 000"},
    )
    entry = entries_for(f"school:{school.pk}").get()
    assert (entry.action, entry.old, entry.new) == ("school.changed", {"phone": ""}, {"phone": "+7 000"})


def test_the_same_values_leave_no_trace(municipality, school, coordinator, now):
    record_school(municipality=municipality, school=school, values={"code": "002"}, by=coordinator, at=now)
    assert actions(f"school:{school.pk}") == []


def test_a_code_is_used_once(municipality, school, other_school, coordinator, now):
    for target in (None, other_school):
        with pytest.raises(RegisterError) as refusal:
            record_school(
                municipality=municipality, school=target, values=VALUES | {"code": "002"}, by=coordinator, at=now
            )
        assert (str(refusal.value), refusal.value.field) == ("Школа с кодом «002» уже есть в реестре.", "code")
    assert set(School.objects.values_list("code", flat=True)) == {"002", "010"}


def test_the_same_code_in_another_municipality_is_another_school(
    municipality, school, other_municipality, foreign_coordinator, now
):
    record_school(municipality=other_municipality, values=VALUES | {"code": "002"}, by=foreign_coordinator, at=now)
    assert School.objects.filter(code="002").count() == 2


@pytest.mark.parametrize(
    ("values", "field", "sentence"),
    [
        ({"has_noo": False, "has_ooo": False}, "has_noo", "Отметьте хотя бы один уровень образования."),
        ({"site": "ftp://example.org/"}, "site", "Укажите адрес сайта полностью, например https://school12.example.ru"),
        (
            {"site": "javascript:alert(1)"},
            "site",
            "Укажите адрес сайта полностью, например https://school12.example.ru",
        ),
        ({"email": "школа"}, "email", "Введите правильный адрес электронной почты."),
        ({"short_name": ""}, "short_name", "Это поле не может быть пустым."),
        ({"kind": "college"}, "kind", "Значения 'college' нет среди допустимых вариантов."),
    ],
)
def test_values_that_do_not_fit_are_refused(municipality, coordinator, now, values, field, sentence):
    with pytest.raises(RegisterError) as refusal:
        record_school(municipality=municipality, values=VALUES | values, by=coordinator, at=now)
    assert (refusal.value.field, str(refusal.value)) == (field, sentence)
    assert School.objects.count() == 0


def test_an_unknown_field_is_a_mistake_of_the_caller(municipality, coordinator, now):
    with pytest.raises(ValueError, match="unknown fields: is_active"):
        record_school(municipality=municipality, values=VALUES | {"is_active": False}, by=coordinator, at=now)


def test_only_the_coordinator_of_the_municipality_keeps_the_register(
    municipality, school, head, observer, foreign_coordinator, now
):
    for person in (head, observer, foreign_coordinator):
        with pytest.raises(PermissionDenied):
            record_school(municipality=municipality, values=VALUES, by=person, at=now)
        with pytest.raises(PermissionDenied):
            record_figures(school=school, as_of=date(2025, 9, 20), values={"staff": 1}, by=person, at=now)
        with pytest.raises(PermissionDenied):
            change_participation(school=school, takes_part=False, reason="x", by=person, at=now)
        with pytest.raises(PermissionDenied):
            change_municipality(municipality=municipality, values={"phone": "1"}, by=person, at=now)
    assert (School.objects.count(), ReferenceFigures.objects.count()) == (1, 0)


def test_a_foreign_school_is_not_changed_under_ones_own_municipality(municipality, foreign_school, coordinator, now):
    with pytest.raises(RegisterError) as refusal:
        record_school(municipality=municipality, school=foreign_school, values={"phone": "1"}, by=coordinator, at=now)
    assert str(refusal.value) == "Этой школы нет в вашем муниципалитете."


def test_the_command_line_needs_nobody(municipality, now):
    assert record_school(municipality=municipality, values=VALUES, by=None, at=now).code == "077"


def test_a_school_leaves_and_comes_back(school, coordinator, now):
    change_participation(school=school, takes_part=False, reason=" Реорганизация ", by=coordinator, at=now)
    assert School.objects.get().is_active is False
    change_participation(school=school, takes_part=False, reason="ещё раз", by=coordinator, at=now)
    change_participation(school=school, takes_part=True, by=coordinator, at=now)
    assert School.objects.get().is_active is True
    entries = entries_for(f"school:{school.pk}").values_list("action", "reason")
    assert list(entries) == [("school.left", "Реорганизация"), ("school.returned", "")]


def test_leaving_needs_a_reason(school, coordinator, now):
    with pytest.raises(RegisterError) as refusal:
        change_participation(school=school, takes_part=False, reason="  ", by=coordinator, at=now)
    assert (refusal.value.field, School.objects.get().is_active) == ("reason", True)


def test_figures_are_recorded_once_a_day_and_corrected(school, coordinator, now):
    day = date(2025, 9, 20)
    record_figures(school=school, as_of=day, values={"pupils_8_9": 178, "staff": None}, by=coordinator, at=now)
    record_figures(school=school, as_of=day, values={"pupils_8_9": 180}, by=coordinator, at=now)
    record_figures(school=school, as_of=day, values={"pupils_8_9": 180}, by=coordinator, at=now)
    kept = ReferenceFigures.objects.get()
    assert (kept.pupils_8_9, kept.staff, kept.municipality_id) == (180, None, school.municipality_id)
    entries = entries_for(f"school:{school.pk}").values_list("action", "target", "old", "new")
    assert list(entries) == [
        ("figures.recorded", "2025-09-20", {}, {"pupils_8_9": 178, "staff": None}),
        ("figures.recorded", "2025-09-20", {"pupils_8_9": 178}, {"pupils_8_9": 180}),
    ]


def test_a_negative_figure_is_refused(school, coordinator, now):
    with pytest.raises(RegisterError) as refusal:
        record_figures(school=school, as_of=date(2025, 9, 20), values={"staff": -1}, by=coordinator, at=now)
    assert refusal.value.field == "staff"
    assert ReferenceFigures.objects.count() == 0


def test_the_municipality_changes(municipality, coordinator, now):
    change_municipality(municipality=municipality, values={"place": "г. Примерск"}, by=coordinator, at=now)
    assert Municipality.objects.get().place == "г. Примерск"
    entry = entries_for(f"municipality:{municipality.pk}").get(action="municipality.changed")
    assert (entry.old, entry.new) == ({"place": "посёлок Примерный"}, {"place": "г. Примерск"})


def test_two_municipalities_have_two_names(municipality, other_municipality, coordinator, now):
    with pytest.raises(RegisterError) as refusal:
        change_municipality(municipality=municipality, values={"name": "Соседний район"}, by=coordinator, at=now)
    assert (refusal.value.field, str(refusal.value)) == ("name", "Муниципалитет с таким названием уже есть.")


def test_a_time_zone_nobody_has_is_refused(municipality, coordinator, now):
    with pytest.raises(RegisterError) as refusal:
        change_municipality(municipality=municipality, values={"time_zone": "Mars/Base"}, by=coordinator, at=now)
    assert refusal.value.field == "time_zone"


def test_a_municipality_is_founded(db, now):
    values = {"name": "Новый район", "department": "Отдел", "methodical_centre": "Центр"}
    founded = found_municipality(values=values, at=now)
    assert Municipality.objects.get() == founded
    assert actions(f"municipality:{founded.pk}") == ["municipality.founded", "reasons.shipped"]
