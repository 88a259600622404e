"""A campaign to try everything with: the logistics plan of 2023, small, with a unit of every kind."""

from datetime import datetime

from pipeline.campaign.model import Campaign, Line, Point, Unit
from pipeline.campaign.settings import Settings
from pipeline.form.schema import Role

CANTEENS = "食堂、超市管理及食品卫生安全"
PREMISES = "校园物业管理与设施修缮"
INTEGRITY = "廉政风险点管控与案件查处"

_LINES = (
    Line(1, CANTEENS, "对校内食堂、超市食品安全情况进行自查，包括规章制度是否健全，落实规章制度是否严格，商品（食品）定价是否合理，对师生反应的问题回应是否及时妥当，对发现的问题纠治整改是否到位等。", ("后勤集团",)),
    Line(2, PREMISES, "对校内车辆保障、水电维修、校园保洁等工作情况进行自查，包括招标及合同签订是否规范，工作制度是否完善，是否及时回应师生诉求，自查中发现的问题及整改情况等。", ("总务处",)),
    Line(3, INTEGRITY, "对各单位廉政风险点、党的十八大以来查处的案件、廉政工作举措及经验等进行收集整理。", ("纪委办公室",)),
)  # fmt: skip
_POINTS = {
    "HQJT": (CANTEENS, ("规章制度是否健全", "落实规章制度是否严格", "商品（食品）定价是否合理", "对师生反映的问题回应是否及时妥当", "对发现的问题纠治整改是否到位")),
    "ZWC": (PREMISES, ("招标及合同签订是否规范", "工作制度是否完善", "是否及时回应师生诉求", "自查中发现的问题及整改情况")),
    "JWBGS": (INTEGRITY, ("廉政风险点", "党的十八大以来查处的案件", "廉政工作举措及经验")),
}  # fmt: skip
_UNITS = (
    Unit("后勤集团", "HQJT", campuses=("武昌", "嘉鱼"), contact="张某", email="hqjt@example.edu.cn", head="李某某"),
    Unit("总务处", "ZWC", aliases=("总务",), campuses=("武昌", "嘉鱼"), email="zwc@example.edu.cn"),
    Unit("纪委办公室", "JWBGS", aliases=("纪委办",), campuses=("武昌", "嘉鱼"), role=Role.COLLECTS),
    Unit("嘉鱼校区工作部", "JYXQGZB", campuses=("嘉鱼",), role=Role.CAMPUS, required=False),
    Unit("校办公室", "XBGS", aliases=("校办",), role=Role.OFFICE, required=False),
)  # fmt: skip


def logistics_campaign() -> Campaign:
    """Return the campaign: two campuses, two inspecting units, one collecting, one of a campus, and the office."""
    settings = Settings(
        school="武昌首义学院",
        topic="后勤领域专项治理",
        campaign="logistics-2023",
        year=2023,
        start="2023-11-03",
        deadline=datetime.fromisoformat("2023-11-07T17:30"),
        campuses="武昌、嘉鱼",
        basis="《省教育厅办公室关于开展全省高校后勤领域专项治理的通知》",
        document_number="鄂教发办函〔2023〕11号",
        authority="教育部",
        addressee="湖北省教育厅",
        office="校办公室",
        receiver="王某",
        receiver_mail="xb@example.edu.cn",
    )
    points = tuple(
        Point(f"{code}{number}", category, text)
        for code, (category, texts) in _POINTS.items()
        for number, text in enumerate(texts, start=1)
    )
    aliases = {alias: unit.name for unit in _UNITS for alias in unit.aliases}
    return Campaign(settings, _LINES, points, _UNITS, unit_aliases=aliases)
