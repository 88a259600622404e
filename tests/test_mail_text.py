"""What the letters say."""

from datetime import date, datetime
from pathlib import Path

import pytest

from pipeline.errors import CampaignError, WorkspaceError
from pipeline.post.letter import Kind
from pipeline.publish.layout import return_file_name, template_file_name
from pipeline.publish.unit_workbook import render_unit_workbook
from pipeline.steps import collect
from pipeline.workspace import Workspace
from tests.judging import clean_workbook
from tests.letters import (
    AS_OF,
    BRANCH,
    CASE_FACTS,
    CATERING,
    DISCIPLINE,
    NOW,
    PROPERTY,
    RETURNED_FILE,
    after_a_run,
    before_any_run,
    body_of,
    campaign_with,
    draft_of,
    prepared,
    read,
    text_of,
)


def test_a_return_lists_every_finding_with_its_five_elements(tmp_path: Path) -> None:
    """File, sheet, cell, value found, and what is wrong with the right way to write it, stand in the letter."""
    text = text_of(after_a_run(tmp_path), Kind.RETURN, CATERING)

    assert f"文件：{RETURNED_FILE}" in text
    assert (
        "1. 问题清单及整改 K7（整改时限）\n"
        "   原值：尽快\n"
        "   问题：“整改时限”写的是“尽快”，没有具体日期。\n"
        "   请这样改：请写具体日期，按 年-月-日 填写，如 2023-11-03。\n"
    ) in text
    assert "【必须改】" in text
    assert text.index("【必须改】") < text.index("【请确认】")


def test_the_content_of_a_case_stands_in_no_letter(tmp_path: Path) -> None:
    """A finding on 查处案件 says where and what kind, never what the unit wrote."""
    text = text_of(after_a_run(tmp_path), Kind.RETURN, CATERING)

    assert "查处案件 B7（案发/立案时间）\n   原值：（内容不显示）\n   问题：不是日期。" in text
    assert CASE_FACTS not in text
    assert "去年" not in text


def test_a_renamed_sheet_of_cases_is_still_one(tmp_path: Path) -> None:
    """What stands in run.json about a sheet nobody knows is not repeated either."""
    place = after_a_run(tmp_path)
    said = place.run_json.read_text(encoding="utf-8")
    changed = said.replace('"sheet": "查处案件"', '"sheet": "Sheet5"').replace(
        '"found": ""', f'"found": "{CASE_FACTS}"'
    )
    place.run_json.write_text(changed, encoding="utf-8")

    text = text_of(place, Kind.RETURN, CATERING)

    assert "Sheet5" in text
    assert CASE_FACTS not in text


def test_a_web_address_in_a_cell_is_no_link_in_the_letter(tmp_path: Path) -> None:
    """A mail program finds nothing to link to in what a cell holds."""
    place = after_a_run(tmp_path)
    said = place.run_json.read_text(encoding="utf-8")
    place.run_json.write_text(said.replace('"found": "尽快"', '"found": "http://evil.example/x"'), encoding="utf-8")

    text = text_of(place, Kind.RETURN, CATERING)

    assert "http:／／evil.example/x" in text
    assert "://" not in text


def test_a_long_list_is_cut_after_twenty(tmp_path: Path) -> None:
    """Twenty findings are listed; the rest is counted and left to the workbook."""
    text = text_of(after_a_run(tmp_path, faults=30), Kind.RETURN, CATERING)

    assert "\n20. " in text
    assert "\n21. " not in text
    rest = int(text.split("其余")[1].split("处")[0])
    counted = sum(int(part.split("处")[0]) for part in text.split("】")[1:2])
    assert counted >= 30
    assert rest >= counted - 20


def test_a_return_says_by_when_and_to_whom(tmp_path: Path) -> None:
    """Until the deadline it asks by the deadline; the settings say whom to write to."""
    text = text_of(after_a_run(tmp_path), Kind.RETURN, CATERING)

    assert "请于2023年11月7日17:30前发给校办公室 王某（xb@example.edu.cn）。" in text
    assert "手写签名的扫描件（PDF）还没有收到" in text
    assert text.endswith("如有疑问，请与校办公室 王某（xb@example.edu.cn）联系。\n\n武昌首义学院校办公室\n")


@pytest.mark.parametrize(
    ("as_of", "by", "words"),
    [
        (AS_OF, None, "请于2023年11月7日17:30前发给"),
        (date(2023, 11, 8), None, "请尽快发给"),
        (date(2023, 11, 8), datetime.fromisoformat("2023-11-10T12:00"), "请于2023年11月10日12:00前发给"),
    ],
)
def test_until_when_is_the_deadline_unless_it_is_over(
    tmp_path: Path, as_of: date, by: datetime | None, words: str
) -> None:
    """After the deadline it asks for haste, or for the moment the office names."""
    done = prepared(after_a_run(tmp_path), Kind.RETURN, CATERING, as_of=as_of, by=by)

    assert words in body_of(read(draft_of(done, CATERING)))


