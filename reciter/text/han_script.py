"""Simplified and traditional: a language writes its rules once, in one of them; both are read and answered in kind."""

from __future__ import annotations

# Characters that the rules look at or answer with, traditional → simplified (OpenCC's TSCharacters, one to one).
_PAIRS = (
    "個个萬万億亿點点兩两號号時时鐘钟鍾钟塊块錢钱圓元條条張张隻只雙双輛辆歲岁頁页層层間间棟栋場场顆颗組组類类種种項项"
    "門门檔档頭头幾几餘余來来週周約约負负紀纪級级屆届對对從从至至與与後后為为華华氏氏鎊镑歐欧韓韩幣币盧卢銖铢釐厘噸吨"
    "畝亩頃顷攝摄節节碼码幀帧磅磅電电話话機机線线傳传撥拨編编證证帳账戶户郵邮區区圖图並并則则筆笔聲声陣阵"
    "顧顾齣出盞盏員员國国縣县樣样態态勝胜敗败擊击戰战負负領领先先較较數数倍倍邊边側侧課课樓楼遍遍卷卷冊册詞词"
    "學学賽赛財财歷历壽寿達达過过長长將将近近僅仅滿满參参見见題题單单環环賬账訪访車车"
)
_TO_SIMPLIFIED = {ord(a): b for a, b in zip(_PAIRS[::2], _PAIRS[1::2], strict=True) if a not in (b, "圓")}
_WIDE = {
    wide: chr(wide - 0xFEE0)
    for wide in range(ord("０"), ord("ｚ") + 1)
    if wide not in map(ord, "，：；＜＞？＠")
}
_WIDE |= {ord(a): b for a, b in zip("％＄￥＋＝＜＞／＃＆＊＾．－−﹣﹪", "%$¥+=<>/#&*^.---%", strict=True)}
_WIDE |= {
    ord("\u00b5"): "μ",
    ord("\u2126"): "Ω",
    ord("\u212b"): "Å",
    ord("\u212a"): "K",
}  # one sign, two code points
_FOLD = _TO_SIMPLIFIED | _WIDE
# Simplified forms that are frequent characters of traditional text, too.
_IN_BOTH = frozenset("元余后周厘几只出")
_TO_TRADITIONAL = {ord(b): a for a, b in zip(_PAIRS[-2::-2], _PAIRS[::-2], strict=True) if a != b}
_FOLD_TRADITIONAL = {code: a for code, a in _TO_TRADITIONAL.items() if chr(code) not in _IN_BOTH} | _WIDE
_ONLY_SIMPLIFIED = frozenset(map(chr, _TO_TRADITIONAL)) - _IN_BOTH

# What the rules answer with, simplified → traditional.
_ANSWERS = str.maketrans(
    "点万亿两负摄华镑欧韩币卢厘吨亩顷节码帧号页级后时钟与从对个级单线数倍图书圆",
    "點萬億兩負攝華鎊歐韓幣盧厘噸畝頃節碼幀號頁級後時鐘與從對個級單線數倍圖書圓",
)
# Frequent characters that only traditional text has.
_ONLY_TRADITIONAL = frozenset(
    "這個們來時說對會學過還後為與國當無現經點實體萬億兩號從開間關問題長東車電話書見讓頭業產動機條種處員應讀寫"
    "語認識記許設請誰論證變難雖離雲風飛馬魚鳥龍門陽陰隊際隨領顏願類顧總統終結給絕練綠縣線組細紅紀約純級納紙"
    "舉義習聽聲職聯腦興舊華葉藝藥莊蘇蘭號術衛補裝複規視覺親觀計討訊訓訪評詞試詩該詳誠誤調談課費質貴買賣資賽贊"
    "輕輪轉載較農運達遠適選邊郵醫釋銀錢鐵錯鐘鎮錄鏡陸陳雙雜靈靜響頁順須預頻飯飲館駕驗體魯鮮麗麥黃點齊齒歲歷歸"
    "塊壓壞壯夢夾奪婦媽嬰孫寧寶專將尋導層屬岡島嶺幣幫幹庫廠廣張彈強彎彙徑徵德恆悅惡惱愛態慘慣慶憂憑應懷戰戲戶拋"
    "擊擔據擴攝撥敗數斷暫曉樂樓標機權歐歡殘殺氣漢決沖沒洩漲滅溝溫滿漁潔濟濃灣為無煙熱爭爺牆狀狗獨獲獎環產畫異療發盡"
)


def fold(text: str) -> str:
    """Simplify the characters that rules know and narrow full-width signs; the length stays the same."""
    return text.translate(_FOLD)


def fold_traditional(text: str) -> str:
    """Write the characters that rules know in traditional and narrow full-width signs; the length stays the same."""
    return text.translate(_FOLD_TRADITIONAL)


def is_traditional(text: str) -> bool:
    """Whether a text holds characters that only traditional script has."""
    return not _ONLY_TRADITIONAL.isdisjoint(text)


def to_traditional(spoken: str) -> str:
    """Write a rule's answer in traditional characters (the rules' own words only, not any text)."""
    return spoken.translate(_ANSWERS)


def is_simplified(text: str) -> bool:
    """Whether a text holds characters that only simplified script has, and none that only traditional script has."""
    return not _ONLY_SIMPLIFIED.isdisjoint(text) and not is_traditional(text)


def to_simplified(spoken: str) -> str:
    """Write a rule's answer in simplified characters (the rules' own words only, not any text)."""
    return spoken.translate(_TO_SIMPLIFIED)
