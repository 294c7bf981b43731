"""How is a refused answer shown: parts for the script, the whole page with what was typed for everyone else?"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse

from monitoring.forms.answer import AnswerForm
from monitoring.models import ExpertMap, IndicatorAnswer
from monitoring.queries.expert_map import last_change
from monitoring.views.answering import parts, show_map, wants_parts
from monitoring.views.map_screen.row import CHOSEN, Typed
from monitoring.views.map_screen.standing import slug_of
from monitoring.views.map_screen.words import in_words, values_of
from russian.dates import clock
from scoring.queries.rubric_tree import RubricIndicator

NO_VERSION = "Страница устарела: неизвестно, какой ответ вы видели. Обновите её и проверьте показатель."


def refuse(
    request: HttpRequest,
    expert_map: ExpertMap,
    indicator: RubricIndicator,
    *,
    outcome: str,
    status: int,
    errors: Mapping[str, str] | None = None,
    refusal: str = "",
    **beside: Any,
) -> HttpResponse:
    """Nothing was changed; the person's text stays where it was typed."""
    typed = Typed(values=request.POST.dict(), errors=errors or {}, refusal=refusal)
    if not wants_parts(request):
        return show_map(request, expert_map, typed={indicator.code: typed}, status=status)
    fields = AnswerForm({}, indicator=indicator, levels=expert_map.levels).fields
    context = {
        "slug": slug_of(indicator.code),
        "code": indicator.code,
        "refusal": refusal,
        "expert_map": expert_map,
        "errors": [(name, typed.errors.get(name, "")) for name in fields],
        "outcome": outcome,
        **beside,
    }
    return parts(request, "monitoring/map_refusal.html", context, outcome=outcome, status=status)


def refuse_stale(
    request: HttpRequest,
    expert_map: ExpertMap,
    indicator: RubricIndicator,
    answer: IndicatorAnswer,
    *,
    values: Mapping[str, Any],
) -> HttpResponse:
    """Both values side by side; the page without a script keeps the typed one and saves it by one more press."""
    theirs, mine = in_words(indicator, values_of(answer)), in_words(indicator, values)
    who = _who(expert_map, indicator.code)
    refusal = f"{who} Сохранено: {theirs}. У вас: {mine}."
    return refuse(
        request,
        expert_map,
        indicator,
        outcome="stale",
        status=409,
        refusal=refusal,
        who=who,
        theirs=theirs,
        mine=mine,
        version=answer.version,
        stored=json.dumps(_as_typed(indicator, answer), ensure_ascii=False),
    )


def _who(expert_map: ExpertMap, code: str) -> str:
    change = last_change(expert_map, code)
    if change is None:
        return "Пока вы заполняли, этот показатель изменил другой человек."
    at = clock(expert_map.municipality.local(change.at))
    return f"Пока вы заполняли, показатель изменили в {at} ({change.by_name})."


def _as_typed(indicator: RubricIndicator, answer: IndicatorAnswer) -> dict[str, str]:
    """The stored answer as the inputs would hold it, for «взять сохранённое»."""
    numbers = {"numerator": answer.numerator, "denominator": answer.denominator}
    typed = {name: "" if value is None else str(value) for name, value in numbers.items()}
    typed |= {"fact": CHOSEN[answer.fact], "note": answer.note}
    return typed | {f"part_{part.key}": CHOSEN[answer.parts.get(part.key)] for part in indicator.rule.parts}
