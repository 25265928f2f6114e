"""What tells written Cantonese from standard written Chinese: characters and words that only Cantonese has.

Traditional characters are no evidence: Hong Kong and Taiwan write standard Chinese in them. Nor are 係 (關係), 仲
(仲裁), 冇 and 唔 alone (a sigh), 靚, 睇, 呢個 (他呢個子不高): standard text has them, too.
"""

from __future__ import annotations

import re

_CHARACTERS = "嘅咗哋喺啲嚟嘢㗎嗰噉咁佢瞓啱嘥冚嚿餸噃啩攰掟揾搵諗攞喐孭嗌𨋢𠮶𡃁"
_WORDS = (
    "唔[係系該该好會会使知得到見见想敢同通怪止記记駛啱嗰可准準理明信肯洗緊紧關关鍾钟]|[點点](?:解|樣|样|算|知道呀)|"
    "[邊边](?:個|个|度|位|處)|[而依]家|家[陣阵]|[鍾鐘钟][意]|屋企|做乜|乜[都鬼水]|係咪|系咪|有冇|冇[得人錢钱事所有咩乜]|"
    "仲(?:有|係|系|未|要|好)|[細细]路|[尋寻琴]日|[搞攪搅]掂|呢[度啲]|返(?:工|學|学|屋|嚟)|傾[偈計]|同埋|梗[係系]|[淨净][係系]|"
    "話?[畀俾][人你我]|老豆|阿嫲|睇[下吓住到戲书書見見]|好睇|食[嘢晏]|[幾几]多[錢钱]|埋單|[係系][囉啊呀喇]"
)
_EVIDENCE = re.compile(f"[{_CHARACTERS}]|{_WORDS}")
_STANDARD = re.compile(
    r"(?<!目)的(?![士確确])|(?<![於于])是(?![但日非])|[這这那們们沒没嗎吗麼么她很還还您啥]|了(?!解|哥|得)"
)
_MENTION = re.compile(
    r"「[^」。！？]{1,6}」|『[^』。！？]{1,6}』|“[^”。！？]{1,6}”|‘[^’。！？]{1,6}’|《[^》\n]{0,80}》|〈[^〉\n]{0,80}〉"
)
_HAN = re.compile("[㐀-䶿一-鿿]")


def is_cantonese(text: str) -> bool:
    """Whether a text in Han characters is written Cantonese, not standard written Chinese.

    It is when words and characters that only Cantonese has are more than those that only standard Chinese has. A word
    or two in quotation marks are mentioned, not used (他說「唔該」就走了), and titles are names: they do not count
    unless there is nothing else.

    Args:
        text: a sentence or more, in traditional or simplified characters.
    """
    used = _MENTION.sub("", text)
    if not _HAN.search(used):
        used = text
    found = len(_EVIDENCE.findall(used))
    return found > 0 and found > len(_STANDARD.findall(used))
