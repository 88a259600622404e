"""The settings a plan gives away: school, topic, year, deadline, basis, campuses, receiver."""

import re
from collections.abc import Sequence
from datetime import datetime, timedelta

from pipeline.campaign.codes import initials
from pipeline.campaign.plan_text import Paragraph, Prose
from pipeline.campaign.plan_times import END_OF_WORK, Mention, find_start
from pipeline.campaign.plan_units import Naming, receiving_unit
from pipeline.campaign.settings import Settings

_PROVINCES = {
    "京": "北京市", "津": "天津市", "沪": "上海市", "渝": "重庆市", "冀": "河北省", "晋": "山西省", "蒙": "内蒙古自治区",
    "内": "内蒙古自治区", "辽": "辽宁省", "吉": "吉林省", "黑": "黑龙江省", "苏": "江苏省", "浙": "浙江省", "皖": "安徽省",
    "闽": "福建省", "赣": "江西省", "鲁": "山东省", "豫": "河南省", "鄂": "湖北省", "湘": "湖南省", "粤": "广东省",
    "桂": "广西壮族自治区", "琼": "海南省", "川": "四川省", "贵": "贵州省", "黔": "贵州省", "云": "云南省", "滇": "云南省",
    "藏": "西藏自治区", "陕": "陕西省", "甘": "甘肃省", "青": "青海省", "宁": "宁夏回族自治区", "新": "新疆维吾尔自治区",
}  # fmt: skip
_COMMISSIONS = ("京", "津", "沪", "渝")
_DOCUMENT = re.compile(r"[\u3400-\u9fff]{1,12}\s*[〔\[【（(]\s*20\d{2}\s*[〕\]】）)]\s*第?\s*\d+\s*号")
_BASIS_PARAGRAPH = re.compile(r"根据|按照|依据|落实|贯彻")
_SURNAMES = "王李张刘陈杨黄赵周吴徐孙朱马胡郭林何高梁郑罗宋谢唐韩曹许邓萧冯曾程蔡彭潘袁于董余苏叶吕魏蒋田杜丁沈姜范江傅钟卢汪戴崔任陆廖姚方金邱夏谭韦贾邹石熊孟秦阎薛侯雷白龙段郝孔邵史毛常万顾赖武康贺严尹钱施牛洪龚汤陶黎温莫易樊乔文安殷颜庄章鲁倪庞邢俞翟蓝聂齐向葛柴伍覃骆关焦柳欧祝纪尚毕耿芦左季管符辛苗詹曲路艾游阳裴翁荆甄宁景霍褚包司柏"
_PERSON = re.compile(
    rf"(?:的)?([{_SURNAMES}][\u3400-\u9fff]{{1,2}}?)(?=处|老师|同志|汇总|邮箱|收|联系|电话|[（(，,。；;、：:\s]|$)"
)
_MAIL = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_TOPIC_TAIL = re.compile(r"(?:工作|活动|行动|实施|任务)*(?:方案|通知|办法|计划)(?:[（(].*[)）])?$|》?的通知$")


def read_settings(
    prose: Prose, naming: Naming, year: int, mentions: Sequence[Mention], deadline: Mention | None
) -> Settings:
    """Return the settings the plan gives; what it does not say keeps its default or stays empty."""
    basis = _basis_paragraph(prose.paragraphs)
    number = _number(basis)
    topic = find_topic(prose)
    start = find_start(mentions)
    return Settings(
        school=prose.school,
        topic=topic or Settings().topic,
        campaign="-".join(filter(None, (initials(topic), str(year or "")))) or Settings().campaign,
        year=year,
        start=start.first.isoformat() if start else "",
        deadline=_deadline(deadline, start),
        campuses="、".join(find_campuses(prose.text, naming)) or Settings().campuses,
        basis="、".join(re.findall(r"《[^《》]+(?:《[^《》]*》[^《》]*)*》", basis)),
        document_number=number,
        authority=_authority(basis, number),
        addressee=education_authority(number),
        office=naming.office,
        receiver=_receiver(prose, naming, deadline),
        receiver_mail=next(iter(_MAIL.findall(prose.text)), ""),
        leaders="；".join(words for words, _ in prose.heads),
    )


