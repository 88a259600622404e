"""Options all tests share."""

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """Offer `--update-golden`: write the golden files anew instead of comparing with them."""
    parser.addoption("--update-golden", action="store_true", help="write the golden files anew")
