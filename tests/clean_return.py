"""A return of 后勤集团 in which nothing is wrong: what every case spoils one cell of."""

from collections.abc import Mapping

from pipeline.campaign.model import Campaign, Unit
from pipeline.form import vocabulary as words
from pipeline.publish.content import Content, RowContent

UNIT, OTHER = "后勤集团", "总务处"

_BASICS = {
    "coverage": words.BOTH_CAMPUSES,
    "duties": "负责两校区食堂、超市的日常运行和食品安全管理，负责原材料采购、价格核定与从业人员培训。",
    "accountability": "成立自查小组，主要负责人任组长，按岗位分解任务并逐项签字确认。",
    "head": "李某某", "leader": "王某某", "filler": "张某", "phone": "027-00000000",
    "period": "2023-11-03 至 2023-11-06", "ways": "查阅资料、现场检查",
    "nil": words.NO, "total": 4, "filled_on": "2023-11-07",
}  # fmt: skip
_CONCLUSIONS: tuple[tuple[str, str, str], ...] = (
    (words.NOTHING_FOUND, words.SOMETHING_FOUND, "HQJT-002"),
    (words.SOMETHING_FOUND, words.SOMETHING_FOUND, "HQJT-003"),
    (words.SOMETHING_FOUND, words.NOTHING_FOUND, "HQJT-001"),
    (words.NOTHING_FOUND, words.NOTHING_FOUND, ""),
    (words.SOMETHING_FOUND, words.NOT_CONCERNED, "HQJT-004"),
)
"""武昌结论, 嘉鱼结论 and 涉及问题编号 of the five points, in order."""
_SAID_OF_OTHER = (
    (words.SOMETHING_FOUND, words.NOTHING_FOUND, "ZWC-001"),
    (words.NOTHING_FOUND, words.NOTHING_FOUND, ""),
)
"""The same of 总务处's first point and of its others."""
_DONE = {
    "id": "HQJT-001", "campus": "武昌", "point": "HQJT3 商品（食品）定价是否合理", "problem": "一食堂二楼6个窗口部分菜品未按要求公示价格，师生用餐时无法核对。",
    "source": words.FROM_PEOPLE, "found_on": "2023-11-03", "cause": "菜品价格调整后未及时更新公示牌。", "plan_type": words.AT_ONCE,
    "measure": "逐窗口核对菜品价格，统一更换公示牌，每周一由食堂主管核价并签字。", "person": "张某", "due": "2023-11-06", "status": words.DONE,
    "progress": "6个窗口的公示牌已全部更换。", "done_on": "2023-11-05", "effect": "价格公示到位，已当面答复反映问题的学生。", "evidence": "核价记录表.xlsx；公示牌照片.jpg",
    "regulation": "《食堂价格公示管理办法》", "regulation_kind": words.NEW_RULE, "amount": 1.5, "recovered": 0.5, "major": words.NO,
}  # fmt: skip
_UNDER_WAY = {
    "id": "HQJT-002", "campus": "嘉鱼", "point": "HQJT1 规章制度是否健全", "problem": "嘉鱼校区超市没有临期食品管理制度，临期食品未设专区。",
    "source": "自查发现", "found_on": "2023-11-04", "cause": "超市开业时照搬其他门店的做法。", "plan_type": words.BY_DATE,
    "measure": "制定临期食品管理制度，设立专区并每日巡查。", "person": "赵某某", "due": "2023-11-30", "status": words.UNDER_WAY,
    "progress": "专区已设立，制度正在征求意见。", "major": words.YES, "reported_to": "王某某", "reported_on": "2023-11-06",
}  # fmt: skip
_STAGE_DONE = {
    "id": "HQJT-003", "campus": words.BOTH_CAMPUSES, "point": "HQJT2 落实规章制度是否严格", "problem": "食材供应商年度评价由单人填写，未见验收和使用两方意见。",
    "source": "审计", "found_on": "2023-10-20", "cause": "评价办法没有规定参与人员。", "plan_type": words.LONG_TERM,
    "measure": "建立采购、验收、使用三方会签和末位淘汰机制。", "person": "钱某某、孙某", "due": "2023-12-31", "status": words.STAGE_DONE,
    "progress": "已完成第一轮三方会签。", "effect": "三方会签已经运行，淘汰供应商1家。", "major": words.NO,
}  # fmt: skip
_NOT_STARTED = {
    "id": "HQJT-004", "campus": "武昌", "point": "HQJT5 对发现的问题纠治整改是否到位", "problem": "去年检查发现的三食堂地面破损，至今没有修补。",
    "source": "上级检查", "cause": "修缮经费年初没有列入预算。", "plan_type": words.BY_DATE,
    "measure": "列入寒假修缮计划，拆除破损地砖后重铺。", "person": "周某", "due": "2023-12-15", "status": words.NOT_STARTED, "major": words.NO,
}  # fmt: skip
_RISKS: tuple[dict[str, object], ...] = (
    {"number": 1, "post": "食材采购", "power": "供应商遴选", "risk": "采购人员与供应商私下接触", "form": "透露报价，收受好处", "kind": "业务流程",
     "level": words.HIGH, "control": "双人验收、定期轮岗、供应商名录公示", "person": "张某", "leader": "李某某", "campus": words.BOTH_CAMPUSES, "regulation": "《采购管理办法》"},
    {"number": 2, "post": "超市承包", "power": "承包合同管理", "risk": "合同续签不经集体研究", "form": "个人决定续签", "kind": "制度机制",
     "level": "中", "control": "续签一律提交班子会议研究", "person": "赵某某", "campus": "嘉鱼"},
)  # fmt: skip
_MEASURE = {
    "number": 1, "name": "阳光采购公示制度", "kind": "公开", "how": "每月公示采购品种、数量、价格和供应商名单。", "started_on": "2023-09-01",
    "effect": "公示三个月，采购成本和投诉都有下降。", "spreadable": words.YES, "recommended": words.YES, "outlet": "官网、官微", "evidence": "公示截图.png",
}  # fmt: skip


