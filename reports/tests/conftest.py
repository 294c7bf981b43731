"""Which year do the tests of reports look at?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import pytest
from django.db import transaction
from django.test import override_settings

from accounts.models import Role, User
from monitoring.domain.evaluation import complete_evaluation, set_final
from monitoring.domain.verification import Finding
from monitoring.models import ExpertMap, MonitoringCycle
from monitoring.states import VerdictKind
from monitoring.tests import stories
from monitoring.tests.cast import METHODOLOGY_FILE, OPENED, make_cycle, make_municipality, make_person, make_school
from monitoring.tests.stories import again, answers_for
from reports.tests.year import verified_with
from schools.models import SchoolKind
from scoring.domain.methodology import load

NOT_SHOWN = Finding(VerdictKind.CORRECTED, points=0, reason="Ссылка не открывается")
COUNTED_VISITS = Finding(VerdictKind.CORRECTED, numerator=60, denominator=180, reason="Посчитаны посещения")
GOOD_BASIC = {
    "i1_2": {"numerator": 40, "denominator": 60},
    "i4_4": {"fact": True},
    "i6_2": {"numerator": 42, "denominator": 60},
}


@dataclass(frozen=True)
class PlayedYear:
    """2025/2026 in a district of its own: a full school (corrected twice, lowered once), a basic one, a primary one,
    and one without a map. `answers` are the raw ones by map."""

    cycle: MonitoringCycle
    full: ExpertMap
    basic: ExpertMap
    primary: ExpertMap
    absent: ExpertMap
    answers: dict[int, dict]
    head: User
    editor: User
    other_head: User
    silent_head: User
    reviewer: User
    methodologist: User
    coordinator: User
    observer: User


def play() -> PlayedYear:
    """Evaluated, not approved."""
    place = make_municipality("Примерный район")
    methodology = load(content=METHODOLOGY_FILE.read_bytes(), at=OPENED).methodology
    schools = [
        make_school(place, "002", "МАОУ СОШ № 2"),
        make_school(place, "010", "МБОУ ООШ № 10", "noo ooo", kind=SchoolKind.BASIC),
        make_school(place, "005", "МБОУ НОШ № 5", "noo", kind=SchoolKind.PRIMARY),
        make_school(place, "020", "МБОУ СОШ № 20", is_rural=True),
    ]
    heads = [make_person(place, Role.HEAD, school) for school in schools]
    staff = {role.value: make_person(place, role) for role in Role if role not in {Role.HEAD, Role.EDITOR}}
    cycle = make_cycle(place, methodology, staff["coordinator"])
    maps = {row.school_id: row for row in ExpertMap.objects.with_context().filter(cycle=cycle)}
    full, basic, primary, absent = (maps[school.pk] for school in schools)
    reviewer, methodologist = staff["reviewer"], staff["methodologist"]
    verified_with(full, {"1.2": COUNTED_VISITS, "2.1": NOT_SHOWN}, head=heads[0], reviewer=reviewer)
    set_final(
        expert_map=again(full), code="4.3", points=0, reason="Диплом выдан раньше", by=methodologist, at=stories.NOW
    )
    verified_with(basic, {}, head=heads[1], reviewer=reviewer, **GOOD_BASIC)
    verified_with(primary, {}, head=heads[2], reviewer=reviewer)
    for row in (full, basic, primary):
        complete_evaluation(expert_map=again(row), by=methodologist, at=stories.NOW)
    raw = {full.pk: answers_for(full), basic.pk: answers_for(basic, **GOOD_BASIC), primary.pk: answers_for(primary)}
    editor = make_person(place, Role.EDITOR, schools[0])
    return PlayedYear(
        cycle, full, basic, primary, absent, raw, heads[0], editor, heads[1], heads[3], **staff
    )  # fmt: skip


@pytest.fixture(scope="module")
def played_once(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[PlayedYear]:
    """A second of verbs, paid once a module: each test's own transaction stands inside this one."""
    hashers = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    with django_db_blocker.unblock(), transaction.atomic():
        with override_settings(PASSWORD_HASHERS=hashers):
            year = play()
        yield year
        transaction.set_rollback(True)


@pytest.fixture
def played_year(played_once, db, now) -> PlayedYear:
    """Rows as the next request would load them: no test leaves its changes in another's objects."""
    names = ("full", "basic", "primary", "absent")
    fresh = {name: again(getattr(played_once, name)) for name in names}
    return replace(played_once, cycle=MonitoringCycle.objects.get(pk=played_once.cycle.pk), **fresh)


@pytest.fixture
def approved_year(played_year) -> PlayedYear:
    cycle = stories.approved(played_year.cycle, by=played_year.coordinator)
    fresh = {name: again(getattr(played_year, name)) for name in ("full", "basic", "primary", "absent")}
    return replace(played_year, cycle=cycle, **fresh)


@pytest.fixture
def year_before(played_year) -> MonitoringCycle:
    """2024/2025, approved: of the four only СОШ № 2 took part, and without a single contract."""
    cycle = make_cycle(played_year.full.municipality, played_year.cycle.methodology, played_year.coordinator, year=2024)
    cycle.expert_maps.exclude(school=played_year.full.school).delete()
    stories.evaluated(
        ExpertMap.objects.with_context().get(cycle=cycle),
        head=played_year.head,
        reviewer=played_year.reviewer,
        methodologist=played_year.methodologist,
        at=stories.NOW.replace(year=2025),
        i2_1={"fact": False},
        i2_2={"fact": False},
    )
    return stories.approved(cycle, by=played_year.coordinator)
