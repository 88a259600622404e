"""Family names: what a Chinese name begins with (百家姓, and those of today that it lacks)."""

from typing import Final

_SINGLE: Final = frozenset(
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳"
    "酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞"
    "熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯昝管卢莫经房裘缪干解应宗丁宣邓郁"
    "单杭洪包诸左石崔吉钮龚程嵇邢滑裴陆荣翁荀羊惠甄曲家封芮羿储靳汲邴糜松井段富巫乌焦巴弓牧隗山谷车侯宓蓬全郗班仰秋仲伊宫宁仇"
    "栾暴甘厉戎祖武符刘景詹束龙叶幸司韶郜黎蓟薄印宿白怀蒲台从鄂索咸籍赖卓蔺屠蒙池乔阴胥能苍双闻莘党翟谭贡劳逄姬申扶堵冉宰郦雍"
    "璩桑桂濮牛寿通边扈燕冀郏浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容向古易慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄阙东欧殳沃利蔚"
    "越夔隆师巩厍聂晁勾敖融冷訾辛阚那简饶空曾毋沙乜养鞠须丰巢关蒯相查后荆红游竺权逯盖益桓公肖闫付代覃岳尧楚商佟伯佘展肉来邸仉"
    "亓仝佴修侍俎冼占原呼善喇圣岐帅庆延律德念恽折拓揭操敬斯昂晋朴校栗格植檀欣毓汝沐漆牟犹玉琚瑞甯畅疏皇眭矫硕税稽粟练缑罕羌翠"
    "良芈苑茆萨葆裔谌豆赏赫达迟逢邝郄郇鄢鄞酒里钊锁镇门闪闽阳隋雒雪青顺颉鬲魁鲜鹿麦黑亢但俸况召吾呙坚墨奉妥寸尕巨弋归彦征忻忽"
    "怡恒战招旷普智朝枚桐母求浮涂淡淳渠潭火焉牙玄环琴瓮盈盘睢礼秘笪箫粘绳肇芒苟蚁贲起钦铁镡闭靖顿仓冶岩峗帖忠星楼樱漕滚稂竹衣"
    "银陀骞尔海清涛菅恭撒政显曼月木杞果枝榆榜民河泉泥泰洋浩湘灵猛琦瑜禤秉紫绍绪羽聪腾英茶菊菡蓉衷西诗象赛轩迈述鉴铎锺雁雨音风"
    "香鸿鼎央汉圭宝贠佼佰俱候兆兰冲凡刀圈坤堂奇娜宏川州希弥強忍恋愚才扎抗拉敏斋旦昔晨暖朗朵杰村柔栋桃棣楠欢殿沁津洁淮湃源澄炎"
    "炳烈照狐猫琼生甲男皎眉矢码碧福积笙簡素罡翔耀聊肥臻舟艺荷菱萍葵蓓虎虹蛇赤跃钰铭锋锦镜陵霞霸革韵颂飘飞驻骁鬼鸟鹏员过仪"
)
COMPOUND: Final = frozenset(
    (
        "欧阳", "太史", "端木", "上官", "司马", "东方", "独孤", "南宫", "万俟", "闻人", "夏侯", "诸葛",
        "尉迟", "公羊", "赫连", "澹台", "皇甫", "宗政", "濮阳", "公冶", "太叔", "申屠", "公孙", "慕容",
        "仲孙", "钟离", "长孙", "宇文", "司徒", "鲜于", "司空", "闾丘", "子车", "亓官", "司寇", "巫马",
        "公西", "颛孙", "壤驷", "公良", "漆雕", "乐正", "宰父", "谷梁", "拓跋", "夹谷", "轩辕", "令狐",
        "段干", "百里", "呼延", "东郭", "南门", "羊舌", "微生", "公户", "梁丘", "左丘", "东门", "西门",
        "南荣", "第五", "完颜", "纳兰", "富察", "赛音", "萨克达", "欧侯", "范姜", "张简",
    )
)  # fmt: skip
"""Family names of several characters."""


_ABROAD: Final = frozenset(
    "阿艾买吐热努依帕祖哈乌那其额特塔次洛尼嘎格仁加拉才扎旦桑央边赤迪玉图敖斯朝苏古库麦萨穆丹旺贡坚森曲珠"
)
"""What names of other peoples of the country begin with when they are written without a dot: 才让卓玛, 买买提江."""
_FREQUENT: Final = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏"
)
"""The most frequent ones."""
_COMMON: Final = range(0xB0, 0xD8)
"""First bytes of the everyday characters in GB 2312."""


def is_foreign_name(name: str) -> bool:
    """Tell whether a name of four to eight characters begins as those of other peoples do."""
    return 4 <= len(name) <= 8 and name[0] in _ABROAD


def begins_a_name(name: str) -> bool:
    """Tell whether a name may begin so: with a family name, or as names of other peoples do."""
    return bool(family_name(name)) or name[:1] in _ABROAD


def is_frequent(character: str) -> bool:
    """Tell whether a character is one of the most frequent family names."""
    return character in _FREQUENT


def family_name(name: str) -> str:
    """Return the family name a Chinese name begins with, the compound one first; "" where it begins with none.

    A character that is not an everyday one can be nothing else at the beginning of a name.
    """
    if name[:2] in COMPOUND:
        return name[:2]
    return name[:1] if name[:1] in _SINGLE or _is_rare(name[:1]) else ""


def _is_rare(character: str) -> bool:
    if not character >= "\u3400":
        return False
    encoded = character.encode("gb2312", errors="ignore")
    return not encoded or encoded[0] not in _COMMON
