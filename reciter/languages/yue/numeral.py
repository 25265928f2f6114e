"""Arabic figures as Cantonese numerals: cardinals, decimals, and 二 against 兩."""

from __future__ import annotations

import re
from functools import lru_cache

from reciter.text.han_numerals import cardinal, spell
from reciter.text.han_script import to_traditional

RANGE_WORD = "至"
"""What stands between the two ends of a range."""

# Classifiers and units before which a bare 2 is 兩.
# Not here: 號 月 時 樓 座 班 級 等 兩 手 and the like, before which it stays 二.
_COUNTED_THINGS = (
    "個|位|名|人|隻|只|條|張|本|冊|部|件|把|支|枝|枱|臺|台|塊|片|頭|匹|輛|架|艘|棟|幢|間|家|所|棵|樖|株|朵|粒|"
    "滴|杯|碗|碟|盤|樽|瓶|罐|桶|盒|箱|包|袋|對|雙|副|套|組|群|批|排|列|行|層|堆|揼|嚿|串|束|次|勻|回|趟|轉|場|餐|"
    "陣|下|聲|句|段|節|頁|封|份|篇|首|幅|種|類|樣|項|味|門|歲|日|天|星期|禮拜|週|周|晚|年|世紀|倍|"
    "蚊|元|毫|毛|仙|港元|美元|歐元|日圓|英鎊|鐘頭|小時|分鐘|分(?!之)|秒|點|"
    "公里|米|厘米|毫米|英里|呎|吋|碼|海里|公斤|斤|克|毫克|磅|安士|噸|公升|升|毫升|畝|公頃|平方|立方|度|成|"
    "步|口|道|面|扇|頂|枚|發|盞|圍|筆|單|則|宗|屆|集|輪|局|招|邊|端|國|省|市|縣|區|字|票|席|隊|圈|股|代|堂|"
    "仔乸|公婆|夫妻|姊妹|兄弟|千|萬|億"
)
_COUNTED = re.compile(rf"\s?(?:幾|零|多|餘|大|細|小|成)?(?:{_COUNTED_THINGS})(?!年級)")
_NOT_COUNTED = re.compile(
    r"\s?(?:年級|分[\d一二三四五六七八九十]|年班|點\d|人轉|次元|次方|成\d|千金|度空間|字頭|代目|口子)"
)


@lru_cache(maxsize=8192)
def read(number: str) -> str:
    """Read an unsigned number: `1,234` → 一千二百三十四, `3.14` → 三點一四, `007` → 零零七.

    Args:
        number: figures with optional thousands commas and one decimal point.
    """
    whole, _, decimals = number.replace(",", "").replace("_", "").partition(".")
    return to_traditional(cardinal(whole)) + (f"點{spell(decimals)}" if decimals else "")


def signed(number: str) -> str:
    """Read a number that may begin with + or -: `-5` → 負五."""
    sign = {"-": "負", "+": "正"}.get(number[:1], "")
    return sign + read(number[1:] if sign else number)


def counted(number: str, following: str) -> str:
    """Read a number before what it counts: a bare 2 is 兩 before a classifier or a unit.

    Args:
        number: as `read` takes it.
        following: the folded text after it.
    """
    bare_two = number == "2" and _COUNTED.match(following) and not _NOT_COUNTED.match(following)
    return "兩" if bare_two else read(number)


def between(first: str, last: str, following: str) -> str:
    """Read a range: `2` and `3` before 個 → 兩至三."""
    return f"{counted(first, following)}{RANGE_WORD}{counted(last, following)}"
