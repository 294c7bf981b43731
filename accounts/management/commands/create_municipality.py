"""Makes a municipality and prints the one-time link of its first coordinator."""

from __future__ import annotations

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse
from django.utils import timezone

from accounts.domain.installation import found_with_coordinator
from accounts.errors import PeopleError
from schools.errors import RegisterError


class Command(BaseCommand):
    help = "Заводит муниципалитет и приглашает его первого координатора."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--name", required=True, help="муниципалитет, как он назван в документах")
        parser.add_argument("--department", required=True, help="отдел образования")
        parser.add_argument("--methodical-centre", required=True, help="методический центр")
        parser.add_argument("--time-zone", default="Europe/Moscow", help="имя по IANA, например Asia/Yekaterinburg")
        parser.add_argument("--coordinator-email", required=True, help="почта координатора")
        parser.add_argument("--coordinator-name", required=True, help="фамилия, имя, отчество")

    def handle(self, **options) -> None:
        values = {key: options[key] for key in ("name", "department", "methodical_centre", "time_zone")}
        try:
            municipality, invited = found_with_coordinator(
                values=values,
                email=options["coordinator_email"],
                full_name=options["coordinator_name"],
                at=timezone.now(),
            )
        except (PeopleError, RegisterError) as error:
            raise CommandError(str(error)) from None
        self.stdout.write(f"Муниципалитет заведён: {municipality}.")
        if invited.secret:
            path = reverse("accounts:invitation_accept", args=[invited.secret])
            self.stdout.write(f"Ссылка для координатора (72 часа, один раз): {settings.SITE_URL}{path}")
        else:
            self.stdout.write("Координатор уже входил в систему: пусть войдёт со своим паролем.")
