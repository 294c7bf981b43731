"""Is a malformed file refused with the place of its fault?"""

import copy
import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schools.models import REFERENCE_FIELDS
from scoring.domain.methodology_checks import check
from scoring.domain.methodology_file import read
from scoring.errors import MethodologyFileError
from scoring.tests.conftest import FILE

CONTENT = FILE.read_bytes()
SHARE = "directions[0].criteria[0].indicators[0]"
FACT = "directions[0].criteria[0].indicators[5]"
SUM = "quantities[3]"
ABSENT = object()


def checked(content):
    record = read(content)
    check(record)
    return record


def fault(content):
    with pytest.raises(MethodologyFileError) as caught:
        checked(content)
    return str(caught.value)


def steps(place):
    return [int(step) if step.isdigit() else step for step in re.findall(r"[a-z_0-9]+", place)]


def spoilt(place, value):
    """The fixture with one value replaced, added or (ABSENT) removed."""
    document = json.loads(CONTENT)
    *way, last = steps(place)
    target = document
    for step in way:
        target = target[step]
    if value is ABSENT:
        del target[last]
    else:
        target[last] = value
    return json.dumps(document).encode()


def test_the_fixture_itself_is_sound():
    assert len(checked(CONTENT).indicators) == 23


@pytest.mark.parametrize(
    ("place", "value", "reason"),
    [
        (f"{SHARE}.threshold", 0, "нужно целое число от 1 до 100, а здесь 0"),
        (f"{SHARE}.threshold", 101, "нужно целое число от 1 до 100, а здесь 101"),
        (f"{SHARE}.threshold", 30.0, "нужно целое число от 1 до 100, а здесь 30.0"),
        (f"{SHARE}.threshold", "30", 'нужно целое число от 1 до 100, а здесь "30"'),
        (f"{SHARE}.threshold", True, "нужно целое число от 1 до 100, а здесь true"),
        (f"{SHARE}.threshold", None, "нужно целое число от 1 до 100, а здесь null"),
        (f"{SHARE}.threshold", ABSENT, "поле отсутствует"),
        (f"{SHARE}.treshold", 30, "неизвестное поле"),
        ("directions[0].criteria[0].indicators[1].code", "1.1", "«1.1» уже есть"),
        (f"{SHARE}.code", "2.7", "код «2.7» не начинается с номера критерия 1"),
        (f"{SHARE}.code", "1,1", "нужна запись вида «1.2», а здесь «1,1»"),
        (f"{SHARE}.wording", " ", "текст не может быть пустым"),
        (f"{SHARE}.wording", "а\x00б", "текст содержит недопустимые символы"),
        (f"{SHARE}.wording", "\ud800", "текст содержит недопустимые символы"),
        (f"{SHARE}.wording", 5, "нужен тип «текст», а здесь 5"),
        (f"{SHARE}.short_title", "а" * 121, "текст длиннее 120 знаков: 121"),
        (f"{SHARE}.kind", "доля", "нужно одно из: share, fact; а здесь «доля»"),
        (f"{SHARE}.unit", ["a", "b"], "нужны три формы слова в родительном падеже: после 1, 2 и 5"),
        (f"{SHARE}.numerator_label", "", "текст не может быть пустым"),
        (f"{SHARE}.denominator", "pupils", "количества «pupils» нет в quantities"),
        (f"{SHARE}.denominator", None, "нужен тип «текст», а здесь null"),
        (f"{SHARE}.levels", [], "нужен список не короче 1, а здесь 0"),
        (f"{SHARE}.levels[0]", "spo", "нужно одно из: noo, ooo, soo; а здесь «spo»"),
        (f"{SHARE}.parts", [{"key": "noo", "label": "НОО", "level": "noo"}], "составные части бывают только у факта"),
        (f"{SHARE}.zero_unless", "9.9", "другого показателя-факта «9.9» нет"),
        (f"{SHARE}.zero_unless", "1.2", "другого показателя-факта «1.2» нет"),
        (f"{FACT}.zero_unless", "1.6", "другого показателя-факта «1.6» нет"),
        (f"{FACT}.threshold", 30, "у факта этого поля нет: оставьте null, false или пустой текст"),
        (f"{FACT}.owns_denominator", True, "у факта этого поля нет: оставьте null, false или пустой текст"),
        (f"{SHARE}.owns_denominator", 0, "нужен тип «да/нет», а здесь 0"),
        ("directions[0].criteria[0].indicators[3].owns_denominator", True, "«pupils_8_9» уже вводится в 1.2"),
        ("directions[0].criteria[0].indicators[6].owns_denominator", True, "«pupils_8_11» — сумма, её не вводят"),
        ("directions[0].criteria[0].maximum", 7, "максимум 7 не равен числу показателей: 8, по одному баллу"),
        ("directions[0].criteria[1].number", 1, "«1» уже есть"),
        ("directions[0].criteria[1].indicators", [], "нужен список не короче 1, а здесь 0"),
        ("directions[0].criteria", {}, "нужен тип «список», а здесь {}"),
        ("directions[0]", [], "нужен тип «объект», а здесь []"),
        (f"{SUM}.sum_of[1]", "pupils_7", "количества «pupils_7» нет в quantities"),
        (
            f"{SUM}.sum_of[1]",
            "pupils_8_11",
            "«pupils_8_11» само является суммой, складываются только введённые количества",
        ),
        (f"{SUM}.sum_of[1]", "pupils_8_9", "«pupils_8_9» уже есть"),
        (f"{SUM}.reference_field", "staff", "у суммы нет своего показателя ОО-1: сверяются слагаемые"),
        ("act.kind", "", "текст не может быть пустым"),
        ("quantities[0].snapshot", "now", "нужно одно из: past, new; а здесь «now»"),
        ("quantities[4].key", "pupils_8_9", "«pupils_8_9» уже есть"),
        ("quantities[0].key", "Ученики", "нужна запись вида «pupils_8_9», а здесь «Ученики»"),
        ("bands[1].share_from", 80, "степени пересекаются: 80 % уже у «высокая»"),
        ("bands[1].annex_from", 15, "60 % от 23 баллов — это 14, а здесь 15"),
        ("bands[1].annex_to", 19, "степени пересекаются или оставляют пропуск: ожидалось 18, а здесь 19"),
        ("bands[1].annex_to", 17, "степени пересекаются или оставляют пропуск: ожидалось 18, а здесь 17"),
        ("bands[0].annex_to", 22, "степени пересекаются или оставляют пропуск: ожидалось 23, а здесь 22"),
        ("bands[1].key", "high", "«high» уже есть"),
        ("bands[0].share_from", 101, "нужно целое число от 0 до 100, а здесь 101"),
        ("bands", [], "нужен список не короче 1, а здесь 0"),
        ("act.date", "12.08.2024", "нужна запись вида «2024-08-12», а здесь «12.08.2024»"),
        ("act.date", "2024-02-30", 'такой даты нет: "2024-02-30"'),
        ("act.number", 215, "нужен тип «текст», а здесь 215"),
        ("code", "Екатеринбург", "нужна запись вида «ekaterinburg», а здесь «Екатеринбург»"),
        ("version", "", "текст не может быть пустым"),
        ("author", "x", "неизвестное поле"),
        ("title", ABSENT, "поле отсутствует"),
    ],
)
def test_place_and_reason(place, value, reason):
    assert fault(spoilt(place, value)) == f"{place}: {reason}"