def test_only_units_with_something_to_mend_get_a_return(tmp_path: Path) -> None:
    """A unit without errors, and one without a return, get none."""
    done = prepared(after_a_run(tmp_path), Kind.RETURN)

    assert [letter.unit for letter in done.letters] == [CATERING]


def test_a_waived_finding_is_not_listed(tmp_path: Path) -> None:
    """What the office has waived is asked of nobody."""
    place = after_a_run(tmp_path)
    said = place.run_json.read_text(encoding="utf-8")
    place.run_json.write_text(
        said.replace('"severity": "error"', '"waived": "同意", "severity": "error"'), encoding="utf-8"
    )

    assert prepared(place, Kind.RETURN).letters == ()


@pytest.mark.parametrize(
    ("as_of", "words"),
    [
        (date(2023, 11, 4), "截至2023年11月4日还没有收到，距截止还有3天。"),
        (date(2023, 11, 7), "截至2023年11月7日还没有收到，今天截止。"),
        (date(2023, 11, 12), "截至2023年11月12日还没有收到，已逾期5天。"),
    ],
)
def test_a_reminder_counts_the_days(tmp_path: Path, as_of: date, words: str) -> None:
    """Days left, the last day and days late are said of a unit nobody has heard of."""
    text = text_of(after_a_run(tmp_path), Kind.REMIND, DISCIPLINE, as_of=as_of)

    assert words in text
    assert "应于2023年11月7日17:30前报送" in text


def test_a_unit_whose_file_could_not_be_used_is_told_why(tmp_path: Path) -> None:
    """The reminder names the file and what to send instead."""
    text = text_of(after_a_run(tmp_path), Kind.REMIND, PROPERTY)

    assert "“总务处自查表.xlsx”：文件打不开" in text
    assert "请检查后重新报送" in text
    assert "还没有收到" not in text


def test_a_unit_that_need_not_answer_is_reminded_only_by_name(tmp_path: Path) -> None:
    """Silence of an optional unit is none, unless the office wants to ask."""
    place = after_a_run(tmp_path)

    assert [letter.unit for letter in prepared(place, Kind.REMIND).letters] == [PROPERTY, DISCIPLINE]
    assert "应于" not in text_of(place, Kind.REMIND, BRANCH)


def _second_round(place: Workspace) -> None:
    """Put a workbook of the second round beside that of the first."""
    unit = campaign_with().unit(CATERING)
    path = place.templates_of(2) / template_file_name(campaign_with(), unit, 2)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(render_unit_workbook(campaign_with(), unit, round_number=2))


def test_the_newest_round_is_issued(tmp_path: Path) -> None:
    """A unit with a workbook of the second round gets that one, with words of its own and no deadline that is over."""
    place = after_a_run(tmp_path)
    _second_round(place)

    done = prepared(place, Kind.ISSUE)

    letter = {letter.unit: letter for letter in done.letters}[CATERING]
    assert (letter.round, letter.attachment.name) == (2, "后勤集团_后勤领域专项治理自查表（第2轮）.xlsx")
    assert letter.subject == "请填报后勤领域专项治理自查表（第2轮）（后勤集团）"
    assert "尚未销号的问题已填在表里" in letter.text
    assert "2023年11月7日" not in letter.text
    assert {letter.round for letter in done.letters if letter.unit != CATERING} == {1}


def test_a_unit_that_owes_the_second_round_is_reminded_of_it(tmp_path: Path) -> None:
    """Who answered the first round and was sent the second is reminded of the second."""
    place = after_a_run(tmp_path)
    _second_round(place)

    letters = {letter.unit: letter for letter in prepared(place, Kind.REMIND).letters}

    assert {unit: letter.round for unit, letter in letters.items()} == {CATERING: 2, PROPERTY: 1, DISCIPLINE: 1}
    assert "您好！贵单位的后勤领域专项治理自查表（第2轮）截至2023年11月6日还没有收到。" in letters[CATERING].text


def test_a_return_workbook_of_another_round_is_not_sent(tmp_path: Path) -> None:
    """A workbook that lies where the return should be, and is of another round, asks for a run."""
    place = after_a_run(tmp_path)
    _second_round(place)
    second = place.templates_of(2) / template_file_name(campaign_with(), campaign_with().unit(CATERING), 2)
    (place.returns / return_file_name(campaign_with(), CATERING)).write_bytes(second.read_bytes())

    with pytest.raises(WorkspaceError, match="没有找到要附的文件"):
        prepared(place, Kind.RETURN)


def test_an_issue_letter_says_what_to_do(tmp_path: Path) -> None:
    """Basis, deadline, the self-check, the signed scan and the nil report are in it."""
    text = text_of(before_any_run(tmp_path), Kind.ISSUE, PROPERTY)

    assert "（鄂教发办函〔2023〕11号）要求" in text
    assert "一、报送时间：请于2023年11月7日17:30前报送。" in text
    assert "自查通过，可以报送" in text
    assert "手写签名的扫描件（PDF）" in text
    assert "“零报告声明”选“是”" in text
    assert "零报告声明" not in text_of(before_any_run(tmp_path / "other"), Kind.ISSUE, DISCIPLINE)


