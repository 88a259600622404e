"""The commands as they are typed: help, wrong usage, machine output, and a terminal nothing can drive."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from pipeline import cli
from pipeline.cli import commands
from pipeline.demo.fakes import letter, scan, torn
from pipeline.demo.plan import write_plan_docx
from tests.inboxes import CATERING, PROPERTY, blank, misnamed, workbook
from tests.offices import make_office, run, typed

COMMANDS = tuple(commands.commands)
PATHS = [
    path
    for name, command in commands.commands.items()
    for path in ((name,), *((name, below) for below in getattr(command, "commands", ())))
]
CONTRACT = ("init", "templates", "run", "check", "status", "mail", "followup", "rollup", "demo")
ENGLISH = ("Usage", "Options", "Commands", "Show", "Error", "Missing", "Try ", "default:", "required", "PATH", "INTEGER", "DIRECTORY", "such", "match", "format", "range", "valid", "argument", "unexpected", " value")  # fmt: skip


def process(*arguments: str | Path, code: str = "", **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Return what a process of its own answers: `pipeline` with arguments, or a piece of Python."""
    command = [sys.executable, "-c", code] if code else [sys.executable, "-m", "pipeline", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, check=False, env={**os.environ, **environment})


@pytest.mark.parametrize("command", [(), *PATHS], ids=lambda path: " ".join(("pipeline", *path)))
@pytest.mark.parametrize("option", ["--help", "-h"])
def test_help_speaks_chinese_throughout(command: tuple[str, ...], option: str) -> None:
    """Every help text has Chinese headings and explanations, and no English left over from the library."""
    answer = typed(*command, option)
    assert (answer.code, answer.err) == (0, "")
    assert answer.out.startswith("用法：pipeline")
    assert "选项" in answer.out
    assert "显示帮助" in answer.out
    assert [word for word in ENGLISH if word in answer.out] == []


def test_the_contracts_commands_are_there() -> None:
    """The commands stand in the help in the order of use, each explained in one sentence."""
    assert [name for name in COMMANDS if name in CONTRACT] == [name for name in CONTRACT if name in COMMANDS]
    assert {"init", "templates", "run", "check", "status", "demo"} <= set(COMMANDS)
    out = typed("--help").out
    assert [name for name in COMMANDS if f"  {name}" not in out] == []


def test_without_a_command_the_help_is_shown() -> None:
    """`pipeline` alone explains itself where results stand, and scolds nobody."""
    answer = typed()
    assert answer.code == 0
    assert answer.out.startswith("用法：pipeline")
    assert "  run" in answer.out
    assert answer.err == ""


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("sum",), "没有 sum 这个命令"),
        (("run", "--asof", "2023-11-07"), "没有 --asof 这个选项"),
        (("run", "--as-of", "7.11."), "--as-of 的值不对"),
        (("run", "--as-of", "2023-02-30"), "--as-of 的值不对"),
        (("run", "--jobs", "0"), "--jobs 的值不对"),
        (("run", "--jobs", "x"), "--jobs 的值不对"),
        (("run", "--as-of"), "--as-of 后面缺少内容"),
        (("run", "--debug=1"), "--debug 后面不要写内容"),
        (("run", "extra"), "多了 extra"),
        (("check",), "缺少 文件…"),
        (("init", "a", "b"), "多了 b"),
        (("init", "--plan", "."), "--plan 的值不对"),
        (("--nonsense",), "没有 --nonsense 这个选项"),
        (("-C",), "-C 后面缺少内容"),
    ],
)
def test_wrong_usage_is_exit_code_2_in_chinese(arguments: tuple[str, ...], says: str) -> None:
    """A slip in the command line is said in Chinese, with how to see the usage, and nothing is done."""
    answer = typed(*arguments)
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith("用法不对：")
    assert says in answer.err
    assert "--help”查看用法。" in answer.err
    assert [word for word in ENGLISH if word in answer.err] == []


def test_the_workspace_may_be_named_before_or_after_the_command(tmp_path: Path) -> None:
    """-C works at both places; the one after the command weighs more."""
    place = make_office(tmp_path / "w", {})
    for arguments in (("-C", place.root, "status"), ("status", "-C", place.root), ("-C", tmp_path, "status", "--workspace", place.root)):  # fmt: skip
        assert typed(*arguments).code == 0
    assert typed("-C", tmp_path, "status").code == 3


