"""What the report says: every figure from the outcome, a right sentence for every case, nothing it must not say."""

import ast
import re
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from defusedxml import ElementTree

from pipeline.campaign.settings import Settings
from pipeline.form import vocabulary as words
from pipeline.meaning.figures import Figures
from pipeline.meaning.outcome import Outcome
from pipeline.publish.report import phrases, write_report
from pipeline.publish.report.blocks import Line, Look, Table
from pipeline.publish.report.document import report_blocks
from pipeline.publish.report.problems import total_sentence
from tests.dump_document import dump_document, text_of
from tests.outcomes import sample_campaign, sample_outcome

EVERYBODY = tuple(unit.name for unit in sample_campaign().answering)
GOLDEN = Path(__file__).parent / "golden" / "report.txt"


def lines(outcome: Outcome) -> list[str]:
    """Return the texts of the report's paragraphs."""
    return [block.text for block in report_blocks(outcome) if isinstance(block, Line) and block.text]


def told(outcome: Outcome) -> str:
    """Return the report's paragraphs as one text."""
    return "\n".join(lines(outcome))


def under(outcome: Outcome, heading: str) -> str:
    """Return what stands under a heading, up to the next one."""
    texts = lines(outcome)
    heads = [n for n, text in enumerate(texts) if re.match(r"[一二三四五六七八]、|（[一二三四五六七八]）", text)]
    start = next(n for n, text in enumerate(texts) if text.endswith(heading))
    end = next((n for n in heads if n > start), len(texts))
    return "\n".join(texts[start + 1 : end])


def changed(
    outcome: Outcome, *, settings: Mapping[str, object] | None = None, figures: Mapping[str, object] | None = None
) -> Outcome:
    """Return the outcome with some settings and figures replaced."""
    new = replace(outcome.campaign.settings, **(settings or {}))  # type: ignore[arg-type] # names are checked by replace
    return replace(
        outcome,
        campaign=replace(outcome.campaign, settings=new),
        figures=replace(outcome.figures, **(figures or {})),  # type: ignore[arg-type] # likewise
    )


def rewritten(outcome: Outcome, row: int, **cells: str) -> Outcome:
    """Return the outcome with some cells of one ledger line replaced."""
    ledger = outcome.ledger.copy()
    for key, value in cells.items():
        ledger.at[row, key] = value
    return replace(outcome, ledger=ledger)


def numbers(sentence: str) -> list[str]:
    """Return the numbers of a sentence in order."""
    return re.findall(r"\d+(?:\.\d+)?%?", sentence)


SAMPLES = {
    "mixed": sample_outcome(),
    "clean": sample_outcome(missing=(), nil=(), marred=False),
    "nothing found": sample_outcome(0, missing=(), cases=0),
    "one unit": sample_outcome(1, missing=[name for name in EVERYBODY if name != "后勤集团"], nil=(), cases=None, marred=False),
    "nobody": sample_outcome(0, missing=EVERYBODY, cases=None),
    "many": sample_outcome(90),
}  # fmt: skip


@pytest.mark.parametrize("name", SAMPLES)
def test_punctuation_is_never_doubled(name: str) -> None:
    """However sentences are joined, no mark follows another and no list is empty."""
    assert not re.search(
        r"。。|；；|，，|；。|，。|：。|：；|、。|，；|。；|（）|“”|None|nan|\{|\}", told(SAMPLES[name])
    )


@pytest.mark.parametrize("name", SAMPLES)
def test_the_outline_is_whole_in_every_case(name: str) -> None:
    """All eight parts stand in order, whatever came back."""
    parts = [
        block.text[:2] for block in report_blocks(SAMPLES[name]) if isinstance(block, Line) and block.look is Look.PART
    ]

    assert parts == [f"{number}、" for number in "一二三四五六七八"]


@pytest.mark.parametrize("name", ["mixed", "clean", "many"])
def test_the_total_sentence_says_the_figures(name: str) -> None:
    """Every number of the sentence with all variables is that of the figures, and they add up."""
    figures = SAMPLES[name].figures
    total = figures.total
    said = [total.problems, total.done, total.rate, total.under_way, total.not_started, total.stage_done, total.unclear, figures.regulations_of(words.NEW_RULE), figures.regulations_of(words.REVISED_RULE)]  # fmt: skip

    assert numbers(total_sentence(SAMPLES[name])) == [str(number) for number in said if number]
    assert total.done + total.under_way + total.not_started + total.stage_done + total.unclear == total.problems


