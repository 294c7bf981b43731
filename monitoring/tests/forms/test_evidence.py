"""Do the forms of evidence ask what they must, and tell at the field?"""

from __future__ import annotations

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from monitoring.forms.evidence import FileForm, LinkForm, ReuseForm

PDF = SimpleUploadedFile("a.pdf", b"%PDF-1.4")


def test_a_link_has_an_address_a_title_and_a_day():
    form = LinkForm({"url": "https://a.example.org/", "title": " Отчёт\x00 \u200b", "dated": "2026-03-12"})
    assert form.is_valid()
    assert form.cleaned_data == {"url": "https://a.example.org/", "title": "Отчёт", "dated": date(2026, 3, 12)}


def test_a_day_may_be_typed_the_russian_way():
    form = LinkForm({"url": "x", "dated": "12.03.2026"})
    assert form.is_valid()
    assert form.cleaned_data["dated"] == date(2026, 3, 12)


@pytest.mark.parametrize(
    ("data", "errors"),
    [
        ({"url": ""}, {"url": ["Вставьте адрес страницы из строки браузера."]}),
        ({"url": "x", "dated": "вчера"}, {"dated": ["Введите дату, например 12.03.2026."]}),
        ({"url": "x", "dated": "0001-01-01"}, {"dated": ["Проверьте год: дата слишком давняя."]}),
        ({"url": "x", "title": "х" * 301}, {"title": ["Название длиннее 300 знаков. Сократите его."]}),
    ],
)
def test_a_bad_link_has_a_sentence_at_its_field(data, errors):
    assert LinkForm(data).errors == errors


def test_a_file_asks_about_names_of_children():
    assert FileForm({}, {"file": PDF}).errors == {"child_names": ["Ответьте, есть ли в файле имена детей."]}
    assert FileForm({"child_names": "maybe"}, {"file": PDF}).errors == {
        "child_names": ["Ответьте, есть ли в файле имена детей."]
    }
    assert FileForm({"child_names": "none"}, {"file": PDF}).is_valid()


def test_a_file_must_be_chosen():
    assert FileForm({"child_names": "none"}, {}).errors == {"file": ["Выберите файл."]}


def test_only_a_piece_of_the_list_is_reused():
    assert ReuseForm({"evidence": ""}, pieces=[]).errors == {"evidence": ["Выберите подтверждение из списка."]}
    assert ReuseForm({"evidence": "7"}, pieces=[]).errors == {
        "evidence": ["Такого подтверждения в карте нет. Выберите из списка."]
    }