def test_the_lowest_band_begins_at_zero():
    document = json.loads(CONTENT)
    document["bands"].pop()
    assert fault(json.dumps(document).encode()) == "bands[1].share_from: нижняя степень должна начинаться с 0 %"


def test_an_unknown_figure_of_the_form():
    said = fault(spoilt("quantities[0].reference_field", "pupils"))
    assert said.partition("; ")[::2] == (
        "quantities[0].reference_field: нужно одно из: " + ", ".join(REFERENCE_FIELDS),
        "а здесь «pupils»",
    )


def test_a_quantity_nobody_types():
    document = json.loads(CONTENT)
    document["quantities"].append({**document["quantities"][0], "key": "pupils_5_7"})
    assert fault(json.dumps(document).encode()) == (
        "quantities[9].key: количество «pupils_5_7» нигде не вводится (owns_denominator)"
    )


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "строка 1, столбец 1: здесь нарушена запись JSON"),
        (b'{\n  "code": "a",\n  "version" "1"\n}', "строка 3, столбец 13: здесь нарушена запись JSON"),
        (b'{"code": "a"} x', "строка 1, столбец 15: здесь нарушена запись JSON"),
        (b'{"code": "a", "code": "b"}', "code: поле записано дважды в одном объекте"),
        (b'{"code": NaN}', "NaN: такого числа в JSON нет"),
        (b'{"code": -Infinity}', "-Infinity: такого числа в JSON нет"),
        (b'{"code": "\xff"}', "байт 11: файл не в кодировке UTF-8"),
        (b"[]", "файл: нужен тип «объект», а здесь []"),
        (b"null", "файл: нужен тип «объект», а здесь null"),
        (b"[" * 100_000, "файл: слишком глубокая вложенность или слишком длинное число"),
        (b"1" * 10_000, "файл: слишком глубокая вложенность или слишком длинное число"),
    ],
)
def test_what_is_not_json(content, said):
    assert fault(content) == said


def test_a_byte_order_mark_is_no_fault():
    assert checked(b"\xef\xbb\xbf" + CONTENT).code == "ekaterinburg"


def every_place(value, place=()):
    yield place
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from every_place(inner, (*place, name))
    elif isinstance(value, list):
        for position, inner in enumerate(value):
            yield from every_place(inner, (*place, position))


PLACES = [place for place in every_place(json.loads(CONTENT)) if place]
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)


@given(st.sampled_from(PLACES), ANYTHING)
def test_any_value_anywhere_is_read_or_refused_with_a_place(place, value):
    document = copy.deepcopy(json.loads(CONTENT))
    target = document
    for step in place[:-1]:
        target = target[step]
    target[place[-1]] = value
    try:
        checked(json.dumps(document).encode())
    except MethodologyFileError as error:
        assert error.place  # noqa: PT017 - either outcome is right, but a refusal names its place
