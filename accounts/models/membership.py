"""Which role a person holds where."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models

from prepared import PreparedQuery
from schools.models import Municipality, School


class Role(models.TextChoices):
    HEAD = "head", "руководитель школы"
    EDITOR = "editor", "ответственный в школе"
    REVIEWER = "reviewer", "специалист отдела"
    METHODOLOGIST = "methodologist", "методист"
    COORDINATOR = "coordinator", "координатор"
    OBSERVER = "observer", "наблюдатель"


SCHOOL_ROLES = frozenset({Role.HEAD, Role.EDITOR})
DEPARTMENT_ROLES = frozenset({Role.REVIEWER, Role.METHODOLOGIST, Role.COORDINATOR, Role.OBSERVER})


class MembershipQuerySet(models.QuerySet["Membership"]):
    def in_force(self) -> Self:
        return self.filter(ended_at=None).select_related("municipality", "school").order_by("pk")

    def of(self, municipality: Municipality) -> Self:
        return self.filter(municipality=municipality)


class Membership(models.Model):
    """A role in a municipality, or in one school of it; ended, never deleted."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="memberships")
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="memberships")
    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="memberships", null=True, blank=True)
    role = models.CharField("роль", max_length=20, choices=Role.choices)
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = "роль"
        verbose_name_plural = "роли"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(role__in=["head", "editor"], school__isnull=False)
                | models.Q(role__in=["reviewer", "methodologist", "coordinator", "observer"], school__isnull=True),
                name="membership_school_for_school_roles",
            ),
            models.UniqueConstraint(
                fields=["user", "role", "school"],
                condition=models.Q(ended_at=None, school__isnull=False),
                name="membership_once_a_school",
            ),
            models.UniqueConstraint(
                fields=["user", "role", "municipality"],
                condition=models.Q(ended_at=None, school__isnull=True),
                name="membership_once_a_municipality",
            ),
            # One signature a school: п. 3.4 names one responsible head.
            models.UniqueConstraint(
                fields=["school"], condition=models.Q(ended_at=None, role="head"), name="membership_one_head_a_school"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_role_display()}"


# Asked by every request of a signed-in person.
IN_FORCE_OF = PreparedQuery[Membership](lambda user_id: Membership.objects.in_force().filter(user=user_id))
