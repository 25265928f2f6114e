"""Rewritings that spare the Kokoro graph passes over its large activations.

The exporter spelled norms, activations and the Fourier transform out in small operators, each of which reads and
writes megabytes. The same mathematics in fewer operators:

- a spelled-out instance norm with its affine part → `InstanceNormalization`;
- Snake, x + sin²(αx)/α, after such a norm → w = αx comes out of the norm, then (w + sin²(w))/α;
- a convolution's bias before an instance norm → nothing: the norm takes the mean away;
- `STFT` → a `Conv` with the windowed Fourier basis, which also settles a phase that was left to rounding;
- `Pow` 2 → `Mul`.
"""

from __future__ import annotations

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import helper, numpy_helper

from reciter.engines.kokoro.graph import Array, Model, Node, Wiring, prune
from reciter.errors import EngineProblem


def streamline(model: Model) -> Model:
    """The same network with fewer passes; works on the published graph and on the dequantised one.

    Args:
        model: is not changed.

    Raises:
        EngineProblem: the graph is not shaped like the published one.
    """
    result = onnx.ModelProto()
    result.CopyFrom(model)
    for rewrite in (_square_by_product, _join_norms, _fold_snakes, _drop_dead_biases, _stft_by_convolution):
        rewrite(result)
        prune(result)
    return result


def _square_by_product(model: Model) -> None:
    wiring = Wiring(model)
    for node in model.graph.node:
        if node.op_type == "Pow" and _is_number(node.input[1], 2.0, wiring):
            node.op_type = "Mul"
            node.input[1] = node.input[0]


def _join_norms(model: Model) -> None:
    """(x - mean) / sqrt(var + eps) * scale + shift, over time → InstanceNormalization with scale and shift (C,)."""
    wiring = Wiring(model)
    flat = _add_constant(model, "streamline_flat", np.array([-1], np.int64))
    new: dict[str, list[Node]] = {}
    for node in model.graph.node:
        found = _norm_input(node, wiring)
        if found is None:
            continue
        source, epsilon = found
        for product in wiring.users[node.output[0]]:
            shifted = wiring.only_user(product.output[0], kind="Add")
            scale, shift = _other(product, node.output[0]), _other(shifted, product.output[0])
            name = shifted.output[0]
            new[name] = [
                helper.make_node("Reshape", [scale, flat], [f"{name}_scale"]),
                helper.make_node("Reshape", [shift, flat], [f"{name}_shift"]),
                helper.make_node(
                    "InstanceNormalization",
                    [source, f"{name}_scale", f"{name}_shift"],
                    [name],
                    epsilon=epsilon,
                ),
            ]
    _replace(model, new)


def _norm_input(node: Node, wiring: Wiring) -> tuple[str, float] | None:
    """What a division normalises, and its epsilon, if it is the end of a spelled-out instance norm."""
    if node.op_type != "Div":
        return None
    centred, root = wiring.maker.get(node.input[0]), wiring.maker.get(node.input[1])
    if centred is None or root is None or (centred.op_type, root.op_type) != ("Sub", "Sqrt"):
        return None
    mean, biased = wiring.maker[centred.input[1]], wiring.maker[root.input[0]]
    if (mean.op_type, biased.op_type) != ("ReduceMean", "Add"):
        return None
    if not _is_number(mean.input[1], 2.0, wiring):
        return None
    epsilon = next(wiring.constant(name) for name in biased.input if name in wiring.constants)
    return centred.input[0], float(epsilon.reshape(()))


def _fold_snakes(model: Model) -> None:
    """x, αx, sin, square, /α, + x  →  w = αx straight from the norm, sin, square, + w, /α."""
    wiring = Wiring(model)
    new: dict[str, list[Node]] = {}
    for node in model.graph.node:
        scaled = wiring.maker.get(node.input[0]) if node.op_type == "Sin" else None
        if scaled is None or scaled.op_type != "Mul" or scaled.input[0] not in wiring.constants:
            continue
        norm = wiring.maker.get(scaled.input[1])
        if norm is None or norm.op_type != "InstanceNormalization":
            continue
        squared = wiring.users[node.output[0]][0]
        divided = wiring.only_user(squared.output[0], kind="Mul")
        total = wiring.only_user(divided.output[0], kind="Add")
        if {user.name for user in wiring.users[norm.output[0]]} != {scaled.name, total.name}:
            raise EngineProblem(f"{norm.output[0]}: a Snake activation of an unknown form")
        new |= _folded_snake(model, wiring, norm, node, total, _other(divided, squared.output[0]))
    _replace(model, new)


def _folded_snake(
    model: Model, wiring: Wiring, norm: Node, sine: Node, total: Node, inverse: str
) -> dict[str, list[Node]]:
    source, scale, shift = norm.input
    alpha_name = wiring.maker[sine.input[0]].input[0]
    alpha = _add_constant(model, f"{alpha_name}_flat", wiring.constant(alpha_name).reshape(-1))
    out, whole = sine.output[0], total.output[0]
    epsilon = next(helper.get_attribute_value(item) for item in norm.attribute if item.name == "epsilon")
    inputs = [source, f"{out}_scale", f"{out}_shift"]
    return {
        norm.output[0]: [
            helper.make_node("Mul", [scale, alpha], [f"{out}_scale"]),
            helper.make_node("Mul", [shift, alpha], [f"{out}_shift"]),
            helper.make_node("InstanceNormalization", inputs, [f"{out}_phase"], epsilon=epsilon),
        ],
        out: [helper.make_node("Sin", [f"{out}_phase"], [out])],
        whole: [
            helper.make_node("Mul", [out, out], [f"{out}_squared"]),
            helper.make_node("Add", [f"{out}_phase", f"{out}_squared"], [f"{out}_sum"]),
            helper.make_node("Mul", [f"{out}_sum", inverse], [whole]),
        ],
    }


