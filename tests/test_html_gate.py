"""Web pages that would keep a reader busy for ever are known by counting, and good ones are let through whole."""

from dataclasses import replace

import pytest

from pipeline.intake.book import UnreadableError
from pipeline.intake.html_gate import believable_page
from pipeline.intake.limits import USUAL, Terms
from pipeline.intake.read_html import read_html

TABLE = "<table><tr><td>甲</td></tr></table>"
LIMITS = USUAL.limits


@pytest.mark.parametrize(
    "page",
    [
        f"<!-- 说明 --><style>td {{}}</style>{TABLE}<script>1 < 2</script>",
        f"<xml><x:Name>甲</x:Name></xml>{TABLE}<!--[if mso]><![endif]-->",
        f"{TABLE}<!-- a <!-- b -->甲",
        "İ" * 50 + f"<STYLE>td</STYLE>{TABLE}",
    ],
)
def test_a_page_whose_parts_are_closed_stays_as_it_is(page: str) -> None:
    """Comments, scripts and styles with an end change nothing."""
    assert believable_page(page, LIMITS) == page


@pytest.mark.parametrize("opening", ["<!--", "<script", "<STYLE ", "<xml", "<comment", "<x:Name>", "<![", "<?"])
def test_what_is_never_closed_goes_on_to_the_end(opening: str) -> None:
    """What begins and has no end is left out with all that follows, as a browser shows it."""
    assert believable_page(TABLE + opening * 3, LIMITS) == TABLE


@pytest.mark.parametrize("bomb", ["<tr><td>x", "<td>", "<table>", "<a "])
def test_more_tags_than_a_person_makes_are_refused(bomb: str) -> None:
    """Past the limit of tags the page is refused before it is parsed."""
    with pytest.raises(UnreadableError) as error:
        read_html((TABLE + bomb * 20_000).encode(), Terms(replace(LIMITS, tags=10_000)))
    assert (error.value.code, error.value.what) == ("F01", "网页里的标记超过1万个")


def test_a_tag_of_a_million_attributes_is_refused() -> None:
    """A tag longer than any picture is refused."""
    with pytest.raises(UnreadableError) as error:
        believable_page(f"{TABLE}<a {'b ' * 600_000}>", LIMITS)
    assert error.value.what == "网页里有长得不正常的标记"
