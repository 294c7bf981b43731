"""Rows of the register."""

from schools.models.import_draft import ImportDraft
from schools.models.municipality import Municipality
from schools.models.reference_figures import REFERENCE_FIELDS, ReferenceFigures
from schools.models.reference_mapping import ReferenceMapping
from schools.models.school import LEVEL_TITLES, School, SchoolKind

__all__ = [
    "LEVEL_TITLES",
    "REFERENCE_FIELDS",
    "ImportDraft",
    "Municipality",
    "ReferenceFigures",
    "ReferenceMapping",
    "School",
    "SchoolKind",
]
