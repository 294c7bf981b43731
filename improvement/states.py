"""What states has a recommendation, and which steps are legal?"""

from __future__ import annotations

from django.db.models import TextChoices

from improvement.errors import IllegalStep


class AdviceState(TextChoices):
    PROPOSED = "proposed", "предложена"
    ACCEPTED = "accepted", "принята"
    CHANGED = "changed", "изменена"
    DROPPED = "dropped", "снята"


class Step(TextChoices):
    """What the methodologist does with a recommendation; each is undone by UNDO until the school has it."""

    ACCEPT = "accept", "принять"
    CHANGE = "change", "изменить"
    DROP = "drop", "снять"
    UNDO = "undo", "вернуть в предложенные"


class Gap(TextChoices):
    """How far the school is from the threshold: what a rule of the bank asks about."""

    ANY = "any", "Показатель не выполнен"
    NEAR = "near", "Не хватает немногих людей"
    FAR = "far", "Не хватает многих людей"
    ABSENT = "absent", "Факта нет или он не подтверждён"


class Addressee(TextChoices):
    SCHOOL = "school", "Школе"
    GROUP = "group", "Группе школ"


class Audience(TextChoices):
    """Whose work the words are about: the target groups of п. 3.7. The centre has no school of its own."""

    HEADS = "heads", "Руководителям школ"
    DEPUTIES = "deputies", "Ответственным за профориентацию"
    CLASS_TEACHERS = "class_teachers", "Классным руководителям"
    PSYCHOLOGISTS = "psychologists", "Педагогам-психологам"
    CENTRE = "centre", "Методическому центру"


class LetterState(TextChoices):
    SENDING = "sending", "отправляется"
    SENT = "sent", "отправлено"
    FAILED = "failed", "не отправлено"


# Decided to go out: what «отправить школам» takes.
DECIDED = frozenset({AdviceState.ACCEPTED, AdviceState.CHANGED})

TRANSITIONS: dict[tuple[AdviceState, Step], AdviceState] = {
    (AdviceState.PROPOSED, Step.ACCEPT): AdviceState.ACCEPTED,
    (AdviceState.PROPOSED, Step.CHANGE): AdviceState.CHANGED,
    (AdviceState.ACCEPTED, Step.CHANGE): AdviceState.CHANGED,
    (AdviceState.CHANGED, Step.CHANGE): AdviceState.CHANGED,
    (AdviceState.PROPOSED, Step.DROP): AdviceState.DROPPED,
    (AdviceState.ACCEPTED, Step.DROP): AdviceState.DROPPED,
    (AdviceState.CHANGED, Step.DROP): AdviceState.DROPPED,
    (AdviceState.ACCEPTED, Step.UNDO): AdviceState.PROPOSED,
    (AdviceState.CHANGED, Step.UNDO): AdviceState.PROPOSED,
    (AdviceState.DROPPED, Step.UNDO): AdviceState.PROPOSED,
}

# What a school holds already is changed only by a new edition.
AFTER_SENDING = frozenset({Step.CHANGE})


def after(state: str, step: Step, *, is_sent: bool = False) -> AdviceState:
    """The state the step leads to; raises IllegalStep with a reason fit to show."""
    if is_sent and step not in AFTER_SENDING:
        raise IllegalStep(
            "Рекомендация уже отправлена школе. Её можно изменить: при следующей отправке школа получит новую редакцию."
        )
    try:
        return TRANSITIONS[(AdviceState(state), step)]
    except KeyError:
        label = AdviceState(state).label
        raise IllegalStep(f"Рекомендация уже {label}: действие «{step.label}» сейчас невозможно.") from None
