"""Are the right people written to, once a day, in plain words, and is nothing lost when mail fails?"""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied

from accounts.models import Role, User
from journal.models import JournalEntry
from monitoring.domain.reminding import NO_ANSWER, NO_TIME, REFUSED_ADDRESS, remind
from monitoring.domain.verification import Finding, give_verdict, return_to_school
from monitoring.errors import InvalidAnswer, MonitoringError
from monitoring.models import Reminder
from monitoring.states import VerdictKind
from monitoring.tests.cast import NOW, make_person
from monitoring.tests.mail import REFUSED
from monitoring.tests.stories import again, approved, evaluated, fill, submitted


@pytest.fixture
def write(cycle, coordinator):
    def to(*maps, at=NOW):
        return remind(cycle=cycle, map_ids=[row.pk for row in maps], by=coordinator, at=at)

    return to


def sent() -> list[tuple[list[str], str]]:
    return [(letter.to, letter.subject) for letter in mail.outbox]


def kept() -> list[tuple[str, str, str]]:
    return [(row.email, row.state, row.failure) for row in Reminder.objects.order_by("pk")]


def test_head_and_editor_get_a_letter_each(write, expert_map, other_map, head, editor):
    assert (write(expert_map).sent, sent()) == (
        2,
        [
            ([head.email], "МАОУ СОШ № 2: экспертная карта за 2025/2026 учебный год не представлена"),
            ([editor.email], "МАОУ СОШ № 2: экспертная карта за 2025/2026 учебный год не представлена"),
        ],
    )
    assert kept() == [(head.email, "sent", ""), (editor.email, "sent", "")]


def test_the_letter_says_what_until_when_where_and_whom_to_ask(write, expert_map, head, editor, settings):
    settings.SITE_URL = "https://monitoring.example.org"
    fill(expert_map, by=head)
    write(expert_map)
    to_head, to_editor = (letter.body for letter in mail.outbox)
    assert to_head == (
        "Здравствуйте!\n\n"
        "Экспертная карта за 2025/2026 учебный год ещё не представлена: МАОУ СОШ № 2.\n"
        "Заполнено показателей: 23 из 23.\n"
        "Срок — до среды, 30\u00a0сентября: осталось 12\u00a0дней.\n\n"
        f"Открыть карту: https://monitoring.example.org/maps/{expert_map.pk}/\n\n"
        "Проверьте карту и представьте её: это может сделать только руководитель школы.\n\n"
        "Вопросы: Отдел образования: Тестовый район.\n"
        "Напоминание отправил координатор мониторинга: К.\u00a0К.\u00a0Координаторов.\n"
    )
    assert "передайте карту руководителю" in to_editor


def test_after_the_term_the_letter_says_so(write, expert_map, head):
    write(expert_map, at=NOW + timedelta(days=20))
    assert "Срок прошёл: карта принималась по 30\u00a0сентября 2026\u00a0г. включительно." in mail.outbox[0].body
    assert "попросите координатора мониторинга продлить вам срок" in mail.outbox[0].body


def test_a_returned_map_is_awaited_too(write, expert_map, head, reviewer):
    submitted(expert_map, by=head)
    finding = Finding(VerdictKind.RETURNED, reason="Отчёт")
    give_verdict(expert_map=again(expert_map), code="1.8", finding=finding, seen_verdict=None, by=reviewer, at=NOW)
    return_to_school(expert_map=again(expert_map), last_day=date(2026, 9, 22), by=reviewer, at=NOW)
    write(expert_map)
    assert "вернул экспертную карту за 2025/2026 учебный год с замечаниями: МАОУ СОШ № 2." in mail.outbox[0].body
    assert "до вторника, 22\u00a0сентября" in mail.outbox[0].body


def test_who_has_submitted_is_not_written_to(write, expert_map, other_map, head, other_head):
    submitted(expert_map, by=head)
    write(expert_map, other_map)
    assert [to for to, _ in sent()] == [[other_head.email]]


def test_not_more_often_than_once_a_day_of_the_place(write, expert_map, head):
    write(expert_map)
    evening = NOW.replace(hour=18, minute=59)  # 23:59 in Yekaterinburg
    with pytest.raises(InvalidAnswer) as refusal:
        write(expert_map, at=evening)
    assert str(refusal.value).startswith("Писать некому")
    assert write(expert_map, at=evening + timedelta(minutes=1)).sent == 1
    assert len(mail.outbox) == 2


