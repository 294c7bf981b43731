"""Who is who in the tests: a municipality with its people, a school with its head, a year in the middle of stage 1.

Тестовый район ── СОШ № 2 (school: head, editor), ООШ № 10 (other_school: other_head), НОШ № 5 (primary_school)
Соседний район ── СОШ № 1 (foreign_school: foreign_head, foreign_coordinator, foreign_reviewer)
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import time_machine
from django.conf import settings
from django.test import Client

from accounts.domain.people import invite
from accounts.models import Role, User
from monitoring.domain.cycle import default_terms, open_cycle
from monitoring.domain.review_reasons import give_shipped_reasons
from monitoring.models import ExpertMap, MonitoringCycle
from schools.models import Municipality, ReferenceFigures, School, SchoolKind
from scoring.domain.methodology import load
from scoring.engine.types import Policy
from scoring.models import Methodology

NOW = datetime(2026, 9, 18, 12, 0, tzinfo=UTC)
OPENED = datetime(2026, 8, 25, 6, 0, tzinfo=UTC)
YEAR = 2025
METHODOLOGY_FILE = Path(settings.BASE_DIR) / "fixtures/methodologies/ekaterinburg-2024.json"


@pytest.fixture
def now() -> Iterator[datetime]:
    """18 September 2026, 17:00 in Yekaterinburg; the clock stands there during the test."""
    with time_machine.travel(NOW, tick=False):
        yield NOW


@pytest.fixture
def municipality(db) -> Municipality:
    return make_municipality("Тестовый район")


@pytest.fixture
def other_municipality(db) -> Municipality:
    return make_municipality("Соседний район")


def make_municipality(name: str, time_zone: str = "Asia/Yekaterinburg") -> Municipality:
    municipality = Municipality.objects.create(
        name=name,
        department=f"Отдел образования: {name}",
        methodical_centre=f"Методический центр: {name}",
        time_zone=time_zone,
        place="посёлок Примерный",
        chief_position="Начальник отдела образования",
        chief_name="А. А. Примерный",
        act="приказом отдела образования от 12.08.2024 № 215",
    )
    give_shipped_reasons(municipality=municipality, at=OPENED)
    return municipality


def make_school(
    municipality: Municipality, code: str, short_name: str, levels: str = "noo ooo soo", **fields
) -> School:
    return School.objects.create(
        municipality=municipality,
        code=code,
        short_name=short_name,
        name=f"Муниципальное общеобразовательное учреждение {short_name}",
        **{f"has_{level}": level in levels.split() for level in ("noo", "ooo", "soo")},
        **fields,
    )


def make_person(
    municipality: Municipality, role: Role, school: School | None = None, name: str = "", email: str = ""
) -> User:
    """A person with the role, brought in by the product's own verb and signed in with the password «Проверка-2026»."""
    place = f"{school.pk}" if school else f"m{municipality.pk}"
    invited = invite(
        municipality=municipality,
        email=email or f"{role}.{place}@example.org",
        full_name=name or f"Тестова {role.label.title()}",
        role=role,
        school=school,
        by=None,
        at=OPENED,
    )
    user = invited.membership.user
    user.set_password(PASSWORD)
    user.save(update_fields=["password"])
    return user


PASSWORD = "Проверка-2026"


@pytest.fixture
def school(municipality) -> School:
    return make_school(municipality, "002", "МАОУ СОШ № 2", site="https://school2.example.org/")


@pytest.fixture
def other_school(municipality) -> School:
    return make_school(municipality, "010", "МБОУ ООШ № 10", "noo ooo", kind=SchoolKind.BASIC)


@pytest.fixture
def primary_school(municipality) -> School:
    return make_school(municipality, "005", "МБОУ НОШ № 5", "noo", kind=SchoolKind.PRIMARY)


@pytest.fixture
def foreign_school(other_municipality) -> School:
    return make_school(other_municipality, "001", "МБОУ СОШ № 1")


@pytest.fixture
def head(municipality, school) -> User:
    return make_person(municipality, Role.HEAD, school, "Директорова Дарья Дмитриевна")


