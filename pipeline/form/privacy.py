"""What leaves the office hidden or masked: cases, personal numbers (domain.md 2.4 and 4.3 no. 69)."""

import re
from typing import Final

from pipeline.form.surnames import family_name, is_frequent

HIDDEN: Final = "（内容不显示）"
"""What stands for the content of a case wherever a finding would repeat it (domain.md 2.4)."""

_ID_CARD = re.compile(
    r"(?<![0-9A-Za-z])([1-9]\d{5})(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?:(?![0-9A-Za-z])|(?=1[3-9]\d{9}(?!\d)))"
)
"""An identity number; a mobile number may follow it without a blank."""
_CARD = re.compile(r"(?<![0-9A-Za-z])([3-69]\d{3})((?:[ -]?\d{4}){3}(?:[ -]?\d{1,3})?)(?![0-9A-Za-z])")
"""A number as bank cards have: 16 to 19 digits, of which the last proves the others."""
_OF_A_CARD = re.compile(r"(?:卡号?|信用卡|存折)[^\d，,。；;]{0,6}$")
"""Before a number: it is a bank card's, even if a digit was mistyped."""
_NEAR: Final = 12
"""Characters before a number in which that is looked for."""
_NUMBER_OF_A_PERSON = re.compile(
    r"(学籍?号|护照号?码?|(?:准?考证|考生)号|病历号|就诊卡号)([为是:：]?\s*)([A-Za-z]{0,2}\d{2})(\d{3,16})(?!\d)"
)
"""A number by which a person is known in a register, told by what stands before it."""
_LONG = re.compile(r"\d{11}|\d{4}[ -]\d{4}[ -]\d{4}|[号码][为是:：]?\s*[A-Za-z]{0,2}\d{5}")
"""What all of them have: most texts have no such number."""
_MOBILE = re.compile(r"(?<!\d)(1[3-9]\d)\d{4}(\d{4})(?!\d)")

_INFORMER = re.compile(
    r"((?:举报|检举|控告|投诉|反映|信访|爆料|上访)(?:者|人|学生|同学|教师|老师|职工|家长)(?:的?(?:姓名|名字))?(?:为|是|叫|系|[：:（(“\"])?\s*)"
    r"([\u4e00-\u9fff]{2,3}?)(?=同学|老师|女士|先生|反映|举报|投诉|来电|来信|提出|表示|要求|[，,。.；;、：:（()）”\"\s\d]|$)"
)
"""Who reported something, by name; what follows 举报人 without being one begins with no family name."""
_CALLED = re.compile('(?:[者人]|姓名|名字|为|是|叫|系|[：:（(“"])\\s*$')
"""Before a name that can only be one: 举报人; behind 反映教师 stands 公寓 as well."""
_NO_GIVEN_NAME = re.compile("[电信访校关未是为认向于从和与同的等也已均要求在中时后]")

_ROLE = "(?:学生|同学|教师|老师|员工|职工|保安|保安员|保洁员|宿管|宿管员|辅导员|厨师|司机|干事|科员|护士|医生|家长|患者|病人|商户|业主|住户|居民|班长|舍长|\\d班|[级院系]班|\\d室|\\d寝室)"
_REPORTS = "(?:举报|检举|控告|投诉|反映|信访|爆料|上访|来信|来电|致电|写信|打电话|实名|反馈)"
_ANY_REPORT = re.compile(f"{_REPORTS}|告状|匿名")
"""What all of them have that tell who reported something: most texts have none."""
_SAID_TO_BE = re.compile(
    rf"((?:(?:举报|检举|控告|投诉|反映|信访|爆料|上访|来电|来信)(?:者|人)|(?:举报|匿名|投诉|告状)信)(?:实?为|是|系|[：:])[^，,。；;：:（()）]{{0,16}}?{_ROLE})"
    r"([\u4e00-\u9fff]{2,3}?)(?=所写|写的|[，,。.；;、（(）)”\"\s\d]|$)"
)
"""反映人系某栋学生张三."""
_AFTER_COLON = re.compile(
    r"((?:(?:举报|检举|控告|投诉|反映|信访|爆料|上访|来电|来信)(?:者|人)?(?:为|是|系|[：:])[^，,。；;：:（()）]{0,16}?))"
    r"([\u4e00-\u9fff]{2,3})(?=[，,。.；;、（(）)”\"\s\d]|$)"
)
"""检举人为某处保管员张三, 实名投诉：张三: the most frequent family names alone."""
_WHO_REPORTS = re.compile(
    rf"({_ROLE})([\u4e00-\u9fff]{{2,3}}?)(?=(?:同学|老师|女士|先生)?(?:[（(][^（()）]*[)）])?(?:[，,]?[于在]?[^，,。；;]{{0,4}}\d[^，,。；;]{{0,8}})?(?:通过|拨打)?(?:[^，,。；;]{{0,8}}(?=信箱|热线|邮箱|电话|平台)..)?(?:向[^，,。；;]{{1,10}}?)?{_REPORTS})"
)
"""学生张三（学号…）向学校投诉: only the most frequent family names are taken for one, since 学生陆续反映 is none."""
_TITLED = re.compile(
    rf"((?:^|[，,。；;：:\s]|据|有|系|是))([\u4e00-\u9fff]{{2,3}}?)(?=(?:同学|老师|女士|先生|教授|医生|师傅)(?:[（(][^（()）]*[)）])?(?:向[^，,。；;]{{1,10}}?)?{_REPORTS})"
)
"""李四老师来电反映."""
_ADVERBS = re.compile(
    "^(?:任[课教职]|高[年职校]|安保|施工|常[住驻]|文科|陆续|马上|任意|高度|曾[多经先被在有是]|程度|方[面式]|何[时故]|金额|马路|石[头材]|黄[金色]|余[下人]|周[边末一二三四五围转]|江边|钟点|范围|任何|林立|张贴|高峰|高中|白天|吴.?某)|[多次续上体面个位名被在均都已又也就]$"
)


