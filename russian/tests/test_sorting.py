"""Do schools stand in the order a person would put them?"""

from hypothesis import given
from hypothesis import strategies as st

from russian.sorting import natural_key


def test_numbers_sort_as_numbers():
    schools = ["СОШ № 10", "СОШ № 2", "сош № 1", "ООШ № 11"]
    assert sorted(schools, key=natural_key) == ["ООШ № 11", "сош № 1", "СОШ № 2", "СОШ № 10"]


def test_yo_stands_beside_ye():
    assert natural_key("Ёлкинская СОШ") == natural_key("Елкинская СОШ")
    assert sorted(["Жуковская", "Ёлкинская", "Ежовская"], key=natural_key) == ["Ежовская", "Ёлкинская", "Жуковская"]


def test_spaces_of_any_kind_do_not_matter():
    assert natural_key("СОШ\u00a0№\u00a02") == natural_key(" СОШ  № 2 ")


@given(st.lists(st.text()))
def test_any_texts_can_be_sorted(texts):
    once = sorted(texts, key=natural_key)
    turned = once[::-1]
    backwards = sorted(turned, key=natural_key)
    assert [natural_key(text) for text in backwards] == [natural_key(text) for text in once]
