"""Graph surgery on the Kokoro model: from the int8 file as published to fp32 graphs that run faster on plain CPUs.

The published file quantises activations at run time: each `ConvInteger` or `MatMulInteger` sits between a
`DynamicQuantizeLinear` and a cast, scale and bias tail. On CPUs without integer dot products that costs more than it
saves. `dequantise` turns every such group into one fp32 node with the same (quantised) weights.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import TypeAlias

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import helper, numpy_helper

from reciter.errors import EngineProblem

Node: TypeAlias = "onnx.NodeProto"
Model: TypeAlias = "onnx.ModelProto"
Array: TypeAlias = NDArray[np.generic]


class Wiring:
    """Who makes and who uses each value of a graph, and the constants it carries."""

    def __init__(self, model: Model) -> None:
        self.maker: dict[str, Node] = {out: node for node in model.graph.node for out in node.output}
        self.users: dict[str, list[Node]] = defaultdict(list)
        for node in model.graph.node:
            for name in node.input:
                self.users[name].append(node)
        self.constants = {item.name: item for item in model.graph.initializer}

    def constant(self, name: str) -> Array:
        """Value of a constant.

        Raises:
            EngineProblem: the value is computed, not constant.
        """
        if name not in self.constants:
            raise EngineProblem(
                f"{name} is not a constant of the graph", how="Is this the Kokoro v1.0 int8 file?"
            )
        value: Array = numpy_helper.to_array(self.constants[name])
        return value

    def only_user(self, name: str, *, kind: str) -> Node:
        """The single node that uses a value, which must be of a kind.

        Raises:
            EngineProblem: the graph is not shaped like the published one.
        """
        users = self.users[name]
        if len(users) != 1 or users[0].op_type != kind:
            found = ", ".join(user.op_type for user in users)
            raise EngineProblem(f"{name} feeds {found or 'nothing'} where one {kind} was expected")
        return users[0]


def dequantise(model: Model) -> Model:
    """The same network with fp32 nodes in place of all run-time quantisation.

    Args:
        model: the published int8 graph; it is not changed.

    Returns:
        A graph of standard ONNX operators only (opset 20), with the same inputs and outputs.

    Raises:
        EngineProblem: the graph holds a group this surgery does not know.
    """
    result = onnx.ModelProto()
    result.CopyFrom(model)
    wiring = Wiring(result)
    made = _FloatWeights(wiring)
    nodes = [new for node in result.graph.node for new in _replacement(node, wiring, made)]
    del result.graph.node[:]
    result.graph.node.extend(nodes)
    result.graph.initializer.extend(made.tensors.values())
    return prune(result)


def prune(model: Model) -> Model:
    """Drop, in place, the nodes and constants that no output depends on, and types declared for values that are gone.

    Returns:
        The same model.
    """
    maker = {out: node for node in model.graph.node for out in node.output}
    wanted, alive = [item.name for item in model.graph.output], set[str]()
    while wanted:
        name = wanted.pop()
        if name not in alive:
            alive.add(name)
            wanted.extend(maker[name].input if name in maker else ())
    _keep(model.graph.node, [node for node in model.graph.node if alive.intersection(node.output)])
    _keep(model.graph.initializer, [item for item in model.graph.initializer if item.name in alive])
    del model.graph.value_info[:]
    domains = {node.domain for node in model.graph.node} | {""}
    _keep(model.opset_import, [item for item in model.opset_import if item.domain in domains])
    return model


def _keep(field: object, items: list[object]) -> None:
    kept = [type(item)() for item in items]
    for copy, item in zip(kept, items, strict=True):
        copy.CopyFrom(item)  # type: ignore[attr-defined]
    del field[:]  # type: ignore[attr-defined]
    field.extend(kept)  # type: ignore[attr-defined]


class _FloatWeights:
    """fp32 copies of the quantised weights, each made once however many layers share it."""

    def __init__(self, wiring: Wiring) -> None:
        self.wiring = wiring
        self.tensors: dict[str, onnx.TensorProto] = {}

    def add(self, quantised: str, *, zero: str, scale: str) -> str:
        """Name of the fp32 copy of a constant whose scale is one number or one per output column."""
        name = f"{quantised}_fp32"
        if name not in self.tensors:
            value = self.wiring.constant(quantised).astype(np.float32)
            step = self.wiring.constant(scale).astype(np.float32)
            value = (value - self.wiring.constant(zero).astype(np.float32)) * step
            self.tensors[name] = numpy_helper.from_array(value.astype(np.float32), name)
        return name

    def add_recurrent(self, quantised: str, *, zero: str, scale: str) -> str:
        """Name of the fp32 copy of an LSTM's weight: (2, inputs, 4H) quantised per direction → (2, 4H, inputs)."""
        name = f"{quantised}_fp32"
        if name not in self.tensors:
            value = self.wiring.constant(quantised).astype(np.float32)
            step = self.wiring.constant(scale).astype(np.float32).reshape(2, 1, -1)
            offset = self.wiring.constant(zero).astype(np.float32).reshape(2, 1, -1)
            value = np.ascontiguousarray(((value - offset) * step).transpose(0, 2, 1))
            self.tensors[name] = numpy_helper.from_array(value, name)
        return name