def test_the_roll_call_says_the_figures() -> None:
    """应报, 已报, 按时, 逾期 and 未报 are those of the figures."""
    outcome = SAMPLES["mixed"]
    figures = outcome.figures
    sentence = re.search(r"应报单位.*?。", told(outcome))

    assert sentence is not None
    without_day = sentence[0].replace("2023年11月8日", "")
    assert numbers(without_day) == [
        str(n) for n in (figures.required, figures.returned, figures.on_time, figures.late, figures.missing)
    ]


def tables(outcome: Outcome) -> list[Table]:
    """Return the report's tables."""
    return [block for block in report_blocks(outcome) if isinstance(block, Table)]


@pytest.mark.parametrize("name", ["mixed", "clean", "many"])
def test_the_columns_of_every_table_add_up(name: str) -> None:
    """The last row is the sum of the others, in every column of numbers."""
    for table in tables(SAMPLES[name]):
        for column in range(1, len(table.headings)):
            cells = [row[column] for row in table.rows]
            if "%" not in cells[-1]:
                assert sum(float(cell) for cell in cells[:-1] if re.fullmatch(r"[\d.]+", cell)) == pytest.approx(
                    float(cells[-1])
                )


def test_what_is_in_no_category_is_still_counted() -> None:
    """Problems whose category was not read have a line of their own, so that the table adds up."""
    outcome = SAMPLES["mixed"]
    by_category = dict(outcome.figures.by_category)
    by_category["待修正"] = by_category.pop("财务收费、缴费及经费管理")
    odd = changed(outcome, figures={"by_category": by_category})

    assert "另有2个问题的整治类别待单位修正。" in told(odd)
    assert [row[1] for row in tables(odd)[0].rows if row[0] == "待修正"] == ["2"]


def first_page(outcome: Outcome) -> str:
    """Return what stands before the first part."""
    return told(outcome).split("一、工作开展情况", 1)[0]


def test_missing_units_are_said_on_the_first_page() -> None:
    """The number stands in a box above the text; no name, unless the office wants names."""
    outcome = SAMPLES["mixed"]
    named = changed(outcome, settings={"name_units": True})

    assert "尚有1个单位未报，以下数据不含上述单位" in first_page(outcome)
    assert "尚有1个单位未报（基建处），以下数据不含上述单位" in first_page(named)


def test_nothing_is_said_of_missing_units_where_all_are_in() -> None:
    """The first page of a complete report carries no warning but the draft mark."""
    page = first_page(SAMPLES["nothing found"])

    assert "未报" not in page
    assert "（草稿，数据截至2023年11月8日）" in page


@pytest.mark.parametrize("name", ["基建处", "保卫处"])
def test_units_are_blamed_by_name_only_if_the_office_wants_it(name: str) -> None:
    """Missing and late units stand in part seven, the roll call and annex 1 by number, unless 报告点名 is set."""
    silent, named = SAMPLES["mixed"], changed(SAMPLES["mixed"], settings={"name_units": True})

    for heading in ("（三）扎实开展自查", "存在的困难和不足"):
        assert name not in under(silent, heading)
        assert name in under(named, heading)
    assert not [row for row in tables(silent)[1].rows if row[0].startswith("基建处") or "逾期" in row[0]]
    assert [row[1] for row in tables(named)[1].rows if row[0] == "基建处"] == ["未报"]


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("mixed", "已报8个（其中按时7个、逾期1个），尚有1个单位未报，以下数据不含上述单位。"),
        ("one unit", "已报1个，均按时报送，尚有8个单位未报，以下数据不含上述单位。"),
        ("nobody", "应报单位9个，截至2023年11月8日尚无单位报送。"),
        ("mixed", "医疗卫生与师生健康服务方面，校医院对照2项自查要点逐项检查，未发现问题。"),
        ("mixed", "重大项目建设决策、校内工程管理方面，责任单位尚未报送，有关情况待补充。"),
        ("mixed", "廉政风险点管控与案件查处方面，由纪委办公室负责收集整理，有关情况见本报告第四至第六部分。"),
        ("nothing found", "各责任单位均为零报告（共8份，其中1份尚缺单位负责人签字），未计算整改完成率。"),
        ("nothing found", "截至2023年11月8日，已报单位没有尚未完成整改的问题。"),
        ("nothing found", "经各单位自查并由纪委办公室核实，党的十八大以来未发现后勤领域被查处的案件。"),
        ("one unit", "自查发现的问题均已完成整改。"),
        ("one unit", "党的十八大以来后勤领域查处案件情况待纪委办公室核实。"),
        ("one unit", "发现问题1个：一食堂二楼6个窗口部分菜品未按要求公示价格，师生用餐时无法核对。已完成整改。"),
        ("mixed", "经已报单位自查并由纪委办公室核实，党的十八大以来后勤领域查处案件1件，涉及1人。按处理方式统计，党纪1件。"),
        ("mixed", "对2个处理确有困难的重大、复杂问题，已向主管校领导报告并研究对策。"),
        ("nothing found", "已报单位未提出需上报主管校领导研究的重大、复杂问题。"),
        ("mixed", "因自查发现的问题追责问责1人次，方式有谈话提醒。"),
        ("nobody", "尚无单位报送，以下各项内容待报送后补充"),
        ("mixed", "原定于2023年11月5日前完成，已逾期3天，责任人"),
        ("mixed", "整改时限填为“尽快”，待单位明确"),
        ("mixed", "阶段节点为2023年12月31日"),
    ],
)  # fmt: skip
def test_each_special_case_has_its_sentence(name: str, sentence: str) -> None:
    """Zero, nobody, nobody late, missing and not yet known are each said in right Chinese."""
    assert sentence in told(SAMPLES[name])