def _drop_dead_biases(model: Model) -> None:
    wiring = Wiring(model)
    for node in model.graph.node:
        if node.op_type not in ("Conv", "Mul") or not _only_normed(node.output[0], wiring):
            continue
        if node.op_type == "Conv":
            del node.input[2:]
            continue
        cast = wiring.maker.get(node.input[0])
        biased = wiring.maker.get(cast.input[0]) if cast is not None and cast.op_type == "Cast" else None
        if cast is not None and biased is not None and biased.op_type == "Add":
            cast.input[0] = biased.input[0]


def _only_normed(name: str, wiring: Wiring) -> bool:
    users = wiring.users[name]
    return bool(users) and all(
        user.op_type == "InstanceNormalization" and user.input[0] == name for user in users
    )


def _stft_by_convolution(model: Model) -> None:
    """STFT (1, T, bins, 2), transposed, its parts gathered → Conv to (1, 2·bins, T), split. Onesided, real input.

    The imaginary parts of the lowest and the highest bin are zero, and where the real part is negative, whether the
    phase is π or -π hangs on the sign of that zero. `STFT` leaves it to rounding, which differs from library to library
    and can be heard. Here it is a hair above zero, hence π, as `torch.angle` had it when the model was trained.
    """
    wiring = Wiring(model)
    found = [node for node in model.graph.node if node.op_type == "STFT"]
    if len(found) != 1:
        raise EngineProblem(f"the graph has {len(found)} Fourier transforms where one was expected.")
    (node,) = found
    signal, step, window, _ = node.input
    basis = _fourier_basis(wiring.constant(window).astype(np.float64))
    bins = len(basis) // 2
    weight = _add_constant(model, "stft_basis", basis[:, None, :].astype(np.float32))
    bias = np.zeros(2 * bins, np.float32)
    bias[[bins, -1]] = np.finfo(np.float32).tiny
    above_zero = _add_constant(model, "stft_above_zero", bias)
    axis = _add_constant(model, "stft_axis", np.array([1], np.int64))
    sizes = _add_constant(model, "stft_sizes", np.array([bins, bins], np.int64))
    turned = wiring.only_user(node.output[0], kind="Transpose")
    real, imaginary = _gathered_parts(turned.output[0], wiring)
    width, hop = basis.shape[1], int(wiring.constant(step))
    nodes = [
        helper.make_node("Unsqueeze", [signal, axis], ["stft_signal"]),
        helper.make_node(
            "Conv", ["stft_signal", weight, above_zero], ["stft_both"], kernel_shape=[width], strides=[hop]
        ),
        helper.make_node("Split", ["stft_both", sizes], [real, imaginary], axis=1),
    ]
    _replace(model, {node.output[0]: nodes, turned.output[0]: [], real: [], imaginary: []})


def _fourier_basis(window: Array) -> NDArray[np.float64]:
    """Real, then imaginary parts of a onesided transform, (2·bins, width), with exact zeros where sines vanish."""
    width = len(window)
    bins = width // 2 + 1
    angles = 2 * np.pi * np.arange(bins)[:, None] * np.arange(width) / width
    sines = -np.sin(angles)
    sines[[0, -1]] = 0.0
    basis: NDArray[np.float64] = np.concatenate([np.cos(angles), sines]) * window
    return basis


def _gathered_parts(name: str, wiring: Wiring) -> list[str]:
    """Names of the real and of the imaginary part, picked by Gather 0 and Gather 1."""
    picks = {int(wiring.constant(user.input[1])): user for user in wiring.users[name]}
    if set(picks) != {0, 1} or any(user.op_type != "Gather" for user in picks.values()):
        raise EngineProblem(f"{name}: a Fourier transform of an unknown form")
    return [picks[0].output[0], picks[1].output[0]]


def _replace(model: Model, new: dict[str, list[Node]]) -> None:
    """Put nodes in the place of those that make the named values."""
    nodes: list[Node] = []
    for node in model.graph.node:
        nodes.extend(new.get(node.output[0], [node]))
    kept = [onnx.NodeProto.FromString(node.SerializeToString()) for node in nodes]
    del model.graph.node[:]
    model.graph.node.extend(kept)


def _add_constant(model: Model, name: str, value: Array) -> str:
    model.graph.initializer.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
    return name


def _is_number(name: str, value: float, wiring: Wiring) -> bool:
    if name not in wiring.constants:
        return False
    constant = wiring.constant(name)
    return constant.size == 1 and float(constant.reshape(())) == value


def _other(node: Node, name: str) -> str:
    """The input of a node of two inputs that is not the named one."""
    return str(node.input[1] if node.input[0] == name else node.input[0])
