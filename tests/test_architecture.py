"""The direction of the code: who may import whom, who may touch files, the clock and the terminal."""

import ast
from collections.abc import Iterator, Mapping
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
STATIONS = ("ground", "form", "campaign", "intake", "meaning", "publish", "rooms", "cli", "__main__")
"""The journey: a module imports from stations at its left, or from its own."""
GROUND = frozenset(("errors", "catalogue", "findings", "workspace", "plain", "__init__"))
"""Modules that stand under every station."""
FILES = frozenset(
    ("click", "docx", "email", "io", "openpyxl", "os", "pathlib", "python_calamine", "shutil", "smtplib", "socket",
     "subprocess", "sys", "tempfile", "urllib", "xlsxwriter", "zipfile")
)  # fmt: skip
"""What touches files, the network or the terminal."""
PURE = ("pipeline.form.", "pipeline.campaign.model", "pipeline.campaign.settings", "pipeline.meaning.")
CLOCKS = frozenset(("now", "today", "utcnow", "fromtimestamp"))
COMMANDS = "pipeline.cli"
"""Head of the names of the command line's modules: they alone print and ask the clock."""
LATE_IMPORTS = (COMMANDS, "pipeline.intake.confine", "pipeline.intake.archives", "pipeline.intake.outlook")
"""Modules that may import inside functions: to start fast, and because some libraries are not everywhere."""


@cache
def modules() -> Mapping[str, ast.Module]:
    """Return every module of the package, parsed, by its dotted name."""
    return {
        ".".join(path.relative_to(ROOT).with_suffix("").parts): ast.parse(path.read_text(encoding="utf-8"))
        for path in sorted((ROOT / "pipeline").rglob("*.py"))
    }


def imported(tree: ast.AST) -> Iterator[str]:
    """Go through the dotted names a tree imports."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


def station(module: str) -> int:
    """Return the place of a module's station in the journey."""
    name = [*module.split("."), "__init__"][1]
    return STATIONS.index("ground" if name in GROUND else name if name in STATIONS else "rooms")


def ours(module: str) -> set[str]:
    """Return the modules of the package that a module imports."""
    return {name for name in imported(modules()[module]) if name in modules()}


def test_modules_import_only_leftwards() -> None:
    """No module imports from a station further on than its own."""
    wrong = [(module, name) for module in modules() for name in ours(module) if station(name) > station(module)]

    assert wrong == []


def test_there_is_no_cycle() -> None:
    """The modules can be put into an order in which each comes after all it imports."""
    try:
        order = list(TopologicalSorter({module: ours(module) for module in modules()}).static_order())
    except CycleError as error:
        pytest.fail(" -> ".join(error.args[1]))

    assert len(order) == len(modules())


def test_what_we_ask_and_what_it_means_touch_no_files() -> None:
    """Form, campaign model and meaning import no library that reads or writes files, network or terminal."""
    wrong = [
        (module, name)
        for module, tree in modules().items()
        if module.startswith(PURE)
        for name in imported(tree)
        if name.partition(".")[0] in FILES
    ]

    assert wrong == []


def test_only_the_command_line_asks_the_clock_or_prints() -> None:
    """The day and the moment are arguments everywhere else; results go out through one place."""
    wrong = [
        (module, node.lineno)
        for module, tree in modules().items()
        if not module.startswith(COMMANDS)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and (
            (isinstance(node.func, ast.Attribute) and node.func.attr in CLOCKS)
            or (isinstance(node.func, ast.Name) and node.func.id == "print")
        )
    ]

    assert wrong == []


def test_nothing_is_imported_inside_a_function() -> None:
    """Imports stand at the top, where everybody sees them, save where a reason is known."""
    wrong = [
        (module, node.lineno)
        for module, tree in modules().items()
        if not module.startswith(LATE_IMPORTS)
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]

    assert wrong == []


def test_every_file_and_function_has_one_idea() -> None:
    """No file is over 300 lines, no function over 50 or with more than six parameters, and four fifths are within 20."""
    functions = [
        (module, node)
        for module, tree in modules().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef)
    ]
    lengths = [(node.end_lineno or 0) - node.lineno + 1 for _, node in functions]

    assert [path.name for path in (ROOT / "pipeline").rglob("*.py") if len(path.read_text().splitlines()) > 300] == []
    assert [(m, n.name) for (m, n), length in zip(functions, lengths, strict=True) if length > 50] == []
    assert [(m, n.name) for m, n in functions if len(_parameters(n)) > 6 and not n.decorator_list] == []
    assert sum(length <= 20 for length in lengths) >= 0.8 * len(lengths)


def _parameters(function: ast.FunctionDef) -> list[str]:
    return [argument.arg for argument in function.args.args if argument.arg != "self"]
