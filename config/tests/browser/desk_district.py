"""What lies before the reviewer who works by keyboard? Forty signed maps; and what stood in them afterwards.

Both called by `served.manage("shell", "-c", …)`; each prints one line of JSON.
"""

from __future__ import annotations

import json
import sys
from datetime import timedelta

from django.utils import timezone

from accounts.domain.people import invite
from accounts.models import Role, User
from config.tests.serving import PASSWORD
from monitoring.domain.cycle import open_cycle
from monitoring.domain.evidence import add_link
from monitoring.domain.submission import submit
from monitoring.models import ExpertMap, MonitoringCycle, Verdict
from monitoring.states import StageKind
from monitoring.tests.cast import METHODOLOGY_FILE, make_municipality, make_school
from monitoring.tests.stories import again, fill
from schools.models import Municipality, School
from scoring.domain.methodology import load
from scoring.engine.types import Policy

SCHOOLS = 40
REVIEWER = "reviewer@example.org"


def arrange() -> None:
    at = timezone.now()
    municipality = make_municipality("Клавишный район")
    coordinator = _person(municipality, Role.COORDINATOR, "coordinator@example.org", at)
    reviewer = _person(municipality, Role.REVIEWER, REVIEWER, at)
    reviewer.set_password(PASSWORD)
    reviewer.save(update_fields=["password"])
    for number in range(1, SCHOOLS + 1):
        make_school(municipality, f"{number:03}", f"МБОУ СОШ № {number}")
    cycle = _open(municipality, coordinator, at)
    for expert_map in ExpertMap.objects.with_context().filter(cycle=cycle).in_natural_order():
        head = _person(municipality, Role.HEAD, f"head{expert_map.pk}@example.org", at, expert_map.school)
        fill(expert_map, by=head, at=at)
        for code in ("1.2", "1.8"):
            url = f"https://school{expert_map.school.code}.example.org/{code}"
            add_link(expert_map=again(expert_map), code=code, url=url, by=head, at=at)
        submit(expert_map=again(expert_map), by=head, at=at)
    maps = ExpertMap.objects.filter(cycle=cycle).in_natural_order().values_list("pk", flat=True)
    _tell({"cycle": cycle.pk, "maps": list(maps)})


def _person(municipality: Municipality, role: Role, email: str, at, school: School | None = None) -> User:
    invited = invite(
        municipality=municipality, email=email, full_name="Клавишева Клавдия", role=role, school=school, by=None, at=at
    )
    return invited.membership.user


def _open(municipality: Municipality, by: User, at) -> MonitoringCycle:
    today = municipality.today(at)
    return open_cycle(
        municipality=municipality,
        school_year=today.year - 1,
        methodology=load(content=METHODOLOGY_FILE.read_bytes(), at=at).methodology,
        policy=Policy.STRICT,
        last_days={kind: today + timedelta(days=days) for kind, days in zip(StageKind, (9, 20, 30), strict=True)},
        by=by,
        at=at,
    )


def tell_verdicts() -> None:
    """[[map id, code, kind, points, numerator, reason]] in force, in order."""
    rows = Verdict.objects.current().order_by("answer__expert_map__school__sort_key", "answer__position")
    fields = ("answer__expert_map_id", "answer__code", "kind", "points", "numerator", "reason")
    _tell([list(row) for row in rows.values_list(*fields)])


def _tell(what) -> None:
    sys.stdout.write(json.dumps(what, ensure_ascii=False) + "\n")
