"""A return of 后勤集团 with a bit of everything that can be wrong, as content for the renderer."""

from pipeline.findings import Finding, say
from pipeline.form import vocabulary as words
from pipeline.form.lexicon import lexicon
from pipeline.publish.content import Content, RowContent
from tests.campaigns import logistics_campaign

WORDS = lexicon(logistics_campaign().form)
FILE = "后勤集团（最终版）.xlsx"
UNIT = "后勤集团"
FORMULA = '=HYPERLINK("http://example.invalid","点这里")'

_BASICS = RowContent(
    {
        "coverage": words.BOTH_CAMPUSES,
        "duties": "负责两校区食堂、超市的日常运行和食品安全管理，负责原材料采购、价格核定与从业人员培训。",
        "accountability": "成立自查小组，按岗位分解任务。",
        "head": "李某某", "filler": "张某", "phone": "027-00000000",
        "period": "2023-11-03 至 2023-11-06", "nil": words.NO, "total": 3, "filled_on": "2023-11-07",
    },
)  # fmt: skip
_POINTS = (
    RowContent({"point": "HQJT1", "text": "规章制度是否健全", "conclusion0": words.NOTHING_FOUND, "conclusion1": words.NOTHING_FOUND, "basis": "查阅制度汇编。"}),
    RowContent({"point": "HQJT3", "text": "商品（食品）定价是否合理", "conclusion0": words.SOMETHING_FOUND, "conclusion1": words.NOTHING_FOUND, "basis": "现场抽查2次。", "ids": "HQJT-001"}),
)  # fmt: skip
_PROBLEMS = (
    RowContent(
        {
            "id": "HQJT-001", "campus": "武昌", "point": "HQJT3 商品（食品）定价是否合理", "problem": "一食堂二楼6个窗口部分菜品未按要求公示价格，师生用餐时无法核对。",
            "source": words.FROM_PEOPLE, "found_on": "2023-11-04", "cause": "菜品价格调整后未及时更新公示牌。", "plan_type": words.AT_ONCE,
            "measure": "逐窗口核对菜品价格，统一更换公示牌，每周一由食堂主管核价并签字。", "person": "张某", "due": "2023-11-06", "status": "整改完毕了",
            "done_on": "2023-11-05", "amount": 1.5, "major": words.NO, "remark": FORMULA,
        },
        extras={"科室": "餐饮部", "经办电话": "-12345"}, comments={"measure": "此项由餐饮部负责"}, source_row=9,
    ),
    RowContent(
        {
            "campus": "嘉鱼", "point": "HQJT3 商品（食品）定价是否合理", "problem": "嘉鱼校区超市部分临期食品未设专区，学生反映后两日才答复。",
            "source": "自查发现", "plan_type": words.BY_DATE, "measure": "设立临期食品专区并每日巡查。", "person": "各科室", "due": "2023.1", "status": words.DONE, "major": words.NO,
        },
        extras={"科室": "超市部"}, source_row=11,
    ),
)  # fmt: skip
_CASES = (
    RowContent(
        {
            "number": 1,
            "opened_on": "2019-05-06",
            "post": "物资采购",
            "who": "张某",
            "facts": "收受供应商礼金",
            "authority": "学校纪委",
            "sanction": "党纪",
            "reform": "开展警示教育",
            "closed": "结了",
        },
        source_row=7,
    ),
)


def canteen_return() -> Content:
    """Return two problems, two points, a case, and findings at cells, at a sheet, and at no cell we know."""
    return Content(
        rows={"basics": (_BASICS,), "points": _POINTS, "problems": _PROBLEMS, "cases": _CASES},
        findings=(
            _finding("V03", "问题清单", "M9", "整改状态", "整改完毕了", hint="从下拉中选一项：未启动、整改中、已完成、长期坚持（阶段性完成）"),
            _finding("R24", "问题清单", "K11", "责任人", "各科室", hint="填姓名，多人用“、”分隔"),
            _finding("V05", "问题清单", "L11", "整改时限", "2023.1", one="2023-01", other="2023-10", hint="按 年-月-日 填写，如 2023-11-03"),
            _finding("R06", "问题清单", "L11", "整改时限", "", when="整改类型为“限期整改”", hint="按 年-月-日 填写，如 2023-11-03"),
            _finding("V03", "查处案件", "N7", "是否办结", "", hint="从下拉中选一项：是、否"),
            _finding("S01", "廉政风险点", "", "", ""),
            _finding("R17", "问题清单", "J9", "整改措施", FORMULA, what="没有写到什么程度"),
            _finding("S06", "问题清单", "Z8", "科室", "科室", kept="附在“备注”后"),
        ),
        source_cells={
            ("问题清单", "M9"): ("problems", 0, "status"),
            ("问题清单", "J9"): ("problems", 0, "measure"),
            ("问题清单", "K11"): ("problems", 1, "person"),
            ("问题清单", "L11"): ("problems", 1, "due"),
            ("查处案件", "N7"): ("cases", 0, "closed"),
        },
        reply_by="2023年11月9日12:00前",
    )  # fmt: skip


def _finding(code: str, sheet: str, cell: str, field: str, found: str, **facts: str) -> Finding:
    severity, message, remedy = say(code, {**WORDS, "sheet": sheet, "field": field, "found": found, **facts})
    return Finding(code, severity, FILE, UNIT, sheet, cell, field, found, message, remedy)
