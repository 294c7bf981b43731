"""How people come in, get roles, and leave."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.auth.password_validation import validate_password
from django.db import IntegrityError, transaction

from accounts.errors import PeopleError
from accounts.models import Invitation, Membership, Role, User
from accounts.models.membership import SCHOOL_ROLES
from accounts.permissions import check_can_coordinate
from journal.domain import record
from schools.models import Municipality, School

INVITATION_LASTS = timedelta(hours=72)


@dataclass(frozen=True, slots=True)
class Invited:
    """A new role; `secret` is the link's one-time secret, shown once, None for a person who already signs in."""

    membership: Membership
    secret: str | None


@transaction.atomic
def invite(
    *,
    municipality: Municipality,
    email: str,
    full_name: str,
    role: Role,
    school: School | None = None,
    position: str = "",
    by: User | None,
    at: datetime,
) -> Invited:
    """Gives a person a role, making the account if there is none.

    `by` is None only for the first coordinator of a municipality, made from the command line. Raises PeopleError.
    """
    if by is not None:
        check_can_coordinate(by, municipality.pk)
    _check_place(municipality, role, school)
    user = User.objects.filter(email=email.strip().lower()).first()
    if user is None:
        user = User.objects.create_user(email.strip(), full_name=full_name.strip(), position=position.strip())
    membership = _add_membership(user, municipality, role, school, at)
    secret = None if user.has_usable_password() else _new_invitation(user, municipality, by, at)
    record(
        subject=f"user:{user.pk}",
        municipality_id=municipality.pk,
        action="role.given",
        by=by,
        at=at,
        new={"email": user.email, "role": role, "school": school.code if school else None},
    )
    return Invited(membership, secret)


def _check_place(municipality: Municipality, role: Role, school: School | None) -> None:
    if role in SCHOOL_ROLES and school is None:
        raise PeopleError("Укажите школу: эта роль действует в одной школе.", field="school")
    if role not in SCHOOL_ROLES and school is not None:
        raise PeopleError("Эта роль действует во всём муниципалитете: школу указывать не нужно.", field="school")
    if school is not None and school.municipality_id != municipality.pk:
        raise PeopleError("Этой школы нет в вашем муниципалитете.", field="school")


def _add_membership(
    user: User, municipality: Municipality, role: Role, school: School | None, at: datetime
) -> Membership:
    if not user.is_active:
        raise PeopleError("Учётная запись с этим адресом отключена.", field="email")
    try:
        with transaction.atomic():
            return Membership.objects.create(
                user=user, municipality=municipality, school=school, role=role, started_at=at
            )
    except IntegrityError:
        head = role == Role.HEAD and Membership.objects.filter(school=school, role=role, ended_at=None)
        if head and not head.filter(user=user).exists():
            message = "У школы уже есть руководитель. Сначала завершите его роль."
        else:
            message = "У этого человека уже есть такая роль."
        raise PeopleError(message, field="role") from None


def _new_invitation(user: User, municipality: Municipality, by: User | None, at: datetime) -> str:
    secret = secrets.token_urlsafe(32)
    Invitation.objects.create(
        user=user,
        municipality=municipality,
        digest=digest_of(secret),
        invited_by=by,
        created_at=at,
        expires_at=at + INVITATION_LASTS,
    )
    return secret


def digest_of(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


@transaction.atomic
def renew_invitation(*, user: User, municipality: Municipality, by: User | None, at: datetime) -> str:
    """A new one-time link instead of a lost or expired one; the old ones stop working.

    `by` is None only from the command line, as in `invite`. Raises PeopleError.
    """
    if by is not None:
        check_can_coordinate(by, municipality.pk)
    if user.has_usable_password():
        raise PeopleError("Человек уже входил. Пусть воспользуется ссылкой «Забыли пароль?».", field="email")
    user.invitations.filter(accepted_at=None, expires_at__gt=at).update(expires_at=at)
    secret = _new_invitation(user, municipality, by, at)
    record(subject=f"user:{user.pk}", municipality_id=municipality.pk, action="invitation.renewed", by=by, at=at)
    return secret


def find_invitation(secret: str, at: datetime) -> Invitation:
    """Raises PeopleError, the same for a wrong, used or expired secret."""
    invitation = (
        Invitation.objects.select_related("user", "municipality")
        .filter(digest=digest_of(secret), accepted_at=None, expires_at__gt=at, user__is_active=True)
        .first()
    )
    if invitation is None:
        raise PeopleError("Ссылка не действует: она работает один раз и 72 часа. Попросите координатора о новой.")
    return invitation


@transaction.atomic
def accept_invitation(*, secret: str, password: str, at: datetime) -> User:
    """Sets the first password. Raises PeopleError, or ValidationError of the password rules."""
    invitation = find_invitation(secret, at)
    user = invitation.user
    validate_password(password, user)
    user.set_password(password)
    user.save(update_fields=["password"])
    invitation.accepted_at = at
    invitation.save(update_fields=["accepted_at"])
    record(
        subject=f"user:{user.pk}",
        municipality_id=invitation.municipality_id,
        action="invitation.accepted",
        by=user,
        at=at,
    )
    return user


@transaction.atomic
def end_role(*, membership: Membership, by: User, at: datetime) -> Membership:
    """Ends a role; the history stays. A coordinator cannot end the municipality's last coordinator role."""
    check_can_coordinate(by, membership.municipality_id)
    # Two coordinators ending each other at one moment follow one another here.
    Municipality.objects.select_for_update().get(pk=membership.municipality_id)
    membership.refresh_from_db(fields=["ended_at"])
    if membership.role == Role.COORDINATOR:
        others = Membership.objects.of(membership.municipality).in_force().filter(role=Role.COORDINATOR)
        if not others.exclude(pk=membership.pk).exists():
            raise PeopleError("Это единственный координатор. Сначала назначьте другого.")
    if membership.ended_at is None:
        membership.ended_at = at
        membership.save(update_fields=["ended_at"])
        record(
            subject=f"user:{membership.user_id}",
            municipality_id=membership.municipality_id,
            action="role.ended",
            by=by,
            at=at,
            old={"role": membership.role, "school": membership.school_id},
        )
    return membership
