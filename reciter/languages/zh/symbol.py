"""Signs that are read: &, ©, →, @某人, 男/女, 语文+数学, ∞, α粒子."""

from __future__ import annotations

import re

from reciter.text.rule import rules

_NAMES = {
    "©": "版权所有", "®": "注册商标", "™": "商标", "℅": "转交", "∞": "无穷大", "∴": "所以", "∵": "因为",
    "♂": "雄", "♀": "雌", "★": "星", "♯": "升", "♭": "降",
}  # fmt: skip
GREEK = {
    "α": "阿尔法", "β": "贝塔", "γ": "伽马", "δ": "德尔塔", "ε": "艾普西隆", "ζ": "泽塔", "η": "伊塔",
    "θ": "西塔", "ι": "约塔", "κ": "卡帕", "λ": "兰姆达", "μ": "缪", "ν": "纽", "ξ": "克西", "π": "派",
    "ρ": "柔", "σ": "西格玛", "τ": "陶", "υ": "宇普西隆", "φ": "斐", "χ": "希", "ψ": "普西",
    "ω": "欧米伽", "Γ": "伽马", "Δ": "德尔塔", "Θ": "西塔", "Λ": "兰姆达", "Π": "派", "Σ": "西格玛",
    "Φ": "斐", "Ψ": "普西", "Ω": "欧米伽",
}  # fmt: skip
"""Greek letters as Chinese calls them, after 全国科学技术名词审定委员会, 数学名词."""
_BETWEEN = {
    "+": "加", "=": "等于", "×": "乘", "÷": "除以", "≈": "约等于", "≠": "不等于", ">": "大于",
    "<": "小于", "≥": "大于等于", "≤": "小于等于", "→": "到", "⇒": "到", "↔": "和", "&": "和",
}  # fmt: skip
_MENTIONED = {
    "$": "美元符号", ">": "大于号", "<": "小于号", "#": "井号", "*": "星号", "/": "斜杠", "\\": "反斜杠", "~": "波浪号",
    "&": "和号", "_": "下划线", "|": "竖线", "@": "艾特符号", "=": "等号", "+": "加号", "%": "百分号",
}  # fmt: skip
"""Names of signs that a text speaks of instead of using: 以 $ 开头, 采用 > 而不是 #."""
_SIGNS = re.escape("".join(_MENTIONED))
_OF_IT = "开头|開頭|起始|结尾|結尾|开始|開始|字符|字元|符号|符號|而不是|表示|来表示|作为|作為|代替|替换|分隔"
_HAN = "一-鿿"
_LETTER = "Ͱ-Ͽἀ-῾A-Za-z"


def _name(match: re.Match[str]) -> str:
    return _NAMES[match[0]]


def _greek(match: re.Match[str]) -> str:
    return GREEK[match[0]]


def _between(match: re.Match[str]) -> str:
    return _BETWEEN[match[1]]


def _mentioned(match: re.Match[str]) -> str:
    return _MENTIONED[match[1]]


def _or(_: re.Match[str]) -> str:
    return "或"


def _nothing(_: re.Match[str]) -> str:
    return ""


def _at(_: re.Match[str]) -> str:
    return "艾特"


RULES = rules(
    "symbol",
    (rf"(?:(?<=[{_HAN}“「（(，。、])|^)\s?([{_SIGNS}])\s?(符[号號])?(?={_OF_IT}|(?<=[号號]))", _mentioned),
    (rf"(?<=[{_HAN}])\s?(\$)\s?(?=[{_HAN}。，、；？！]|$)", _mentioned),
    (r"(?<=[和与及])/(?=或)", _nothing),
    (rf"(?<=[{_HAN}])/(?=[{_HAN}])", _or),
    (rf"(?<=[{_HAN}\d）)])\s?([{re.escape(''.join(_BETWEEN))}])\s?(?=[{_HAN}（(])", _between),
    (r"(?<=\d)\s?(&)\s?(?=\d)", _between),
    (rf"(?<![\w.])@(?=[{_HAN}])", _at),
    (rf"(?<![{_LETTER}])[{''.join(GREEK)}](?![{_LETTER}])", _greek),
    (f"[{''.join(_NAMES)}]", _name),
)
