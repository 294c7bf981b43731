"""Prints a new one-time link for a coordinator whose first one was lost or expired before anybody came in."""

from __future__ import annotations

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse
from django.utils import timezone

from accounts.domain.people import renew_invitation
from accounts.errors import PeopleError
from accounts.models import Membership, Role


class Command(BaseCommand):
    help = "Печатает новую ссылку для координатора, который ещё ни разу не входил; прежняя перестаёт действовать."

    def add_arguments(self, parser) -> None:
        parser.add_argument("email", help="почта координатора")

    def handle(self, *, email: str, **options) -> None:
        found = Membership.objects.in_force().filter(role=Role.COORDINATOR, user__email=email.strip().lower())
        membership = found.select_related("user", "municipality").first()
        if membership is None:
            raise CommandError(f"Координатора с почтой {email} нет.")
        try:
            secret = renew_invitation(
                user=membership.user, municipality=membership.municipality, by=None, at=timezone.now()
            )
        except PeopleError as error:
            raise CommandError(str(error)) from None
        path = reverse("accounts:invitation_accept", args=[secret])
        self.stdout.write(f"Ссылка для координатора (72 часа, один раз): {settings.SITE_URL}{path}")
