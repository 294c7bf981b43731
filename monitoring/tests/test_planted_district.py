"""A district with known faults planted in it: does the desk warn of exactly these, and of nothing else?

Eight schools with full cards, a year before, ОО-1, and real pages on loopback servers that the guarded client reads.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256

import pytest

from accounts.models import Role, User
from monitoring.domain.claims import judged_claims
from monitoring.domain.evidence import add_file, add_link
from monitoring.domain.link_check import check_link
from monitoring.domain.link_watch import want_looks
from monitoring.domain.risk import differing
from monitoring.domain.submission import submit
from monitoring.domain.verification import Finding, give_verdict
from monitoring.domain.warnings import CHECKS, warnings_of
from monitoring.models import Evidence, ExpertMap, LinkWatch, MapRisk
from monitoring.states import VerdictKind
from monitoring.tests import papers
from monitoring.tests.cast import NOW, YEAR, make_cycle, make_person, make_school
from monitoring.tests.desks import claims_amiss, marks_amiss
from monitoring.tests.stories import again, fill, submitted
from outbound import GuardedClient
from outbound.tests.sites import Answer, Site, page, sent_to, site
from schools.models import ReferenceFigures

pytestmark = [pytest.mark.slow, pytest.mark.django_db]

BEFORE = datetime(2025, 9, 18, 12, 0, tzinfo=UTC)
LATER = NOW + timedelta(days=3)
FIGURES = {
    "pupils_1_4": 200, "pupils_8_9": 180, "pupils_10_11": 78, "pupils_6_11": 350, "pupils_ovz": 12, "staff": 50,
    "psychologists": 1, "tutors": 1,
}  # fmt: skip
CLAIMED = (
    "1.2",
    "1.3",
    "1.4",
    "1.5",
    "1.6",
    "1.8",
    "2.1",
    "2.2",
    "3.1",
    "3.2",
    "3.3",
    "4.1",
    "4.3",
    "5.2",
    "5.3",
    "6.1",
)

# What is planted where, by the number of the school; everything else must stay silent.
PLANTED = {
    ("002", "4.1", "off_reference"),
    ("002", "1.5", "at_threshold"),
    ("003", "1.3", "jump"),
    ("003", "5.3", "contradictory"),
    ("004", "1.6", "without_evidence"),
    ("004", "1.8", "link_dead"),
    ("004", "2.1", "outside_the_year"),
    ("005", "2.2", "link_off_site"),
    ("005", "3.3", "link_changed"),
    ("005", "4.3", "used_in_another_year"),
    ("005", "3.2", "link_unchecked"),
    ("006", "1.6", "used_elsewhere"),  # the same file as 007 puts behind another indicator
    ("007", "4.3", "used_elsewhere"),
    ("006", "2.1", "used_elsewhere"),  # the same page as 008's
    ("008", "2.1", "used_elsewhere"),
    ("007", "3.1", "child_names"),  # said to be in it
    ("008", "1.2", "child_names"),  # twelve names nobody has called grown-ups'
    ("008", "5.3", "condition_corrected"),
}


@dataclass
class District:
    """Two loopback sites, the schools' and a stranger's; the maps of the year and their heads by the school's code."""

    own: Site
    strange: Site
    past: dict[str, ExpertMap] = field(default_factory=dict)
    maps: dict[str, ExpertMap] = field(default_factory=dict)
    heads: dict[str, User] = field(default_factory=dict)

    @property
    def client(self) -> GuardedClient:
        return GuardedClient(user_agent="t", opened=[self.own.place, self.strange.place])

    def link(self, number: str, code: str, path: str, dated: date | None = None) -> Evidence:
        row, head = self.maps[number], self.heads[number]
        return add_link(expert_map=again(row), code=code, url=self.own.url(path), dated=dated, by=head, at=NOW)

    def file(self, number: str, code: str, content: bytes, **said) -> Evidence:
        row, head = self.maps[number], self.heads[number]
        upload = papers.upload(content)
        return add_file(expert_map=again(row), code=code, upload=upload, by=head, at=NOW, **said)

    def look(self, at: datetime) -> None:
        for watch in LinkWatch.objects.wanted():
            check_link(watch_id=watch.pk, client=self.client, now=lambda: at)


NUMBERS = [f"00{n}" for n in range(1, 9)]


def address(number: str, code: str) -> str:
    return f"/{number}/{code}"


@pytest.fixture
def district(municipality, methodology, coordinator, now, settings) -> Iterator[District]:
    settings.LINK_CHECKS = True
    pages = {address(n, c): page(f"<title>{n}</title><p>{n} {c}</p>") for n in NUMBERS for c in CLAIMED}
    with site(pages) as own, site({"/": pages[address("005", "2.2")]}, address="127.0.0.2") as strange:
        made = District(own, strange)
        for number in NUMBERS:
            school = make_school(municipality, number, f"СОШ № {int(number)}", site=own.url("/"))
            made.heads[number] = make_person(municipality, Role.HEAD, school)
            figures = FIGURES | ({"staff": 40} if number == "002" else {})
            ReferenceFigures.objects.create(
                municipality=municipality, school=school, as_of=date(YEAR, 9, 20), **figures
            )
        past = make_cycle(municipality, methodology, coordinator, YEAR - 1)
        made.past = _maps_of(past)
        _past_year(made)
        made.maps = _maps_of(make_cycle(municipality, methodology, coordinator))
        yield made


