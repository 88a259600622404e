"""What people are called by instead of their names: posts, kinds of work, collectives (domain.md 4.3 nos. 36-37, R24).

No list holds every section of every university; so a calling is put together from a field of work
(水电, 宿管) and an end (科, 班, 人员), or is told by an end or a beginning that no name has.
"""

import re
from typing import Final

from pipeline.form.surnames import COMPOUND, family_name

POST: Final = (
    "(?:主管|分管|主要|牵头|责任|带班|值班)领导|(?:分管|主管)?(?:常务副|副|总|代|原)?(?:总监|监理|站长|班长|组长|馆长|园长|所长|店长|厂长|秘书长|厨师长|护士长|队长|处长|主任|科长|院长|书记|校长|总经理|经理|部长|局长|"
    "主管|主席|董事长|副总|承包人|经营者|老板|店主|保管员|秘书|主办|督导|教练|领班)|管理员|安全员|负责人|责任人|联系人|会计师?|出纳员?|干事|老师|教师|教授|副教授|讲师|工程师|技术员|医生|医师|护士|"
    "师傅|阿姨|大爷|大叔|大姐|楼长|层长|舍长|同志|先生|女士|同学|校医|厨师|助理|处长助理|主任助理|科员|职员"
)
"""A post or a form of address, as it stands before or behind a name."""

_SHORT_POST = "[总厨工处局校院部队哥姐叔姨]"
"""What makes one of a family name alone: 张总, 王工."""
_FIELD = (
    "校区|主要|党委|党总支|支部|楼栋|片区|区域|现场|经办|直接|第一|综合|钟点|保安|水电|水暖|维修|修缮|采购|采买|供应|当值|物资|仓储|仓管|库管|库房|保管|财务|计财|会计|结算|收费|资金|审计|安全|安保|保卫|治安|消防|监控|门卫|交通|车辆|车管|运输|房管|宿管|"
    "公寓|宿舍|学生|学工|膳食|饮食|餐饮|伙食|食堂|食品|厨房|后厨|前厅|窗口|营养|超市|商贸|商业|物业|环卫|保洁|卫生|绿化|园林|设备|资产|实验|基建|工程|建设|项目|后勤|总务|运行|运维|运营|"
    "能源|动力|锅炉|配电|电工|供水|供电|供暖|空调|电梯|校产|信息|网络|通信|技术|数据|机房|行政|办公|党政|党务|组织|纪检|监察|人事|人力|宣传|招标|招采|合同|法务|档案|文印|户籍|"
    "医务|医疗|医护|护理|药剂|药房|检验|门诊|防疫|保健|服务|客服|接待|会务|质检|质量|监督|督查|巡查|巡检|检查|调度|值班|当班|管理|教学|教务|科研|图书|体育|场馆|幼教|洗衣|洗涤|维保|零修|"
    "高压|低压|土建|弱电|强电|木工|瓦工|管道|暖通|司机|司炉|驾驶|校车|快递|邮件|浴室|开水"
)
_UNIT_END = (
    "科|处|室|部|办|组|队|班|站|岗|所|院|厂|店|园|馆|中心|集团|公司|办公室|小组|班组|团队|科室|部门|单位|楼|库|房"
)
_ROLE_END = "员|工|师|长|人员|员工|职工|人|专员|师傅|经理|主管|负责人|责任人|组长|班长|队长|站长|主任"
_GROUP = re.compile(
    rf"^(?:{_FIELD})+(?:{_UNIT_END}){{0,3}}(?:{_UNIT_END}|{_ROLE_END})?$"
    "|(?:人员|员工|职工|工人|职员|成员|班子|团队|队伍|小组|班组|部门|单位|科室|中心|集团|公司|办公室|领导|骨干|代表|们|食堂|宿舍|超市|餐厅|仓库|库房|"
    "物业|商户|经营户|承包商|供应商|经营者|管理方|各方|双方|大家|专班|专人|等|等\\d*人|全体|班级|主体|岗位|[兼专]职|车队|党委会?|总支|空缺|车间|支部|[一二]把手|办公会|委员会|会议|例会|全会|校方|(?:物业|承包|施工|供货|维保|经营|合作|外包|[甲乙校厂])方)$"
    "|.{2}[组队班部处室站岗]$"
    "|^(?:全体|全员|所有|相关|有关|值班|当班|在岗|当事|具体|分管|主管|部分|多名|两名|几名|本[科部处单岗班组]|该[科部处单岗班组]|各|谁)|[各每]|^[楼库仓宿网城高]管$"
)
"""No name ends or begins so; 全体 and 各 are asked for before the family name is looked at."""
_POST_ONLY = re.compile(rf"(?:{_FIELD})*(?:{POST}){{1,4}}$")
_FAMILIAR = re.compile(
    rf"[老小阿]?(?:{'|'.join(COMPOUND)}|[\u4e00-\u9fff])(?:{POST}|副?{_SHORT_POST})$|[老小阿][\u4e00-\u9fff]$"
)
_SECTION_BEFORE = re.compile(
    rf"(?:.{{0,8}}(?:{_FIELD})(?:{POST}|{_UNIT_END}|专?员)|.{{1,8}}(?:中心|集团|公司|办公室|小组|[处科室部组队])|.{{0,8}}(?:食堂|超市|餐厅|宿舍|仓库|库房|校区|窗口|门岗))(?:{POST})?(?=[\u3400-\u9fff]{{2,4}}$)"
)


def is_collective(text: str) -> bool:
    """Tell whether a text calls several people, or a section, by what they are or do: 采购组, 值班人员."""
    return _GROUP.search(text) is not None


def is_post(text: str) -> bool:
    """Tell whether a text is a post without a name: 处长, 食堂经理."""
    return _POST_ONLY.match(text) is not None


def is_familiar(text: str) -> bool:
    """Tell whether a text calls one person by family name only: 张处长, 王工, 老李."""
    return _FAMILIAR.match(text) is not None


def without_section(text: str) -> str:
    """Return the name behind the section it is written with: 水电科张某某 is 张某某; else the text itself."""
    section = None if text.endswith(("办公室", "公司")) else _SECTION_BEFORE.match(text)
    rest = text[section.end() :] if section else text
    return rest if family_name(rest) and not is_post(rest) else text