def test_nobody_late() -> None:
    """Where all have answered in time the sentence says so and stops."""
    outcome = SAMPLES["nothing found"]
    in_time = changed(outcome, figures={"late": 0, "on_time": 9})

    assert "已报9个，均按时报送。" in told(in_time)


def test_all_signed_nil_reports() -> None:
    """Only where every nil report is signed does the sentence say so."""
    outcome = SAMPLES["nothing found"]
    units = tuple(replace(unit, signed=True) for unit in outcome.figures.units)

    assert "（共8份，均经单位负责人签字）" in told(changed(outcome, figures={"units": units, "unsigned": 0}))


def test_no_rate_where_nothing_was_found() -> None:
    """Nothing found is no 100 %."""
    assert "%" not in told(SAMPLES["nothing found"])


def test_a_nil_report_with_errors_is_not_called_nothing_found() -> None:
    """A unit that reports no problem but whose nil report is incomplete is not said to have found nothing."""
    outcome = SAMPLES["mixed"]
    units = tuple(
        replace(unit, nil=False, state="returned-with-errors") if unit.name == "校医院" else unit
        for unit in outcome.figures.units
    )
    text = told(changed(outcome, figures={"units": units}))

    assert "校医院未填报问题，零报告材料尚需补正。" in text
    assert "校医院对照" not in text


def test_silence_before_the_deadline_is_no_shortcoming() -> None:
    """A unit that still has time is not said to be slow."""
    outcome = SAMPLES["nobody"]
    early = replace(outcome, as_of=date(2023, 11, 6))

    assert under(early, "存在的困难和不足") == "截至2023年11月6日，尚有9个单位未报，有关情况待补充。"
    assert "不够及时" in under(outcome, "存在的困难和不足")


def test_cases_known_to_units_only_wait_for_the_collecting_unit() -> None:
    """Until the collecting unit answers, what units reported is a number to be confirmed."""
    outcome = changed(SAMPLES["one unit"], figures={"cases_from_units": 2})

    assert under(outcome, "以来查处案件情况") == (
        "党的十八大以来后勤领域查处案件情况待纪委办公室核实。已报单位自查上报2件，以核实结果为准。"
    )


def test_another_first_day_for_cases() -> None:
    """党的十八大以来 is said only of the day it means."""
    outcome = changed(SAMPLES["nothing found"], settings={"cases_since": "2019-01-01"})

    assert "五、2019年1月1日以来查处案件情况" in lines(outcome)
    assert "党的十八大" not in told(outcome)


