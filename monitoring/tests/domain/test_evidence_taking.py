"""Is a file asked about before it is taken, and is nothing kept of one that is not?"""

from __future__ import annotations

from datetime import date, timedelta
from hashlib import sha256

import pytest

from monitoring.domain.carry_over import confirm_carried
from monitoring.domain.evidence import add_file, add_link, dates_outside_the_year
from monitoring.domain.verification import Finding, give_verdict, return_to_school
from monitoring.errors import InvalidAnswer, LooksLikeList, RefusedFile, StageClosed
from monitoring.models import Evidence, IndicatorAnswer
from monitoring.states import VerdictKind
from monitoring.tests import papers
from monitoring.tests.stories import again, submitted

LIST = papers.docx(papers.PUPILS)


def add(expert_map, by, at, content=LIST, code="1.2", **said):
    upload = papers.upload(content, "Список.docx")
    return add_file(expert_map=again(expert_map), code=code, upload=upload, by=by, at=at, **said)


@pytest.mark.parametrize("said", [{}, {"child_names": "hidden"}, {"child_names": "none", "asked_of": "x"}])
def test_a_list_of_people_is_asked_about_and_not_kept_meanwhile(expert_map, head, now, settings, said):
    with pytest.raises(LooksLikeList, match="найдено 12\u00a0человек") as asked:
        add(expert_map, head, now, **said)
    assert (asked.value.people, asked.value.upload_sha256) == (12, sha256(LIST).hexdigest())
    assert (Evidence.objects.count(), settings.MEDIA_ROOT.exists()) == (0, False)


@pytest.mark.parametrize("child_names", ["hidden", "present", "adults"])
def test_once_answered_it_is_kept_with_what_was_found(expert_map, head, now, child_names):
    piece = add(expert_map, head, now, child_names=child_names, asked_of=sha256(LIST).hexdigest())
    assert (piece.people_found, piece.child_names) == (12, child_names)


def test_none_is_no_answer_to_a_list(expert_map, head, now):
    with pytest.raises(LooksLikeList):
        add(expert_map, head, now, child_names="none", asked_of=sha256(LIST).hexdigest())


def test_an_answer_about_one_file_is_none_about_another(expert_map, head, now):
    other = papers.docx(["Список", *papers.PUPILS])
    with pytest.raises(LooksLikeList):
        add(expert_map, head, now, content=other, child_names="hidden", asked_of=sha256(LIST).hexdigest())


def test_what_has_not_happened_yet_confirms_nothing(expert_map, head, now, settings):
    tomorrow = date(2026, 9, 19)
    for verb in (
        lambda: add(expert_map, head, now, content=papers.pdf(), dated=tomorrow),
        lambda: add_link(
            expert_map=again(expert_map), code="1.2", url="https://a.example.org/", dated=tomorrow, by=head, at=now
        ),
    ):
        with pytest.raises(InvalidAnswer, match="Дата ещё не наступила") as refusal:
            verb()
        assert refusal.value.field == "dated"
    assert (Evidence.objects.count(), settings.MEDIA_ROOT.exists()) == (0, False)


def test_today_is_the_day_of_the_municipality(expert_map, head, now):
    """21:00 in UTC is the next day in Yekaterinburg."""
    evening = now.replace(hour=21)
    assert add(expert_map, head, evening, content=papers.pdf(), dated=date(2026, 9, 19)).dated == date(2026, 9, 19)


@pytest.mark.parametrize(
    ("dated", "outside"),
    [
        (date(2025, 8, 31), True),
        (date(2025, 9, 1), False),
        (date(2026, 8, 31), False),
        (date(2026, 9, 1), True),
        (None, False),
    ],
)
def test_a_date_of_another_year_is_noticed_and_not_refused(expert_map, head, now, dated, outside):
    url = "https://a.example.org/"
    piece = add_link(expert_map=again(expert_map), code="1.2", url=url, title="Отчёт", dated=dated, by=head, at=now)
    assert piece.is_outside_year is outside
    answers = IndicatorAnswer.objects.of(expert_map).with_evidence()
    assert list(dates_outside_the_year(answers, expert_map.cycle.school_year)) == (["1.2"] if outside else [])


def test_the_quota_says_how_much_is_taken(expert_map, head, now, settings):
    settings.EVIDENCE_QUOTA_BYTES = 1000
    add(expert_map, head, now, content=papers.pdf("a"))
    with pytest.raises(RefusedFile, match="занято 1\u00a0МБ: этот файл не поместится"):
        add(expert_map, head, now, content=papers.pdf("b"))
    assert Evidence.objects.count() == 1


def test_a_frozen_indicator_keeps_no_bytes(expert_map, head, reviewer, now, settings):
    submitted(expert_map, by=head)
    finding = Finding(VerdictKind.RETURNED, reason="Дайте приказ.")
    give_verdict(expert_map=again(expert_map), code="1.4", finding=finding, seen_verdict=None, by=reviewer, at=now)
    return_to_school(expert_map=again(expert_map), last_day=(now + timedelta(days=5)).date(), by=reviewer, at=now)
    with pytest.raises(StageClosed):
        add(expert_map, head, now, content=papers.pdf())
    assert not settings.MEDIA_ROOT.exists()


def test_confirming_asks_for_no_future_either(expert_map, head, now):
    piece = add_link(expert_map=again(expert_map), code="1.2", url="https://a.example.org/", by=head, at=now)
    Evidence.objects.filter(pk=piece.pk).update(carried_from=add(expert_map, head, now, content=papers.pdf()))
    piece.refresh_from_db()
    with pytest.raises(InvalidAnswer, match="Дата ещё не наступила"):
        confirm_carried(
            expert_map=again(expert_map), code="1.2", evidence=piece, dated=date(2027, 1, 1), by=head, at=now
        )
