"""Prints one sign-in for each role of the demonstration district, when there is one."""

from __future__ import annotations

from django.conf import settings
from django.core.management.base import BaseCommand

from accounts.demonstration import password_file
from accounts.models import Membership, Role
from schools.models import Municipality


class Command(BaseCommand):
    help = "Печатает по одному входу на каждую роль демонстрационного района."

    def handle(self, **options) -> None:
        municipality = Municipality.objects.filter(is_demonstration=True).first()
        if municipality is None or not password_file().exists():
            self.stdout.write("Демонстрационного района здесь нет.")
            return
        self.stdout.write(f"{municipality} — пароль для всех: {self._password()}")
        memberships = Membership.objects.of(municipality).in_force().select_related("user", "school")
        for role in Role:
            first = memberships.filter(role=role).order_by("pk").first()
            if first:
                place = f", {first.school}" if first.school else ""
                self.stdout.write(f"  {first.user.email:28} {role.label}{place}")

    def _password(self) -> str:
        """In production standard output is a service's log: the password does not go there."""
        return f"в файле {password_file()}" if settings.HTTPS else password_file().read_text(encoding="utf-8")