def names_informer(text: str) -> bool:
    """Tell whether a text gives the name of a person who reported something (domain.md 4.3 no. 69)."""
    if not _ANY_REPORT.search(text):
        return False
    named = any(map(_is_informer, (*_INFORMER.finditer(text), *_SAID_TO_BE.finditer(text))))
    return named or any(
        map(_is_reporting, (*_WHO_REPORTS.finditer(text), *_TITLED.finditer(text), *_AFTER_COLON.finditer(text)))
    )


def _is_informer(found: re.Match[str]) -> bool:
    family = family_name(found[2])
    given = found[2][len(family) :]
    if not (family and given) or "某" in given or _NO_GIVEN_NAME.search(given):
        return False
    return _CALLED.search(found[1]) is not None or (is_frequent(found[2][0]) and not _ADVERBS.search(found[2]))


def _is_reporting(found: re.Match[str]) -> bool:
    return _is_informer(found) and is_frequent(found[2][0]) and not _ADVERBS.search(found[2])


def _unnamed(found: re.Match[str]) -> str:
    return f"{found[1]}{family_name(found[2])}某" if _is_informer(found) else found[0]


def _unnamed_reporting(found: re.Match[str]) -> str:
    return _unnamed(found) if _is_reporting(found) else found[0]


def personal_numbers(text: str) -> tuple[str, ...]:
    """Return what numbers of persons a text holds, in words: 身份证号, 银行卡号, 学号 (domain.md 4.3 no. 69)."""
    if not _LONG.search(text):
        return ()
    kinds = ["身份证号"] if _ID_CARD.search(text) else []
    without = _ID_CARD.sub("", text)
    if any(map(_is_card, _CARD.finditer(without))):
        kinds.append("银行卡号")
    return (*kinds, *dict.fromkeys(found[1] for found in _NUMBER_OF_A_PERSON.finditer(without)))


def _is_card(found: re.Match[str]) -> bool:
    """Tell whether a number is a bank card's: its check digit is right (Luhn), or it is called so."""
    digits = [int(sign) for sign in reversed(found[0]) if sign.isdigit()]
    doubled = (sum(divmod(2 * digit, 10)) for digit in digits[1::2])
    before = found.string[max(0, found.start() - _NEAR) : found.start()]
    return (sum(digits[::2]) + sum(doubled)) % 10 == 0 or _OF_A_CARD.search(before) is not None


def _card_masked(found: re.Match[str]) -> str:
    return f"{found[1]}{'*' * 12}" if _is_card(found) else found[0]


def masked(text: str) -> str:
    """Return the text with personal and mobile numbers shortened, and who reported something as 张某.

    They are shortened to 420106************ and 138****0000, cards to 6222************, 学号 to 学号20****.
    """
    if _LONG.search(text):
        text = _MOBILE.sub(r"\1****\2", _CARD.sub(_card_masked, _ID_CARD.sub(r"\1************", text)))
        text = _NUMBER_OF_A_PERSON.sub(r"\1\2\3****", text)
    if not _ANY_REPORT.search(text):
        return text
    text = _SAID_TO_BE.sub(_unnamed, _INFORMER.sub(_unnamed, text))
    for pattern in (_WHO_REPORTS, _TITLED, _AFTER_COLON):
        text = pattern.sub(_unnamed_reporting, text)
    return text
