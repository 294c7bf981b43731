"""Prints one sign-in for each role of the demonstration district, when there is one."""

from __future__ import annotations

from django.core.management.base import BaseCommand

from accounts.demonstration import password_file
from accounts.models import Membership, Role
from schools.models import Municipality


class Command(BaseCommand):
    help = "Print one sign-in for each role of the demonstration district."

    def handle(self, **options) -> None:
        municipality = Municipality.objects.filter(is_demonstration=True).first()
        if municipality is None or not password_file().exists():
            self.stdout.write("There is no demonstration district here.")
            return
        self.stdout.write(f"{municipality} — password for everybody: {password_file().read_text(encoding='utf-8')}")
        memberships = Membership.objects.of(municipality).in_force().select_related("user", "school")
        for role in Role:
            first = memberships.filter(role=role).order_by("pk").first()
            if first:
                place = f", {first.school}" if first.school else ""
                self.stdout.write(f"  {first.user.email:28} {role.label}{place}")
