"""Does all of last year come over by one verb, each indicator journalled, and is it vouched for piece by piece?"""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from journal.models import JournalEntry
from monitoring.domain.carry_over import carry_over, confirm_carried
from monitoring.domain.carry_over_all import carry_over_all, confirm_all_carried, left_to_take, waiting_for_a_word
from monitoring.domain.evidence import add_link, reuse, take_away
from monitoring.domain.expert_map import record_answer
from monitoring.domain.sheet import read_sheet
from monitoring.errors import InvalidAnswer, MonitoringError, StageClosed
from monitoring.models import Evidence, ExpertMap, IndicatorAnswer
from monitoring.tests.cast import make_cycle
from monitoring.tests.stories import again, approved, evaluated, submitted

DATED = date(2026, 3, 12)
LINKS = {"1.2": "https://a.example.org/12", "1.8": "https://a.example.org/18", "3.2": "https://a.example.org/32"}


@pytest.fixture
def following(
    expert_map, cycle, school, municipality, methodology, head, reviewer, methodologist, coordinator, now
) -> ExpertMap:
    """The next year's map, after an approved one: three links, one of them behind two indicators, and two notes."""
    for code, url in LINKS.items():
        add_link(expert_map=expert_map, code=code, url=url, title=f"Страница {code}", dated=DATED, by=head, at=now)
    shared = Evidence.objects.get(expert_map=expert_map, url=LINKS["1.2"])
    reuse(expert_map=expert_map, code="1.4", evidence=shared, by=head, at=now)
    noted = {"numerator": 104, "denominator": 180, "note": "По журналам"}
    more = {"fact": True, "note": "Договор с колледжем"}
    evaluated(expert_map, head=head, reviewer=reviewer, methodologist=methodologist, i1_2=noted, i2_1=more)
    approved(cycle, by=coordinator)
    return ExpertMap.objects.with_context().get(
        cycle=make_cycle(municipality, methodology, coordinator, year=2026), school=school
    )


def rows(expert_map) -> dict[str, tuple]:
    """Note and addresses by indicator, of those that have any."""
    answers = IndicatorAnswer.objects.of(expert_map).prefetch_related("evidence")
    found = {answer.code: (answer.note, [piece.url for piece in answer.evidence.all()]) for answer in answers}
    return {code: row for code, row in found.items() if row != ("", [])}


def entries(expert_map, action) -> list[str]:
    found = JournalEntry.objects.filter(subject=expert_map.subject, action=action).order_by("seq")
    return [entry.target for entry in found]


def take_all(expert_map, head, now) -> list[str]:
    return [taking.code for taking in carry_over_all(expert_map=again(expert_map), by=head, at=now)]


def dates_of(expert_map, dated=None) -> dict[int, date | None]:
    return {each.piece.pk: dated for each in waiting_for_a_word(expert_map)}


def test_words_and_evidence_of_every_indicator_and_nothing_else(following, head, now):
    assert take_all(following, head, now) == ["1.2", "1.4", "1.8", "2.1", "3.2"]
    assert rows(following) == {
        "1.2": ("По журналам", [LINKS["1.2"]]),
        "1.4": ("", [LINKS["1.2"]]),
        "1.8": ("", [LINKS["1.8"]]),
        "2.1": ("Договор с колледжем", []),
        "3.2": ("", [LINKS["3.2"]]),
    }
    given = IndicatorAnswer.objects.of(following).values_list(
        "numerator", "denominator", "fact", "parts", "claimed_points", "verified_points", "final_points"
    )
    assert set(map(str, given)) == {str((None, None, None, {}, None, None, None))}
    assert again(following).filled == 0


def test_each_indicator_has_its_entry(following, head, now):
    take_all(following, head, now)
    assert entries(following, "answer.carried_over") == ["1.2", "1.4", "1.8", "2.1", "3.2"]
    assert entries(following, "evidence.added") == ["1.2", "1.4", "1.8", "3.2"]


def test_a_shared_piece_is_one_row_behind_both(following, head, now):
    take_all(following, head, now)
    assert Evidence.objects.filter(expert_map=following).count() == 3
    assert [(each.piece.url, each.codes) for each in waiting_for_a_word(following)] == [
        (LINKS["1.2"], ["1.2", "1.4"]), (LINKS["1.8"], ["1.8"]), (LINKS["3.2"], ["3.2"]),
    ]  # fmt: skip


def test_twice_is_once(following, head, now):
    take_all(following, head, now)
    with pytest.raises(MonitoringError, match="уже взято"):
        take_all(following, head, now)
    assert len(entries(following, "answer.carried_over")) == 5


