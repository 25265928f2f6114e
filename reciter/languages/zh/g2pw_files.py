"""The folder of a published g2pW model: what its network expects, read without running anything that lies in it.

Facts of the format: GitYCC/g2pW (Apache-2.0), `g2pw/api.py` and `g2pw/dataset.py`; Chen et al., g2pW, INTERSPEECH 2022.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from reciter.errors import InputProblem
from reciter.text.ruby import reading_of_ruby

NETWORKS = ("g2pW.onnx", "g2pw.onnx")
"""Names of the network in the folders that are published."""
LONGEST_WINDOW = 510
"""Characters: BERT takes 512 tokens, two of them its own, and no token stands for less than a character."""
_TONES = {"1": "", "2": "ˊ", "3": "ˇ", "4": "ˋ", "5": "˙"}
_SPECIAL = ("[PAD]", "[UNK]", "[CLS]", "[SEP]")


@dataclass(frozen=True)
class G2pwFolder:
    """What a g2pW network expects and answers.

    Attributes:
        network: its ONNX file.
        window: characters of text around a polyphone that it looks at.
        uses_mask: whether it is told which readings a character may have.
        syllables: what each of its answers stands for, such as `xing2`, in the order of its output; empty for sounds
            without a spelling in pinyin.
        answers: character → places in `syllables` of the readings that it may have.
        characters: all that it can be asked about, in the order of its numbers for them.
        vocabulary: token → number.
    """

    network: Path
    window: int
    uses_mask: bool
    syllables: tuple[str, ...]
    answers: Mapping[str, tuple[int, ...]]
    characters: tuple[str, ...]
    vocabulary: Mapping[str, int]


def read_folder(folder: Path) -> G2pwFolder:
    """Read the tables beside a g2pW network.

    Raises:
        InputProblem: a file is missing, or is not what its name promises.
    """
    network = find_network(folder)
    config = _config(folder / "config.py")
    pairs = list(_polyphones(folder / "POLYPHONIC_CHARS.txt"))
    by_character = bool(config["use_char_phoneme"])
    labels = sorted({_label(pair, by_character) for pair in pairs})
    number = {label: at for at, label in enumerate(labels)}
    answers: dict[str, tuple[int, ...]] = {}
    for pair in pairs:
        answers[pair[0]] = (*answers.get(pair[0], ()), number[_label(pair, by_character)])
    syllable_of = {_label(pair, by_character): _syllable(pair[1]) for pair in pairs}
    if not any(syllable_of.values()):
        raise _broken(
            folder / "POLYPHONIC_CHARS.txt", "no reading in it is bopomofo or pinyin with a tone figure"
        )
    return G2pwFolder(
        network,
        min(int(config["window_size"] or LONGEST_WINDOW), LONGEST_WINDOW),
        bool(config["use_mask"]),
        tuple(syllable_of[label] for label in labels),
        answers,
        tuple(sorted(answers)),
        _vocabulary(folder / "vocab.txt"),
    )


def find_network(folder: Path) -> Path:
    """The ONNX file in a folder of g2pW.

    Raises:
        InputProblem: there is none.
    """
    for path in (folder / name for name in NETWORKS):
        if path.is_file():
            return path
    how = "Unpack a published g2pW model for ONNX there: g2pW.onnx, POLYPHONIC_CHARS.txt, config.py; and vocab.txt."
    raise InputProblem("there is no g2pW.onnx in this folder.", where=str(folder), how=how)


def _label(pair: tuple[str, str], by_character: bool) -> str:
    return " ".join(pair) if by_character else pair[1]


def _config(path: Path) -> dict[str, int | bool | None]:
    """The settings that reading needs, from literal assignments; the file is a program and is not run."""
    known: dict[str, int | bool | None] = {"window_size": 32, "use_mask": True, "use_char_phoneme": False}
    if not path.exists():
        return known
    try:
        tree = ast.parse(_text(path))
    except (SyntaxError, ValueError) as problem:
        raise _broken(path, f"it is no Python ({problem})") from problem
    for statement in tree.body:
        if not isinstance(statement, ast.Assign) or not isinstance(statement.targets[0], ast.Name):
            continue
        name = statement.targets[0].id
        if name in known:
            known[name] = _setting(path, name, statement.value)
    return known


def _setting(path: Path, name: str, node: ast.expr) -> int | bool | None:
    value = node.value if isinstance(node, ast.Constant) else ...
    if name == "window_size" and (value is None or (type(value) is int and value > 1)):
        return value
    if name != "window_size" and isinstance(value, bool):
        return value
    raise _broken(path, f"{name} = {ast.unparse(node)} cannot be used")


def _polyphones(path: Path) -> Iterator[tuple[str, str]]:
    """Characters and readings as they stand there: `行⇥ㄏㄤ2`, or in pinyin `行⇥hang2`.

    A byte order mark stays with the first character: training numbered the characters so.
    """
    for number, line in enumerate(_text(path).strip().split("\n"), start=1):
        character, _, reading = line.partition("\t")
        if len(character.lstrip("\ufeff")) != 1 or not reading.strip():
            raise _broken(path, f"line {number}, {line!r}, is no character with its reading")
        yield character, reading


def _syllable(reading: str) -> str:
    """Pinyin with a tone figure of bopomofo or pinyin with one; empty if it is neither, as ㄏㄇ5 and ê4 are."""
    plain, tone = reading[:-1], reading[-1:]
    if not plain or tone not in _TONES:
        return ""
    if plain.isascii() or "ü" in plain:
        return reading.lower().replace("u:", "v").replace("ü", "v")
    found = reading_of_ruby(plain + _TONES[tone])
    return found[1] if found and found[0] == "pinyin" and " " not in found[1] else ""


def _vocabulary(path: Path) -> dict[str, int]:
    vocabulary = {token: at for at, token in enumerate(_text(path).split("\n")) if token}
    if missing := [token for token in _SPECIAL if token not in vocabulary]:
        raise _broken(path, f"the token {missing[0]} is not in it")
    return vocabulary


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError as problem:
        how = f"It belongs beside the network. {_WHENCE.get(path.name, 'The published folder has it.')}"
        raise InputProblem("this file is missing.", where=str(path), how=how) from problem
    except (OSError, UnicodeDecodeError) as problem:
        raise _broken(path, str(problem)) from problem


_WHENCE = {
    "vocab.txt": "The published folder lacks it: take vocab.txt of bert-base-chinese (21,128 tokens, one a line).",
}


def _broken(path: Path, why: str) -> InputProblem:
    return InputProblem(f"{why}.", where=str(path), how="Unpack the published g2pW model again.")