def test_no_word_of_a_case_is_in_the_file(tmp_path: Path) -> None:
    """Not one cell of 查处案件 stands anywhere in the package: numbers only."""
    outcome = SAMPLES["mixed"]
    cases = outcome.cases.copy()
    secrets = {
        key: f"机密{number}号"
        for number, key in enumerate(cases.columns)
        if key not in ("unit", "file", "sheet", "row")
    }
    for key, text in secrets.items():
        cases[key] = text
    path = tmp_path / "a.docx"
    write_report(replace(outcome, cases=cases), path)

    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name).decode("utf-8", "replace") for name in package.namelist()}
    assert cases.shape[0] == 1
    assert not [name for name, text in parts.items() if "机密" in text]


def test_no_leader_of_the_school_is_named_but_in_the_settings() -> None:
    """To whom a problem was reported and who is in charge of a risk stays in the ledger."""
    outcome = rewritten(SAMPLES["mixed"], 7, reported_to="欧阳某（2023-11-07）")
    risks = outcome.risks.copy()
    risks["leader"] = "诸葛某"
    text = told(replace(outcome, risks=risks))

    assert "欧阳某" not in text
    assert "诸葛某" not in text
    assert "由校长、党委书记任组长，分管副校长任副组长" in text


HOSTILE = "=cmd|' /C calc'!A0 <w:p>& ]]> {problem} {0} \x00\x0b\ud800 http://example.com\n第二行。"


def test_text_of_units_stays_text(tmp_path: Path) -> None:
    """Formulas, markup, braces, control characters and surrogates are neither run nor fatal; links stay words."""
    outcome = sample_outcome()
    for key in ("problem", "cause", "measure", "progress", "effect", "person"):
        outcome = rewritten(outcome, 0, **{key: HOSTILE})
        outcome = rewritten(outcome, 4, **{key: HOSTILE})
    units = tuple(replace(unit, duties=HOSTILE, accountability=HOSTILE) for unit in outcome.figures.units)
    path = tmp_path / "a.docx"
    write_report(changed(outcome, figures={"units": units}, settings={"leaders": HOSTILE, "school": HOSTILE}), path)

    with zipfile.ZipFile(path) as package:
        document = package.read("word/document.xml")
        for name in package.namelist():
            if name.endswith((".xml", ".rels")):
                ElementTree.fromstring(package.read(name))
    assert b"&lt;w:p&gt;&amp; ]]&gt; {problem} {0}" in document
    assert not re.search(rb"<w:(?:hyperlink|fldSimple|instrText|fldChar)", document)
    assert "第二行" in text_of(path)


def test_unfinished_problems_overdue_first_and_not_without_end() -> None:
    """Overdue problems come first; past fifteen the ledger is referred to, and all are accounted for."""
    outcome = SAMPLES["many"]
    text = under(outcome, "（三）尚未完成及需长期坚持的问题").splitlines()
    items = [line for line in text if re.match(r"\d+\.", line)]
    rest = re.search(r"其余(\d+)个问题详见附件3。", text[-1])

    assert rest is not None
    total = outcome.figures.total
    assert len(items) + int(rest[1]) == total.unfinished + total.stage_done
    overdue = ["已逾期" in line for line in items]
    assert overdue == sorted(overdue, reverse=True)
    assert any(overdue)


def test_a_person_that_names_nobody_is_not_printed() -> None:
    """各科室负责人 was sent back; the report does not pass it off as a name."""
    text = told(rewritten(SAMPLES["mixed"], 1, person="各科室负责人"))

    assert "各科室负责人" not in text
    assert "责任人待单位明确" in text


def test_an_answer_that_says_nothing_is_left_out() -> None:
    """同上 and 无 are no measure, progress or effect."""
    outcome = rewritten(SAMPLES["mixed"], 1, measure="同上。", progress="无")
    item = next(line for line in lines(outcome) if "食材留样登记不规范" in line and "原因" in line)

    assert "整改措施" not in item
    assert "目前进展" not in item


def test_main_problems_are_a_choice_of_five() -> None:
    """Past five problems of a category the list ends in 等."""
    paragraph = next(line for line in lines(SAMPLES["many"]) if line.startswith("1.食堂"))

    main = paragraph.split("主要问题有：")[1].split("。")[0]
    assert len(main.split("；")) == 5
    assert main.endswith("等")


BARE = Settings(topic="专项治理", name_units=False, deadline=None)


