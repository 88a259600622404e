"""The catalogue of sentences: every finding's code, severity, sentence and remedy.

R01-R30 are the rules of domain.md 1.6; V is about one cell's value, W asks to confirm a
value, X compares across cells and sheets, S is about the shape of a sheet, F about a file.
Codes are permanent: a sentence may be bettered, a code never means something else.
`{field}` is the heading, `{found}` the text found, `{hint}` what the column asks for;
`{col[key]}`, `{title[key]}` and `{choice.NAME}` are headings, sheet titles and choices as the form
and the vocabulary have them, so that no sentence repeats a word that may change.
"""

from typing import Final, Literal, NamedTuple


class Advice(NamedTuple):
    """One row of the catalogue."""

    severity: Literal["error", "warning", "info"]
    title: str
    message: str
    remedy: str


def _e(title: str, message: str, remedy: str) -> Advice:
    return Advice("error", title, message, remedy)


def _w(title: str, message: str, remedy: str) -> Advice:
    return Advice("warning", title, message, remedy)


def _i(title: str, message: str, remedy: str = "无需处理。") -> Advice:
    return Advice("info", title, message, remedy)


CATALOGUE: Final[dict[str, Advice]] = {
    "R01": _e("已完成三项不齐", "{when}，但“{field}”没有填。", "请补填“{field}”（{hint}）；若其实没有完成，请把{col[status]}改为“{choice.UNDER_WAY}”。"),
    "R02": _e("完成日期不合理", "{col[done_on]}“{found}”{when}。", "请核对后改为实际完成的日期，{hint}。"),
    "R03": _e("未完成却有完成日期", "填了{col[done_on]}“{found}”，{col[status]}却不是“{choice.DONE}”。", "确已完成的，请把{col[status]}改为“{choice.DONE}”；没有完成的，请删去{col[done_on]}。"),
    "R04": _w("逾期完成", "{col[done_on]}“{found}”晚于{col[due]}“{other}”，按“逾期完成{days}天”记录。", "日期无误则不必改；写错了请更正。"),
    "R05": _w("立行立改未完成", "{col[plan_type]}是“{choice.AT_ONCE}”而没有完成，{what}。", "请改为{days}天内能完成的时限并在“{col[progress]}”写明未完成原因，或把{col[plan_type]}改为“{choice.BY_DATE}”。"),
    "R06": _e("限期整改没有时限", "{when}，但“{col[due]}”没有填具体日期。", "请填具体日期，{hint}。"),
    "R07": _e("长期坚持缺阶段措施", "{when}，但{what}。", "请在“{col[progress]}”写已采取的阶段性措施，并至少写一个阶段节点日期，如 2023-12-31。"),
    "R08": _w("长期坚持填了已完成", "{col[plan_type]}是“{choice.LONG_TERM}”，{col[status]}却是“{choice.DONE}”。", "取得阶段成效的请选“{choice.STAGE_DONE}”；确已彻底完成的请把{col[plan_type]}改为“{choice.BY_DATE}”。"),
    "R09": _w("逾期未完成", "{col[due]}“{found}”已过，问题还没有完成（逾期{days}天）。", "请在“{col[progress]}”写明进展、未完成原因和新的计划{col[done_on]}。"),
    "R10": _e("重大疑难未写上报", "{when}，但“{field}”没有填。", "请填“{field}”（{hint}）；若不属重大疑难，请改为“{choice.NO}”。"),
    "R11": _w("建议上报", "{what}，而“{col[major]}”填的是“{choice.NO}”。", "确有困难的，请改为“{choice.YES}”，并填写{col[reported_to]}和{col[reported_on]}。"),
    "R12": _e("核对表与问题清单不符", "{what}", "请核对：有问题的，{title[points]}选“{choice.SOMETHING_FOUND}”并在{title[problems]}写一行；没有的，两处都不写。"),
    "R13": _e("零报告不完整", "{title[problems]}没有一行问题，{what}。", "没有问题的，请在“{col[nil]}”选“{choice.YES}”、{title[points]}都选“{choice.NOTHING_FOUND}”或“{choice.NOT_CONCERNED}”、填写{col[head]}并手写签字；有问题的，请补填{title[problems]}。"),
    "R14": _e("零报告与清单矛盾", "{col[nil]}是“{choice.YES}”，{title[problems]}却有{count}行问题。", "有问题的，请把“{col[nil]}”改为“{choice.NO}”；没有问题的，请删去{title[problems]}中的内容。"),
    "R15": _e("缺一个校区的结论", "本单位涉及{campuses}，但“{field}”没有填结论。", "请从下拉中选一项：{choice.NOTHING_FOUND}、{choice.SOMETHING_FOUND}、{choice.NOT_CONCERNED}。"),
    "R16": _w("佐证材料没有附上", "{col[evidence]}只写“{found}”，没有文件名，也没有收到附件。", "请写材料名称或文件名，多份用“；”分隔，如 核价记录表.xlsx；并随表报送。"),
    "R17": _w("整改措施空泛", "{col[measure]}“{found}”{what}。", "请写具体做什么、谁来做、做到什么程度。"),
    "R18": _w("一格多事", "一格里写了{count}个分项问题。", "请拆开，一行写一个问题。"),
    "R19": _e("问题重复", "这一行的{col[problem]}与第{other}行相同。", "请删去重复的一行；确是两件事的，请写明不同的时间、地点或事项。"),
    "R20": _w("问责信息不全", "{when}，但{what}。", "请补填{col[sanction]}，并在“{title[cases]}”写明对应的一行；没有问责的请把人次留空。"),
    "R21": _w("金额可疑", "{what}。", "金额单位是万元，35000元请填 3.5；请核对后更正。"),
    "R22": _w("师生反映未写答复", "{col[source]}是“{choice.FROM_PEOPLE}”，但没有写答复情况。", "请在“{col[effect]}”写明何时、如何答复师生。"),
    "R23": _w("没有写制度名称", "建章立制写的是“{found}”，看不出制度名称。", "请写制度全称，如 《食堂价格公示管理办法》；没有制度的请留空。"),
    "R24": _e("责任人是集体称谓", "“{field}”写的是“{found}”，没有落实到人。", "请{hint}。"),
    "R25": _e("单位与模板不符", "表内{col[unit]}是“{found}”，模板却是发给“{other}”的。", "请用发给本单位的模板填报；文件已交人工确认。"),
    "R26": _e("模板版本不符", "这份表用的不是本次活动的现行模板{what}。", "请用最近一次发给本单位的模板重新填报。"),
    "R27": _e("高风险缺项", "{when}，但“{field}”没有填。", "高风险的防控措施、责任人、分管领导都要填，{hint}。"),
    "R28": _w("早于起算日期", "“{field}”早于{since}，超出统计口径。", "日期写错的请更正；确属以前的案件请删去本行。"),
    "R29": _e("处分缺时间或机关", "{when}，但“{field}”没有填。", "请补填“{field}”，{hint}。"),
    "R30": _w("逾期报送", "截止时间是{deadline}，首次收到是{received}。", "已收下并标注“逾期报送”。"),
    "V01": _e("必填项为空", "“{field}”没有填。", "请{hint}。"),
    "V02": _e("条件必填项为空", "{when}，但“{field}”没有填。", "请{hint}。"),
    "V03": _e("不在选项内", "“{field}”写的是“{found}”，不是可选的内容。", "请{hint}。"),
    "V04": _e("不是日期", "“{field}”写的是“{found}”，看不出是哪一天。", "请{hint}。"),
    "V05": _e("年月不明", "“{field}”写的是“{found}”，分不清是{one}还是{other}。", "请写到日，{hint}。"),
    "V06": _e("一格两个日期", "“{field}”写了不止一个日期：“{found}”。", "请只填一个日期，其余写到“{col[progress]}”或“备注”，{hint}。"),
    "V07": _e("日期不存在", "“{field}”写的“{found}”这一天不存在。", "请核对，{hint}。"),
    "V08": _e("日期模糊", "“{field}”写的是“{found}”，没有具体日期。", "请写具体日期，{hint}。"),
    "V09": _e("不是金额", "“{field}”写的是“{found}”，不是金额。", "请{hint}。"),
    "V10": _e("不是整数", "“{field}”写的是“{found}”，不是整数。", "请{hint}。"),
    "V11": _e("字数太少", "“{field}”只有{length}个字，要求不少于{least}个字。", "请{hint}。"),
    "V12": _e("姓名不清", "“{field}”写的是“{found}”，看不出姓名。", "请{hint}。"),
    "V13": _e("以文字代替日期", "“{field}”写的是“{found}”，不是日期。", "请{hint}。"),
    "V14": _e("写了一段时间", "“{field}”写的是一段时间“{found}”，要求填一天。", "请填其中实际的那一天，{hint}。"),
    "V15": _e("起止日期不清", "“{field}”写的是“{found}”，看不出起止日期，或者止早于起。", "请{hint}。"),
    "V16": _e("人数对不上", "“{field}”写的是“{found}”，总数{total}与分项之和{parts}不同。", "请核对后只填总数，{hint}。"),
    "V17": _e("把类型填进状态", "“{found}”是{col[plan_type]}，不是{col[status]}。", "请在{col[plan_type]}选“{choice.AT_ONCE}”，{col[status]}另选：{choice.NOT_STARTED}、{choice.UNDER_WAY}、{choice.DONE}、{choice.STAGE_DONE}。"),
    "V18": _e("写了同上", "“{field}”写的是“{found}”，没有写内容。", "请把内容写全。"),
    "V19": _e("没有作答", "“{field}”写的是“{found}”，等于没有填。", "请{hint}。"),
    "V20": _e("公式错误", "“{field}”是一个出错的公式，显示“{found}”。", "请删去公式，直接填内容，{hint}。"),
    "V21": _e("公式没有结果", "“{field}”是公式，文件里没有存下结果。", "请复制后“选择性粘贴为数值”，或直接填内容，{hint}。"),
    "V22": _e("要点不属本单位", "“{field}”写的是“{found}”，不是本单位的自查要点。", "请{hint}。"),
    "V23": _e("编号不对", "{col[id]}“{found}”不是本单位的编号。", "请改回预印的编号（{code}-001 这样的）；新增的行可以留空，由系统续编。"),
    "V24": _e("编号重复", "{col[id]}“{found}”与第{other}行重复。", "请改回预印的编号；新增的行可以留空，由系统续编。"),
    "V25": _e("校区不属本单位", "“{field}”写的是“{found}”，本单位只涉及{campuses}。", "请{hint}。"),
    "V26": _e("不是问题编号", "“{field}”写的是“{found}”，不是{col[id]}。", "请{hint}。"),
    "V27": _e("写的是图片", "“{field}”里放的是图片，没有文字。", "请把内容写成文字；图片可作为{col[evidence]}随表报送。"),
    "W01": _w("补了年份", "“{field}”写的“{found}”没有年份，按{day}理解。", "年份不对的请写全年月日。"),
    "W02": _w("只写到月", "“{field}”写的“{found}”只到月，按{day}理解。", "请写到日。"),
    "W03": _w("两位年份", "“{field}”写的“{found}”是两位年份，按{day}理解。", "请写四位年份。"),
    "W04": _w("取了末日", "“{field}”写的“{found}”是一段时间，按最后一天{day}理解。", "不对的请改为一个日期。"),
    "W05": _w("按期末理解", "“{field}”写的“{found}”按{day}理解。", "请写具体日期。"),
    "W06": _w("换算为万元", "“{field}”写的“{found}”按{amount}万元理解。", "不对的请只填数字，单位万元。"),
    "W07": _w("年份请核对", "“{field}”写的“{found}”是{year}年，与本次活动的年份相差较远。", "写错的请更正。"),
    "W08": _w("去了职务电话", "“{field}”写的“{found}”按姓名“{names}”理解。", "请只填姓名。"),
    "W09": _w("按上一行填", "“{field}”写的“{found}”，按上一行的内容理解。", "不对的请写全。"),
    "W10": _w("合并单元格", "“{field}”是合并的单元格，按第一格的内容逐行理解。", "不对的请取消合并，逐行填写。"),
    "W11": _w("自报销号", "“{field}”写的“{found}”按“{word}”理解，销号由汇总单位审核认定。", "请改为“{word}”。"),
    "W12": _w("未全部完成", "“{field}”写的“{found}”不算完成，按“{word}”理解。", "确已全部完成的请选“{choice.DONE}”，并填{col[done_on]}、成效和佐证。"),
    "W13": _w("状态写成长期", "“{field}”写的“{found}”是{col[plan_type]}，按“{word}”理解。", "取得阶段成效的请选“{choice.STAGE_DONE}”。"),
    "W14": _w("等级请核对", "“{field}”写的“{found}”按“{word}”理解。", "请{hint}。"),
    "W15": _w("校区按主校区", "“{field}”写的“{found}”按“{word}”理解。", "不对的请写校区名称。"),
    "W16": _w("内容过长", "“{field}”有{length}个字，超过{most}字。", "请精简，详细内容可另附材料。"),
    "W17": _w("含身份证号", "“{field}”里有身份证号，台账中已遮盖。", "请删去证件号码；涉及举报人、当事人的信息请直接报纪委办公室。"),
    "W18": _w("人数按文字", "“{field}”写的“{found}”按{count}理解。", "请只填整数。"),
    "W20": _w("按相近选项", "“{field}”写的“{found}”按“{word}”理解。", "不对的请从下拉中选。"),
    "W21": _w("占位行未计", "这一行只写“{found}”，没有作为{record}计入。", "没有内容的行请留空。"),
    "W22": _w("日期请确认", "“{field}”是数字“{found}”，按{day}理解；若是30日（末尾的0会丢失）请更正。", "请把日期写全，如 2023-11-03。"),
    "W23": _w("姓名请确认", "“{field}”写的是“{found}”，其中“{names}”不像一个人的姓名，先按姓名收下。", "确是姓名的不必改；是岗位、部门或两个人连写的，请改：{hint}。"),
    "W24": _w("写了举报人姓名", "“{field}”里写了举报人、投诉人的姓名，台账中已遮盖。", "请删去姓名；涉及举报人、当事人的信息请直接报纪委办公室。"),
    "W25": _w("案件人员不是代号", "“{field}”像是写了全名，按要求只写代号。", "请改为代号，如 张某。"),
    "X01": _e("时限早于发现", "{col[due]}“{found}”早于{col[found_on]}“{other}”。", "请核对两个日期，{hint}。"),
    "X02": _e("发现日期在填报之后", "{col[found_on]}“{found}”晚于{col[filled_on]}“{other}”。", "请核对，{hint}。"),
    "X03": _e("问题总数不符", "“{field}”填的是{found}，{title[problems]}实有{count}个。", "请改为{count}，或补齐{title[problems]}。"),
    "X04": _e("没有写问题编号", "结论是“{choice.SOMETHING_FOUND}”，但“{field}”没有填。", "请{hint}，如 {example}。"),
    "X05": _e("编号不在清单", "“{field}”写的“{found}”在{title[problems]}里没有。", "请改为{title[problems]}中的编号；该问题没有写进清单的请补写。"),
    "X06": _w("与别的单位相似", "这个问题与{other}填报的一条高度相似。", "请汇总单位核对是否为同一问题。"),
    "X08": _w("校区与结论不符", "问题在{campus}，{title[points]}里{campus}的结论却是“{conclusion}”。", "请核对校区和结论，改为一致。"),
    "X09": _w("填报日期晚于统计日期", "{col[filled_on]}“{found}”晚于统计日期{other}。", "写错的请更正。"),
    "X18": _w("整行重复", "这一行与第{other}行完全相同。", "请删去重复的一行；确是两项的，请写明区别。"),
    "X19": _w("校区覆盖与问题不符", "{col[coverage]}填的是“{found}”，{title[problems]}里却有{campus}的问题。", "请核对：两个校区都涉及的选“两校区”，填错校区的请改问题的校区。"),
    "X20": _w("编号对应别的要点", "“{field}”写的“{found}”对应的是要点{other}，{title[problems]}里属于{point}的是{numbers}。", "请核对，改为属于本要点的编号。"),
    "X13": _w("没有问题却写了编号", "各校区的结论都不是“{choice.SOMETHING_FOUND}”，“{field}”却写了“{found}”。", "有问题的请把结论改为“{choice.SOMETHING_FOUND}”；没有的请删去编号。"),
    "X14": _w("处理早于立案", "“{field}”早于案发、立案的时间。", "请核对两个日期，{hint}。"),
    "X15": _w("要点的文字改了", "“{field}”写的是“{found}”，预印的是“{other}”。", "请改回预印的文字；另有内容的请写在“其他”或情况说明里。"),
    "X17": _w("要点重复", "要点{point}在第{other}行已有一行。", "请并为一行。"),
    "X07": _e("缺少自查要点", "{title[points]}里没有自查要点“{point}”这一行。", "请用发给本单位的模板，逐条填写{title[points]}，不要删行。"),
    "S01": _e("缺少工作表", "没有找到“{sheet}”这张表。", "请用发给本单位的模板填报；没有内容也要保留这张表，并写“无”。"),
    "S02": _w("工作表改了名", "“{found}”按内容认作“{sheet}”。", "请不要改工作表的名字。"),
    "S03": _e("缺少列", "“{sheet}”里没有找到“{field}”这一列。", "请用发给本单位的模板填报，不要删改表头。"),
    "S04": _w("表头改了", "表头“{found}”按“{field}”理解。", "请不要改表头；不对的请改回“{field}”。"),
    "S05": _e("两列同名", "表头“{found}”与“{other}”都像是“{field}”，只采用了前者，后者的内容{kept}。", "请保留一列。"),
    "S06": _w("多余的列", "表头“{found}”不是本表的列，内容{kept}。", "内容不用上报的请删去；要上报的请填到本表的列里。"),
    "S07": _w("有隐藏行", "“{sheet}”有{count}个有内容的隐藏行，已照常计入。", "请确认是否都要上报；不报的请删去。"),
    "S08": _w("有隐藏表", "工作表“{sheet}”是隐藏的，没有读取。", "有内容要上报的，请填在模板的表里。"),
    "S09": _w("示例行没有删", "这一行是模板的示例，没有计入。", "请删去示例行。"),
    "S10": _i("合计签字说明行", "这一行（{found}）不是填报内容，没有计入。"),
    "S22": _w("表是隐藏的", "工作表“{sheet}”是隐藏的，已照常读取。", "请确认是否都要上报；不报的请删去内容。"),
    "S20": _w("同样的表不止一张", "{sheet}与“{other}”是同样的表，已合并计入，完全相同的只算一次。", "请把内容并到“{other}”一张表里，删去另一张。"),
    "S21": _w("这张表没有填", "“{sheet}”一行也没有填。", "有内容的请补填；没有的请在第一行写“无”。"),
    "S11": _w("不认识的表", "工作表“{sheet}”不是本次模板的表，没有计入。", "有内容要上报的，请填在模板的表里。"),
    "S12": _e("找不到表头", "“{sheet}”里没有找到表头行。", "请用发给本单位的模板填报，不要删改表头。"),
    "S13": _w("有批注", "“{field}”有批注，没有作为内容计入。", "要上报的内容请写在单元格里。"),
    "S14": _w("有文本框", "“{sheet}”里有文本框{begin}，文字没有作为内容计入。", "要上报的内容请写在单元格里。"),
    "S15": _w("有隐藏列", "“{sheet}”的{columns}列是隐藏的，里面有内容，已照常读取。", "请确认是否都要上报；不报的请清空。"),
    "S16": _w("正在筛选", "“{sheet}”正在筛选，看不见的{count}个有内容的行已照常计入。", "请取消筛选，确认是否都要上报；不报的请删去。"),
    "S17": _w("有图片", "“{sheet}”里有{count}张图片，没有作为内容计入。", "图片是佐证的，请放在佐证列、该行的位置，或作为附件报送；文字请写在单元格里。"),
    "S18": _i("有图表页", "有{count}张只有图表的工作表，没有读取。"),
    "S19": _w("内容散得太远", "“{sheet}”的{cell}离表格很远，已逐格读取。", "请删去表格以外多余的内容。"),
    "S24": _w("旧版没有问到", "这份表用的是旧版模板，没有{what}，没有按漏填处理。", "要补报的，请用最近一次发给本单位的模板填报。"),
    "S25": _w("没有表头的内容", "这里写的“{found}”上面没有表头，内容{kept}。", "内容不用上报的请删去；要上报的请填到本表的列里。"),
    "S26": _w("项目换了排法", "“{sheet}”的项目不是一行一项，已按项目名称找到填写的内容。", "请用发给本单位的模板填报，不要改表的样子。"),
    "S27": _i("两处相同", "这一行与同类的表里第{other}行完全相同，只算一次。"),
    "S28": _w("编号相同内容不同", "这一行的编号与同类的表里第{other}行相同，内容却不同，没有计入，列在待核实。", "是同一项的，请只留一行；是另一项的，请把编号留空，由系统续编。"),
    "F01": _e("打不开", "文件打不开：{what}。", "请用 Excel 或 WPS 打开检查后另存为 .xlsx 再报送。"),
    "F02": _e("有打开密码", "文件设了打开密码，读不到内容{what}。", "请去掉密码后重新报送。"),
    "F03": _e("格式不能用", "这是{what}，不是填报表。", "请用发给本单位的 Excel 模板填报，另存为 .xlsx 后报送。"),
    "F04": _e("认不出单位", "看不出这份表是哪个单位的。", "请汇总单位在“处理指定”写明单位；{col[unit]}请用发给本单位的模板。"),
    "F05": _e("单位互相矛盾", "{what}。", "请汇总单位核实后在“处理指定”写明单位。"),
    "F06": _e("分不清先后", "{unit}报来不止一份，分不清哪份是新的：{what}。", "请汇总单位在“处理指定”写“采用”。"),
    "F07": _e("空文件", "文件里没有任何填报内容。", "请检查是否发错文件，用发给本单位的模板填报后重新报送。"),
    "F08": _w("没有模板标记", "文件里没有模板标记，按{what}认作{unit}。", "请用发给本单位的模板填报。"),
    "F09": _w("含宏或外部链接", "文件里有{what}，没有运行，只读取了内容。", "请另存为不含宏的 .xlsx。"),
    "F10": _e("行数不符", "“{sheet}”读到{read}行，独立清点是{counted}行，两者不同。", "请把文件另存为 .xlsx 后重新报送，并把原件交给技术人员。"),
    "F11": _e("不收逾期", "截止时间是{deadline}，首次收到是{received}，按设置不收逾期报送。", "请汇总单位决定是否采用。"),
    "F12": _w("其他格式", "文件是{what}，已读取内容。", "下次请另存为不加密的 .xlsx 再报送。"),
    "F13": _w("名字与内容不符", "文件名以“{found}”结尾，内容却是{what}，已按内容读取。", "请不要改文件的后缀，用 Excel 或 WPS 另存为 .xlsx。"),
    "F14": _w("写了科室", "{col[unit]}写的是“{found}”，按“{unit}”认定，科室是“{section}”。", "按单位汇总，无需重报；认错了的请汇总单位在“处理指定”写明单位。"),
    "F15": _w("来处与单位不符", "{what}，按{evidence}认作{unit}。", "放错了文件夹的请汇总单位移过去；认错了的请在“处理指定”写明单位。"),
    "F16": _e("看不出是否分开报", "{unit}报来不止一份，其中的问题没有一个相同：{what}。", "请汇总单位在“处理指定”写明：都要的各写“采用”，合并；不要的写“忽略”。"),
    "F17": _w("另有文件用不了", "同时或以后收到的{what}用不了（打不开、是空的或不是填报表），没有采用，以上按这一份汇总。", "其中有更新内容的，请一并写进这一份后重新报送；没有的请告知汇总单位。"),
    "H01": _w("固定内容改了", "“{field}”与首次报送的“{before}”不同。", "“{col[problem]}”和“{col[found_on]}”报送后不再改动；确需更正的请在“{col[remark]}”说明，另有新问题请另起一行。"),
    "H02": _w("编号与内容错位", "这一行的编号是“{found}”，内容却是原来编号为{other}的问题。", "请把每一行的编号和内容对上，不要把内容移到别的编号下。"),
    "H03": _w("认不出是哪个老问题", "这一行没有编号，与{candidates}都相像，按新的问题另行编号。", "是原来的问题请填上原编号。"),
    "H04": _e("延期没有说明", "“{field}”由{before}改为{found}，没有写延期原因。", "请在“{col[progress]}”写明延期原因，或改回原来的日期。"),
    "H05": _w("已销号又未完成", "这个问题已经{choice.CLOSED}，现在报的是“{found}”。", "请汇总单位核实是否反弹，需要时把销号状态改为“{choice.REOPENED}”。"),
    "H06": _w("编号两份都用了", "编号“{found}”在同时采用的“{other}”里是另一个问题，这一行改编为{number}。", "下次报送请用改编后的编号；分开填报的请合成一份。"),
    "D01": _w("问题消失", "上次报送的问题{ids}这次没有了。", "已经解决的请保留原行并把{col[status]}改为“{choice.DONE}”；误报的请书面说明。"),
    "D02": _w("零报告与外部线索不符", "{unit}是零报告，“{sheet}”表里却有它的{count}条线索{sources}。", "请向该单位核实是否漏报；核实清楚的，在本条的“{waiver}”写明。"),
    "L01": _e("台账填写有误", "台账“{sheet}”里{line}的“{field}”写的是“{found}”，不能识别，没有照办。", "请{hint}。"),
    "L02": _e("台账编号对不上", "台账“{sheet}”里{line}这个“{field}”不是任何问题的编号，写在这一行的内容没有照办：{found}。", "请写到正确编号的那一行；这里只提示这一次，改动前的台账存在“历史”文件夹里。"),
    "L03": _w("没有完成就销号", "{line}写了“{found}”，单位报的{col[status]}却是“{hint}”。", "请核对：确已完成的，请单位把{col[status]}改为“{choice.DONE}”；不应销号的，请改“{field}”。"),
}  # fmt: skip
"""Code -> advice. Every code is provoked by a test."""
