"""Does the lot fall the same way again, on every indicator, and on each claim as often as on another?"""

from __future__ import annotations

from collections import Counter

import pytest

from monitoring.domain.reading_draw import draw, lot

FRAME = {"1.1": list(range(100, 140)), "1.2": list(range(200, 203)), "7.1": [300]}


@pytest.mark.parametrize(("share", "sizes"), [(5, [2, 1, 1]), (10, [4, 1, 1]), (11, [5, 1, 1]), (30, [12, 1, 1])])
def test_no_stratum_gets_less_than_its_share(share, sizes):
    assert [len(drawn) for drawn in draw(FRAME, share=share, seed=7).values()] == sizes


def test_the_same_seed_draws_the_same_and_another_seed_another():
    assert draw(FRAME, share=30, seed=7) == draw(FRAME, share=30, seed=7)
    assert draw(FRAME, share=30, seed=7) != draw(FRAME, share=30, seed=8)


def test_the_order_of_the_frame_does_not_matter():
    turned = {code: answers[::-1] for code, answers in FRAME.items()}
    assert {c: sorted(a) for c, a in draw(turned, share=30, seed=7).items()} == {
        c: sorted(a) for c, a in draw(FRAME, share=30, seed=7).items()
    }


def test_the_lot_is_the_published_one():
    """printf '7:100' | sha256sum"""
    assert lot(7, 100)[:16] == "63a2fe417aa52f3d"


def test_an_empty_stratum_draws_nothing():
    assert draw({"1.1": []}, share=30, seed=7) == {}


def test_each_claim_is_drawn_as_often_as_another():
    """2,000 seeds, 4 of 40: each about 200 times; chi-square of 39 degrees of freedom below its 99.99 % point."""
    stratum = {"1.1": FRAME["1.1"]}
    drawn = Counter(answer for seed in range(2000) for answer in draw(stratum, share=10, seed=seed)["1.1"])
    assert sum(drawn.values()) == 8000
    assert sum((drawn[answer] - 200) ** 2 / 200 for answer in FRAME["1.1"]) < 79