def test_nothing_is_invented_where_the_settings_say_nothing(tmp_path: Path) -> None:
    """Without deadline, basis and contact the letter has no gap and no made-up fact."""
    bare = {
        "deadline": None,
        "basis": "",
        "document_number": "",
        "office": "",
        "receiver": "",
        "receiver_mail": "",
        "school": "",
    }
    text = text_of(after_a_run(tmp_path, campaign_with(bare)), Kind.ISSUE, PROPERTY)

    assert "一、报送时间：请尽快报送。" in text
    assert "一并发给汇总单位。" in text
    assert text.endswith("如有疑问，请与汇总单位联系。\n")
    assert "根据" not in text
    assert "None" not in text


def test_without_a_run_there_is_nothing_to_return_or_remind(tmp_path: Path) -> None:
    """The command says to run first."""
    place = before_any_run(tmp_path)
    for kind in (Kind.RETURN, Kind.REMIND):
        with pytest.raises(WorkspaceError, match="请先运行 pipeline run"):
            prepared(place, kind)


@pytest.mark.parametrize("change", ["added", "changed", "removed"])
def test_an_inbox_that_has_changed_asks_for_a_run(tmp_path: Path, change: str) -> None:
    """Nobody is written to about files the last run has not seen as they are."""
    place = after_a_run(tmp_path)
    file = place.inbox / RETURNED_FILE
    if change == "added":
        (place.inbox / "纪委办公室.xlsx").write_bytes(b"new")
    elif change == "changed":
        file.write_bytes(b"other")
    else:
        file.unlink()

    with pytest.raises(WorkspaceError, match="收件箱在上次汇总以后有变化"):
        prepared(place, Kind.RETURN)


def test_temporary_files_are_no_change_of_the_inbox(tmp_path: Path) -> None:
    """A file that is open in Excel leaves its lock beside, which says nothing."""
    place = after_a_run(tmp_path)
    (place.inbox / f"~${RETURNED_FILE}").write_bytes(b"lock")

    assert prepared(place, Kind.RETURN).letters


@pytest.mark.parametrize(
    "content", ["", "{", "[]", '{"campaign": "logistics-2023"}', '{"campaign": 1, "as_of": 2, "units": 3}']
)
def test_a_broken_run_json_asks_for_a_run(tmp_path: Path, content: str) -> None:
    """Whatever stands in it, the answer is a sentence."""
    place = after_a_run(tmp_path)
    place.run_json.write_text(content, encoding="utf-8")

    with pytest.raises(WorkspaceError, match="请先运行 pipeline run"):
        prepared(place, Kind.RETURN)


def test_a_run_of_another_campaign_is_not_used(tmp_path: Path) -> None:
    """Units of another campaign are not written to with this one's words."""
    place = after_a_run(tmp_path, campaign_with({"campaign": "another-2024"}))

    with pytest.raises(WorkspaceError, match="另一次活动"):
        prepared(place, Kind.RETURN)


def test_a_missing_return_workbook_asks_for_a_run(tmp_path: Path) -> None:
    """No letter goes without the workbook it speaks of."""
    place = after_a_run(tmp_path)
    for path in place.returns.iterdir():
        path.unlink()

    with pytest.raises(WorkspaceError, match="没有找到要附的文件"):
        prepared(place, Kind.RETURN)


def test_a_name_that_is_no_units_is_said(tmp_path: Path) -> None:
    """A misspelt unit is a sentence with the names there are."""
    with pytest.raises(CampaignError, match="没有“后勤处”这个单位"):
        prepared(after_a_run(tmp_path), Kind.ISSUE, "后勤处")


@pytest.mark.parametrize("faults", [1, 0], ids=["something to mend", "nothing to mend"])
def test_a_unit_is_told_of_the_file_that_could_not_be_opened(tmp_path: Path, faults: int) -> None:
    """Where a return counts and another cannot be opened its unit reads so: in the letter it goes back with, or in one of its own."""
    place = after_a_run(tmp_path)
    if not faults:
        (place.inbox / RETURNED_FILE).write_bytes(clean_workbook())
    (place.inbox / "后勤集团定稿.xlsx").write_bytes(b"PK\x03\x04 torn on its way")
    collect(place, AS_OF, NOW, 1, lambda: None)

    letters = {kind: {one.unit: one for one in prepared(place, kind).letters} for kind in (Kind.RETURN, Kind.REMIND)}

    told, other = (Kind.RETURN, Kind.REMIND) if faults else (Kind.REMIND, Kind.RETURN)
    assert CATERING not in letters[other]
    text = letters[told][CATERING].text
    assert f"“{RETURNED_FILE}”" in text
    assert "“后勤集团定稿.xlsx”：文件打不开" in text
    assert "请请" not in text
    assert "还没有收到" not in text.replace("扫描件（PDF）还没有收到", "")