def test_machine_output_parses_and_is_ascii(tmp_path: Path) -> None:
    """--json gives one JSON document in ASCII on standard output; what run prints is what run.json holds."""
    wide = "总务处\U0001f600.xlsx"
    place = make_office(tmp_path, {wide: misnamed(PROPERTY, CATERING), "后勤集团.xlsx": workbook(CATERING)})
    answers = [
        typed("templates", "-C", place.root, "--json"), run(place, "2023-11-07", "--json"),
        typed("status", "-C", place.root, "--json"), typed("check", "-C", place.root, place.inbox / wide, "--json"),
    ]  # fmt: skip
    assert [answer.code for answer in answers] == [0, 1, 0, 1]
    assert all(answer.out.isascii() for answer in answers)
    issued, ran, stands, checked = (json.loads(answer.out) for answer in answers)
    assert all(Path(path).exists() for path in issued)
    assert ran == json.loads(place.run_json.read_bytes())
    assert stands["missing"] == [PROPERTY, "纪委办公室"]
    assert checked[0]["files"][0]["path"] == wide


@pytest.mark.parametrize(
    ("name", "data", "code", "says"),
    [
        ("好.xlsx", workbook(CATERING), 0, "采用。后勤集团报来的填报表"),
        ("空白.xlsx", blank(CATERING), 1, "退回。填报表是空白的"),
        ("坏.xlsx", torn(workbook(CATERING)), 1, "待核实。文件打不开"),
        ("后勤集团签字.pdf", scan(), 0, "附件。PDF 文件，登记为后勤集团的附件"),
        ("混.xlsx", misnamed(PROPERTY, CATERING), 1, "[R25 必须改]"),
    ],
)
def test_check_says_what_run_would_and_writes_nothing(name: str, data: bytes, code: int, says: str, tmp_path: Path) -> None:  # fmt: skip
    """A single file is checked on its own; neither workspace nor folder gains anything."""
    place = make_office(tmp_path / "w", {})
    file = tmp_path / name
    file.write_bytes(data)
    before = sorted(tmp_path.rglob("*"))
    answer = typed("check", "-C", place.root, file)
    assert answer.code == code
    assert answer.out.startswith(f"{name}：")
    assert says in answer.out
    assert sorted(tmp_path.rglob("*")) == before
    assert file.read_bytes() == data


def test_check_opens_letters(tmp_path: Path) -> None:
    """What is attached to a letter is checked with it."""
    place = make_office(tmp_path / "w", {})
    file = tmp_path / "信.eml"
    file.write_bytes(
        letter("zwc@example.edu.cn", "报", "好", "2023-11-06T10:00:00+08:00", {"自查表.xlsx": blank(PROPERTY)})
    )
    answer = typed("check", "-C", place.root, file)
    assert answer.code == 1
    assert "信.eml：压缩包/邮件。" in answer.out
    assert "信.eml!自查表.xlsx：退回。填报表是空白的" in answer.out


def test_check_goes_on_after_the_first_file(tmp_path: Path) -> None:
    """Several files are checked one by one, each as if alone."""
    place = make_office(tmp_path / "w", {})
    for name, data in (("1.xlsx", workbook(CATERING)), ("2.xlsx", workbook(CATERING)), ("3.xlsx", b"")):
        (tmp_path / name).write_bytes(data)
    answer = typed("check", "-C", place.root, *(tmp_path / f"{n}.xlsx" for n in (1, 2, 3)))
    assert answer.code == 1
    assert [answer.out.count(word) for word in ("采用", "待核实")] == [2, 1]


def test_check_names_a_file_that_is_not_there(tmp_path: Path) -> None:
    """A file that does not exist is exit code 3 with a remedy."""
    place = make_office(tmp_path / "w", {})
    answer = typed("check", "-C", place.root, tmp_path / "没有.xlsx")
    assert (answer.code, answer.out) == (3, "")
    assert "没有找到文件" in answer.err


def test_status_before_and_after_runs(tmp_path: Path) -> None:
    """Everybody is missing before the first run; afterwards the roll call of the run; new files are told beside."""
    place = make_office(tmp_path, {})
    before = typed("status", "-C", place.root)
    assert before.code == 0
    assert "应报 3 个单位，已报 0 个，未报 3 个（还没有运行过 pipeline run）" in before.out
    assert before.err == ""
    (place.inbox / "后勤集团.xlsx").write_bytes(workbook(CATERING))
    (place.inbox / "~$后勤集团.xlsx").write_bytes(b"x")
    assert "后勤集团.xlsx" in typed("status", "-C", place.root).err
    run(place)
    after = typed("status", "-C", place.root)
    assert "已报 1 个，未报 2 个（按 2023-11-07 的汇总）" in after.out
    assert "已收  后勤集团  2023-11-07，问题 4 个，签字件未到" in after.out
    assert "未交  总务处" in after.out
    assert "未交  嘉鱼校区工作部  建议报送" in after.out
    assert after.err == ""