def test_what_was_done_this_year_stays(following, head, now):
    """An own note, an own page of the same address, one indicator taken before, one piece taken away."""
    record_answer(expert_map=again(following), code="2.1", values={"note": "Своё"}, version=1, by=head, at=now)
    own = add_link(expert_map=again(following), code="1.8", url=LINKS["1.8"], title="Сами", by=head, at=now)
    carry_over(expert_map=again(following), code="1.2", by=head, at=now)
    carry_over(expert_map=again(following), code="3.2", by=head, at=now)
    gone = Evidence.objects.get(expert_map=following, url=LINKS["3.2"])
    take_away(expert_map=again(following), code="3.2", evidence=gone, by=head, at=now)
    assert take_all(following, head, now) == ["1.4"]
    assert rows(following) == {
        "1.2": ("По журналам", [LINKS["1.2"]]),
        "1.4": ("", [LINKS["1.2"]]),
        "1.8": ("", [LINKS["1.8"]]),
        "2.1": ("Своё", []),
    }
    assert Evidence.objects.get(expert_map=following, url=LINKS["1.8"]) == own


def test_only_what_applies_and_is_open(following, head, school, now):
    school.has_soo = False
    school.save()
    IndicatorAnswer.objects.filter(expert_map=following, code="1.8").update(is_open=False)
    sheet = read_sheet(again(following))
    assert [taking.code for taking in left_to_take(sheet)] == [
        code for code in ("1.2", "1.4", "2.1", "3.2") if sheet.is_applicable(code)
    ]


def test_a_first_year_has_nothing_to_take(expert_map, head, now):
    with pytest.raises(MonitoringError, match="уже взято"):
        take_all(expert_map, head, now)


@pytest.mark.parametrize("who", ["reviewer", "coordinator", "other_head", "foreign_head"])
def test_nobody_but_the_school(request, following, now, who):
    person = request.getfixturevalue(who)
    with pytest.raises(PermissionDenied):
        carry_over_all(expert_map=following, by=person, at=now)
    with pytest.raises(PermissionDenied):
        confirm_all_carried(expert_map=following, dates={}, by=person, at=now)
    assert rows(following) == {}


def test_after_the_term_and_once_signed_nothing_moves(following, head, now):
    with pytest.raises(StageClosed):
        carry_over_all(expert_map=following, by=head, at=following.fill_ends_at)
    take_all(following, head, now)
    submitted(following, by=head)
    for verb in (
        lambda: carry_over_all(expert_map=again(following), by=head, at=now),
        lambda: confirm_all_carried(expert_map=again(following), dates={}, by=head, at=now),
    ):
        with pytest.raises(StageClosed):
            verb()


# --- «всё ещё верно» ------------------------------------------------------------------------------


def test_all_vouched_for_with_their_dates(following, head, now):
    take_all(following, head, now)
    dates = dates_of(following)
    new = date(2026, 9, 1)
    dates[next(iter(dates))] = new
    confirmed = confirm_all_carried(expert_map=again(following), dates=dates, by=head, at=now)
    assert [piece.dated for piece in confirmed] == [new, DATED, DATED]
    assert waiting_for_a_word(following) == []
    assert entries(following, "evidence.confirmed") == ["1.2", "1.4", "1.8", "3.2"]


def test_what_was_not_ticked_still_waits(following, head, now):
    take_all(following, head, now)
    first, *others = dates_of(following)
    confirm_all_carried(expert_map=again(following), dates={first: None}, by=head, at=now)
    assert list(dates_of(following)) == others


def test_vouched_for_by_somebody_else_meanwhile_is_no_trouble(following, head, editor, now):
    take_all(following, head, now)
    dates = dates_of(following)
    piece = Evidence.objects.get(pk=next(iter(dates)))
    confirm_carried(expert_map=again(following), code="1.2", evidence=piece, by=editor, at=now)
    assert len(confirm_all_carried(expert_map=again(following), dates=dates, by=head, at=now)) == 2
    assert confirm_all_carried(expert_map=again(following), dates=dates, by=head, at=now) == []


def test_a_date_to_come_stops_all_of_it(following, head, now):
    take_all(following, head, now)
    dates = dates_of(following)
    last = list(dates)[-1]
    dates[last] = following.municipality.today(now) + timedelta(days=1)
    with pytest.raises(InvalidAnswer) as refusal:
        confirm_all_carried(expert_map=again(following), dates=dates, by=head, at=now)
    assert (refusal.value.field, "ещё не наступила" in str(refusal.value)) == (str(last), True)
    assert (len(dates_of(following)), entries(following, "evidence.confirmed")) == (3, [])


def test_a_piece_of_another_map_is_refused(following, expert_map, head, now):
    take_all(following, head, now)
    foreign = Evidence.objects.filter(expert_map=expert_map).first()
    with pytest.raises(InvalidAnswer):
        confirm_all_carried(expert_map=again(following), dates={foreign.pk: None}, by=head, at=now)


def test_queries_do_not_grow_with_what_there_is_to_take(following, django_assert_num_queries):
    sheet = read_sheet(following)
    with django_assert_num_queries(4):  # earlier answers, their pieces, what stands here, what was taken away
        assert len(left_to_take(sheet)) == 5
    with django_assert_num_queries(1):
        waiting_for_a_word(following)
