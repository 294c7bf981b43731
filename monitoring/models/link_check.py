"""What became of a page behind a claim: what is watched, each look at it, and the words that were read there."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from monitoring.models.evidence import Evidence
from monitoring.states import LinkState
from schools.models import Municipality


class PageCopy(models.Model):
    """The readable text of a page, kept once a municipality by its hash, and kept although the page dies."""

    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")
    sha256 = models.CharField(max_length=64, help_text="Of the text in UTF-8")
    text = models.TextField()
    size = models.PositiveIntegerField(help_text="Bytes in UTF-8")
    kept_at = models.DateTimeField()

    class Meta:
        verbose_name = "сохранённая копия"
        verbose_name_plural = "сохранённые копии"
        constraints = [models.UniqueConstraint(fields=["municipality", "sha256"], name="page_copy_once_a_municipality")]

    def __str__(self) -> str:
        return self.sha256


class LinkCheck(models.Model):
    """One look at a page. `at_submission` marks the look later ones are compared with."""

    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")
    evidence = models.ForeignKey(Evidence, on_delete=models.CASCADE, related_name="link_checks")
    at = models.DateTimeField()
    url = models.URLField(max_length=1000)
    state = models.CharField(max_length=10, choices=LinkState.choices)
    http_status = models.PositiveSmallIntegerField(null=True)
    title = models.CharField(max_length=300, blank=True)
    final_url = models.URLField(max_length=2000, blank=True)
    sha256 = models.CharField(max_length=64, blank=True, help_text="Of the text; of the bytes where there is no text")
    copy = models.ForeignKey(PageCopy, on_delete=models.PROTECT, related_name="checks", null=True)
    error = models.CharField(max_length=300, blank=True)
    at_submission = models.BooleanField(default=False)
    is_changed = models.BooleanField(default=False, help_text="The text is not the one read at the last submission")
    is_off_site = models.BooleanField(default=False, help_text="Led away from the school's official site")

    class Meta:
        verbose_name = "проверка ссылки"
        verbose_name_plural = "проверки ссылок"
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["municipality", "at"], name="link_check_by_tenant")]
        constraints = [
            models.CheckConstraint(
                condition=Q(final_url="") | Q(final_url__startswith="https://") | Q(final_url__startswith="http://"),
                name="link_check_final_is_http",
            )
        ]

    def __str__(self) -> str:
        return f"{self.url}: {self.get_state_display()}"


class LinkWatchQuerySet(models.QuerySet["LinkWatch"]):
    def wanted(self) -> Self:
        """Waiting for a look, or being looked at."""
        return self.exclude(wanted_at=None)


class LinkWatch(models.Model):
    """One link: what is known of it (`last`, `seen_at`), and whether another look is wanted, since when, which try."""

    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")
    evidence = models.OneToOneField(Evidence, on_delete=models.CASCADE, related_name="watch")
    host = models.CharField(max_length=255, help_text="One site is asked one thing at a time")
    last = models.ForeignKey(LinkCheck, on_delete=models.SET_NULL, related_name="+", null=True)
    kept = models.ForeignKey(
        LinkCheck, on_delete=models.SET_NULL, related_name="+", null=True, help_text="The last look that left a copy"
    )
    wanted_at = models.DateTimeField(null=True)
    at_submission = models.BooleanField(default=False, help_text="The look wanted is the one of the submission")
    tries = models.PositiveSmallIntegerField(default=0)
    not_before = models.DateTimeField(null=True)
    queued_at = models.DateTimeField(null=True, help_text="When its task was put into the queue")
    seen_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)
    seen_at = models.DateTimeField(null=True, help_text="«Открыл, видел»: the reviewer's own look")

    objects = LinkWatchQuerySet.as_manager()

    class Meta:
        verbose_name = "наблюдение за ссылкой"
        verbose_name_plural = "наблюдение за ссылками"
        indexes = [
            models.Index(fields=["wanted_at"], name="link_watch_wanted", condition=Q(wanted_at__isnull=False)),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(seen_at=None, seen_by=None) | Q(seen_at__isnull=False, seen_by__isnull=False),
                name="link_watch_seen_paired",
            )
        ]

    def __str__(self) -> str:
        return self.host

    @property
    def is_seen(self) -> bool:
        """The reviewer's own look counts until the program looks again."""
        return self.seen_at is not None and (self.last is None or self.seen_at >= self.last.at)
