"""Names of letters in Korean: Latin and Greek letters, and single Hangul letters."""

from __future__ import annotations

import re

LATIN = dict(zip("ABCDEFGHIJKLMNOPQRSTUVWXYZ", (
    "에이", "비", "시", "디", "이", "에프", "지", "에이치", "아이", "제이", "케이", "엘", "엠",
    "엔", "오", "피", "큐", "아르", "에스", "티", "유", "브이", "더블유", "엑스", "와이", "제트",
), strict=True))  # fmt: skip
"""Names of the Latin letters, after 표준국어대사전."""

GREEK = dict(zip("αβγδεζηθικλμνξοπρστυφχψω", (
    "알파", "베타", "감마", "델타", "엡실론", "제타", "에타", "세타", "요타", "카파", "람다", "뮤", "뉴",
    "크시", "오미크론", "파이", "로", "시그마", "타우", "입실론", "피", "카이", "프시", "오메가",
), strict=True))  # fmt: skip
"""Names of the Greek letters."""

HANGUL = dict(zip("ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎㄲㄸㅃㅆㅉㅏㅑㅓㅕㅗㅛㅜㅠㅡㅣㅐㅒㅔㅖㅘㅙㅚㅝㅞㅟㅢ", (
    "기역", "니은", "디귿", "리을", "미음", "비읍", "시옷", "이응", "지읒", "치읓", "키읔", "티읕", "피읖", "히읗",
    "쌍기역", "쌍디귿", "쌍비읍", "쌍시옷", "쌍지읒", "아", "야", "어", "여", "오", "요", "우", "유", "으", "이",
    "애", "얘", "에", "예", "와", "왜", "외", "워", "웨", "위", "의",
), strict=True))  # fmt: skip
"""Names of the Hangul letters (한글 맞춤법 제4항)."""

_ANY_LATIN = re.compile("[A-Za-z]")


def spell_latin(text: str) -> str:
    """Latin letters by their Korean names: `KBS` → 케이비에스; other characters stay."""
    return _ANY_LATIN.sub(lambda match: LATIN[match[0].upper()], text)
