"""Names of people as units write them (domain.md 4.3 nos. 34-37)."""

import re
from dataclasses import dataclass

from pipeline.form.folding import found_text, visible
from pipeline.form.reading import Guard, Note, Reading, rejected

_SEPARATORS = re.compile(r"[、，,;；/／|\n\r\t]+|(?<=[\u3400-\u9fff]{2})[和及与](?=[\u3400-\u9fff]{2})(?!平)")
_PHONE = re.compile(r"(?:\+?86[- ]?)?1[3-9]\d{9}|0?\d{2,4}-?\d{7,8}|(?<!\d)\d{7,8}(?!\d)")
_POSTS = "副?站长|副?班长|副?组长|副?馆长|副?园长|副?所长|副?店长|副?厂长|副?秘书长|厨师长|管理员|副?处长|副?主任|副?科长|副?院长|副?书记|副?校长|副?总经理|副?经理|副?部长|副?队长|副?主管|负责人|部长|院长|会计|出纳|干事|老师|工程师|护士长|医生|同志"
_POST = re.compile(rf"[（(]\s*(?:[^（()）]*(?:{_POSTS})[^（()）]*)\s*[)）]|(?<=[\u4e00-\u9fff]{{2}})(?:{_POSTS})$")
_SURNAME_AND_POST = re.compile(rf"[\u4e00-\u9fff](?:{_POSTS}|总|工|处)$")
_COLLECTIVE = re.compile(
    r"(?:主管|分管)?校?领导$|等$|各.{0,6}(?:科室|部门|单位|负责人|班组|中心|人员|岗位|员工)|全体|全员|所有|相关(?:人员|部门|科室|责任人)|有关(?:人员|部门)|大家|班子|领导小组|(?:科|室|处|部|中心|办公室|集团|公司|班组|团队|[\u4e00-\u9fff]{2}(?:班|小组|队|站|食堂|宿舍))$|^(?:职工|员工|工作人员|责任人|负责人|处领导|部门负责人|科室负责人)$"
)
_NAME = re.compile(r"[\u3400-\u9fff\U00020000-\U000323af·•]{2,15}$|[A-Za-z][A-Za-z .'·-]{1,40}$")
_CALL = re.compile(r"(?:联系)?(?:电话|手机)(?:号码?)?[:：]?(?=\s*(?:[)）、，,;；]|$))")
_SPACED_NAME = re.compile(
    r"(?<![\u3400-\u9fff])([\u3400-\u9fff])[ \u3000\xa0\r\n]+([\u3400-\u9fff])(?![\u3400-\u9fff])"
)
_TASK = re.compile(r"[（(]\s*(?:牵头|配合|负责|主办|协办|主责|总负责|具体负责|兼)\s*[)）]")
_POST_BEFORE = re.compile(rf"^(?:{_POSTS})(?=[\u3400-\u9fff]{{2,4}}$)")
_ONLY_POST = re.compile(rf"(?:{_POSTS})$")
_SURNAMES = frozenset(
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳"
    "酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞"
    "熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯昝管卢莫经房裘缪干解应宗丁宣邓郁"
    "单杭洪包诸左石崔吉钮龚程嵇邢滑裴陆荣翁荀羊惠甄曲家封芮羿储靳汲邴糜松井段富巫乌焦巴弓牧隗山谷车侯宓蓬全郗班仰秋仲伊宫宁仇"
    "栾暴甘厉戎祖武符刘景詹束龙叶幸司韶郜黎蓟薄印宿白怀蒲台从鄂索咸籍赖卓蔺屠蒙池乔阴胥能苍双闻莘党翟谭贡劳逄姬申扶堵冉宰郦雍"
    "璩桑桂濮牛寿通边扈燕冀郏浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容向古易慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄阙东欧殳沃利蔚越"
    "夔隆师巩厍聂晁勾敖融冷訾辛阚那简饶空曾毋沙乜养鞠须丰巢关蒯相查后荆红游竺权逯盖益桓公肖闫付代覃岳尧楚商佟伯佘展肉来邸"
)
"""Family names; what is left of a post only counts as a name if it begins with one (食堂经理 names nobody)."""


@dataclass(frozen=True)
class People:
    """One or several persons by name, joined with 、 on the page.

    Attributes:
        several: Whether more than one name is an answer.
    """

    several: bool = True

    @property
    def hint(self) -> str:
        """Say how names are written."""
        return "填姓名，多人用“、”分隔，如 张某某、李某某" if self.several else "填一位的姓名，如 张某某"

    @property
    def good(self) -> tuple[object, ...]:
        """Give names that need no confirmation."""
        return ("张某某", "张　三", "阿依古丽·某某") + (("张三、李四/王五;赵六",) if self.several else ())

    @property
    def bad(self) -> tuple[object, ...]:
        """Give contents that name nobody."""
        return ("各科室负责人", "张处长", "全体人员")

    def guard(self) -> Guard:
        """Ask the typist for at least two characters."""
        return Guard("length", least=2, most=200)

    def read(self, found: object) -> Reading:
        """Return the names joined with 、; posts and phone numbers go to a warning, collectives are refused (R24)."""
        text = visible(found_text(found)).strip()
        bare = _POST.sub("", _TASK.sub("", _CALL.sub("", _PHONE.sub("", text)))).strip()
        split = _split(bare)
        names = [name for name in map(_tidy, split) if name]
        if any(_COLLECTIVE.search(name) for name in names):
            return rejected("R24")
        if any(_nobody(name, text) for name in names) or any(_ONLY_POST.match(part) for part in split):
            return rejected("V12")
        if not names:
            return rejected("V12" if bare or text else "V04")
        for name in names:
            if _SURNAME_AND_POST.match(name):
                return rejected("V12")
            if not _NAME.match(name):
                return rejected("V12")
        told = bare != text or names != [part for part in split if part]
        notes = (Note("W08", (("names", "、".join(names)),)),) if told else ()
        return Reading("、".join(dict.fromkeys(names)), notes)


def _split(text: str) -> list[str]:
    """Split at separators, then at blanks; a single character, a blank, a single character is one name."""
    joined = _SPACED_NAME.sub(r"\1\2", text)
    parts = [part.strip() for part in _SEPARATORS.split(joined)]
    split: list[str] = []
    for part in parts:
        split += [part] if part.isascii() else re.split(r"[ \u3000\xa0]+", part)
    return split


def _tidy(name: str) -> str:
    return _POST_BEFORE.sub("", _POST.sub("", re.sub(r"[（(]\s*[)）]", "", name)).strip(" 　:：。."))


def _nobody(name: str, text: str) -> bool:
    """Tell whether what is left of a name with a post behind it is no name: it stood for a place."""
    with_post = re.search(rf"{re.escape(name)}(?:{_POSTS})", text)
    return with_post is not None and name[0] not in _SURNAMES
