"""Accents that Open JTalk and pyopenjtalk-plus get wrong (NHK accent dictionary, appendix on verbs and auxiliaries)."""

from __future__ import annotations

from collections.abc import Iterator

from reciter.languages.ja.open_jtalk import Feature


def amended(features: list[Feature]) -> list[Feature]:
    """The same words; ましょう falls on its ょ: アイマショ＼ー, as after every verb.

    pyopenjtalk-plus moves the fall to ま, which is right of ます and ました only.
    """
    for phrase in _phrases(features):
        at = 0
        for word in phrase:
            if (
                word["ctype"] == "特殊・マス"
                and str(word["cform"]).startswith("未然ウ")
                and phrase[0]["acc"] == at + 1
            ):
                phrase[0]["acc"] = at + 2
            at += word["mora_size"]
    return features


def _phrases(features: list[Feature]) -> Iterator[list[Feature]]:
    """Words by accent phrase; its first word carries the phrase's accent."""
    phrase: list[Feature] = []
    for feature in features:
        if phrase and feature["chain_flag"] != 1:
            yield phrase
            phrase = []
        phrase.append(feature)
    if phrase:
        yield phrase
