"""Does the judge of saving notice a word said too early? Its own control, without a browser."""

from __future__ import annotations

from datetime import UTC, datetime

from config.tests.browser.typing_person import untruths

NOON = datetime(2026, 9, 18, 12, tzinfo=UTC)
INITIAL = {"numerator": 1, "denominator": 9, "fact": None, "parts": {}, "note": ""}


def seen(second: int, numerator: str, *, saved: bool) -> dict:
    values = {"numerator": numerator, "denominator": "9", "note": ""}
    return {"code": "1.2", "saved": saved, "values": values, "at": NOON.replace(second=second).timestamp() * 1000}


def found(*frames: dict, others_write: bool = False) -> int:
    changes = [(NOON.replace(second=5), {"numerator": 2}), (NOON.replace(second=9), {"numerator": 7})]
    return len(untruths(list(frames), "1.2", INITIAL, changes, others_write=others_write))


def test_saved_after_the_server_has_it_is_true():
    assert found(seen(6, "2", saved=True), seen(10, "7", saved=True)) == 0


def test_saved_before_the_server_has_it_is_noticed():
    assert found(seen(4, "2", saved=True)) == 1


def test_saved_beside_a_value_typed_later_is_noticed():
    assert found(seen(6, "23", saved=True)) == 1


def test_nothing_said_is_no_untruth():
    assert found(seen(4, "2", saved=False)) == 0


def test_where_others_write_what_was_stored_once_was_saved():
    frames = [seen(12, "2", saved=True)]
    assert (found(*frames), found(*frames, others_write=True)) == (1, 0)