def _replacement(node: Node, wiring: Wiring, made: _FloatWeights) -> Iterable[Node]:
    """What stands in the new graph where a node stood. Tails of integer nodes fall away when the graph is pruned."""
    makers = {
        "Mul": _scaled_integer,
        "DynamicQuantizeLSTM": _lstm,
        "FusedMatMul": _transposed_matmul,
        "SkipLayerNormalization": _skip_norm,
        "FastGelu": _gelu,
    }
    make = makers.get(node.op_type)
    return [node] if make is None else make(node, wiring, made)


def _scaled_integer(node: Node, wiring: Wiring, made: _FloatWeights) -> list[Node]:
    """The closing Mul of an integer group becomes the fp32 node; any other Mul stays."""
    cast = wiring.maker.get(node.input[0])
    if cast is None or cast.op_type != "Cast":
        return [node]
    core = wiring.maker.get(cast.input[0])
    bias = ""
    if core is not None and core.op_type == "Add":
        bias = _bias_before_quantising(core.input[1], wiring)
        core = wiring.maker.get(core.input[0])
    if core is None or core.op_type not in ("ConvInteger", "MatMulInteger"):
        return [node]
    return [_float_node(core, node, bias, wiring, made)]


def _bias_before_quantising(name: str, wiring: Wiring) -> str:
    """The fp32 bias behind Reshape ← Cast ← Floor ← Div(bias, scale)."""
    if name not in wiring.maker or wiring.maker[name].op_type != "Reshape":
        return ""
    for kind in ("Reshape", "Cast", "Floor", "Div"):
        node = wiring.maker.get(name)
        if node is None or node.op_type != kind:
            raise EngineProblem(f"{name}: a quantised bias of an unknown form")
        name = node.input[0]
    return name


def _float_node(core: Node, tail: Node, bias: str, wiring: Wiring, made: _FloatWeights) -> Node:
    quantise = wiring.maker[core.input[0]]
    scale = next(name for name in wiring.maker[tail.input[1]].input if name in wiring.constants)
    weight = made.add(core.input[1], zero=core.input[3], scale=scale)
    inputs = [quantise.input[0], weight, *([bias] if bias else [])]
    kind = core.op_type.removesuffix("Integer")
    node = helper.make_node(kind, inputs, [tail.output[0]], name=f"{core.name}_fp32")
    node.attribute.extend(core.attribute)
    return node


def _lstm(node: Node, wiring: Wiring, made: _FloatWeights) -> list[Node]:
    """DynamicQuantizeLSTM(X, W, R, B, lens, h0, c0, P, Wscale, Wzero, Rscale, Rzero) → LSTM."""
    x, w, r, b, lengths, h0, c0 = node.input[:7]
    w_scale, w_zero, r_scale, r_zero = node.input[8:12]
    inputs = [
        x,
        made.add_recurrent(w, zero=w_zero, scale=w_scale),
        made.add_recurrent(r, zero=r_zero, scale=r_scale),
        *(b, lengths, h0, c0),
    ]
    new = helper.make_node("LSTM", inputs, list(node.output), name=f"{node.name}_fp32")
    new.attribute.extend(item for item in node.attribute if item.name in ("direction", "hidden_size"))
    return [new]


def _transposed_matmul(node: Node, wiring: Wiring, made: _FloatWeights) -> list[Node]:
    """FusedMatMul with A transposed → Transpose, MatMul."""
    flags = {item.name: helper.get_attribute_value(item) for item in node.attribute}
    if flags != {"transBatchB": 0, "transBatchA": 0, "transB": 0, "alpha": 1.0, "transA": 1}:
        raise EngineProblem(f"{node.name}: a fused product of an unknown form, {flags}")
    turned = f"{node.input[0]}_turned"
    return [
        helper.make_node("Transpose", [node.input[0]], [turned], name=f"{node.name}_turn", perm=[0, 2, 1]),
        helper.make_node("MatMul", [turned, node.input[1]], list(node.output), name=f"{node.name}_product"),
    ]


def _skip_norm(node: Node, wiring: Wiring, made: _FloatWeights) -> list[Node]:
    """SkipLayerNormalization(x, skip, weight, bias) → Add, LayerNormalization."""
    x, skip, weight, bias = node.input
    (epsilon,) = (helper.get_attribute_value(item) for item in node.attribute if item.name == "epsilon")
    total = f"{node.output[0]}_sum"
    return [
        helper.make_node("Add", [x, skip], [total], name=f"{node.name}_add"),
        helper.make_node(
            "LayerNormalization",
            [total, weight, bias],
            [node.output[0]],
            name=f"{node.name}_norm",
            axis=-1,
            epsilon=epsilon,
        ),
    ]


def _gelu(node: Node, wiring: Wiring, made: _FloatWeights) -> list[Node]:
    """FastGelu(x[, bias]) → [Add,] Gelu with the tanh approximation."""
    x, nodes = node.input[0], []
    if len(node.input) == 2:
        x = f"{node.output[0]}_biased"
        nodes.append(helper.make_node("Add", list(node.input), [x], name=f"{node.name}_add"))
    gelu = helper.make_node("Gelu", [x], list(node.output), name=f"{node.name}_gelu", approximate="tanh")
    return [*nodes, gelu]
