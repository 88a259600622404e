"""A believable outcome made by hand, for the tests of what goes out.

Every figure is counted from the frame by the plainest loop there is, so that a publisher that
prints another number is wrong.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from itertools import cycle, islice
from typing import Any

import pandas as pd

from pipeline.campaign.model import Campaign, Line, Point, Unit
from pipeline.campaign.settings import Settings
from pipeline.findings import Finding, Severity
from pipeline.form import vocabulary as words
from pipeline.form.schema import Role
from pipeline.intake.disposition import Disposition
from pipeline.meaning.columns import ledger_columns
from pipeline.meaning.figures import Figures, Regulation, Tally, UnitFigures
from pipeline.meaning.outcome import Change, FileEntry, Normalisation, Outcome, PendingRow
from tests.examples import CHECKLIST, JIAYU, POOL, WUCHANG, Example

AS_OF = date(2023, 11, 8)


def sample_outcome(
    n_problems: int = 15,
    *,
    missing: Sequence[str] = ("基建处",),
    nil: Sequence[str] = ("校医院",),
    cases: int | None = 1,
    marred: bool = True,
) -> Outcome:
    """Return an outcome over `n_problems` problems, drawn in turn from a pool of fifteen.

    Units in `missing` have not answered, those in `nil` (and, where nothing was found, all
    others) report nothing found; `cases` None means the collecting unit has not answered.
    `marred` makes the second problem one whose status and due date could not be read.
    """
    campaign = sample_campaign()
    silent = {*missing, *nil}
    pool = [case for case in POOL if case.unit not in silent]
    drawn = sorted(
        islice(cycle(pool), n_problems), key=lambda case: [unit.name for unit in campaign.units].index(case.unit)
    )
    ledger = _ledger(campaign, drawn, marred)
    answered = [
        unit
        for unit in campaign.answering
        if unit.name not in missing and not (cases is None and unit.role is Role.COLLECTS)
    ]
    risks, measures = _risks(answered), _measures(answered)
    case_frame = _cases(cases or 0)
    files = _files(answered, ledger)
    findings = _findings(ledger) if marred and n_problems else ()
    figures = _figures(campaign, ledger, answered, (risks, case_frame, measures), files, findings, cases)
    return Outcome(
        campaign=campaign, as_of=AS_OF, figures=figures, ledger=ledger, risks=risks, cases=case_frame, measures=measures,
        files=files, findings=findings,
        normalised=_NORMALISED if n_problems else (), pending=_PENDING if n_problems else (),
        changes=_CHANGES if n_problems else (), waivers={(f.code, f.file, f.sheet, f.cell): "确为老楼旧价牌，已核实" for f in findings[1:2]},
    )  # fmt: skip


def sample_campaign() -> Campaign:
    """Return the logistics campaign these outcomes speak of."""
    both = (WUCHANG, JIAYU)
    units = tuple(
        Unit(name, code, campuses=both, contact="张某", email=f"{code.lower()}@example.edu.cn", head="李某某")
        for name, code, *_ in CHECKLIST
    )
    others = (
        Unit("纪委办公室", "JWB", ("纪委办",), both, Role.COLLECTS, contact="王某", email="jwb@example.edu.cn"),
        Unit("嘉鱼校区工作部", "JYXQ", (), (JIAYU,), Role.CAMPUS, False, "赵某", "jyxq@example.edu.cn"),
        Unit("校办公室", "XB", ("校办",), both, Role.OFFICE, False),
    )
    lines = [
        Line(n, category, f"对{category}情况进行自查。", (name,))
        for n, (name, _, category, _) in enumerate(CHECKLIST, 1)
    ]
    lines.append(
        Line(
            len(lines) + 1, "廉政风险点管控与案件查处", "对廉政风险点、案件、举措及经验进行收集整理。", ("纪委办公室",)
        )
    )
    points = tuple(
        Point(f"{code}{n}", category, text) for _, code, category, texts in CHECKLIST for n, text in enumerate(texts, 1)
    )
    return Campaign(_settings(), tuple(lines), points, (*units, *others))


def _settings() -> Settings:
    return Settings(
        school="某某学院", topic="后勤领域专项治理", campaign="logistics-2023", year=2023, start="2023-11-03",
        deadline=datetime(2023, 11, 7, 17, 30), campuses=f"{WUCHANG}、{JIAYU}",  # noqa: DTZ001
        basis="《省教育厅办公室关于开展全省高校后勤领域专项治理的通知》", document_number="", authority="教育部", addressee="省教育厅",
        office="校办公室", receiver="张某", receiver_mail="office@example.edu.cn", leaders="组长：校长、党委书记；副组长：分管副校长",
    )  # fmt: skip


def _ledger(campaign: Campaign, drawn: Sequence[Example], marred: bool) -> pd.DataFrame:
    keys = [column.key for column in ledger_columns(campaign.form)]
    rows: list[dict[str, object]] = []
    seen: dict[str, int] = {}
    for number, case in enumerate(drawn, 1):
        seen[case.unit] = seen.get(case.unit, 0) + 1
        rows.append(_line(campaign, case, number, seen[case.unit], bad=marred and number == 2))
    extra = ["point_code", "regulation_title", "unit_code", "sheet", "problem_digest"]
    return pd.DataFrame(rows, columns=[*keys, *extra], dtype=object)


def _line(campaign: Campaign, case: Example, number: int, nth: int, *, bad: bool) -> dict[str, object]:
    unit = campaign.unit(case.unit)
    point = next(point for point in campaign.points if point.code == case.point)
    due, done_on = _day(case.due), _day(case.done_on)
    status: str = "抓紧推进，拟报批" if bad else case.status
    end = done_on if done_on and not bad else AS_OF
    late = (end - due).days if due and not bad else 0
    return {
        "number": number, "id": f"{unit.code}-{nth:03d}", "unit": unit.name, "campus": case.campus, "category": point.category,
        "point": f"{point.code} {point.text}", "problem": case.problem, "source": case.source, "found_on": date(2023, 11, 3),
        "cause": case.cause, "plan_type": case.plan_type, "measure": case.measure, "person": "王某、赵某某",
        "due": "尽快" if bad else due, "status": status, "progress": case.progress, "done_on": None if bad else done_on,
        "effect": case.effect, "evidence": case.evidence,
        "regulation": f"{case.regulation}（{case.regulation_kind}）" if case.regulation else "",
        "amount": Decimal(case.amount) if case.amount else None, "recovered": Decimal(case.recovered) if case.recovered else None,
        "accountable": case.accountable, "sanction": case.sanction, "major": case.major, "reported_to": case.reported,
        "overdue_days": max(late, 0), "light": words.YELLOW if bad else _light(case, due, status, late), "closing": case.closing,
        "reviewer": "钱某" if case.closing == words.CLOSED else "", "reviewed_on": AS_OF if case.closing == words.CLOSED else None,
        "review_note": "材料齐全，同意销号。" if case.closing == words.CLOSED else "",
        "file": f"{unit.name}自查表.xlsx", "row": 8 + nth, "received": "2023-11-07T16:20:00+08:00",
        "state": "待修正" if bad else "ok", "tips": "“整改时限”写的是“尽快”，没有具体日期。" if bad else "", "remark": "",
        "point_code": point.code, "regulation_title": case.regulation, "unit_code": unit.code, "sheet": "问题清单及整改",
        "problem_digest": case.problem.split("，")[0],
    }  # fmt: skip


def _light(case: Example, due: date | None, status: str, late: int) -> str:
    if status == words.DONE:
        return words.GREEN
    if late > 0:
        return words.RED
    if case.plan_type == words.LONG_TERM:
        return words.PURPLE
    if due and (due - AS_OF).days <= 3:
        return words.BLUE
    return words.ON_TIME if case.progress or status == words.NOT_STARTED else words.YELLOW


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _risks(answered: Iterable[Unit]) -> pd.DataFrame:
    keys = ["unit", "file", "sheet", "row", "number", "source_unit", "post", "power", "risk", "form", "kind", "level", "control", "person", "leader", "campus", "regulation"]  # fmt: skip
    pool = (
        ("物资采购", "供应商选择与验收", "指定供应商、验收把关不严", "接受供应商宴请，降低验收标准", "业务流程", words.HIGH, "双人验收、定期轮岗、供应商名录公示"),
        ("维修结算", "工程量核定与结算审核", "虚增工程量", "与施工方串通多报工程量", "岗位职责", "中", "两级复核，抽查现场影像"),
        ("日常考核", "外包服务考核评分", "人情打分", "考核走过场", "制度机制", "低", "评分公示，季度抽查"),
    )  # fmt: skip
    rows = [
        (
            unit.name,
            f"{unit.name}自查表.xlsx",
            "廉政风险点",
            6 + n,
            n,
            "",
            *risk,
            "王某",
            "张某某",
            WUCHANG,
            "《采购管理办法》",
        )
        for unit in answered
        for n, risk in enumerate(pool, 1)
    ]
    return pd.DataFrame(rows, columns=keys, dtype=object)


def _cases(count: int) -> pd.DataFrame:
    keys = ["unit", "file", "sheet", "row", "number", "source_unit", "opened_on", "post", "who", "rank", "facts", "authority", "sanction", "penalty", "handled_on", "amount", "reform", "closed", "remark"]  # fmt: skip
    rows = [
        ("纪委办公室", "纪委办公室汇总表.xlsx", "查处案件", 6 + n, n, "总务处", date(2018, 5, 10), "物资采购", f"某某{n}", "科级以下", "收受供应商礼金（摘要）", "学校纪委", "党纪", "党内警告", date(2018, 9, 1), Decimal("0.8"), "开展警示教育，修订采购验收流程", words.YES, "")
        for n in range(1, count + 1)
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=keys, dtype=object)


def _measures(answered: Iterable[Unit]) -> pd.DataFrame:
    keys = ["unit", "file", "sheet", "row", "number", "source_unit", "name", "kind", "how", "started_on", "effect", "spreadable", "recommended", "outlet", "evidence"]  # fmt: skip
    rows = [
        (unit.name, f"{unit.name}自查表.xlsx", "举措及经验", 6, 1, "", "阳光采购公示制度", "公开", "每月公示采购品种、数量、价格和供应商。", date(2023, 3, 1), "询价范围扩大，投诉减少。", words.YES, words.YES if n == 0 else words.NO, "官网" if n == 0 else "", "公示截图.png")
        for n, unit in enumerate(answered)
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=keys, dtype=object)


def _files(answered: Sequence[Unit], ledger: pd.DataFrame) -> tuple[FileEntry, ...]:
    used = [
        FileEntry(f"{unit.name}自查表.xlsx", f"{n:064x}", 28_000 + 137 * n, unit.name, 1, Disposition.USED, "该单位最新的一份可用报送。", "2023-11-07T16:20:00+08:00", {"问题清单及整改": int((ledger["unit"] == unit.name).sum())}, 0, 0, "模板标记")
        for n, unit in enumerate(answered, 1)
    ]  # fmt: skip
    others = (
        FileEntry("总务处/总务处自查表(旧).xlsx", "a" * 64, 27_110, "总务处", 1, Disposition.SUPERSEDED, "已被“总务处自查表.xlsx”替代（收到时间更晚）。", "2023-11-06T09:00:00+08:00", {}, 0, 0, "模板标记"),
        FileEntry("来信.eml", "b" * 64, 91_220, "", 0, Disposition.CONTAINER, "邮件，内含1个附件，已逐个登记。", "2023-11-06T09:00:00+08:00", {}, 0, 0),
        FileEntry("来信.eml!签字扫描件.pdf", "c" * 64, 60_001, "财务处", 0, Disposition.ATTACHMENT, "签字扫描件，已登记为财务处的附件。", "2023-11-06T09:00:00+08:00", {}, 0, 0, "发件邮箱"),
        FileEntry("自查表(最终版).xlsx", "d" * 64, 24_900, "", 1, Disposition.QUARANTINED, "看不出这份表是哪个单位的。", "2023-11-07T20:01:00+08:00", {"问题清单及整改": 1}, 0, 0),
        FileEntry("~$总务处自查表.xlsx", "e" * 64, 165, "", 0, Disposition.IGNORED, "Office 临时文件。", "2023-11-06", {}, 0, 0),
    )  # fmt: skip
    return (*used, *others)


def _findings(ledger: pd.DataFrame) -> tuple[Finding, ...]:
    row = ledger.iloc[1] if len(ledger) > 1 else None
    if row is None:
        return ()
    where = (str(row["file"]), str(row["unit"]), str(row["sheet"]))
    at, problem = int(row["row"]), str(row["id"])
    return (
        Finding("V08", Severity.ERROR, *where, f"L{row['row']}", "整改时限", "尽快", "“整改时限”写的是“尽快”，没有具体日期。", "请写具体日期，请按 年-月-日 填写，如 2023-11-03。", at, problem),
        Finding("V03", Severity.ERROR, *where, f"M{row['row']}", "整改状态", "抓紧推进，拟报批", "“整改状态”写的是“抓紧推进，拟报批”，不是可选的内容。", "请从下拉中选一项：未启动、整改中、已完成、长期坚持（阶段性完成）。", at, problem),
        Finding("W01", Severity.WARNING, *where, f"G{row['row']}", "发现日期", "11.3", "“发现日期”写的“11.3”没有年份，按2023-11-03理解。", "年份不对的请写全年月日。", at, problem),
        Finding("S10", Severity.INFO, *where, "", "", "合计 2 条", "这一行（合计 2 条）不是填报内容，没有计入。", "无需处理。"),
    )  # fmt: skip


_NORMALISED = (
    Normalisation("后勤集团自查表.xlsx", "问题清单及整改", "G9", "发现日期", "11.3", "2023-11-03"),
    Normalisation("财务处自查表.xlsx", "问题清单及整改", "M10", "整改状态", "正在整改", words.UNDER_WAY),
    Normalisation("财务处自查表.xlsx", "问题清单及整改", "T10", "涉及金额（万元）", "21200元", "2.12"),
)
_PENDING = (
    PendingRow(
        "自查表(最终版).xlsx",
        "问题清单及整改",
        9,
        "看不出这份表是哪个单位的。",
        "武昌；2号楼电梯年检标志过期；限期整改；整改中",
    ),
)
_CHANGES = (
    Change("新增", "HQJT-003", "后勤集团", "", "", "嘉鱼校区超市部分临期食品未设专区"),
    Change("变化", "CWC-002", "财务处", "整改状态", words.NOT_STARTED, words.UNDER_WAY),
    Change("销号", "BWC-001", "保卫处", "销号状态", words.AWAITING_REVIEW, words.CLOSED),
)


def tally(rows: pd.DataFrame) -> Tally:
    """Count a set of ledger rows, one by one."""
    lines = rows.to_dict("records")

    def count(**held: object) -> int:
        return sum(all(line[key] == value for key, value in held.items()) for line in lines)

    def total(key: str) -> Decimal:
        return sum((line[key] for line in lines if isinstance(line[key], Decimal)), Decimal(0))

    late = [line for line in lines if line["overdue_days"] > 0]
    return Tally(
        problems=len(lines), done=count(status=words.DONE), under_way=count(status=words.UNDER_WAY),
        not_started=count(status=words.NOT_STARTED), stage_done=count(status=words.STAGE_DONE),
        unclear=sum(line["status"] not in words.STATUSES for line in lines),
        overdue=count(light=words.RED), done_late=sum(line["status"] == words.DONE for line in late),
        long_term=count(plan_type=words.LONG_TERM), at_once=count(plan_type=words.AT_ONCE),
        at_once_done=count(plan_type=words.AT_ONCE, status=words.DONE), closed=count(closing=words.CLOSED),
        to_correct=count(state="待修正"), major=count(major=words.YES), amount=total("amount"), recovered=total("recovered"),
    )  # fmt: skip


def _by(ledger: pd.DataFrame, key: str, order: Iterable[str]) -> dict[str, Tally]:
    return {name: tally(ledger[ledger[key] == name]) for name in order}


def _numbers(values: Iterable[object], order: Iterable[str]) -> dict[str, int]:
    found = list(values)
    return {name: found.count(name) for name in order}


def _figures(
    campaign: Campaign, ledger: pd.DataFrame, answered: Sequence[Unit], frames: tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame],
    files: Sequence[FileEntry], findings: Sequence[Finding], cases: int | None,
) -> Figures:  # fmt: skip
    risks, case_frame, measures = frames
    units = tuple(_unit(campaign, unit, unit in answered, ledger, frames, findings) for unit in campaign.answering)
    required = [unit for unit in units if unit.required]
    back = [unit for unit in required if unit.state != "missing"]
    late = [unit for unit in back if unit.late]
    regulations = tuple(
        Regulation(str(row["regulation_title"]), words.NEW_RULE if words.NEW_RULE in str(row["regulation"]) else words.REVISED_RULE, str(row["unit"]))
        for row in ledger.drop_duplicates("regulation_title").to_dict("records")
        if row["regulation_title"]
    )  # fmt: skip
    sanctions = [row for row in ledger["sanction"] if row]
    return Figures(
        as_of=AS_OF, generated=None, units=units, total=tally(ledger),
        by_category=_by(ledger, "category", campaign.categories), by_campus=_by(ledger, "campus", (*campaign.campuses, words.BOTH_CAMPUSES)),
        by_source=_numbers(ledger["source"], words.SOURCES), by_plan_type=_numbers(ledger["plan_type"], words.PLAN_TYPES),
        by_light=_numbers(ledger["light"], words.LIGHTS), required=len(required), returned=len(back), on_time=len(back) - len(late),
        late=len(late), missing=len(required) - len(back), nil=sum(unit.nil for unit in required),
        optional_returned=sum(not unit.required and unit.state != "missing" for unit in units), regulations=regulations,
        accountable=sum(n for n in ledger["accountable"] if isinstance(n, int)), sanctions={how: sanctions.count(how) for how in words.SANCTIONS if how in sanctions},
        cases=cases, case_people=len(case_frame), cases_by_sanction={"党纪": len(case_frame)} if len(case_frame) else {},
        risks=len(risks), risks_by_level=_numbers(risks["level"], words.LEVELS), measures=len(measures),
        recommended=list(measures["recommended"]).count(words.YES), reported=sum(bool(who) for who in ledger["reported_to"]),
        files=_dispositions(files), pending_rows=len(_PENDING) if len(ledger) else 0,
        errors=sum(finding.severity is Severity.ERROR for finding in findings), warnings=sum(finding.severity is Severity.WARNING for finding in findings),
        unsigned=sum(unit.state != "missing" and not unit.signed for unit in required),
    )  # fmt: skip


def _dispositions(files: Iterable[FileEntry]) -> Mapping[str, int]:
    found = [entry.disposition.value for entry in files]
    return {disposition.value: found.count(disposition.value) for disposition in Disposition}


def _unit(
    campaign: Campaign, unit: Unit, answered: bool, ledger: pd.DataFrame, frames: tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame], findings: Sequence[Finding]
) -> UnitFigures:  # fmt: skip
    own = tally(ledger[ledger["unit"] == unit.name])
    errors, warnings = (
        sum(f.unit == unit.name and f.severity is severity for f in findings)
        for severity in (Severity.ERROR, Severity.WARNING)
    )
    nil = answered and own.problems == 0 and unit.role is not Role.COLLECTS
    state = "missing" if not answered else "returned-with-errors" if errors else "ok"
    stage = {"missing": "未交", "returned-with-errors": "待修正", "ok": "零报告" if nil else "已收"}[state]
    risks, cases, measures = (int((frame["unit"] == unit.name).sum()) for frame in frames)
    told: dict[str, Any] = {
        "duties": "负责本领域日常运行管理和服务保障，承担相应的制度建设、合同履约和人员培训工作。",
        "accountability": "成立自查小组，主要负责人任组长，按岗位分解任务并逐项签字确认。",
        "ways": "查阅资料、现场检查", "period": "2023-11-03至2023-11-06", "head": "李某某",
    }  # fmt: skip
    return UnitFigures(
        name=unit.name, code=unit.code, role=unit.role.value, required=unit.required, categories=campaign.categories_of(unit),
        state=state, stage=stage, nil=nil, late=answered and unit.name == "保卫处", signed=answered and unit.name != "财务处",
        received="2023-11-07 16:20" if answered else "", files=(f"{unit.name}自查表.xlsx",) if answered else (), errors=errors, warnings=warnings,
        tally=own, risks=risks, cases=cases, measures=measures, points=len(campaign.points_of(unit)), contact=unit.contact, email=unit.email,
        times_returned=int(errors > 0), **(told if answered else {}),
    )  # fmt: skip
