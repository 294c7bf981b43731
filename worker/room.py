"""How do deep calls find room for their frames?

The interpreter keeps its frames in pieces of memory of 16 KB, mapped and given back as calls cross from one to the
next. Where such a border falls into the loops of the template engine, a map's page takes 2,000 page faults and a third
more time; where it falls into the laying out of a paper, ten thousand and a tenth. One frame with room for all calls
below it leaves no border to cross, and costs nothing itself.

It takes more than half of the 256 KB then mapped: where one such frame is called by another, as in a measurement, two
would share a piece, and what is left of it for the calls below would be less than without them.
"""

from __future__ import annotations

from collections.abc import Callable
from types import FunctionType
from typing import Any, TypeVar

ROOM = 20_000  # words: what the frame leaves of its piece is its calls'

Called = TypeVar("Called", bound=Callable[..., Any])


def with_room(function: Called) -> Called:
    """For the one function all the work is below of."""
    assert isinstance(function, FunctionType)
    function.__code__ = function.__code__.replace(co_stacksize=ROOM)
    return function