def test_status_tells_a_file_that_was_replaced(tmp_path: Path) -> None:
    """A file with the same name and another content has come in since the last run."""
    place = make_office(tmp_path, {"后勤集团.xlsx": workbook(CATERING)})
    run(place)
    (place.inbox / "后勤集团.xlsx").write_bytes(workbook(CATERING, remark="改"))
    assert "后勤集团.xlsx" in typed("status", "-C", place.root).err


def test_status_names_a_quarantined_and_a_returned_unit(tmp_path: Path) -> None:
    """Whose file waits for a person, or was returned, is in the roll call by those words."""
    place = make_office(tmp_path, {"x.xlsx": misnamed(PROPERTY, CATERING), "纪委办公室.xlsx": torn(workbook(CATERING))})
    run(place)
    out = typed("status", "-C", place.root).out
    assert "待人工确认  总务处" in out
    assert "退回重报  纪委办公室" in out


def test_init_without_a_plan_makes_an_empty_campaign(tmp_path: Path) -> None:
    """A workspace without a plan has all folders and a campaign workbook to fill in."""
    answer = typed("init", tmp_path / "新")
    assert answer.code == 0
    assert {path.name for path in (tmp_path / "新").iterdir()} == {"templates", "inbox", "outbox"}
    assert (tmp_path / "新" / "templates" / "责任清单.xlsx").exists()
    assert "方案中有" not in answer.out


def test_init_reads_a_plan_and_tells_what_it_leaves_open(tmp_path: Path) -> None:
    """The plan's doubts are told one by one, and templates can be issued at once."""
    write_plan_docx(tmp_path / "方案.docx")
    answer = typed("init", tmp_path / "新", "--plan", tmp_path / "方案.docx")
    assert answer.code == 0
    assert "处请核对" in answer.out
    assert "  1. " in answer.out
    assert typed("templates", "-C", tmp_path / "新").code == 0
    assert len(list((tmp_path / "新" / "templates" / "xlsx").iterdir())) == 10


def test_init_never_overwrites(tmp_path: Path) -> None:
    """An existing campaign workbook stays; with --force it is kept under a dated name."""
    place = make_office(tmp_path, {})
    before = place.campaign_book.read_bytes()
    answer = typed("init", place.root)
    assert answer.code == 3
    assert "没有覆盖" in answer.err
    assert place.campaign_book.read_bytes() == before
    assert typed("init", place.root, "--force").code == 0
    (kept,) = place.campaign_book.parent.glob("责任清单（旧*）.xlsx")
    assert kept.read_bytes() == before
    assert place.campaign_book.read_bytes() != before


@pytest.mark.parametrize("plan", [None, b"x"], ids=["missing", "no Word file"])
def test_init_with_an_unreadable_plan_makes_nothing(plan: bytes | None, tmp_path: Path) -> None:
    """A plan that cannot be read is exit code 3, and no workspace is begun."""
    if plan:
        (tmp_path / "方案.docx").write_bytes(plan)
    answer = typed("init", tmp_path / "新", "--plan", tmp_path / "方案.docx")
    assert answer.code == 3
    assert "方案.docx" in answer.err
    assert not (tmp_path / "新").exists()


def test_templates_of_one_unit_by_name_alias_or_code(tmp_path: Path) -> None:
    """--unit takes name, alias or code; an unknown one, or the office itself, is named with the choices."""
    place = make_office(tmp_path, {})
    answer = typed("templates", "-C", place.root, "--unit", "总务", "--unit", "hqjt")
    assert answer.code == 0
    assert {path.name.split("_")[0] for path in place.templates.iterdir()} == {CATERING, PROPERTY}
    for name in ("后勤处", "校办"):
        wrong = typed("templates", "-C", place.root, "--unit", name)
        assert wrong.code == 3
        assert f"没有“{name}”这个单位" in wrong.err
        assert CATERING in wrong.err


def test_demo_keeps_out_of_a_folder_with_something_in_it(tmp_path: Path) -> None:
    """The example is never poured over somebody's files."""
    (tmp_path / "我的.txt").write_bytes(b"x")
    answer = typed("demo", tmp_path)
    assert (answer.code, answer.out) == (3, "")
    assert "已经有东西" in answer.err
    assert [path.name for path in tmp_path.iterdir()] == ["我的.txt"]
    assert typed("demo", tmp_path / "我的.txt").code == 3


