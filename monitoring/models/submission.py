"""What exactly the head signed, when, under which number."""

from __future__ import annotations

import hashlib
import json

from django.conf import settings
from django.db import models
from django.utils.crypto import get_random_string

from monitoring.models.expert_map import ExpertMap
from schools.models import Municipality

# 26 of 31 signs are 128 bits; no signs a person takes for one another on paper.
CODE_SIGNS = "23456789abcdefghjkmnpqrstuvwxyz"
CODE_LENGTH = 26


def new_code() -> str:
    """The word by which anybody who holds the paper finds it confirmed; nobody else can guess it."""
    return get_random_string(CODE_LENGTH, CODE_SIGNS)


def canonical(content: dict) -> bytes:
    """The one way to write a content down as JSON: keys sorted, no spaces, UTF-8."""
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def digest_of(content: dict) -> str:
    """SHA-256 of the canonical JSON."""
    return hashlib.sha256(canonical(content)).hexdigest()


class Submission(models.Model):
    """A signed, frozen content of a map; one a round (the first, then one after each return)."""

    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")
    expert_map = models.ForeignKey(ExpertMap, on_delete=models.CASCADE, related_name="submissions")
    round = models.PositiveSmallIntegerField()
    number = models.CharField("номер квитанции", max_length=40, unique=True)
    signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    signed_by_name = models.CharField(max_length=150)
    signed_at = models.DateTimeField()
    statement = models.TextField("заявление об ответственности")
    content = models.JSONField()
    digest = models.CharField(max_length=64, help_text="SHA-256 of the canonical JSON of content")
    code = models.CharField("код подтверждения", max_length=CODE_LENGTH, unique=True, default=new_code)
    claimed_points = models.PositiveSmallIntegerField()
    maximum = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["expert_map", "round"]
        constraints = [models.UniqueConstraint(fields=["expert_map", "round"], name="submission_once_a_round")]

    def __str__(self) -> str:
        return self.number
