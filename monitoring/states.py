"""What states a cycle, a map and a verdict have, who owns them, and which steps are legal."""

from __future__ import annotations

from django.db.models import TextChoices

from monitoring.errors import IllegalStep


class CycleState(TextChoices):
    RUNNING = "running", "идёт"
    APPROVED = "approved", "результаты утверждены"


class MapState(TextChoices):
    FILLING = "filling", "Заполняется"
    SUBMITTED = "submitted", "Представлена"
    RETURNED = "returned", "Возвращена"
    VERIFIED = "verified", "Проверена"
    EVALUATED = "evaluated", "Оценена"
    APPROVED = "approved", "Утверждена"
    REOPENED = "reopened", "Пересматривается"
    REVISED = "revised", "Пересмотрена"
    NOT_SUBMITTED = "not_submitted", "Не представлена"


def state_in_words(state: str, *, is_begun: bool) -> str:
    """A signed map waits for its check until a reviewer opens it on the desk: one word for it on every page."""
    if state != MapState.SUBMITTED:
        return MapState(state).label
    return "Проверяется" if is_begun else "Ждёт проверки"


class VerdictKind(TextChoices):
    ACCEPTED = "accepted", "принято"
    CORRECTED = "corrected", "исправлено"
    RETURNED = "returned", "возвращено"


class LinkState(TextChoices):
    """What became of a page the school put forward, when a program last looked."""

    OPENS = "opens", "открывается"
    MOVED = "moved", "открывается по другому адресу"
    DEAD = "dead", "не открывается"
    REFUSED = "refused", "адрес не для проверки"
    UNCHECKED = "unchecked", "проверить не удалось"


class CommissionRole(TextChoices):
    CHAIR = "chair", "председатель"
    SECRETARY = "secretary", "секретарь"
    MEMBER = "member", "член комиссии"


class StageKind(TextChoices):
    SELF_ASSESSMENT = "self_assessment", "Самооценка"
    CONTROL = "control", "Контроль объективности"
    EVALUATION = "evaluation", "Оценка"


class Step(TextChoices):
    """What moves a map from state to state."""

    SUBMIT = "submit", "представить"
    RETURN = "return", "вернуть"
    RECALL = "recall", "снять с доработки"
    VERIFY = "verify", "завершить проверку"
    RESUME_CHECK = "resume_check", "возобновить проверку"
    EVALUATE = "evaluate", "завершить оценку"
    RESUME_EVALUATION = "resume_evaluation", "возобновить оценку"
    APPROVE = "approve", "утвердить"
    REOPEN = "reopen", "открыть для пересмотра"
    CLOSE = "close", "закрыть без карты"


# Whose move it is; nobody's once the year is fixed: an approved map is opened again only when the coordinator has a
# reason to, and a year without a map is not opened again at all.
STATE_OWNERS: dict[MapState, str | None] = {
    MapState.FILLING: "school",
    MapState.SUBMITTED: "reviewer",
    MapState.RETURNED: "school",
    MapState.VERIFIED: "methodologist",
    MapState.EVALUATED: "coordinator",
    MapState.APPROVED: None,
    MapState.REOPENED: "methodologist",
    MapState.REVISED: "coordinator",
    MapState.NOT_SUBMITTED: None,
}

# Why nothing but the legal steps is possible now, and whose move it is: the second half of every refusal.
WHY_NOT: dict[MapState, str] = {
    MapState.FILLING: "Карту заполняет школа: сначала её представит руководитель.",
    MapState.SUBMITTED: "Карту проверяет специалист отдела: он завершит проверку или вернёт карту школе.",
    MapState.RETURNED: "Карта у школы: школа исправит и представит её снова, или проверяющий снимет её с доработки.",
    MapState.VERIFIED: "Карта проверена: методист завершит оценку, или проверяющий возобновит проверку.",
    MapState.EVALUATED: "Карта оценена: координатор утвердит результаты, или методист возобновит оценку.",
    MapState.APPROVED: "Результаты утверждены: открыть один результат для пересмотра может координатор, с причиной.",
    MapState.REOPENED: "Результат пересматривается: методист определяет итоговые баллы и завершит оценку.",
    MapState.REVISED: "Пересмотр завершён: координатор утвердит результат, или методист возобновит оценку.",
    MapState.NOT_SUBMITTED: "Результаты утверждены без этой карты и больше не меняются.",
}

TRANSITIONS: dict[tuple[MapState, Step], MapState] = {
    (MapState.FILLING, Step.SUBMIT): MapState.SUBMITTED,
    (MapState.RETURNED, Step.SUBMIT): MapState.SUBMITTED,
    (MapState.SUBMITTED, Step.RETURN): MapState.RETURNED,
    (MapState.RETURNED, Step.RECALL): MapState.SUBMITTED,
    (MapState.SUBMITTED, Step.VERIFY): MapState.VERIFIED,
    (MapState.VERIFIED, Step.RESUME_CHECK): MapState.SUBMITTED,
    (MapState.VERIFIED, Step.EVALUATE): MapState.EVALUATED,
    (MapState.EVALUATED, Step.RESUME_EVALUATION): MapState.VERIFIED,
    (MapState.EVALUATED, Step.APPROVE): MapState.APPROVED,
    (MapState.APPROVED, Step.REOPEN): MapState.REOPENED,
    (MapState.REOPENED, Step.EVALUATE): MapState.REVISED,
    (MapState.REVISED, Step.RESUME_EVALUATION): MapState.REOPENED,
    (MapState.REVISED, Step.APPROVE): MapState.APPROVED,
    (MapState.FILLING, Step.CLOSE): MapState.NOT_SUBMITTED,
}

# States of a map of an approved year that has a result: in force, or being revised.
ONCE_APPROVED = frozenset({MapState.APPROVED, MapState.REOPENED, MapState.REVISED})

# States in which final points are set, and in which they are ready for the coordinator. A reopened map is evaluated
# anew, never checked anew: claims and verdicts stay as they were.
UNDER_EVALUATION = frozenset({MapState.VERIFIED, MapState.REOPENED})
READY_TO_APPROVE = frozenset({MapState.EVALUATED, MapState.REVISED})

# States in which the check is still to be done or finished.
TO_CHECK = frozenset({MapState.FILLING, MapState.SUBMITTED, MapState.RETURNED})

# States in which the school reads what the department found: all verdicts are given.
VERDICTS_KNOWN = UNDER_EVALUATION | READY_TO_APPROVE | {MapState.APPROVED}

# States in which the school's claim is before the department's eyes.
CLAIM_VISIBLE = VERDICTS_KNOWN | {MapState.SUBMITTED, MapState.RETURNED}

# States a result being revised goes through.
UNDER_REVISION = frozenset({MapState.REOPENED, MapState.REVISED})


def after(state: str, step: Step) -> MapState:
    """The state the step leads to; raises IllegalStep with a reason fit to show."""
    try:
        return TRANSITIONS[(MapState(state), step)]
    except KeyError:
        raise IllegalStep(refusal(MapState(state), step)) from None


def refusal(state: MapState, step: Step) -> str:
    """What is impossible, and why: one sentence each."""
    return f"Карта в состоянии «{state.label.lower()}»: действие «{step.label}» сейчас невозможно. {WHY_NOT[state]}"
