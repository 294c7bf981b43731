"""Which schools and people live in the demonstration district?"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from random import Random
from typing import Any

from django.conf import settings

from accounts.domain.installation import found_with_coordinator
from accounts.domain.people import invite
from accounts.models import Membership, Role, User
from schools.domain.register import record_figures, record_school
from schools.models import Municipality, School

LEVELS = {"basic": ("noo", "ooo"), "primary": ("noo",)}
KIND_WORDS = {
    "lyceum": "лицей",
    "gymnasium": "гимназия",
    "secondary": "средняя общеобразовательная школа",
    "basic": "основная общеобразовательная школа",
    "primary": "начальная общеобразовательная школа",
}


@dataclass(frozen=True, slots=True)
class DemoSchool:
    """A school with its size (1.0 is about 830 pupils) and how good it is at the work (share of points it tends to)."""

    school: School
    head: User
    size: float
    strength: float


@dataclass(frozen=True, slots=True)
class District:
    municipality: Municipality
    schools: tuple[DemoSchool, ...]
    coordinator: User
    reviewers: tuple[User, ...]
    methodologist: User


def read_plan() -> dict[str, Any]:
    return json.loads((Path(settings.BASE_DIR) / "fixtures/demonstration/district.json").read_text(encoding="utf-8"))


def settle(plan: dict[str, Any], *, schools: int, at: datetime, random: Random) -> District:
    """Founds the municipality, registers `schools` schools, brings in the people of every role."""
    first = next(person for person in plan["people"] if person["role"] == "coordinator")
    municipality, _ = found_with_coordinator(
        values=plan["municipality"], email=first["email"], full_name=first["full_name"], at=at, is_demonstration=True
    )
    coordinator = User.objects.get(email=first["email"])
    specs = school_specs(plan, schools)
    rows = {spec["code"]: _register(plan, municipality, spec, by=coordinator, at=at) for spec in specs}
    for person in plan["people"]:
        if person is not first:
            _bring_in(municipality, person, rows, by=coordinator, at=at)
    heads = {m.school_id: m.user for m in Membership.objects.filter(role=Role.HEAD, municipality=municipality)}
    for school in rows.values():
        if school.pk not in heads:
            heads[school.pk] = _bring_in_head(plan, municipality, school, by=coordinator, at=at)
    return District(
        municipality=municipality,
        schools=tuple(DemoSchool(rows[s["code"]], heads[rows[s["code"]].pk], s["size"], s["strength"]) for s in specs),
        coordinator=coordinator,
        reviewers=tuple(User.objects.filter(memberships__role=Role.REVIEWER, memberships__municipality=municipality)),
        methodologist=User.objects.get(memberships__role=Role.METHODOLOGIST, memberships__municipality=municipality),
    )


def school_specs(plan: dict[str, Any], count: int) -> list[dict[str, Any]]:
    """The written schools, then as many made-up ones of the same kinds as are asked for."""
    specs = list(plan["schools"][:count])
    for number in range(len(specs) + 1, count + 1):
        twin = plan["schools"][number % len(plan["schools"])]
        village = plan["villages"][number % len(plan["villages"])]
        rural = number % 3 == 0
        word = {"basic": "ООШ", "primary": "НОШ"}.get(twin["kind"], "СОШ")
        name = f"МБОУ «{village} {word} № {number}»" if rural else f"МБОУ {word} № {number}"
        kind = twin["kind"] if word != "СОШ" else "secondary"
        specs.append(
            {
                "code": f"{number:03d}",
                "kind": kind,
                "short_name": name,
                "size": twin["size"],
                "strength": twin["strength"],
                "rural": rural,
            }
        )
    return specs


def _register(
    plan: dict[str, Any], municipality: Municipality, spec: dict[str, Any], *, by: User, at: datetime
) -> School:
    levels = LEVELS.get(spec["kind"], ("noo", "ooo", "soo"))
    quoted = spec["short_name"].split(" ", 1)[1]
    values = {
        "code": spec["code"],
        "short_name": spec["short_name"],
        "name": f"Муниципальное общеобразовательное учреждение — {KIND_WORDS[spec['kind']]} {quoted} "
        "(вымышленная школа Демонстрационного района)",
        "kind": spec["kind"],
        "has_noo": "noo" in levels,
        "has_ooo": "ooo" in levels,
        "has_soo": "soo" in levels,
        "is_rural": spec.get("rural", False),
        "site": f"https://school{int(spec['code'])}.example.org/",
        "email": f"school{int(spec['code'])}@example.org",
        "head_name": head_of(plan, spec["code"]),
    }
    return record_school(municipality=municipality, values=values, by=by, at=at)


def _bring_in(
    municipality: Municipality, person: dict[str, str], rows: dict[str, School], *, by: User, at: datetime
) -> None:
    school = rows.get(person.get("school", ""))
    if person.get("school") and school is None:
        school = next(iter(rows.values()))
    invite(
        municipality=municipality,
        email=person["email"],
        full_name=person["full_name"],
        role=Role(person["role"]),
        school=school,
        position=person["position"],
        by=by,
        at=at,
    )


def _bring_in_head(plan: dict[str, Any], municipality: Municipality, school: School, *, by: User, at: datetime) -> User:
    invited = invite(
        municipality=municipality,
        email=f"head{school.code}@example.org",
        full_name=head_of(plan, school.code),
        role=Role.HEAD,
        school=school,
        position="директор",
        by=by,
        at=at,
    )
    return invited.membership.user


def head_of(plan: dict[str, Any], code: str) -> str:
    """The head's name: of the plan's people where it names one, else made of its surnames and names in turn."""
    written = (p["full_name"] for p in plan["people"] if p["role"] == "head" and p.get("school") == code)
    place = int(code)
    surname = plan["head_surnames"][place % len(plan["head_surnames"])]
    return next(written, f"{surname} {plan['head_names'][place % len(plan['head_names'])]}")


def file_figures(district: District, year: int, *, at: datetime, seed: int) -> None:
    """ОО-1 as of 20 September of `year` for every school."""
    for demo in district.schools:
        record_figures(
            school=demo.school,
            as_of=date(year, 9, 20),
            values=figures_of(demo, Random(f"{seed}:{demo.school.code}:{year}")),  # noqa: S311 made-up data
            by=district.coordinator,
            at=at,
        )


def figures_of(demo: DemoSchool, random: Random) -> dict[str, int]:
    def people(base: float, least: int = 4) -> int:
        return max(least, round(base * demo.size * random.uniform(0.95, 1.06)))

    school = demo.school
    pupils_8_9 = people(176) if school.has_ooo else 0
    pupils_10_11 = people(76) if school.has_soo else 0
    return {
        "pupils_1_4": people(340),
        "pupils_8_9": pupils_8_9,
        "pupils_10_11": pupils_10_11,
        "pupils_6_11": (people(170) if school.has_ooo else 0) + pupils_8_9 + pupils_10_11,
        "pupils_ovz": people(22, least=1),
        "staff": people(52, least=9),
        "psychologists": 1 if demo.size >= 0.4 else 0,
        "tutors": 1 if demo.size >= 0.9 else 0,
        "graduates_9": round(pupils_8_9 * 0.49),
        "graduates_11": round(pupils_10_11 * 0.47),
    }
