"""Which encoding a text file is in: byte order mark, declaration, UTF-8, else what reads most like a language."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, replace

from charset_normalizer import from_bytes

from reciter.errors import InputProblem
from reciter.finding import Finding

_SAMPLE_CHARACTERS = 100_000
_GOOD_SCORE = 0.12
_TOLERATED_DAMAGE = 0.01
_DECLARED = re.compile(
    rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._:-]+)|<meta[^>]{0,200}?charset\s*=\s*["']?([A-Za-z0-9._:-]+)""",
    re.IGNORECASE,
)
_ISOLATED = re.compile(r"(?<![\x80-\U0010ffff])[\x80-\U0010ffff](?![\x80-\U0010ffff])")

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

# The most frequent characters make up some 40 % of running text in the right encoding and few percent in a wrong one.
_SIMPLIFIED = frozenset(
    "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实，。、“”：；？！"
)
_TRADITIONAL = frozenset(
    "的一是不了在人有我他這個們中來上大為和國地到以說時要就出會可也你對生能而子那得於著下自之年過發後作裡用道行所然家種事成方多經麼去法學如都同現當沒動面起看定天分還進好小部其些主樣理心她本前開但因只從想實，。、「」：；？！"
)
_JAPANESE = frozenset(
    "あいうえおかがきぎくぐけげこごさざしじすずせぜそぞただちっつてでとどなにぬねのはばひびふぶへべほぼまみむめもやゆよらりるれろわをんアイウエオカクコシスタットドニハフマメラリルレロンー、。「」"
)
_KOREAN = frozenset(
    "이다는을에의가고하지은를로도기한자나사어리서아그있들시만인대것해정으라수었니일안부여게과스주전보상면던거장내구조무었습까와했오원우성동경문요생말"
)
_LATIN = frozenset("àáâãäåæçèéêëìíîïñòóôõöøùúûüýÿßœšžÀÁÂÄÅÆÇÈÉÊËÍÎÑÓÔÖØÚÜŒŠŽ‘’“”–—…«»¡¿£€§°·©®™ªº½¼¾×\xa0")

_CANDIDATES = (
    ("gb18030", _SIMPLIFIED),
    ("big5hkscs", _TRADITIONAL),
    ("cp932", _JAPANESE),
    ("euc_jp", _JAPANESE),
    ("cp949", _KOREAN),
    ("cp1252", _LATIN),
)


@dataclass(frozen=True)
class Decision:
    """How bytes were read.

    Attributes:
        encoding: Python's name of it.
        certain: a byte order mark, a fitting declaration or valid UTF-8, not a judgement.
        replaced: characters that could not be read and became U+FFFD.
        belied: the encoding that the file says it is in, when it is not.
    """

    encoding: str
    certain: bool
    replaced: int = 0
    belied: str = ""


