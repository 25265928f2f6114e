"""The fp32 graph cut in three, so that the heavy middle alone may run in bf16.

The front (text encoder, predictor, harmonic source) holds a cumulative sum whose phase does not survive bf16, the back
(magnitude, phase, inverse Fourier transform) an exponential; both stay in fp32. The middle (decoder and generator up to
the last convolution) does nearly all of the work.
"""

from __future__ import annotations

from dataclasses import dataclass

import onnx
from onnx import TensorProto, helper

from reciter.engines.kokoro.graph import Model, prune
from reciter.errors import EngineProblem

_DECODER = "/decoder/decoder"

MIDDLE_INPUTS: dict[str, tuple[int | str, ...]] = {
    "/decoder/Slice_output_0": (1, 128),  # style
    "/encoder/MatMul_1_output_0": (1, 512, "frames"),  # text, stretched to frames
    f"{_DECODER}/Unsqueeze_output_0": (1, 1, "half_frames"),  # F0
    f"{_DECODER}/Unsqueeze_1_output_0": (1, 1, "half_frames"),  # noise
    f"{_DECODER}/generator/Concat_3_output_0": (1, 22, "hops"),  # spectrum of the harmonic source
}
MIDDLE_OUTPUT = f"{_DECODER}/generator/conv_post/Conv_output_0"


@dataclass(frozen=True)
class CutModel:
    """Three graphs; each takes what the one before it gives."""

    front: Model
    middle: Model
    back: Model


def cut(model: Model) -> CutModel:
    """Cut the dequantised graph, streamlined or not.

    Raises:
        EngineProblem: the graph lacks a value to cut at.
    """
    made = {name for node in model.graph.node for name in node.output}
    missing = ({*MIDDLE_INPUTS, MIDDLE_OUTPUT} - made) | (
        {"audio"} - {item.name for item in model.graph.output}
    )
    if missing:
        raise EngineProblem(f"the Kokoro graph cannot be cut: it lacks {', '.join(sorted(missing))}")
    return CutModel(
        front=_part(model, given=None, wanted=MIDDLE_INPUTS),
        middle=_part(model, given=MIDDLE_INPUTS, wanted={MIDDLE_OUTPUT: (1, 22, "hops")}),
        back=_part(model, given={MIDDLE_OUTPUT: (1, 22, "hops")}, wanted={"audio": ("samples",)}),
    )


def _part(
    model: Model, *, given: dict[str, tuple[int | str, ...]] | None, wanted: dict[str, tuple[int | str, ...]]
) -> Model:
    """What leads from given values (None: the model's own inputs) to wanted ones."""
    part = onnx.ModelProto()
    part.CopyFrom(model)
    graph = part.graph
    if given is not None:
        del graph.input[:]
        graph.input.extend(_declared(given))
        kept = [node for node in graph.node if not set(node.output) & set(given)]
        copies = [onnx.NodeProto.FromString(node.SerializeToString()) for node in kept]
        del graph.node[:]
        graph.node.extend(copies)
    del graph.output[:]
    graph.output.extend(_declared(wanted))
    return prune(part)


def _declared(values: dict[str, tuple[int | str, ...]]) -> list[onnx.ValueInfoProto]:
    return [helper.make_tensor_value_info(name, TensorProto.FLOAT, shape) for name, shape in values.items()]
