"""Which schools of the register does a person look for?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import Max, QuerySet

from schools.models import Municipality, School

PAGE = 50


def schools_found(municipality: Municipality, sought: Mapping[str, Any]) -> QuerySet[School]:
    """Schools in natural order, with the day of their last ОО-1 as `last_figures`.

    sought: text, kind, level («noo»…), place («rural», «town»), activity («active», «left», «all»); empty asks nothing.
    """
    schools = School.objects.of(municipality).annotate(last_figures=Max("reference_figures__as_of"))
    # Grouping forgets the model's own order.
    schools = schools.order_by("sort_key", "pk")
    for word in sought.get("text", "").replace("№", " ").split():
        schools = schools.found_by(word)
    if sought.get("kind"):
        schools = schools.filter(kind=sought["kind"])
    if sought.get("level"):
        schools = schools.filter(**{f"has_{sought['level']}": True})
    if sought.get("place"):
        schools = schools.filter(is_rural=sought["place"] == "rural")
    if sought.get("activity") != "all":
        schools = schools.filter(is_active=sought.get("activity") != "left")
    return schools
