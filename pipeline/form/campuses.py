"""The campuses as a choice: each by name, both together, and the words units use for them (domain.md 4.3 no. 38)."""

from pipeline.form import vocabulary as words
from pipeline.form.kinds import Choice


def campus_choice(campuses: tuple[str, ...]) -> Choice:
    """Return the choice of campuses; 两校区 is offered where there are several."""
    if len(campuses) < 2:
        return Choice(campuses, {f"{name}校区": name for name in campuses})
    pairs = {
        f"{a}{mark}{b}": words.BOTH_CAMPUSES for a in campuses for b in campuses if a != b for mark in "/、,，和及与+"
    }
    both = dict.fromkeys(words.CAMPUS_WORDS_FOR_BOTH, words.BOTH_CAMPUSES)
    named = {f"{name}校区": name for name in campuses}
    pairs |= {
        f"{a}校区{mark}{b}校区": words.BOTH_CAMPUSES
        for a in campuses
        for b in campuses
        if a != b
        for mark in "/、,，和及与+"
    }
    main = dict.fromkeys(words.CAMPUS_WORDS_FOR_MAIN, (campuses[0], "W15"))
    return Choice((*campuses, words.BOTH_CAMPUSES), {**named, **both, **pairs}, main)