def test_a_traceback_is_shown_on_request_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What goes wrong is one sentence and a remedy; --debug adds the traceback, for our faults as for theirs."""
    assert "Traceback" not in typed("run", "-C", tmp_path).err
    assert "Traceback" in typed("run", "-C", tmp_path, "--debug").err

    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(cli, "_place", broken)
    plain, debugged = typed("run"), typed("run", "--debug")
    assert plain.code == debugged.code == 3
    assert "程序内部出错（ZeroDivisionError）" in plain.err
    assert "--debug" in plain.err
    assert "Traceback" not in plain.err
    assert "Traceback" in debugged.err


def test_an_interrupt_is_said_and_no_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C ends a command with a sentence."""

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(cli, "_place", interrupted)
    answer = typed("run")
    assert (answer.code, answer.out) == (3, "")
    assert answer.err.strip() == "已中断。outbox 里的文件没有写坏：要么是原来的，要么是新的；再运行一次即可。"


ODD_NAMES = (
    "总务处\x1b[2J\x1b]0;x\x07.pdf",
    "总务处\u202efdp.exe.pdf",
    "总务处\n  采用  假的.pdf",
    "总务处\u2066\u200f.pdf",
)


def test_file_names_cannot_drive_the_terminal(tmp_path: Path) -> None:
    """Escape sequences, line breaks and direction marks of file names do not reach the terminal."""
    place = make_office(tmp_path, dict.fromkeys(ODD_NAMES, b"Rar!"))
    odd = place.inbox / ODD_NAMES[0]
    answers = [typed("status", "-C", place.root), run(place), typed("check", "-C", place.root, odd), typed("check", "-C", place.root, f"{odd}x")]  # fmt: skip
    for answer in answers:
        assert [sign for sign in answer.out + answer.err if not sign.isprintable() and sign != "\n"] == []
        assert "\n  采用  假的" not in answer.out + answer.err


@pytest.fixture(scope="module")
def odd_office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office with a quarantined file after its run, for commands in processes of their own."""
    place = make_office(tmp_path_factory.mktemp("odd"), {"表.xlsx": b"Rar!"})
    assert run(place).code == 1
    return place.root


@pytest.mark.parametrize("encoding", ["ascii", "gbk"])
def test_a_console_that_cannot_show_chinese_does_not_stop_a_run(odd_office: Path, encoding: str) -> None:
    """Characters a console cannot show are shown as escapes; the exit code is the run's; no progress is drawn when piped."""
    answer = process("run", "-C", odd_office, PYTHONIOENCODING=encoding)
    assert answer.returncode == 1
    assert answer.stderr == b""
    assert b"\r" not in answer.stdout.replace(b"\r\n", b"\n")
    shown = answer.stdout.decode("gbk" if encoding == "gbk" else "utf-8")
    assert "待核实" in shown or "\\u5f85\\u6838\\u5b9e" in shown


def test_a_reader_that_stops_listening_is_no_failure(odd_office: Path) -> None:
    """When the output goes to a program that has seen enough, nothing is called a failure of ours."""
    command = [sys.executable, "-m", "pipeline", "status", "-C", str(odd_office)]
    read, write = os.pipe()
    os.close(read)
    with os.fdopen(write, "wb") as closed:
        answer = subprocess.run(command, stdout=closed, stderr=subprocess.PIPE, check=False)
    assert answer.stderr == b""


HEAVY = ("pandas", "openpyxl", "docx", "xlsxwriter", "python_calamine", "pypinyin", "rapidfuzz")


@pytest.mark.parametrize("arguments", [["--help"], ["run", "--help"], ["--version"]])
def test_help_loads_nothing_heavy(arguments: list[str]) -> None:
    """Help and version answer without loading what only work needs."""
    code = (
        "import sys\nfrom pipeline.cli import main\n"
        f"try: main({arguments!r})\nexcept SystemExit: pass\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)"
    )
    assert process(code=code).stderr.strip() == b"[]"


def test_status_after_a_run_loads_no_pandas(odd_office: Path) -> None:
    """The roll call is read from run.json, without the library that counted it."""
    code = (
        "import sys\nfrom pipeline.cli import main\n"
        f"try: main(['status', '-C', {str(odd_office)!r}])\nexcept SystemExit: pass\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)"
    )
    assert process(code=code).stderr.strip() == b"[]"


def test_every_answer_has_one_of_four_exit_codes() -> None:
    """The exit codes are those of the contract."""
    known: dict[str, Any] = {name: getattr(cli, name) for name in ("DONE", "WITH_ERRORS", "WRONG_USAGE", "COULD_NOT")}
    assert known == {"DONE": 0, "WITH_ERRORS": 1, "WRONG_USAGE": 2, "COULD_NOT": 3}
