"""Which document was made, from which results, and is it still that very file?"""

from __future__ import annotations

from pathlib import Path
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from monitoring.models import MonitoringCycle
from monitoring.models.submission import CODE_LENGTH, new_code
from reports.models.document_batch import DocumentBatch
from reports.states import DocumentState, FileFormat
from schools.models import Municipality, School

# States whose version number is taken.
COUNTED = (DocumentState.WAITING, DocumentState.READY)
SUBJECT = ["cycle", "kind", "file_format"]
OF_CYCLE, OF_SCHOOL = Q(school=None), Q(school__isnull=False)
NO_FILE = Q(made_at=None, sha256="", size=0, stored_name="", results_digest="", approved=None)
WHOLE_FILE = (
    Q(made_at__isnull=False, size__gt=0, approved__isnull=False)
    & ~Q(sha256="")
    & ~Q(results_digest="")
    & ~Q(stored_name="")
    & ~Q(title="")
)


def path_of(stored_name: str) -> Path:
    return Path(settings.DOCUMENT_ROOT) / stored_name


class MadeDocumentQuerySet(models.QuerySet["MadeDocument"]):
    def of(self, cycle: MonitoringCycle) -> Self:
        return self.filter(cycle=cycle)

    def waiting(self) -> Self:
        return self.filter(state=DocumentState.WAITING)

    def ready(self) -> Self:
        return self.filter(state=DocumentState.READY)

    def with_context(self) -> Self:
        return self.select_related("cycle__municipality", "cycle__methodology", "school", "asked_by", "municipality")


class MadeDocument(models.Model):
    """One version of one document about a year or about one school's year.

    It is asked for, waits, and becomes ready once, for good: the database refuses to change or remove what is ready
    (reports.triggers). A version that failed or was cancelled gives its number of version back. The file bears a code
    and its number; a file cannot bear its own digest, so that stands here and on the page of confirmation.
    """

    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")
    cycle = models.ForeignKey(MonitoringCycle, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField("вид документа", max_length=40, help_text="A key of reports.documents.kinds")
    file_format = models.CharField("формат", max_length=8, choices=FileFormat.choices)
    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="+", null=True)
    version = models.PositiveSmallIntegerField("версия", null=True)
    number = models.CharField("номер", max_length=40, unique=True)
    code = models.CharField("код подтверждения", max_length=CODE_LENGTH, unique=True, default=new_code)
    batch = models.ForeignKey(DocumentBatch, on_delete=models.PROTECT, related_name="documents", null=True)
    reason = models.TextField("почему заново", blank=True)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    state = models.CharField("состояние", max_length=10, choices=DocumentState.choices, default=DocumentState.WAITING)
    queued_at = models.DateTimeField(null=True, help_text="When a task was made of it")
    tries = models.PositiveSmallIntegerField(default=0, help_text="How often a worker began to make it")
    failure = models.TextField("почему не составлен", blank=True)
    made_at = models.DateTimeField("составлен", null=True, help_text="The moment its results were read, as printed")
    title = models.CharField("название", max_length=300, blank=True, help_text="As the file is called")
    approved = models.BooleanField("по утверждённым результатам", null=True)
    results_digest = models.CharField(max_length=64, blank=True, help_text="SHA-256 of the results it was made from")
    sha256 = models.CharField(max_length=64, blank=True, help_text="Of the stored bytes")
    size = models.PositiveIntegerField(default=0, help_text="Bytes as stored")
    stored_name = models.CharField(max_length=140, blank=True, help_text="Relative to DOCUMENT_ROOT")

    objects = MadeDocumentQuerySet.as_manager()

    class Meta:
        verbose_name = "документ"
        verbose_name_plural = "документы"
        ordering = ["pk"]
        indexes = [models.Index(fields=["cycle", "kind", "file_format", "school"], name="document_of_subject")]
        constraints = [
            models.UniqueConstraint(fields=[*SUBJECT, "version"], condition=OF_CYCLE, name="document_version_of_cycle"),
            models.UniqueConstraint(
                fields=[*SUBJECT, "school", "version"], condition=OF_SCHOOL, name="document_version_of_school"
            ),
            models.UniqueConstraint(
                fields=SUBJECT, condition=OF_CYCLE & Q(state="waiting"), name="document_waits_once_of_cycle"
            ),
            models.UniqueConstraint(
                fields=[*SUBJECT, "school"],
                condition=OF_SCHOOL & Q(state="waiting"),
                name="document_waits_once_of_school",
            ),
            models.CheckConstraint(
                condition=(Q(state="ready") & WHOLE_FILE) | (~Q(state="ready") & NO_FILE),
                name="document_ready_is_whole",
            ),
            models.CheckConstraint(
                # Without the first half a check of nothing against one would pass as unknown.
                condition=Q(state__in=COUNTED, version__isnull=False, version__gte=1)
                | (~Q(state__in=COUNTED) & Q(version=None)),
                name="document_version_counts",
            ),
            models.CheckConstraint(
                condition=(Q(state="failed") & ~Q(failure="")) | (~Q(state="failed") & Q(failure="")),
                name="document_failure_has_reason",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.number

    @property
    def subject(self) -> str:
        """The name of its chain in the journal."""
        return f"document:{self.pk}"

    @property
    def path(self) -> Path:
        """Where the file lies, once it is ready."""
        return path_of(self.stored_name)

    @property
    def is_ready(self) -> bool:
        return self.state == DocumentState.READY

    @property
    def is_waiting(self) -> bool:
        return self.state == DocumentState.WAITING
