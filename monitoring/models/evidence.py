"""What stands behind a claim: a link or a file, with its own date, reusable between indicators."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Case, F, Q, When
from django.db.models.functions import Substr

from monitoring.models.expert_map import ExpertMap
from schools.addresses import is_of_site
from schools.models import Municipality

MARK_LENGTH = 200


class EvidenceQuerySet(models.QuerySet["Evidence"]):
    def visible_to(self, user) -> Self:
        """Evidence of the person's own schools, or of signed maps of municipalities the person works for."""
        return self.filter(Q(expert_map__school_id__in=user.school_ids) | Q(municipality_id__in=user.municipality_ids))

    def in_use(self) -> Self:
        """Neither taken away nor given up for a newer revision."""
        return self.filter(removed_at=None, replaced_at=None)


class Evidence(models.Model):
    """A removed piece keeps its row (name, hash, who removed it) and loses its use.

    So does a file given up for a newer one: the newer is a row of its own that `replaces` it, with the next `revision`.
    """

    class Kind(models.TextChoices):
        LINK = "link", "ссылка"
        FILE = "file", "файл"

    class ChildNames(models.TextChoices):
        NONE = "none", "имён детей нет"
        HIDDEN = "hidden", "имена детей закрыты"
        PRESENT = "present", "имена детей есть, без них нельзя"
        ADULTS = "adults", "есть имена, но не детей"

    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")
    expert_map = models.ForeignKey(ExpertMap, on_delete=models.CASCADE, related_name="evidence")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    title = models.CharField("название", max_length=300)
    url = models.URLField("адрес", max_length=1000, blank=True)
    dated = models.DateField("дата события или документа", null=True, blank=True)
    stored_name = models.CharField(max_length=120, blank=True, help_text="Made by the server; under MEDIA_ROOT")
    original_name = models.CharField(max_length=255, blank=True)
    content_type = models.CharField(max_length=100, blank=True)
    size = models.PositiveIntegerField(default=0, help_text="Bytes as stored")
    sha256 = models.CharField(max_length=64, blank=True, help_text="Of the stored bytes")
    mark = models.GeneratedField(
        expression=Case(When(url="", then=F("sha256")), default=Substr("url", 1, MARK_LENGTH)),
        output_field=models.CharField(max_length=MARK_LENGTH),
        db_persist=True,
        help_text="Tells the same file or page again: its hash, or how its address begins (an index holds no more)",
    )
    child_names = models.CharField(max_length=10, choices=ChildNames.choices, default=ChildNames.NONE)
    people_found = models.PositiveIntegerField(default=0, help_text="Names counted at upload; 0: no list of people")
    replaces = models.ForeignKey("self", on_delete=models.RESTRICT, related_name="newer", null=True)
    revision = models.PositiveSmallIntegerField(default=1)
    replaced_at = models.DateTimeField(null=True, help_text="When no answer held it any more but its newer revision")
    carried_from = models.ForeignKey("self", on_delete=models.SET_NULL, related_name="carried_to", null=True)
    confirmed_at = models.DateTimeField(null=True, help_text="When the school vouched for a carried piece again")
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    removed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)
    removed_at = models.DateTimeField(null=True)

    # Set by a verb that found the piece in the map instead of making it; no column.
    was_here = False

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        verbose_name = "подтверждение"
        verbose_name_plural = "подтверждения"
        ordering = ["added_at", "pk"]
        indexes = [models.Index(fields=["municipality", "mark"], name="evidence_by_mark")]
        constraints = [
            # The door of last resort against javascript: links, whatever wrote the row.
            models.CheckConstraint(
                condition=Q(kind="file", url="")
                | Q(kind="link", url__startswith="https://")
                | Q(kind="link", url__startswith="http://"),
                name="evidence_link_is_http",
            ),
            models.CheckConstraint(
                condition=Q(kind="link", sha256="") | (Q(kind="file") & ~Q(sha256="") & ~Q(stored_name="")),
                name="evidence_file_is_hashed",
            ),
            models.CheckConstraint(
                condition=Q(replaces=None, revision=1) | Q(replaces__isnull=False, revision__gt=1, kind="file"),
                name="evidence_revision_follows",
            ),
            # A removed piece taken again is the same row, brought back.
            models.UniqueConstraint(fields=["expert_map", "carried_from"], name="evidence_carried_once"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def wants_confirming(self) -> bool:
        """Carried from an earlier year, and nobody has said yet that it still holds."""
        return self.carried_from_id is not None and self.confirmed_at is None

    @property
    def is_file(self) -> bool:
        return self.kind == self.Kind.FILE

    @property
    def is_in_use(self) -> bool:
        return self.removed_at is None and self.replaced_at is None

    @property
    def is_withdrawn(self) -> bool:
        """Taken away by the school; an earlier revision goes with the newer ones."""
        if self.removed_at is not None:
            return True
        return self.replaced_at is not None and all(newer.is_withdrawn for newer in self.newer.all())

    @property
    def is_of_school_site(self) -> bool:
        """A page of the official site, as the register of schools has it."""
        return is_of_site(self.url, self.expert_map.school.site)

    @property
    def is_outside_year(self) -> bool:
        """Dated, and not within the school year of its map."""
        first, last = self.expert_map.cycle.days
        return self.dated is not None and not first <= self.dated <= last