def decode(data: bytes, *, where: str = "") -> tuple[str, Decision]:
    """Turn the bytes of a text file into text.

    Args:
        data: the whole file.
        where: its name, for messages.

    Returns:
        The text without its byte order mark, and how it was decided.

    Raises:
        InputProblem: it is no text in any known encoding.
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _read(data[len(bom) :], encoding, certain=True)
    declared = _declared(data)
    text = _strictly(data, "utf-8") if declared not in _SEVEN_BIT else None
    if text is not None and text.count("\0") < _FEW_ZEROS * len(text) + 1:
        belied = declared if declared not in ("", "utf-8") and not text.isascii() else ""
        return text, Decision("utf-8", certain=True, belied=belied)
    text = _strictly(data, declared) if declared else None
    if text is not None and "\0" not in text and _is_likely(data, declared):
        return text, Decision(declared, certain=True)
    read, decision = _with_surrogates(data) or _wide(data) or _judge(data, where)
    return read, replace(decision, belied=declared if declared != decision.encoding else "")


_SEVEN_BIT = frozenset({"iso2022_jp", "iso2022_jp_1", "iso2022_jp_2", "iso2022_kr", "hz", "utf-7"})
"""Encodings whose files look like ASCII."""

_FEW = 40
_FEW_ZEROS = 0.02
"""More zeros than that are half of UTF-16, not control characters of UTF-8."""


def _with_surrogates(data: bytes) -> tuple[str, Decision] | None:
    """UTF-8 but for halves of characters, as careless programs write them."""
    try:
        text = data.decode("utf-8", "surrogatepass")
    except UnicodeError:
        return None
    whole = _SURROGATE.sub("\ufffd", text)
    return None if "\0" in text else (whole, Decision("utf-8", certain=True, replaced=whole.count("\ufffd")))


_SURROGATE = re.compile("[\ud800-\udfff]")


def _is_likely(data: bytes, encoding: str) -> bool:
    """Whether bytes that can be read in a declared encoding also read like a language in it; few foreign ones may."""
    usual = dict(_CANDIDATES).get(encoding)
    if usual is None or sum(byte > 0x7F for byte in data[:_SAMPLE_CHARACTERS]) < _FEW:
        return True
    own = _score(data, encoding, usual)
    return own >= _GOOD_SCORE or own >= max(_score(data, *candidate) for candidate in _CANDIDATES)


def _declared(data: bytes) -> str:
    found = _DECLARED.search(data[:1024])
    if found is None:
        return ""
    name = (found[1] or found[2]).decode("ascii")
    try:
        known = codecs.lookup(name).name
    except LookupError:
        return ""
    return {
        "gb2312": "gb18030",
        "gbk": "gb18030",
        "shift_jis": "cp932",
        "iso8859-1": "cp1252",
        "euc_kr": "cp949",
    }.get(known, known)


def _strictly(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeError:
        return None


def _read(data: bytes, encoding: str, *, certain: bool) -> tuple[str, Decision]:
    text = data.decode(encoding, "replace")
    return text, Decision(encoding, certain, text.count("\ufffd"))


def _wide(data: bytes) -> tuple[str, Decision] | None:
    """UTF-16 without a byte order mark: its ASCII characters, line ends at least, show as zeros on one side."""
    zeros = (data[0::2].count(0), data[1::2].count(0))
    if max(zeros) * 200 < len(data) or min(zeros) * 20 > max(zeros):
        return None
    encoding = "utf-16-le" if zeros[1] > zeros[0] else "utf-16-be"
    return _read(data, encoding, certain=False)


def _judge(data: bytes, where: str) -> tuple[str, Decision]:
    damaged_utf8 = data.decode("utf-8", "replace")
    if _damage(damaged_utf8) < _TOLERATED_DAMAGE:
        return _read(data, "utf-8", certain=False)
    best = max((_score(data, encoding, usual), encoding) for encoding, usual in _CANDIDATES)
    if best[0] >= _GOOD_SCORE:
        return _read(data, best[1], certain=False)
    guess = from_bytes(data).best()
    if guess is None or "\0" in str(guess):
        how = "Save it as UTF-8 text."
        raise InputProblem("this is not text in any encoding that is known here.", where=where, how=how)
    return str(guess), Decision(codecs.lookup(guess.encoding).name, certain=False)


def _damage(text: str) -> float:
    """Share of unreadable characters among those beyond ASCII."""
    foreign = sum(character > "\x7f" for character in text)
    return text.count("\ufffd") / max(1, foreign)


def _score(data: bytes, encoding: str, usual: frozenset[str]) -> float:
    """How much a reading looks like its language: 0 to 1."""
    text = data.decode(encoding, "replace")
    if _damage(text) > _TOLERATED_DAMAGE or "\0" in text:
        return 0.0
    foreign = [character for character in text[:_SAMPLE_CHARACTERS] if character > "\x7f"]
    if encoding == "cp1252":
        # Western letters beyond ASCII stand alone; bytes of other writing come in rows.
        foreign_alone = _ISOLATED.findall(text[:_SAMPLE_CHARACTERS])
        return 0.8 * sum(character in usual for character in foreign_alone) / max(1, len(foreign))
    return sum(character in usual for character in foreign) / max(1, len(foreign))


def encoding_findings(decision: Decision, name: str) -> list[Finding]:
    """What the reader of a report should know about how a file's encoding was decided."""
    findings = []
    if decision.belied:
        message = (
            f"{name} says that it is in {decision.belied}; it was read as {decision.encoding}, which it is."
        )
        said: dict[str, str | int | float | bool | None] = {
            "said": decision.belied,
            "encoding": decision.encoding,
        }
        findings.append(Finding("manuscript-encoding-wrong", "warning", message, name, said))
    elif not decision.certain:
        message = f"{name} is not marked UTF-8; it was read as {decision.encoding}, which fits its text best."
        findings.append(
            Finding("manuscript-encoding", "info", message, name, {"encoding": decision.encoding})
        )
    if decision.replaced:
        message = f"{decision.replaced} characters of {name} could not be read."
        evidence: dict[str, str | int | float | bool | None] = {"replaced": decision.replaced}
        findings.append(Finding("manuscript-encoding-damage", "warning", message, name, evidence))
    return findings