def test_empty_settings_leave_whole_sentences() -> None:
    """Without basis, number, dates, leaders, office, school or addressee nothing is invented and no brace is left open."""
    outcome = SAMPLES["mixed"]
    bare = replace(outcome, campaign=replace(outcome.campaign, settings=BARE))
    texts = lines(bare)

    assert texts[0] == "关于专项治理自查自纠情况的报告"
    assert "我校开展了专项治理自查自纠。现将有关情况报告如下。" in texts
    assert "二、工作基本情况" in texts
    assert "学校对专项治理自查自纠工作作出专门部署。" in texts
    assert "党的十八大以来查处案件1件" in told(bare)
    assert not re.search(r"根据|〔|文|领导小组", first_page(bare))


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ({"document_number": "鄂教发办函[2023]11号"}, "的通知》（鄂教发办函〔2023〕11号）要求，我校于2023年11月3日至7日在武昌、嘉鱼两校区"),
        ({"document_number": ""}, "的通知》要求，我校于2023年11月3日至7日"),
        ({"authority": ""}, "根据《省教育厅办公室"),
        ({"basis": ""}, "根据教育部统一部署，我校于"),
        ({"start": ""}, "要求，我校在武昌、嘉鱼两校区"),
        ({"deadline": datetime(2024, 1, 5, 17, 30)}, "我校于2023年11月3日至2024年1月5日在"),  # noqa: DTZ001 - a page has no zone
        ({"campuses": "武昌校区、嘉鱼校区、南湖校区"}, "在武昌、嘉鱼、南湖3个校区开展了"),
    ],
)  # fmt: skip
def test_the_introduction_is_built_of_what_is_set(settings: Mapping[str, object], expected: str) -> None:
    """Each part stands or falls with its setting, and 〔〕 holds the year of a document number."""
    assert expected in told(changed(SAMPLES["mixed"], settings=settings))


def test_the_title_is_wrapped_where_its_meaning_allows() -> None:
    """The school stands alone; a long topic breaks before 自查自纠情况的报告; nothing is said twice."""
    outcome = SAMPLES["mixed"]

    assert lines(outcome)[0].splitlines() == ["某某学院", "关于后勤领域专项治理自查自纠情况的报告"]
    long = changed(outcome, settings={"topic": "学生资助与教育收费领域突出问题专项整治"})
    assert lines(long)[0].splitlines() == [
        "某某学院",
        "关于学生资助与教育收费领域突出问题专项整治",
        "自查自纠情况的报告",
    ]
    twice = changed(outcome, settings={"topic": "后勤领域专项自查自纠"})
    assert lines(twice)[0].splitlines()[1] == "关于后勤领域专项自查自纠情况的报告"


def test_stages_that_count_are_said_to_count() -> None:
    """Where 长期坚持 counts as done, rate and footnote say so."""
    total = replace(SAMPLES["mixed"].figures.total, long_term_counts=True)
    outcome = changed(SAMPLES["mixed"], settings={"long_term_counts": True}, figures={"total": total})

    assert f"整改完成率（含阶段性完成）{total.rate}" in told(outcome)
    assert "阶段性完成计入整改完成率" in tables(outcome)[0].note


def test_no_date_of_composition_is_invented() -> None:
    """The date below the school's name is left to be filled in."""
    signed = [
        block.text
        for block in report_blocks(SAMPLES["mixed"])
        if isinstance(block, Line) and block.look is Look.SIGNATURE
    ]

    assert signed == ["某某学院", "　　年　月　日"]


def test_every_phrase_is_used() -> None:
    """A phrase no section says is a second statement waiting to contradict the first."""
    folder = Path(phrases.__file__).parent
    used = {
        node.attr
        for path in folder.glob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "say"
    }
    known = {name for name in vars(phrases) if name.isupper()}

    assert known - used == set()
    assert used - known == set()


def test_figures_know_who_is_unheard() -> None:
    """Units in no total are as many as 未报, late ones as many as 逾期."""
    figures: Figures = SAMPLES["mixed"].figures

    assert len(figures.unheard_units) == figures.missing
    assert len(figures.late_units) == figures.late


def test_golden(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    """The whole report reads as it did; `pytest --update-golden` writes it anew."""
    path = tmp_path / "a.docx"
    write_report(SAMPLES["mixed"], path)
    dump = dump_document(path)
    if request.config.getoption("--update-golden"):
        GOLDEN.parent.mkdir(exist_ok=True)
        GOLDEN.write_text(dump, "utf-8")

    assert dump == GOLDEN.read_text("utf-8")
