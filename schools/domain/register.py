"""How does the register change? Every change of a school, its figures or the municipality, each in the journal."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction

from journal.domain import record
from schools.addresses import check_site
from schools.errors import RegisterError
from schools.models import REFERENCE_FIELDS, Municipality, ReferenceFigures, School
from schools.models.municipality import MARGINS
from schools.permissions import check_can_keep_register
from schools.signals import figures_recorded, municipality_founded

SCHOOL_FIELDS = (
    "code",
    "name",
    "short_name",
    "kind",
    "has_noo",
    "has_ooo",
    "has_soo",
    "is_rural",
    "site",
    "email",
    "phone",
    "address",
    "head_name",
)
MUNICIPALITY_FIELDS = (
    "name",
    "department",
    "methodical_centre",
    "time_zone",
    "address",
    "phone",
    "email",
    "place",
    "chief_position",
    "chief_name",
    "act",
    "codes",
    "executor_name",
    "executor_phone",
    *MARGINS,
)

Values = Mapping[str, Any]


@transaction.atomic
def found_municipality(*, values: Values, at: datetime, is_demonstration: bool = False) -> Municipality:
    """The first row of a tenant, made from the command line: nobody holds a role in it yet."""
    municipality = Municipality(is_demonstration=is_demonstration)
    _assign(municipality, values, MUNICIPALITY_FIELDS)
    _save(municipality, "Муниципалитет с таким названием уже есть.", "name")
    record(
        subject=f"municipality:{municipality.pk}",
        municipality_id=municipality.pk,
        action="municipality.founded",
        by=None,
        at=at,
        new=dict(values),
    )
    municipality_founded.send(sender=Municipality, municipality=municipality, at=at)
    return municipality


@transaction.atomic
def change_municipality(*, municipality: Municipality, values: Values, by: Any, at: datetime) -> Municipality:
    """Names, zone and letterhead. Unchanged values leave no trace. Raises RegisterError."""
    check_can_keep_register(by, municipality.pk)
    kept = Municipality.objects.select_for_update().get(pk=municipality.pk)
    old, new = _assign(kept, values, MUNICIPALITY_FIELDS)
    if new:
        _save(kept, "Муниципалитет с таким названием уже есть.", "name")
        record(
            subject=f"municipality:{kept.pk}",
            municipality_id=kept.pk,
            action="municipality.changed",
            by=by,
            at=at,
            old=old,
            new=new,
        )
    return kept


@transaction.atomic
def record_school(
    *, municipality: Municipality, values: Values, by: Any, at: datetime, school: School | None = None
) -> School:
    """A new school, or other values of a known one; keys of `values` are SCHOOL_FIELDS, absent ones stay.

    `by` is None only for the command line. Unchanged values leave no trace. Raises RegisterError.
    """
    _check_keeper(by, municipality)
    kept = School(municipality=municipality) if school is None else _locked(school, municipality)
    old, new = _assign(kept, values, SCHOOL_FIELDS)
    if not new:
        return kept
    if not kept.levels:
        raise RegisterError("Отметьте хотя бы один уровень образования.", field="has_noo")
    if kept.site:
        _check_site(kept.site)
    _save(kept, f"Школа с кодом «{kept.code}» уже есть в реестре.", "code")
    record(
        subject=f"school:{kept.pk}",
        municipality_id=municipality.pk,
        by=by,
        at=at,
        action="school.added" if school is None else "school.changed",
        old=None if school is None else old,
        new=new,
    )
    return kept


@transaction.atomic
def change_participation(*, school: School, takes_part: bool, reason: str = "", by: Any, at: datetime) -> School:
    """Takes a school out of the monitoring or back into it. Cycles already open keep their maps.

    Leaving needs a reason. Saying it twice changes nothing. Raises RegisterError.
    """
    check_can_keep_register(by, school.municipality_id)
    kept = School.objects.select_for_update().get(pk=school.pk)
    if kept.is_active == takes_part:
        return kept
    if not takes_part and not reason.strip():
        raise RegisterError("Укажите причину: она сохранится в журнале.", field="reason")
    kept.is_active = takes_part
    kept.save(update_fields=["is_active"])
    record(
        subject=f"school:{kept.pk}",
        municipality_id=kept.municipality_id,
        by=by,
        at=at,
        reason=reason.strip(),
        action="school.returned" if takes_part else "school.left",
        old={"is_active": not takes_part},
        new={"is_active": takes_part},
    )
    return kept


@transaction.atomic
def record_figures(*, school: School, as_of: date, values: Values, by: Any, at: datetime) -> ReferenceFigures:
    """ОО-1 of a school on a day, new or corrected; keys of `values` are REFERENCE_FIELDS, None is «unknown».

    `by` is None only for the command line. Unchanged values leave no trace. Raises RegisterError.
    """
    _check_keeper(by, school.municipality)
    kept = _locked(school, school.municipality)
    figures = ReferenceFigures.objects.filter(school=kept, as_of=as_of).first()
    is_new = figures is None
    figures = figures or ReferenceFigures(municipality=school.municipality, school=kept, as_of=as_of)
    old, new = _assign(figures, values, tuple(REFERENCE_FIELDS))
    if new or is_new:
        _save(figures, "Сведения на эту дату уже есть.", "as_of")
        record(
            subject=f"school:{kept.pk}",
            municipality_id=kept.municipality_id,
            action="figures.recorded",
            target=as_of.isoformat(),
            by=by,
            at=at,
            old=old,
            new=new,
        )
        figures_recorded.send(sender=ReferenceFigures, figures=figures)
    return figures


def _check_keeper(by: Any, municipality: Municipality) -> None:
    if by is not None:
        check_can_keep_register(by, municipality.pk)


def _locked(school: School, municipality: Municipality) -> School:
    """The school as it stands now, held until the end: the journal's chain of a subject has one writer at a time."""
    if school.municipality_id != municipality.pk:
        raise RegisterError("Этой школы нет в вашем муниципалитете.")
    return School.objects.select_for_update().get(pk=school.pk)


def _assign(row: models.Model, values: Values, known: tuple[str, ...]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Sets the values and gives what differed: old and new, by field."""
    if foreign := set(values) - set(known):
        raise ValueError(f"unknown fields: {', '.join(sorted(foreign))}")
    differ = {name: value for name, value in values.items() if row._state.adding or getattr(row, name) != value}
    old = {} if row._state.adding else {name: getattr(row, name) for name in differ}
    for name, value in differ.items():
        setattr(row, name, value)
    return old, differ


def _save(row: models.Model, taken: str, field: str) -> None:
    """Saves what the model's own rules accept; `taken` is the sentence when the row's key is already used."""
    _check_fields(row)
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        raise RegisterError(taken, field=field) from None


def _check_fields(row: models.Model) -> None:
    try:
        row.clean_fields(exclude=["municipality", "school"])
    except ValidationError as refusal:
        field, sentences = next(iter(refusal.message_dict.items()))
        raise RegisterError(sentences[0], field=field) from None


def _check_site(site: str) -> None:
    """The model would also take ftp: a page links to http and https only."""
    try:
        check_site(site)
    except ValidationError as refusal:
        raise RegisterError(refusal.messages[0], field="site") from None
