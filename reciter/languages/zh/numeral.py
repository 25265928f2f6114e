"""Arabic figures as Chinese numerals: cardinals, decimals, figures one by one, and 二 against 两."""

from __future__ import annotations

import re
from functools import lru_cache

from reciter.text.han_numerals import ALONE, NUMBER, RANGE, cardinal, spell

__all__ = ["ALONE", "NUMBER", "RANGE", "counted", "read", "signed", "spell"]

# Measure words before which a bare 2 is 两 (吕叔湘《现代汉语八百词》, 二 and 两).
# Not here: 月 日 号 楼 班 级 两 and the like, before which it stays 二.
_MEASURE_WORDS = (
    "个|球|位|名|人|只|条|张|本|册|部|件|把|支|枝|根|块|片|头|匹|辆|艘|架|座|栋|幢|间|家|所|棵|株|朵|颗|"
    "粒|滴|杯|碗|盘|瓶|罐|桶|盒|箱|包|袋|双|对|副|套|组|群|批|排|列|行|层|堆|串|束|次|回|遍|趟|顿|场|"
    "阵|番|下|声|句|段|节|页|封|份|篇|首|幅|种|类|样|项|门|台|岁|天|周|夜|晚|倍|元|圆|毛|角|小时|"
    "分钟|秒|刻钟|星期|礼拜|英镑|美元|欧元|日元|港元|英里|英尺|英寸|海里|米|千米|公里|厘米|毫米|微米|"
    "纳米|公斤|斤|千克|克|毫克|吨|升|毫升|亩|公顷|平方|立方|度|点|步|口|道|面|扇|顶|枚|发|盏|尊|桌|"
    "笔|则|起|宗|届|集|轮|局|招|侧|边|端|者|国|省|市|县|字节|字|词|比特|票|席|成|瓦|千瓦|伏|安|赫|卡|"
    "摄氏度|华氏度|光年|摞|队|帧|像素|兆|吉|太字节|圈|股|万|亿|千|百|年|处|幕|波|拨|员|单"
    "|分(?!之|店|部|队|校|会|公司)"
)
_COUNTED = re.compile(rf"\s?(?:多|余|来|大|小|整)?(?:{_MEASURE_WORDS})(?!年级|上下)")
_NOT_COUNTED = re.compile(
    r"\s?(?:年级|点\d|点[零一二三四五六七八九]|成\d|节课$|百米赛|代目|次元|次方|度空间|人转|位数?字?$)"
)


@lru_cache(maxsize=8192)
def read(number: str) -> str:
    """Read an unsigned number: `1,234` → 一千二百三十四, `3.14` → 三点一四, `007` → 零零七.

    Args:
        number: figures with optional thousands commas and one decimal point.
    """
    whole, _, decimals = number.replace(",", "").replace("_", "").partition(".")
    return _whole(whole) + (f"点{spell(decimals)}" if decimals else "")


def signed(number: str) -> str:
    """Read a number that may begin with + or -: `-5` → 负五."""
    sign = {"-": "负", "+": "正"}.get(number[:1], "")
    return sign + read(number[1:] if sign else number)


def counted(number: str, following: str) -> str:
    """Read a number before what it counts: a bare 2 is 两 before a measure word.

    Args:
        number: as `read` takes it.
        following: the folded text after it.
    """
    bare_two = number == "2" and _COUNTED.match(following) and not _NOT_COUNTED.match(following)
    return "两" if bare_two else read(number)


def _whole(figures: str) -> str:
    named = cardinal(figures)
    return "两" + named[1:] if named[0] == "二" and named[1:2] in {"千", "万", "亿"} else named
