"""How does the coordinator say who checks which map?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from django import forms

from accounts.models import User
from monitoring.forms.cycle import Reason
from monitoring.models import ExpertMap
from monitoring.queries.progress import NOBODY


def people_choices(people: Sequence[User]) -> list[tuple[str, str]]:
    return [(str(person.pk), str(person)) for person in people]


class EvenForm(forms.Form):
    """Among whom the maps that are nobody's are divided."""

    reviewers = forms.MultipleChoiceField(
        label="Между кем разделить",
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Отметьте хотя бы одного проверяющего.",
            "invalid_choice": "Список проверяющих изменился: обновите страницу.",
        },
    )

    def __init__(self, *args: Any, people: Sequence[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = people
        cast(forms.MultipleChoiceField, self.fields["reviewers"]).choices = people_choices(people)

    @property
    def chosen(self) -> list[User]:
        """In the order of names, whatever the order they were ticked in."""
        ticked = set(self.cleaned_data["reviewers"])
        return [person for person in self.people if str(person.pk) in ticked]


class AssignForm(forms.Form):
    """Ticked maps, who gets them («никому» among the answers), and why when somebody has them already."""

    maps = forms.MultipleChoiceField(
        label="Карты",
        widget=forms.MultipleHiddenInput,
        error_messages={
            "required": "Отметьте карты в списке.",
            "invalid_choice": "Список карт изменился: обновите страницу.",
        },
    )
    reviewer = forms.ChoiceField(
        label="Кому",
        error_messages={"required": "Выберите, кому.", "invalid_choice": "Список проверяющих изменился: обновите."},
    )
    reason = Reason(label="Причина, если карта уже у другого проверяющего")

    def __init__(self, *args: Any, maps: Sequence[ExpertMap], people: Sequence[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(person.pk): person for person in people}
        cast(forms.MultipleChoiceField, self.fields["maps"]).choices = [(str(row.pk), str(row.school)) for row in maps]
        choices = [("", "Выберите"), *people_choices(people), (NOBODY, "Никому: снять закрепление")]
        cast(forms.ChoiceField, self.fields["reviewer"]).choices = choices

    @property
    def reviewers(self) -> dict[int, User | None]:
        """What the verb takes."""
        return dict.fromkeys(map(int, self.cleaned_data["maps"]), self.people.get(self.cleaned_data["reviewer"]))


class HandOverForm(forms.Form):
    """Maps of one reviewer, to whom, and why."""

    maps = forms.MultipleChoiceField(
        label="Карты",
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Отметьте хотя бы одну карту.",
            "invalid_choice": "Список карт изменился: обновите страницу.",
        },
    )
    taker = forms.ChoiceField(
        label="Кому",
        error_messages={"required": "Выберите, кому.", "invalid_choice": "Список проверяющих изменился: обновите."},
    )
    reason = Reason(label="Причина")

    def __init__(self, *args: Any, maps: Sequence[ExpertMap], people: Sequence[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows, self.people = list(maps), {str(person.pk): person for person in people}
        cast(forms.MultipleChoiceField, self.fields["maps"]).choices = [(str(row.pk), str(row.school)) for row in maps]
        cast(forms.ChoiceField, self.fields["taker"]).choices = [("", "Выберите"), *people_choices(people)]

    @property
    def person(self) -> User:
        return self.people[self.cleaned_data["taker"]]

    @property
    def chosen(self) -> list[ExpertMap]:
        ticked = set(self.cleaned_data["maps"])
        return [row for row in self.rows if str(row.pk) in ticked]
