"""Who fills maps at the same time? Heads of the demonstration district, signed in, each with a thread of their own."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random
from threading import Event

from config.tests.kept import database, open_maps
from config.tests.saves import Browser, Diary, Filler
from config.tests.serving import Served

MOST_SAVES = 100_000  # of one filler: time is up long before


def fillers_of(served: Served, directory: Path, dice: Random, *, maps: int, a_map: int = 1) -> list[Filler]:
    """`a_map` fillers for each of `maps` open maps, on different indicators; every denominator is in place."""
    with database(served.environment) as connection:
        found = open_maps(connection)[:maps]
    assert len(found) == maps, "the demonstration has fewer open maps"
    fillers: list[Filler] = []
    for map_id, email in found:
        together = [_filler(served, directory, map_id, email, dice, number) for number in range(a_map)]
        together[0].enter_denominators()
        for number, filler in enumerate(together):
            filler.take_share(number, of=a_map)
        fillers += together
    return fillers


def _filler(served: Served, directory: Path, map_id: int, email: str, dice: Random, number: int) -> Filler:
    browser = Browser(served.port)
    browser.sign_in(email)
    diary = Diary(directory / f"diary-{map_id}-{number}.jsonl")
    return Filler(browser, map_id, diary, Random(dice.random()))  # noqa: S311 made-up numbers


def save_during(fillers: list[Filler], meanwhile: Callable[[], None]) -> None:
    """All fillers save as fast as they can until `meanwhile` is done; whatever any of them met is raised here."""
    stop = Event()
    with ThreadPoolExecutor(len(fillers)) as pool:
        running = [pool.submit(filler.run, stop, MOST_SAVES) for filler in fillers]
        try:
            meanwhile()
        finally:
            stop.set()
    for each in running:
        each.result()
    for filler in fillers:
        filler.diary.close()
