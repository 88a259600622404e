"""Believable problems of university logistics, for the tests of what goes out."""

from dataclasses import dataclass

from pipeline.form import vocabulary as words

WUCHANG, JIAYU = "武昌", "嘉鱼"


@dataclass(frozen=True)
class Example:
    """One believable problem; dates are days of November 2023."""

    unit: str
    campus: str
    point: str
    problem: str
    cause: str
    plan_type: str
    measure: str
    status: str
    due: str = ""
    progress: str = ""
    done_on: str = ""
    effect: str = ""
    evidence: str = ""
    regulation: str = ""
    regulation_kind: str = ""
    source: str = "自查发现"
    amount: str = ""
    recovered: str = ""
    major: str = words.NO
    reported: str = ""
    accountable: int | None = None
    sanction: str = ""
    closing: str = words.NOT_APPLIED


CHECKLIST = (
    ("后勤集团", "HQJT", "食堂、超市管理及食品卫生安全", ("规章制度是否健全", "商品（食品）定价是否合理", "师生反映的问题回应是否及时妥当")),
    ("财务处", "CWC", "财务收费、缴费及经费管理", ("经费管理制度是否健全", "收费是否按文件执行", "有无违规收费行为")),
    ("保卫处", "BWC", "校园安保、学生宿舍管理与日常维护", ("安保及宿舍管理制度是否完善", "师生反映的问题回应是否及时妥当")),
    ("总务处", "ZWC", "校园物业管理与设施修缮", ("招标及合同签订是否规范", "工作制度是否完善", "是否及时回应师生诉求")),
    ("实验室与设备管理处", "SBC", "设施设备采购与维护、资产管理", ("招标程序及合同执行是否规范", "资产管理是否账物相符")),
    ("基建处", "JJC", "重大项目建设决策、校内工程管理", ("工程管理制度是否健全", "施工安全管控是否到位")),
    ("信息技术中心", "XXZX", "信息通信设施建设与保障", ("网络安全制度是否健全", "保障是否及时")),
    ("校医院", "XYY", "医疗卫生与师生健康服务", ("药品及诊疗收费是否合法合规", "医疗物资投入是否充足")),
)  # fmt: skip

