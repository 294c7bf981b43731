"""What does a reminder say? Plain Russian, short, with the term, the address of the map and whom to ask."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.urls import reverse

from accounts.models import Role, User
from monitoring.models import ExpertMap
from monitoring.states import MapState
from russian.dates import days_left, long_date, until_day
from scoring.queries.rubric import rubric

SUBJECT_LENGTH = 300
TO_SIGN = "Проверьте карту и представьте её: это может сделать только руководитель школы."
TO_FILL = "Проверьте, всё ли заполнено, и передайте карту руководителю: представить её может только он."


@dataclass(frozen=True, slots=True)
class Letter:
    subject: str
    text: str


def letter_of(expert_map: ExpertMap, *, role: str, by: User, at: datetime) -> Letter:
    """The letter to one person of the school; `role` decides what is asked. The map comes with school and cycle."""
    last_day = expert_map.return_last_day or expert_map.fill_last_day
    left = (last_day - expert_map.municipality.today(at)).days
    paragraphs = [
        "Здравствуйте!",
        f"{_what(expert_map)}\n{_term(last_day, left)}",
        f"Открыть карту: {settings.SITE_URL}{reverse('monitoring:expert_map', args=[expert_map.pk])}",
        _ask(role, left),
        _signature(expert_map, by),
    ]
    title = f"{expert_map.school}: экспертная карта за {expert_map.cycle.year_title} учебный год не представлена"
    return Letter(" ".join(title.split())[:SUBJECT_LENGTH], "\n\n".join(paragraphs) + "\n")


def _what(expert_map: ExpertMap) -> str:
    of_year = f"за {expert_map.cycle.year_title} учебный год"
    if expert_map.state == MapState.RETURNED:
        return f"Отдел образования вернул экспертную карту {of_year} с замечаниями: {expert_map.school}."
    levels, indicators = set(expert_map.levels), rubric(expert_map.cycle.methodology_id).indicators
    asked = sum(bool(indicator.rule.levels & levels) for indicator in indicators)
    return (
        f"Экспертная карта {of_year} ещё не представлена: {expert_map.school}.\n"
        f"Заполнено показателей: {expert_map.filled} из {asked}."
    )


def _term(last_day: date, left: int) -> str:
    if left < 0:
        return f"Срок прошёл: карта принималась по {long_date(last_day)} включительно."
    return f"Срок — до {until_day(last_day)}: {days_left(left)}."


def _ask(role: str, left: int) -> str:
    if left < 0:
        return "Чтобы карту приняли, попросите координатора мониторинга продлить вам срок."
    return TO_SIGN if role == Role.HEAD else TO_FILL


def _signature(expert_map: ExpertMap, by: User) -> str:
    place = expert_map.municipality
    contacts = ", ".join(filter(None, [place.phone, place.email]))
    asked = f"Вопросы: {place.department}{f', {contacts}' if contacts else ''}."
    return f"{asked}\nНапоминание отправил координатор мониторинга: {by.short_name}."
