"""What the report says: every figure from the outcome, and a right sentence for every case."""

import re
from dataclasses import replace
from datetime import date

import pytest

from pipeline.form import vocabulary as words
from pipeline.publish.report.blocks import Line, Look
from pipeline.publish.report.document import report_blocks
from pipeline.publish.report.problems import total_sentence
from tests.reports import SAMPLES, changed, lines, numbers, rewritten, tables, told, under


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


def test_stages_that_count_are_said_to_count() -> None:
    """Where 长期坚持 counts as done, rate and footnote say so."""
    total = replace(SAMPLES["mixed"].figures.total, long_term_counts=True)
    outcome = changed(SAMPLES["mixed"], settings={"long_term_counts": True}, figures={"total": total})

    assert f"整改完成率（含阶段性完成）{total.rate}" in told(outcome)
    assert "阶段性完成计入整改完成率" in tables(outcome)[0].note