def _maps_of(cycle) -> dict[str, ExpertMap]:
    return {row.school.code: row for row in ExpertMap.objects.with_context().filter(cycle=cycle)}


def _past_year(district: District) -> None:
    for number, row in district.past.items():
        if number == "005":
            url = district.own.url(address("005", "4.3"))
            add_link(expert_map=again(row), code="4.3", url=url, by=district.heads[number], at=BEFORE)
        overrides = {"_1_3": {"numerator": 20, "denominator": 78}} if number == "003" else {}
        submitted(row, by=district.heads[number], at=BEFORE, **overrides)
    district.look(BEFORE)


def put_forward(district: District) -> None:
    """Every claimed point has a page of its own, but for what is planted."""
    instead = {
        ("004", "1.6"): lambda: None,
        ("004", "1.8"): lambda: district.link("004", "1.8", "/none"),
        ("004", "2.1"): lambda: district.link("004", "2.1", address("004", "2.1"), date(2024, 5, 1)),
        ("005", "3.2"): lambda: district.link("005", "3.2", "/closed"),
        ("006", "1.6"): lambda: district.file("006", "1.6", papers.pdf("one")),
        ("007", "4.3"): lambda: district.file("007", "4.3", papers.pdf("one")),
        ("007", "3.1"): lambda: district.file("007", "3.1", papers.pdf("two"), child_names="present"),
        ("006", "2.1"): lambda: district.link("006", "2.1", address("008", "2.1")),
        ("008", "1.2"): lambda: _list_of_people(district),
    }
    for number in NUMBERS:
        for code in CLAIMED:
            plain = _plain(district, number, code)
            instead.get((number, code), plain)()


def _plain(district: District, number: str, code: str):
    return lambda: district.link(number, code, address(number, code), date(YEAR, 10, 1))


def _list_of_people(district: District) -> None:
    content = papers.docx(papers.PUPILS)
    said = {"child_names": "hidden", "asked_of": sha256(content).hexdigest()}
    district.file("008", "1.2", content, **said)


def sign(district: District) -> None:
    overrides = {
        "002": {"_1_5": {"numerator": 39}},
        "003": {"_5_2": {"fact": False}},
    }
    for number, row in district.maps.items():
        fill(row, by=district.heads[number], **overrides.get(number, {}))
    put_forward(district)
    for number, row in district.maps.items():
        submit(expert_map=again(row), by=district.heads[number], at=NOW)
    closed: Answer = page("", status="403 Forbidden")
    district.own.answers |= {"/none": page("", status="404 Not Found"), "/closed": closed}
    district.look(NOW)


def time_passes(district: District) -> None:
    """A page is rewritten, another moves as it is to a stranger's site; then all are read again."""
    district.own.answers |= {
        address("005", "3.3"): page("<p>Другое</p>"),
        address("005", "2.2"): sent_to(district.strange.url("/")),
    }
    want_looks(Evidence.objects.filter(kind=Evidence.Kind.LINK), at=LATER)
    district.look(LATER)


def found(district: District) -> set[tuple[str, str, str]]:
    maps = [again(row) for row in district.maps.values()]
    judged = judged_claims(maps, maps[0].cycle)
    return {
        (row.school.code, code, caution.check)
        for row in maps
        for code, claim in judged[row.pk].items()
        for caution in warnings_of(claim)
    }


@pytest.mark.allow_hosts(["127.0.0.1", "127.0.0.2"])
def test_exactly_what_was_planted_is_warned_of(district, reviewer):
    sign(district)
    time_passes(district)
    finding = Finding(VerdictKind.CORRECTED, reason="Конкурс не состоялся", fact=False)
    give_verdict(
        expert_map=again(district.maps["008"]), code="5.2", finding=finding, seen_verdict=None, by=reviewer, at=LATER
    )
    assert found(district) == PLANTED
    assert {check for _, _, check in PLANTED} == {check.__name__ for check in CHECKS}
    rows = MapRisk.objects.filter(expert_map__in=district.maps.values()).select_related("expert_map__school")
    stored = {row.expert_map.school.code: row.warnings for row in rows}
    expected = {number: sum(1 for n, _, _ in PLANTED if n == number) for number in NUMBERS}
    assert stored == expected
    assert differing([again(row) for row in district.maps.values()]) == []
    assert (marks_amiss(reviewer), claims_amiss(reviewer)) == ([], [])
