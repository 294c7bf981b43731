"""Who a person is, and what roles the person holds."""

from __future__ import annotations

from functools import cached_property

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models

from accounts.models.membership import IN_FORCE_OF, Membership, Role


class UserManager(BaseUserManager["User"]):
    use_in_migrations = True

    def create_user(self, email: str, password: str | None = None, **fields) -> User:
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """A person. Rights come only from memberships; there is no user above the tenants."""

    email = models.EmailField("электронная почта", unique=True)
    full_name = models.CharField("фамилия, имя, отчество", max_length=150)
    position = models.CharField("должность", max_length=150, blank=True)
    is_active = models.BooleanField("действует", default=True)
    date_joined = models.DateTimeField(auto_now_add=True)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["full_name"]

    class Meta:
        verbose_name = "пользователь"
        verbose_name_plural = "пользователи"
        ordering = ["full_name"]

    def __str__(self) -> str:
        return self.full_name

    def get_full_name(self) -> str:
        return self.full_name

    @property
    def short_name(self) -> str:
        """«Примеров Пётр Петрович» → «П. П. Примеров»."""
        surname, *given = self.full_name.split()
        return " ".join([*(f"{name[0]}." for name in given), surname]).replace(". ", ".\N{NO-BREAK SPACE}")

    @cached_property
    def active_memberships(self) -> list[Membership]:
        """Roles in force, read once a request (one query, with municipality and school)."""
        memberships = IN_FORCE_OF(user_id=self.pk)
        for membership in memberships:
            membership.user = self
        return memberships

    @cached_property
    def municipality_ids(self) -> frozenset[int]:
        """Municipalities the person works for as a department or centre."""
        return frozenset(m.municipality_id for m in self.active_memberships if m.school_id is None)

    @cached_property
    def school_ids(self) -> frozenset[int]:
        """Schools the person fills for."""
        return frozenset(m.school_id for m in self.active_memberships if m.school_id is not None)

    def holds(self, role: Role, *, municipality_id: int, school_id: int | None = None) -> bool:
        """Whether the person holds the role in the municipality, for school roles in that very school."""
        return any(
            m.role == role and m.municipality_id == municipality_id and m.school_id == school_id
            for m in self.active_memberships
        )

    def holds_any(self, roles: frozenset[Role], *, municipality_id: int) -> bool:
        return any(m.role in roles and m.municipality_id == municipality_id for m in self.active_memberships)
