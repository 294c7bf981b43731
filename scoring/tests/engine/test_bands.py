"""Is the degree of effectiveness the one of annex 1, compared unrounded?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.engine.bands import Band, band_of, gap_to_next, least_points

HIGH, MEDIUM, LOW = Band("high", "высокая", 80), Band("medium", "средняя", 60), Band("low", "низкая", 0)
BANDS = (MEDIUM, LOW, HIGH)

ANNEX_1 = {
    **dict.fromkeys(range(19, 24), HIGH),
    **dict.fromkeys(range(14, 19), MEDIUM),
    **dict.fromkeys(range(14), LOW),
}


@pytest.mark.parametrize("points", range(24))
def test_percentages_give_annex_1(points):
    assert band_of(points, 23, BANDS) == ANNEX_1[points]


@pytest.mark.django_db
@pytest.mark.parametrize("points", range(24))
def test_the_loaded_methodology_gives_annex_1(ekaterinburg, points):
    band = band_of(points, ekaterinburg.maximum, ekaterinburg.bands)
    assert band.annex_from <= points <= band.annex_to
    assert (band.key, band.title) == (ANNEX_1[points].key, ANNEX_1[points].title)


@pytest.mark.parametrize(
    ("maximum", "high", "medium"), [(23, 19, 14), (22, 18, 14), (19, 16, 12), (18, 15, 11), (11, 9, 7), (1, 1, 1)]
)
def test_least_points_at_other_maxima(maximum, high, medium):
    assert (least_points(HIGH, maximum), least_points(MEDIUM, maximum), least_points(LOW, maximum)) == (high, medium, 0)


def test_79_6_per_cent_is_medium():
    assert band_of(796, 1000, BANDS) == MEDIUM
    assert band_of(7999, 10_000, BANDS) == MEDIUM
    assert band_of(800, 1000, BANDS) == HIGH
    assert band_of(599_999, 1_000_000, BANDS) == LOW


@pytest.mark.parametrize(
    ("points", "maximum", "gap"),
    [
        (17, 23, (HIGH, 2)),
        (18, 23, (HIGH, 1)),
        (19, 23, None),
        (23, 23, None),
        (13, 23, (MEDIUM, 1)),
        (0, 23, (MEDIUM, 14)),
        (0, 0, None),
    ],
)
def test_gap_to_next(points, maximum, gap):
    assert gap_to_next(points, maximum, BANDS) == gap


def test_nothing_to_reach_is_the_lowest_band():
    assert band_of(0, 0, BANDS) == LOW


def test_bands_without_a_bottom_are_refused():
    with pytest.raises(ValueError, match="0 %"):
        band_of(1, 23, (HIGH, MEDIUM))


@given(st.integers(1, 10**18), st.data())
def test_least_points_is_where_the_band_begins(maximum, data):
    points = data.draw(st.integers(0, maximum))
    band = band_of(points, maximum, BANDS)
    assert points >= least_points(band, maximum)
    gap = gap_to_next(points, maximum, BANDS)
    if gap is None:
        assert band == HIGH
    else:
        higher, missing = gap
        assert band_of(points + missing, maximum, BANDS) == higher
        assert band_of(points + missing - 1, maximum, BANDS) == band
