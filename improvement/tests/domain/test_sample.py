"""The sample set: every rule holds with the methodology it was written for, and is taken once."""

from __future__ import annotations

from collections import Counter

import pytest
from django.core.exceptions import PermissionDenied

from improvement.domain.bank import RuleWords, add_rule, check_words, retire_rule
from improvement.domain.sample import missing_of_sample, sample_of, take_sample
from improvement.models import AdviceRule
from improvement.states import Audience
from journal.models import JournalEntry
from scoring.queries.rubric import rubric


def test_every_rule_goes_together_and_is_about_the_methodology(methodology):
    tree, sample = rubric(methodology.pk), sample_of(methodology.code, "МБУ «МЦ»")
    assert len(sample) == 24
    for words in sample.values():
        check_words(words)
        indicator = tree.by_code.get(words.code)
        assert (words.code == "") == (indicator is None)
        # A gap of people is asked of shares, an absent fact of facts, levels of indicators that have them.
        assert words.gap in ({"any", "near", "far"} if indicator and indicator.is_share else {"any", "absent"})
        assert indicator is None or set(words.levels) <= {str(level) for level in indicator.rule.levels}
        assert "{" not in words.helper + words.action
    asked = [(w.code, w.audience, w.addressee, w.gap, w.kinds, w.levels, w.bands) for w in sample.values()]
    assert max(Counter(asked).values()) == 1
    assert {words.audience for words in sample.values()} == set(Audience.values)


def test_taken_once_beside_the_methodologys_own(municipality, methodology, methodologist, now):
    by = {"municipality": municipality, "methodology": methodology, "by": methodologist, "at": now}
    assert len(take_sample(**by)) == 46 + 24
    retire_rule(rule=AdviceRule.objects.get(sample="6.1-site"), by=methodologist, at=now)
    assert (take_sample(**by), missing_of_sample(municipality, methodology.code)) == ([], {})
    assert JournalEntry.objects.filter(action="advice.sampled").count() == 1


def test_a_bank_begun_before_keeps_its_rules(municipality, methodology, methodologist, now):
    words = RuleWords(code="1.2", action="Своё.", term_days=30)
    add_rule(municipality=municipality, methodology_code=methodology.code, words=words, by=methodologist, at=now)
    taken = take_sample(municipality=municipality, methodology=methodology, by=methodologist, at=now)
    assert (len(taken), AdviceRule.objects.count()) == (24, 25)


@pytest.mark.parametrize("person", ["coordinator", "reviewer", "observer", "head"])
def test_only_the_methodologist_takes_it(request, municipality, methodology, person, now):
    with pytest.raises(PermissionDenied):
        take_sample(municipality=municipality, methodology=methodology, by=request.getfixturevalue(person), at=now)


def test_another_methodology_has_none(municipality):
    assert sample_of("millerovo", municipality.methodical_centre) == {}
