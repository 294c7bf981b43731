"""The bank of recommendations: every rule of the present methodology, by indicator and state."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import municipality_for
from accounts.permissions import check_works_for_department
from improvement.domain.sample import sample_of
from improvement.permissions import can_keep_bank
from improvement.queries.bank import AUDIENCES, STATES, AskedRules, present_methodology, rule_counts, rules_of
from improvement.views.bank_screen import indicator_titles, lines_of
from monitoring.views.cycle_screen.choice import choices_of, known
from schools.models import Municipality

PAGE = 50


@require_safe
@municipality_for(check_works_for_department)
def bank(request: HttpRequest, *, municipality: Municipality) -> HttpResponse:
    may_keep = can_keep_bank(request.user, municipality.pk)
    methodology = present_methodology(municipality.pk)
    context: dict[str, Any] = {"municipality": municipality, "methodology": methodology, "may_keep": may_keep}
    if methodology is not None:
        titles = indicator_titles(methodology)
        address = request.GET
        asked = AskedRules(
            known(address.get("state"), STATES),
            known(address.get("code"), titles),
            known(address.get("who"), AUDIENCES),
        )
        counts = rule_counts(municipality.pk, methodology.code)
        rules = rules_of(municipality.pk, methodology.code, asked)
        page = Paginator(rules, PAGE).get_page(request.GET.get("page"))
        context |= {
            "asked": asked,
            "titles": titles,
            "audiences": AUDIENCES,
            "has_sample": bool(sample_of(methodology.code, municipality.methodical_centre)),
            "is_empty": not counts["all"],
            "choices": choices_of({key: title for key, (title, _) in STATES.items()}, counts, asked.state),
            "page": page,
            "lines": lines_of(page, titles),
        }
    return render(request, "improvement/bank.html", context)