def test_a_newcomer_of_a_school_written_to_today_waits_till_tomorrow(write, expert_map, head, municipality, school):
    write(expert_map)
    make_person(municipality, Role.EDITOR, school, "Новикова Нина Назаровна")
    with pytest.raises(InvalidAnswer):
        write(expert_map)


def test_nobody_to_write_to(write, expert_map, head):
    User.objects.filter(pk=head.pk).update(is_active=False)
    with pytest.raises(InvalidAnswer):
        write(expert_map)


def test_only_the_coordinator_reminds(cycle, expert_map, head, reviewer, foreign_coordinator):
    for person in (reviewer, foreign_coordinator):
        with pytest.raises(PermissionDenied):
            remind(cycle=cycle, map_ids=[expert_map.pk], by=person, at=NOW)
    assert kept() == []


def test_an_approved_year_reminds_of_nothing(
    write, cycle, expert_map, other_map, head, other_head, reviewer, methodologist, coordinator
):
    evaluated(expert_map, head=head, reviewer=reviewer, methodologist=methodologist)
    approved(cycle, by=coordinator)
    cycle.refresh_from_db()
    with pytest.raises(MonitoringError):
        write(other_map)


def test_the_journal_tells_of_each_school(write, expert_map, other_map, head, editor, other_head):
    write(expert_map, other_map)
    told = JournalEntry.objects.filter(action="reminder.sent").order_by("pk")
    assert [(entry.subject, entry.new) for entry in told] == [
        (expert_map.subject, {"sent": [str(head), str(editor)], "failed": []}),
        (other_map.subject, {"sent": [str(other_head)], "failed": []}),
    ]


@pytest.mark.allow_hosts(["127.0.0.1"])
def test_a_dead_mail_server_is_a_sentence_and_loses_nothing(write, expert_map, head, settings):
    """A real connection to a port nobody listens at."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", 1, 2
    outcome = write(expert_map)
    assert (outcome.sent, outcome.failed, outcome.failure) == (0, 1, NO_ANSWER)
    assert kept() == [(head.email, "failed", NO_ANSWER)]


def test_what_failed_is_sent_again_the_same_day(write, expert_map, other_map, head, other_head, settings):
    settings.EMAIL_BACKEND = "monitoring.tests.mail.Full"
    assert write(expert_map).failure == "Почтовый сервер отказал: 552"
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert write(expert_map).sent == 1
    assert kept() == [(head.email, "sent", "")]


def test_one_refused_address_stops_nobody_else(write, expert_map, other_map, head, other_head, settings):
    User.objects.filter(pk=head.pk).update(email=REFUSED)
    settings.EMAIL_BACKEND = "monitoring.tests.mail.Picky"
    outcome = write(expert_map, other_map)
    assert (outcome.sent, outcome.failed) == (1, 1)
    assert kept() == [(REFUSED, "failed", REFUSED_ADDRESS), (other_head.email, "sent", "")]


def test_a_server_that_goes_away_keeps_what_it_took(write, expert_map, other_map, head, other_head, settings):
    settings.EMAIL_BACKEND = "monitoring.tests.mail.Fainting"
    outcome = write(expert_map, other_map)
    assert (outcome.sent, outcome.failed) == (1, 1)
    assert kept() == [(head.email, "sent", ""), (other_head.email, "failed", NO_ANSWER)]


def test_a_slow_server_does_not_hold_the_request(write, expert_map, other_map, head, other_head, monkeypatch):
    monkeypatch.setattr("monitoring.domain.reminding.SECONDS", -1)
    assert write(expert_map, other_map).failed == 2
    assert {row[2] for row in kept()} == {NO_TIME}


def test_a_name_with_a_line_end_makes_no_header_of_its_own(write, expert_map, head, school):
    school.short_name = "Школа\nBcc: all@example.org"
    school.save()
    write(expert_map)
    assert sent()[0][1].startswith("Школа Bcc: all@example.org: экспертная карта")
    assert mail.outbox[0].recipients() == [head.email]
