"""How do years of no school, of one and of three hundred with the longest names come about in these tests?"""

from __future__ import annotations

from accounts.models import Role, User
from monitoring.domain.commission import put_member
from monitoring.models import ExpertMap, MonitoringCycle
from monitoring.tests import stories
from monitoring.tests.cast import METHODOLOGY_FILE, OPENED, make_cycle, make_municipality, make_person, make_school
from reports.tests.year import copies
from schools.models import School
from scoring.domain.methodology import load

LONGEST = 120
NAME = (
    "МБОУ «Средняя общеобразовательная школа № {} имени дважды Героя Советского Союза лётчика-космонавта "
    "Светланы Савицкой-Северной»"
)
FULL = "Муниципальное бюджетное общеобразовательное учреждение {} городского округа «Северо-Западный Примерный»"
PEOPLE = (
    ("Константинопольская-Преображенская Александра Владиславовна", "начальник отдела образования", "chair"),
    ("Секретарева Светлана Сергеевна", "методист муниципального информационно-методического центра", "secretary"),
    ("Членов Чеслав Чеславович", "директор", "member"),
)


def long_name(number: int) -> str:
    """Exactly as long as a name may be, in words people use."""
    name = NAME.format(number)
    return f"{name[: LONGEST - 1]}»" if len(name) > LONGEST else name.ljust(LONGEST, "!")


def rename(cycle: MonitoringCycle) -> None:
    """Every school of the year gets the longest name."""
    schools = list(School.objects.filter(expert_maps__cycle=cycle).order_by("pk"))
    for number, school in enumerate(schools, start=1):
        school.short_name = long_name(number)
        school.name = FULL.format(school.short_name)
        school.save()


def seat(cycle: MonitoringCycle, by: User) -> None:
    for name, position, role in PEOPLE:
        put_member(cycle=cycle, member=None, full_name=name, position=position, role=role, by=by, at=stories.NOW)


def small_year(*, schools: int) -> tuple[MonitoringCycle, dict[str, User]]:
    """A district of its own with so many schools; no map is begun."""
    place = make_municipality(f"Район из {schools}")
    methodology = load(content=METHODOLOGY_FILE.read_bytes(), at=OPENED).methodology
    for number in range(1, schools + 1):
        make_person(place, Role.HEAD, make_school(place, f"{number:03}", long_name(number)))
    staff = {role.value: make_person(place, role) for role in Role if role not in {Role.HEAD, Role.EDITOR}}
    cycle = make_cycle(place, methodology, staff["coordinator"])
    seat(cycle, staff["methodologist"])
    return cycle, staff


def one_evaluated(cycle: MonitoringCycle, staff: dict[str, User]) -> ExpertMap:
    """The first school goes the whole way; the year is not approved."""
    row = ExpertMap.objects.with_context().filter(cycle=cycle).order_by("pk")[0]
    head = User.objects.get(memberships__role=Role.HEAD, memberships__school=row.school)
    return stories.evaluated(row, head=head, reviewer=staff["reviewer"], methodologist=staff["methodologist"])


def three_hundred(expert_map: ExpertMap, by: User) -> None:
    """The year of that map with three hundred schools, all of the longest names."""
    copies(expert_map, 300 - expert_map.cycle.expert_maps.count())
    rename(expert_map.cycle)
    seat(expert_map.cycle, by)
