"""Do the template filters write what the formatter writes?"""

from datetime import UTC, date, datetime
from fractions import Fraction

import pytest
from django.template import Context, Engine

ENGINE = Engine(libraries={"ru": "russian.templatetags.ru"})


def rendered(expression, value):
    template = ENGINE.from_string("{% load ru %}{{ value|" + expression + " }}")
    return template.render(Context({"value": value}, use_tz=False))


@pytest.mark.parametrize(
    ("expression", "value", "text"),
    [
        ("integer", 12345, "12\u00a0345"),
        ("decimal", Fraction(3, 2), "1,5"),
        ("decimal:2", 0.125, "0,13"),
        ("percent", Fraction(796, 10), "79,6\u00a0%"),
        ("percent:0", 80, "80\u00a0%"),
        ("points_change", Fraction(41, 10), "+4,1\u00a0п.\u00a0п."),
        ('counted:"балл,балла,баллов"', 23, "23\u00a0балла"),
        ('counted:"балл,балла,баллов"', 0, "0\u00a0баллов"),
        ('plural:"школа, школы, школ"', 5, "школ"),
        ("long_date", date(2026, 9, 30), "30\u00a0сентября 2026\u00a0г."),
        ("short_date", date(2026, 9, 30), "30.09.2026"),
        ("until_day", date(2026, 9, 30), "среды, 30\u00a0сентября"),
        ("clock", datetime(2026, 9, 30, 14, 32, tzinfo=UTC), "14:32"),
        ("moment", datetime(2026, 9, 30, 14, 32, tzinfo=UTC), "30.09.2026 в\u00a014:32"),
        ("utc_offset", datetime(2026, 9, 30, 14, 32, tzinfo=UTC), "UTC"),
        ("school_year", 2025, "2025/2026"),
        ("days_left", 0, "последний день"),
        ("integer", None, ""),
        ("percent", None, ""),
        ("long_date", None, ""),
        ("integer", "", ""),
    ],
)
def test_filter(expression, value, text):
    assert rendered(expression, value) == text
