"""The campuses as a choice: each by name, both together, and the words units use for them (domain.md 4.3 no. 38)."""

import re

from pipeline.form import vocabulary as words
from pipeline.form.choices import Choice
from pipeline.form.reading import Reading

_BESIDE = re.compile(
    r"校[区园]|^[在位]于?|[均都各]?(?:有|涉及|存在|包括|覆盖)|范围|同时|[/、,，;；。和及与跟+＋&√\-—()（）]"
)
"""What may stand beside the names of campuses without saying more."""
_SCHOOL = re.compile(r"^(?:我校|学校|[\u4e00-\u9fff]{2,8}(?:大学|学院))的?(?=.)")
"""May hold the name of a campus itself: 武昌首义学院嘉鱼校区."""
_TOGETHER = re.compile("(?:[两双二2]个?|全部|各个?|所有|整个)(?:校区|校园)|全校|^(?:全部|[均都]有|[均都]涉及)$")


def campus_choice(campuses: tuple[str, ...]) -> Choice:
    """Return the choice of campuses; 两校区 is offered where there are several."""
    if len(campuses) < 2:
        return CampusChoice(campuses)
    both = dict.fromkeys(words.CAMPUS_WORDS_FOR_BOTH, words.BOTH_CAMPUSES)
    main = dict.fromkeys(words.CAMPUS_WORDS_FOR_MAIN, (campuses[0], "W15"))
    return CampusChoice((*campuses, words.BOTH_CAMPUSES), both, main)


class CampusChoice(Choice):
    """A choice in which campuses count by their names, however they are joined."""

    def phrase(self, key: str) -> Reading | None:
        """Return the campus named, 两校区 where several are, None where anything else is said."""
        key = _SCHOOL.sub("", key)
        names = {name for name in self.choices if name != words.BOTH_CAMPUSES and name in key}
        rest = re.sub("|".join(map(re.escape, sorted(names, key=len, reverse=True))), "", key) if names else key
        together = bool(_TOGETHER.search(rest))
        plain = (names or together) and not _BESIDE.sub("", _TOGETHER.sub("", rest))
        several = together or len(names) > 1
        if not plain or (together and len(names) == 1) or (several and words.BOTH_CAMPUSES not in self.choices):
            return None
        return Reading(words.BOTH_CAMPUSES if several else names.pop())

    def _within(self, key: str) -> str | None:
        """Return None where more than a place is named: 除武昌外, 嘉鱼为主."""
        return (
            None
            if re.search("除|为主|以外|之外|周边|附近|较多|居多|侧重|[、,;/和及与跟]", key)
            else super()._within(key)
        )
