"""Ranges: 10〜20, 3-5個; and hyphens between numbers that are none: 図3-1, 2-3-4番地."""

from __future__ import annotations

import re

from reciter.languages.ja.numeral import ALONE, NUMBER, read
from reciter.text.rule import rules

_LABEL = re.compile(r"(?:図|表|例|リスト|式|付録|問|第|町|丁目)\s?$")


def _between(match: re.Match[str]) -> str:
    return f"{read(match[1])}{match[2] or ''}から{read(match[3])}"


def _hyphen(match: re.Match[str]) -> str:
    around = (match.string[match.end() :].lstrip()[:1], match.string[: match.start()].rstrip()[-1:])
    if "=" in around:
        return f"{read(match[1])}ひく{read(match[2])}"
    rising = float(match[1].replace(",", "")) < float(match[2].replace(",", ""))
    label = _LABEL.search(match.string[: match.start()])
    return f"{read(match[1])}{'から' if rising and not label else 'の'}{read(match[2])}"


def _chain(match: re.Match[str]) -> str:
    return "の".join(read(part) for part in match[0].split("-"))


_NAMES = ("いち", "に", "さん", "し", "ご", "ろく", "しち", "はち")
_FIRST = dict(zip("12345678一二三四五六七八", _NAMES * 2, strict=True))
_HAN = "一二三四五六七八九"
_SECOND = str.maketrans("一二三四五六七八九", "123456789")
_KANA = {"1日": "いちににち", "2日": "にさんにち", "4日": "しごにち", "5日": "ごろくにち",
         "6日": "ろくしちにち", "7日": "しちはちにち", "8日": "はちくにち", "1人": "いちににん"}  # fmt: skip
_AFTER_FOUR = {
    "人": "にん", "年": "ねん", "時": "じ", "円": "えん", "日": "っか", "回": "んかい", "度": "んど", "本": "んほん",
    "匹": "んひき", "枚": "んまい", "個": "んこ", "歳": "んさい", "分": "んぷん", "秒": "んびょう", "杯": "んはい",
    "冊": "んさつ", "軒": "んけん", "台": "んだい", "十": "んじゅう", "百": "んひゃく",
}  # fmt: skip
_COUNTED = "人日年回度本匹枚個歳才週分秒杯冊軒台頭足着羽件箇ヶカか円通名歩発倍階キメセページ時割十百千万"


def _about(match: re.Match[str]) -> str | None:
    """2、3日 is a number not known exactly, spoken as one: にさんにち."""
    tens, first, second, counter = match.groups()
    low, high = (int(figure.translate(_SECOND)) for figure in (first, second))
    if high != low + 1 or (counter == "年" and match.string[match.end() :].startswith("生")):
        return None
    ten = (read(f"{tens}0") if tens.isdigit() else tens) if tens else ""
    kana = "" if ten else _KANA.get(f"{low}{counter}", "")
    if low == 3:  # さん四 would be taken for thirty-four, too
        return ten + f"さんよ{_AFTER_FOUR[counter]}" if counter in _AFTER_FOUR else None
    return ten + (kana or f"{_FIRST[first]}{read(str(high))}{counter}")


RULES = rules(
    "range",
    (
        rf"(?<![\d.,第])(?<![\d{_HAN}][、,・])(\d*|[十百]+)([1-8{_HAN[:-1]}])[、,・]([2-9{_HAN[1:]}])([{_COUNTED}])",
        _about,
    ),
    (rf"{ALONE}({NUMBER})\s?([一-鿿]{{1,2}}|ページ)?\s?[~～〜∼—–]\s?({NUMBER})", _between),
    (r"(?<![\w.-])\d{1,4}(?:-\d{1,4}){2,}(?![\d-])", _chain),
    (rf"(?<![\d.A-Za-z_-])({NUMBER})\s?-\s?({NUMBER})(?![\d.]*[-A-Za-z_])", _hyphen),
)
