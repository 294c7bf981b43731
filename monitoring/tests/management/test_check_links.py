"""Does one command put all links of a year into the line, once?"""

from __future__ import annotations

import io

import pytest
from django.core.management import CommandError, call_command

from monitoring.models import LinkWatch
from monitoring.tests.looks import link
from monitoring.tests.stories import again, submitted
from russian.numbers import NBSP


def said(cycle):
    out = io.StringIO()
    call_command("check_links", cycle=cycle, stdout=out)
    return out.getvalue()


def test_all_links_of_signed_maps_once(expert_map, other_map, head, other_head, now, settings):
    for page in ("1", "2"):
        link(expert_map, head, now, url=f"https://a.ru/{page}")
    link(other_map, other_head, now, url="https://b.ru/")
    submitted(again(expert_map), by=head)
    settings.LINK_CHECKS = True
    assert said(expert_map.cycle_id) == f"2{NBSP}ссылки, из них поставлено в очередь 2.\n"
    assert said(expert_map.cycle_id) == f"2{NBSP}ссылки, из них поставлено в очередь 0.\n"
    assert LinkWatch.objects.wanted().count() == 2


def test_where_it_is_off_it_says_so(cycle, settings):
    with pytest.raises(CommandError, match="задайте LINK_CHECKS=1"):
        said(cycle.pk)
    settings.LINK_CHECKS = True
    with pytest.raises(CommandError, match="Цикла 0 нет"):
        said(0)
    type(cycle.municipality).objects.update(is_demonstration=True)
    with pytest.raises(CommandError, match="вымышлены"):
        said(cycle.pk)
