"""Spoilt files of every form, opened as a run does: nothing reaches the parent but an outcome for each."""

from tests.fuzz import fuzz, mutants, seeds


def test_no_spoilt_file_stops_a_run_or_goes_without_an_outcome() -> None:
    """A hundred and fifty spoilt files: each gets one outcome, and none makes a reader stumble without a word for it."""
    found = fuzz(seed=20231103, count=150)
    assert sum(found.outcomes.values()) == 150
    assert found.faults == []
    assert {form for form, _ in found.outcomes} == {form for form, _ in seeds()}


def test_the_same_seed_spoils_the_same_way() -> None:
    """A finding can be made again from its seed and number alone."""
    assert list(mutants(7, 5)) == list(mutants(7, 8))[:5]
    assert list(mutants(7, 5)) != list(mutants(8, 5))
