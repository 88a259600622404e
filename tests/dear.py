"""How tests run whose examples are whole workbooks: few, from the beginning, without shrinking."""

from hypothesis import HealthCheck, Phase, settings


def dear(examples: int, *, random: bool, steps: int = 50) -> settings:
    """Return the settings of a test whose examples are too dear to shrink; the same ones each time unless `random`.

    `steps` are those of one life, for tests of what happens over time.
    """
    return settings(
        max_examples=examples,
        deadline=None,
        database=None,
        derandomize=not random,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
        stateful_step_count=steps,
    )
