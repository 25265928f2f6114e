"""A g2pW model of the published interface whose answers are planted: by the token at and after the polyphone."""

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

_TOKENS = """
[PAD] [UNK] [CLS] [SEP] [MASK] 他 了 走 頭 髮 現 大 長 行 得 看 見 銀 好 很 。 ， 樂 音 app ##le 2 ##6 都 重
発 們 江 樹 在 成 a
"""
VOCABULARY = tuple(_TOKENS.split())
"""Tokens; those of the published vocabulary that the tests need."""
_LINES = """
長 ㄔㄤ2, 長 ㄓㄤ3, 行 ㄏㄤ2, 行 ㄒㄧㄥ2, 得 ㄉㄜ2, 得 ㄉㄜ5, 得 ㄉㄟ3, 重 ㄔㄨㄥ2, 重 ㄓㄨㄥ4, 樂 ㄌㄜ4, 樂 ㄩㄝ4,
了 ㄌㄜ5, 了 ㄌㄧㄠ3, 都 ㄉㄡ1, 都 ㄉㄨ1, 好 ㄏㄠ3, 好 ㄏㄠ4, 銀 ê4
"""
READINGS = tuple(line.strip().replace(" ", "\t") for line in _LINES.split(","))
"""Lines of POLYPHONIC_CHARS.txt."""
Plan = Mapping[tuple[str, str], str]
"""(Token of the polyphone, token after it) → what the network finds most likely, as POLYPHONIC_CHARS.txt writes it."""


def save_g2pw(
    folder: Path,
    plan: Plan,
    *,
    config: str = "window_size = 32\nuse_mask = True\n",
    by_character: bool = False,
) -> Path:
    """Write a folder as it is published, with a network that answers as planned.

    The network adds up what stands for the character's number, for its token and for the token after it, and multiplies
    with the mask; a reading that no character may have, were there no mask, has the most. Padding counts as no token.
    """
    folder.mkdir(parents=True, exist_ok=True)
    pairs = [tuple(line.split("\t")) for line in READINGS]
    labels = sorted({" ".join(pair) if by_character else pair[1] for pair in pairs})
    characters = sorted({pair[0] for pair in pairs})
    (folder / "POLYPHONIC_CHARS.txt").write_text("\n".join(READINGS) + "\n", "utf-8")
    (folder / "vocab.txt").write_text("\n".join(VOCABULARY) + "\n", "utf-8")
    (folder / "config.py").write_text(config, "utf-8")
    onnx.save(_network(plan, labels, characters), folder / "g2pW.onnx")
    return folder


def _network(plan: Plan, labels: list[str], characters: list[str]) -> onnx.ModelProto:
    size = len(VOCABULARY)
    pair_table = np.zeros((size * size, len(labels)), dtype=np.float32)
    for (token, following), reading in plan.items():
        pair_table[VOCABULARY.index(token) * size + VOCABULARY.index(following), labels.index(reading)] = 4
    by_number = np.zeros((len(characters), len(labels)), dtype=np.float32)
    for number, character in enumerate(characters):
        readings = {line.split("\t")[1] for line in READINGS if line[0] == character}
        by_number[number, [at for at, label in enumerate(labels) if label.split(" ")[-1] in readings]] = 1
    forbidden = np.zeros(len(labels), dtype=np.float32)
    forbidden[labels.index(next(label for label in labels if label.endswith("ê4")))] = 100
    constants = {
        "pairs": pair_table, "numbers": by_number, "forbidden": forbidden, "size": np.array(size, dtype=np.int64),
        "one": np.array(1, dtype=np.int64), "last": np.array([1], dtype=np.int64),
    }  # fmt: skip
    nodes = [
        helper.make_node("Mul", ["input_ids", "attention_mask"], ["masked"]),
        helper.make_node("Add", ["masked", "token_type_ids"], ["tokens"]),
        helper.make_node("Unsqueeze", ["position_ids", "last"], ["here"]),
        helper.make_node("Add", ["here", "one"], ["next"]),
        helper.make_node("GatherElements", ["tokens", "here"], ["token"], axis=1),
        helper.make_node("GatherElements", ["tokens", "next"], ["following"], axis=1),
        helper.make_node("Mul", ["token", "size"], ["row_start"]),
        helper.make_node("Add", ["row_start", "following"], ["pair"]),
        helper.make_node("Squeeze", ["pair", "last"], ["pair_row"]),
        helper.make_node("Gather", ["pairs", "pair_row"], ["by_pair"]),
        helper.make_node("Gather", ["numbers", "char_ids"], ["by_number"]),
        helper.make_node("Add", ["by_pair", "by_number"], ["known"]),
        helper.make_node("Add", ["known", "forbidden"], ["all"]),
        helper.make_node("Mul", ["all", "phoneme_mask"], ["probs"]),
    ]
    names = ("input_ids", "token_type_ids", "attention_mask")
    whole = [(name, TensorProto.INT64, ["rows", "length"]) for name in names]
    rest = [("char_ids", TensorProto.INT64, ["rows"]), ("position_ids", TensorProto.INT64, ["rows"])]
    mask = ("phoneme_mask", TensorProto.FLOAT, ["rows", len(labels)])
    graph = helper.make_graph(
        nodes, "planted", [helper.make_tensor_value_info(*each) for each in (*whole, mask, *rest)],
        [helper.make_tensor_value_info("probs", TensorProto.FLOAT, ["rows", len(labels)])],
        [numpy_helper.from_array(array, name) for name, array in constants.items()],
    )  # fmt: skip
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=9)
