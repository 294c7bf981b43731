"""What does a letter about recommendations say? Plain Russian, short, with the address of the page and whom to ask."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse

from accounts.models import Role, User
from monitoring.domain.reminder_letter import SUBJECT_LENGTH, Letter
from monitoring.models import ExpertMap

TO_HEAD = "Прочитайте их и нажмите «Ознакомлен»: подтвердить может только руководитель школы."
TO_EDITOR = "Прочитайте их и передайте руководителю: подтвердить ознакомление может только он."


def letter_of(expert_map: ExpertMap, *, role: str, is_reminder: bool, by: User) -> Letter:
    """The letter to one person of the school; the map comes with school, cycle and municipality."""
    year = f"{expert_map.cycle.year_title} учебного года"
    begun = (
        "Руководитель школы ещё не подтвердил, что ознакомился с рекомендациями"
        if is_reminder
        else ("Школе направлены рекомендации")
    )
    address = f"{settings.SITE_URL}{reverse('improvement:school_recommendations', args=[expert_map.pk])}"
    paragraphs = [
        "Здравствуйте!",
        f"{begun} по итогам мониторинга {year}: {expert_map.school}.",
        f"Открыть рекомендации: {address}",
        TO_HEAD if role == Role.HEAD else TO_EDITOR,
        _signature(expert_map, by),
    ]
    title = f"{expert_map.school}: рекомендации по итогам {year}"
    return Letter(" ".join(title.split())[:SUBJECT_LENGTH], "\n\n".join(paragraphs) + "\n")


def _signature(expert_map: ExpertMap, by: User) -> str:
    place = expert_map.municipality
    contacts = ", ".join(filter(None, [place.phone, place.email]))
    return f"Вопросы: {place.methodical_centre}{f', {contacts}' if contacts else ''}.\nОтправил: {by.short_name}."