POOL = (
    Example("后勤集团", WUCHANG, "HQJT2", "一食堂二楼6个窗口部分菜品未按要求公示价格，师生用餐时无法核对。", "菜品价格调整后未及时更新公示牌，缺少专人核对。", words.AT_ONCE, "逐窗口核对菜品价格，统一更换公示牌，每周一由食堂主管核价并签字。", words.DONE, "2023-11-06", "", "2023-11-05", "6个窗口全部公示到位，近三日无价格投诉。", "HQJT-001核价记录表.xlsx；公示牌照片.jpg", "《食堂价格公示管理办法》", words.NEW_RULE, words.FROM_PEOPLE, closing=words.AWAITING_REVIEW),
    Example("后勤集团", words.BOTH_CAMPUSES, "HQJT1", "食材留样登记不规范，10月份有4天留样记录缺少留样时间和责任人签字。", "留样岗位人员轮换后未组织交接培训。", words.BY_DATE, "修订留样登记表，组织两校区留样岗位培训，后厨主管每日抽查。", words.UNDER_WAY, "2023-11-30", "已完成武昌校区12名留样岗位人员培训，嘉鱼校区定于11月中旬开展。"),
    Example("后勤集团", JIAYU, "HQJT3", "嘉鱼校区超市部分临期食品未设专区，学生反映后两日才答复。", "超市临期食品管理台账不健全。", words.AT_ONCE, "设立临期食品专区并每日巡查，意见当日答复。", words.DONE, "2023-11-04", "", "2023-11-06", "专区已设立，已当面答复反映问题的学生。", "临期食品巡查记录.pdf", source=words.FROM_PEOPLE),
    Example("后勤集团", WUCHANG, "HQJT1", "食材供应商年度评价流于形式，评价表由单人填写，未见采购、验收、使用三方意见。", "评价办法对参与人员没有具体要求。", words.LONG_TERM, "修订供应商评价办法，建立采购、验收、使用三方会签和末位淘汰机制。", words.STAGE_DONE, "2023-12-31", "已修订评价办法并完成第一轮三方会签，淘汰供应商1家。", "", "三方会签机制已运行，食材退换率下降。", "三方会签表.pdf", "《食材供应商评价办法》", words.REVISED_RULE),
    Example("财务处", WUCHANG, "CWC2", "继续教育培训收费公示栏仍为2021年标准，与现行批复文件不一致。", "收费文件更新后未同步更换公示内容。", words.AT_ONCE, "按现行批复更换公示内容，建立收费公示季度核对机制。", words.DONE, "2023-11-07", "", "2023-11-06", "两处公示栏已更换。", "CWC-001公示栏照片.jpg", "《收费公示管理规定》", words.REVISED_RULE, closing=words.CLOSED),
    Example("财务处", words.BOTH_CAMPUSES, "CWC3", "个别二级单位代收教材复印费未纳入学校统一收费平台，涉及学生212人。", "统一收费平台未覆盖零星代收项目。", words.BY_DATE, "停止代收并逐人清退，零星代收项目统一纳入收费平台。", words.UNDER_WAY, "2023-11-15", "已核实名单，清退1.28万元，其余按班级发放。", source="审计", amount="2.12", recovered="1.28", accountable=1, sanction="谈话提醒"),
    Example("保卫处", WUCHANG, "BWC1", "3号学生公寓两处消防通道堆放杂物，安全出口指示灯损坏1盏。", "公寓巡查记录不细，发现问题未闭环。", words.AT_ONCE, "立即清理通道、更换指示灯，公寓巡查增加拍照留痕。", words.DONE, "2023-11-04", "", "2023-11-04", "通道畅通，指示灯已更换，复查合格。", "BWC-001整改前后照片.zip", closing=words.CLOSED),
    Example("保卫处", JIAYU, "BWC2", "嘉鱼校区夜间门岗只有1人值守，师生多次反映等候时间长。", "门岗编制不足，与保安公司合同约定不清。", words.BY_DATE, "与保安公司补充约定夜间双人值守，分时段调配力量。", words.NOT_STARTED, "2023-11-05", "", source=words.FROM_PEOPLE, major=words.YES, reported="张某某（2023-11-07）"),
    Example("总务处", WUCHANG, "ZWC1", "2022年零星维修项目中有3项未签订书面合同，仅凭维修单结算。", "零星维修起签标准不明确，经办人图方便。", words.BY_DATE, "明确零星维修合同起签标准，补办3项合同及验收资料。", words.UNDER_WAY, "2023-11-10", "已补签2项合同，余1项待供应商盖章。", "", source="审计", amount="8.6"),
    Example("总务处", JIAYU, "ZWC3", "嘉鱼校区学生宿舍热水供应晚间时段不稳定，报修平均响应时间超过24小时。", "热水机组老化，维保单位驻点人员不足。", words.BY_DATE, "更换2台热水机组，要求维保单位驻点值守，报修4小时内响应。", words.UNDER_WAY, "2023-11-20", "", source="舆情", amount="36.5", major=words.YES, reported="李某某（2023-11-06）"),
    Example("总务处", WUCHANG, "ZWC2", "保洁外包考核只有总分，没有扣分依据，考核结果未与付款挂钩。", "考核办法过于原则。", words.LONG_TERM, "细化考核评分表，考核结果与月度付款挂钩，每季度公示。", words.UNDER_WAY, "2023-12-31", "已形成评分表征求意见稿。"),
    Example("实验室与设备管理处", WUCHANG, "SBC2", "抽查的120台教学用计算机中有5台账物不符，实际存放地点与资产卡片不一致。", "设备调拨后未及时变更资产卡片。", words.AT_ONCE, "更正5台设备的资产卡片，开展全校设备存放地点核对。", words.DONE, "2023-11-07", "", "2023-11-07", "5台设备账物相符，全校核对完成六成。", "资产卡片变更单.pdf"),
    Example("实验室与设备管理处", words.BOTH_CAMPUSES, "SBC1", "两份设备采购合同履约保证金收取比例与招标文件不一致。", "合同审核环节未对照招标文件。", words.BY_DATE, "补收履约保证金差额，合同审核增加招标文件比对环节。", words.NOT_STARTED, "2023-11-30", amount="3.4"),
    Example("信息技术中心", WUCHANG, "XXZX1", "校园网日志留存时间不足六个月，不符合网络安全管理要求。", "日志服务器存储空间不足。", words.BY_DATE, "扩容日志存储，留存时间调整为一年并按月检查。", words.UNDER_WAY, "2023-11-09", "存储设备已到货，正在安装调试。", source="上级检查"),
    Example("信息技术中心", JIAYU, "XXZX2", "嘉鱼校区教学楼无线网络高峰时段掉线，报修单有7份超过两日未处理。", "驻点运维人员不足。", words.AT_ONCE, "增派驻点人员1名，积压报修单限期清零，超时报修单每日通报。", words.DONE, "2023-11-08", "", "2023-11-07", "7份报修单全部处理完毕并逐一回访。", "回访记录.xlsx", source=words.FROM_PEOPLE),
)  # fmt: skip