@pytest.fixture
def editor(municipality, school) -> User:
    return make_person(municipality, Role.EDITOR, school, "Заместителева Зоя Захаровна")


@pytest.fixture
def other_head(municipality, other_school) -> User:
    return make_person(municipality, Role.HEAD, other_school, "Другова Диана Денисовна")


@pytest.fixture
def reviewer(municipality) -> User:
    return make_person(municipality, Role.REVIEWER, name="Проверяева Полина Павловна")


@pytest.fixture
def other_reviewer(municipality) -> User:
    return make_person(municipality, Role.REVIEWER, name="Ревизорова Раиса Романовна", email="second@example.org")


@pytest.fixture
def third_reviewer(municipality) -> User:
    return make_person(municipality, Role.REVIEWER, name="Арбитров Антон Антонович", email="third@example.org")


@pytest.fixture
def methodologist(municipality) -> User:
    return make_person(municipality, Role.METHODOLOGIST, name="Методова Мария Михайловна")


@pytest.fixture
def coordinator(municipality) -> User:
    return make_person(municipality, Role.COORDINATOR, name="Координаторов Кирилл Константинович")


@pytest.fixture
def observer(municipality) -> User:
    return make_person(municipality, Role.OBSERVER, name="Наблюдателев Никита Николаевич")


@pytest.fixture
def foreign_head(other_municipality, foreign_school) -> User:
    return make_person(other_municipality, Role.HEAD, foreign_school, "Чужакова Чулпан Чингизовна")


@pytest.fixture
def foreign_reviewer(other_municipality) -> User:
    return make_person(other_municipality, Role.REVIEWER, name="Соседова Софья Сергеевна")


@pytest.fixture
def foreign_coordinator(other_municipality) -> User:
    return make_person(other_municipality, Role.COORDINATOR, name="Соседов Семён Семёнович")


@pytest.fixture
def methodology(db) -> Methodology:
    return load_shipped()


def load_shipped() -> Methodology:
    """Once a run; again after a test that emptied the tables."""
    known = Methodology.objects.filter(code="ekaterinburg").order_by("pk").first()
    return known or load(content=METHODOLOGY_FILE.read_bytes(), at=OPENED).methodology


def make_cycle(
    municipality: Municipality, methodology: Methodology, by: User, year: int = YEAR, policy: Policy = Policy.STRICT
) -> MonitoringCycle:
    return open_cycle(
        municipality=municipality,
        school_year=year,
        methodology=methodology,
        policy=policy,
        last_days=default_terms(year),
        by=by,
        at=OPENED.replace(year=year + 1),
    )


@pytest.fixture
def figures(school) -> ReferenceFigures:
    """ОО-1 of the past form: what `stories.fill` claims agrees with it."""
    return ReferenceFigures.objects.create(
        municipality=school.municipality,
        school=school,
        as_of=date(YEAR, 9, 20),
        pupils_1_4=200,
        pupils_8_9=180,
        pupils_10_11=78,
        pupils_6_11=350,
        pupils_ovz=12,
        staff=50,
        psychologists=1,
        tutors=1,
        graduates_9=88,
        graduates_11=36,
    )


@pytest.fixture
def cycle(municipality, methodology, coordinator, school, other_school) -> MonitoringCycle:
    """2025/2026, strict, default terms, with maps of СОШ № 2 and ООШ № 10."""
    return make_cycle(municipality, methodology, coordinator)


@pytest.fixture
def expert_map(cycle, school) -> ExpertMap:
    return ExpertMap.objects.with_context().get(cycle=cycle, school=school)


@pytest.fixture
def other_map(cycle, other_school) -> ExpertMap:
    return ExpertMap.objects.with_context().get(cycle=cycle, school=other_school)


@pytest.fixture
def client_of(now) -> Callable[[User], Client]:
    """A client of a signed-in person; the clock stands at `now`."""

    def signed_in(user: User) -> Client:
        client = Client()
        client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
        return client

    return signed_in