def find_topic(prose: Prose) -> str:
    """Return what the campaign is called in the title: 后勤领域专项治理."""
    title = prose.title
    quoted = re.search(r"《([^《》]+)》", title)
    text = quoted[1] if quoted else title
    if prose.school and prose.school in text:
        text = text.split(prose.school, 1)[1]
    text = re.sub(
        r"^(?:关于)?(?:印发|开展|进一步|做好|加强|推进|深入)*(?:20\d{2}(?:[-—]20\d{2}学年|学年|年)(?:度)?)?(?:[春秋]季学期)?",
        "",
        text,
    )
    while (shorter := _TOPIC_TAIL.sub("", text)) != text:
        text = shorter
    return text.removesuffix("的").strip("《》“” ")


def find_campuses(text: str, naming: Naming) -> tuple[str, ...]:
    """Return the campuses, from 武昌、嘉鱼两个校区 or from each 某校区 named; none where the plan names none."""
    listed = re.search(r"([\u3400-\u9fff、]{2,40}?)(?:两|二|三|四|五|2|3|4|5)个?校区", text)
    if listed:
        names = [_campus(part) for part in re.split(r"[、和与及]", listed[1])]
        names = [name for name in names if 1 <= len(name) <= 6]
        if len(names) > 1:
            return tuple(dict.fromkeys(names))
    single = tuple(dict.fromkeys(_single_campuses(text)))
    in_unit = any(f"{campus}校区" in name for campus in single for group in naming.groups for name in group)
    return (Settings().campuses, *single) if len(single) == 1 and in_unit else single


def _single_campuses(text: str) -> list[str]:
    pieces = re.split(r"[^\u3400-\u9fff]|在|对|和|与|及|各|的|到|至|于|从|将|由|全|我校|学校|覆盖|包括", text)
    names = [match[1] for piece in pieces if (match := re.match(r"([\u3400-\u9fff]{1,4})校区", piece))]
    return [name for name in names if not re.search(r"[两二三四五多每本该个新老主跨分]$|^[两二三四五多每本该]", name)]


def _campus(part: str) -> str:
    return re.sub(r"^.*(?:在|对|将|把|覆盖|包括|我校|学校)", "", part).removesuffix("校区")


def _basis_paragraph(paragraphs: Sequence[Paragraph]) -> str:
    for paragraph in paragraphs[:12]:
        if _BASIS_PARAGRAPH.search(paragraph.text) and re.search(r"《|部署|要求|精神|〔", paragraph.text):
            sentence = re.search(r"(?:根据|按照|依据|落实|贯彻).*", paragraph.text)
            return sentence[0] if sentence else ""
    return ""


def _number(basis: str) -> str:
    found = _DOCUMENT.search(basis)
    return re.sub(r"\s+|^(?:和|及|与|的|以及)", "", found[0]) if found else ""


def _authority(basis: str, number: str) -> str:
    ordered = re.match(
        r"(?:根据|按照|依据|落实|贯彻|落实好)+([\u3400-\u9fff、]{2,20}?)(?:关于[^，。]*?)?的?(?:统一|有关|总体|工作|相关)*(?:部署|要求|安排|精神)",
        basis,
    )
    if ordered:
        return ordered[1]
    issued = re.search(r"《(?:关于转发)?([\u3400-\u9fff]{2,20}?)(?:关于|印发|转发)", basis)
    name = issued[1] if issued else ""
    return f"{_PROVINCES.get(number[:1], '').removesuffix('省')}{name}" if name.startswith("省") else name


def education_authority(number: str) -> str:
    """Return the provincial education authority whose number this is (鄂教… is 湖北省教育厅), "" for any other number."""
    province = _PROVINCES.get(number[:1], "")
    if not province or "教" not in number[:4]:
        return ""
    return f"{province}{'教育委员会' if number[0] in _COMMISSIONS else '教育厅'}"


def _deadline(deadline: Mention | None, start: Mention | None) -> datetime | None:
    if deadline is None:
        return None
    last = deadline.last
    if start and last < start.first - timedelta(days=180) and not deadline.has_year:
        last = last.replace(year=last.year + 1)
    return datetime.combine(last, deadline.clock or END_OF_WORK)


def _receiver(prose: Prose, naming: Naming, deadline: Mention | None) -> str:
    found = receiving_unit(deadline.clause, naming) if deadline else None
    person = _PERSON.match(found[1].lstrip("（(：: ")) if found else None
    if found and person:
        return f"{found[0]} {person[1]}"
    contact = re.search(r"联\s*系\s*人\s*[:：]\s*([\u3400-\u9fff]{2,4})", prose.text)
    unit = found[0] if found else naming.office
    return f"{unit} {contact[1]}".strip() if contact else unit
