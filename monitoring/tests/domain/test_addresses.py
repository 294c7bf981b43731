"""Is one page one address, however it was pasted, and shown in letters people read?"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitoring.domain.addresses import checked_address, page_of, title_of
from monitoring.errors import InvalidAnswer
from schools.addresses import is_of_site


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("a.example.org", "https://a.example.org"),
        ("HTTP://A.Example.org/Путь?a=1#b", "http://a.example.org/Путь?a=1#b"),
        ("  https://a.example.org/  ", "https://a.example.org/"),
        ("https://a.example.org:8443/x", "https://a.example.org:8443/x"),
        ("https://a.example.org:443/x", "https://a.example.org/x"),
        ("http://a.example.org:80/x", "http://a.example.org/x"),
        ("http://a.example.org:443/x", "http://a.example.org:443/x"),
        ("https://a.example.org./x", "https://a.example.org/x"),
        ("https://ШКОЛА.РФ/a", "https://школа.рф/a"),
        ("https://a.example.org/?utm_source=vk&id=5&utm_medium=x&ysclid=1#top", "https://a.example.org/?id=5#top"),
        ("https://a.example.org/?UTM_Campaign=x", "https://a.example.org/"),
        ("https://a.example.org/?q=utm_source", "https://a.example.org/?q=utm_source"),
        ("http://[2001:db8::1]:80/x", "http://[2001:db8::1]/x"),
    ],
)
def test_an_address_is_put_in_order(typed, kept):
    assert checked_address(typed) == kept


def test_both_writings_of_a_russian_host_are_one():
    network = "школа-12.екатеринбург.рф".encode("idna").decode()
    assert checked_address(f"https://{network}/") == checked_address("https://Школа-12.Екатеринбург.РФ/")
    assert checked_address(f"https://{network}/") == "https://школа-12.екатеринбург.рф/"


@pytest.mark.parametrize("host", ["аpple.com", "gооgle.com", "xn--pple-43d.com"])
def test_a_host_of_mixed_letters_is_shown_as_the_network_has_it(host):
    assert checked_address(f"https://{host}/").startswith("https://xn--")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("https://a.example.org", "https://a.example.org/", True),
        ("https://a.example.org/news/", "https://a.example.org/news", True),
        ("https://a.example.org/news#top", "https://a.example.org/news#end", True),
        ("https://a.example.org/отчёт", "https://a.example.org/%D0%BE%D1%82%D1%87%D1%91%D1%82", True),
        ("https://a.example.org/#/news/5", "https://a.example.org/#/news/6", False),
        ("https://a.example.org/?id=5", "https://a.example.org/?id=6", False),
        ("https://a.example.org/News", "https://a.example.org/news", False),
        ("https://a.example.org/", "https://b.example.org/", False),
    ],
)
def test_two_addresses_of_one_page(one, other, same):
    assert (page_of(one) == page_of(other)) is same


def test_a_title_is_readable():
    assert title_of("https://a.example.org/%D0%BE%D1%82%D1%87%D1%91%D1%82/") == "a.example.org/отчёт"


@given(st.text(max_size=80))
def test_any_text_is_a_page_of_the_web_or_a_sentence(text):
    try:
        address = checked_address(text)
    except InvalidAnswer:
        return
    assert address.startswith(("http://", "https://"))
    assert not any(char.isspace() or ord(char) < 32 for char in address)
    assert checked_address(address) == address
    assert page_of(page_of(address)) == page_of(address)


@pytest.mark.parametrize(
    ("address", "site", "own"),
    [
        ("https://school2.example.org/a", "https://school2.example.org/", True),
        ("http://www.school2.example.org/a", "https://school2.example.org", True),
        ("https://news.school2.example.org/a", "https://www.school2.example.org/", True),
        ("https://школа.рф/a", "https://" + "школа.рф".encode("idna").decode(), True),
        ("https://vk.com/school2", "https://school2.example.org/", False),
        ("https://notschool2.example.org/", "https://school2.example.org/", False),
        ("https://example.org/", "https://school2.example.org/", False),
        ("https://school2.example.org/", "", False),
    ],
)
def test_a_page_of_the_official_site(address, site, own):
    assert is_of_site(address, site) is own