def clean_content(campaign: Campaign, unit: Unit) -> Content:
    """Return four problems over both campuses, all five points, two risks, no case, one measure."""
    points = campaign.points_of(unit)
    return Content(
        rows={
            "basics": (RowContent(_BASICS),),
            "points": tuple(
                _answered(point.code, point.text, *said) for point, said in zip(points, _CONCLUSIONS, strict=True)
            ),
            "problems": _rows(_DONE, _UNDER_WAY, _STAGE_DONE, _NOT_STARTED),
            "risks": _rows(*_RISKS),
            "cases": _rows({"number": 1, "post": "无"}),
            "measures": _rows(_MEASURE),
        }
    )


def _answered(code: str, text: str, first: str, second: str, numbers: str) -> RowContent:
    said = {"point": code, "text": text, "conclusion0": first, "conclusion1": second}
    return RowContent({**said, "basis": "查阅本年度制度汇编及检查记录，现场抽查2次。", "ids": numbers})


def _rows(*records: Mapping[str, object]) -> tuple[RowContent, ...]:
    return tuple(RowContent(record) for record in records)


def other_content(campaign: Campaign, problem: str) -> Content:
    """Return the content of a return of 总务处, clean as well, whose one problem is the first one's in other words."""
    clean = clean_content(campaign, campaign.unit(UNIT)).rows
    points = tuple(
        _answered(point.code, point.text, *_SAID_OF_OTHER[min(n, 1)])
        for n, point in enumerate(campaign.points_of(campaign.unit(OTHER)))
    )
    mine = {**_DONE, "id": "ZWC-001", "point": points[0].cells["point"], "problem": problem}
    return Content(
        {**clean, "basics": (RowContent({**_BASICS, "total": 1}),), "points": points, "problems": _rows(mine)}
    )
