"""What of a year can be printed by now, and what has to be done before the rest can be?"""

from __future__ import annotations

from datetime import datetime

from monitoring.models import MonitoringCycle
from reports.contexts.group_advice import Advice
from reports.contexts.order import Order
from reports.contexts.protocol import NO_SCHOOLS, Protocol, build_protocol
from reports.contexts.worded import advice_of, order_of
from reports.errors import NotYet

NO_ADVICE_YET = (
    "Принятых рекомендаций ещё нет. Составьте их по банку или напишите свои, примите — и составьте документ ещё раз."
)


def printable_order(cycle: MonitoringCycle, at: datetime) -> Order:
    """Raises NotYet without a single result."""
    order = order_of(cycle, at)
    if order.refusal:
        raise NotYet(order.refusal)
    return order


def printable_advice(cycle: MonitoringCycle, at: datetime) -> Advice:
    """Raises NotYet while nothing is decided."""
    advice = advice_of(cycle, at)
    if advice.is_empty:
        raise NotYet(NO_ADVICE_YET)
    return advice


def printable_protocol(cycle: MonitoringCycle, at: datetime) -> Protocol:
    """Raises NotYet without schools, or while nobody is named to sign it."""
    protocol = build_protocol(cycle, at=at)
    if protocol.missing:
        raise NotYet(f"Протокол составляется, когда указаны {' и '.join(protocol.missing)} комиссии.")
    if not protocol.schools:
        raise NotYet(NO_SCHOOLS)
    return protocol
