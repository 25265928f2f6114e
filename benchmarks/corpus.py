"""Texts for benchmarks: as long as wanted, no sentence twice, the same every time."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator

_WHO = {
    "en": [
        "The keeper",
        "A young printer",
        "My grandmother",
        "The harbour master",
        "Nobody in the village",
        "The narrator",
    ],
    "zh": ["灯塔的守夜人", "年轻的印刷工", "我的外祖母", "港口的主管", "村里的老师", "讲故事的人"],
    "ja": ["灯台の番人", "若い印刷工", "私の祖母", "港の責任者", "村の先生", "語り手"],
    "ko": ["등대지기", "젊은 인쇄공", "우리 할머니", "항구의 책임자", "마을의 선생님", "이야기꾼"],
    "yue": ["守燈塔嘅人", "後生嘅印刷工", "我阿婆", "碼頭嘅主管", "村入面嘅老師", "講故仔嘅人"],
}
_DID = {
    "en": [
        "read the letter aloud",
        "counted the ships in the bay",
        "closed the heavy book",
        "forgot the name of the street",
    ],
    "zh": ["把那封信读了一遍", "数了数海湾里的船", "合上了那本厚书", "忘记了那条街的名字"],
    "ja": ["その手紙を声に出して読んだ", "湾の船を数えた", "重い本を閉じた", "通りの名前を忘れた"],
    "ko": [
        "그 편지를 소리 내어 읽었다",
        "만에 있는 배를 세었다",
        "무거운 책을 덮었다",
        "거리의 이름을 잊어버렸다",
    ],
    "yue": ["將封信讀咗一次", "數咗海灣入面啲船", "合埋本好重嘅書", "唔記得咗條街嘅名"],
}
_WHEN = {
    "en": [
        "before the rain came in from the west",
        "while the others were asleep",
        "on day {n} of the storm",
    ],
    "zh": ["在西边的雨到来之前", "趁大家还在睡觉的时候", "在暴风雨的第{n}天"],
    "ja": ["西から雨が来る前に", "みんなが眠っている間に", "嵐の{n}日目に"],
    "ko": ["서쪽에서 비가 오기 전에", "다른 사람들이 자는 동안에", "폭풍의 {n}일째에"],
    "yue": ["喺西面落雨之前", "趁大家仲瞓緊覺嗰陣", "喺打風第{n}日"],
}
_MIXED = "我们用 Python 数到了第 {n} 页，灯台の番人 smiled，然后继续读下去。"


def sentences(language: str) -> Iterator[str]:
    """Sentences of one language without end, none twice."""
    dice = random.Random(f"reciter {language}")
    for number in itertools.count(2):
        who, did, when = (dice.choice(table[language]) for table in (_WHO, _DID, _WHEN))
        when = when.format(n=number)
        if language == "en":
            yield f"{who} {did} {when}, and wrote the number {number} in the margin."
        elif language == "zh":
            yield f"{who}{when}{did}，并且在页边写下了{number}这个数字。"
        elif language == "ko":
            yield f"{who}는 {when} {did}. 그리고 여백에 {number}라고 적었다."
        elif language == "yue":
            yield f"{who}{when}{did}，仲喺頁邊寫低咗{number}呢個數字。"
        else:
            yield f"{who}は{when}{did}。そして余白に{number}と書いた。"


def mixed(number: int) -> str:
    """A sentence of three languages."""
    return _MIXED.format(n=number)


def book(characters: int, *, chapters: int, languages: tuple[str, ...] = ("en", "zh", "ja")) -> str:
    """A Markdown manuscript of about that many characters; one of several languages is a Chinese book."""
    streams = {language: sentences(language) for language in languages}
    main = languages[0] if len(languages) == 1 else "zh"
    parts, length, begun = [f"---\ntitle: Benchmark\nlanguage: {main}\n---"], 0, 0
    for number in itertools.count(1):
        if length >= characters:
            return "\n\n".join(parts) + "\n"
        if length >= characters * begun / chapters:
            begun += 1
            parts.append(f"# Chapter {begun}")
        paragraph = " ".join(next(streams[language]) for language in languages)
        parts.append(paragraph + (" " + mixed(number) if len(languages) > 1 else ""))
        length += len(parts[-1])
    raise AssertionError("counting ended")
