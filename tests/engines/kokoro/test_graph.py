"""The rewritten graphs do what the published one does."""

from collections import Counter
from typing import Any

import numpy as np
import onnx
import onnxruntime
import pytest
from onnx import TensorProto, helper, numpy_helper

from reciter.engines.kokoro import probes
from reciter.engines.kokoro.backends.network import feeds_of
from reciter.engines.kokoro.cut import MIDDLE_INPUTS, MIDDLE_OUTPUT, cut
from reciter.engines.kokoro.graph import dequantise, prune
from reciter.engines.kokoro.measurement import NEAR_DB
from reciter.engines.kokoro.model_files import find_model
from reciter.engines.kokoro.streamline import streamline
from reciter.errors import EngineProblem

FRAME_SAMPLES = 600


pytestmark = pytest.mark.slow  # several copies of a graph of 300 MB


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Any:
    return onnx.load(str(find_model(tmp_path_factory.mktemp("model")).path))


@pytest.fixture(scope="module")
def dequantised(published: Any) -> Any:
    return dequantise(published)


@pytest.fixture(scope="module")
def slim_fp32(dequantised: Any) -> Any:
    return streamline(dequantised)


@pytest.fixture(scope="module")
def sound(published: Any) -> np.ndarray:
    return _speak(published)


@pytest.fixture(scope="module")
def fp32_sound(dequantised: Any) -> np.ndarray:
    return _speak(dequantised)


def _session(model: Any) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(
        model.SerializeToString(), options, providers=["CPUExecutionProvider"]
    )


def _feed() -> dict[str, np.ndarray]:
    return feeds_of(probes.TOKENS[:1], probes.styles()[:1], [1.0])[0]


def _speak(model: Any) -> np.ndarray:
    samples: np.ndarray = _session(model).run(None, _feed())[0]
    return samples


def _kinds(model: Any) -> Counter[str]:
    return Counter(node.op_type for node in model.graph.node)


def test_dequantising_leaves_standard_float_operators_only(published: Any, dequantised: Any) -> None:
    before, after = _kinds(published), _kinds(dequantised)
    assert not [
        kind for kind in after if "Integer" in kind or ("Quantize" in kind and kind != "DequantizeLinear")
    ]
    assert after["Conv"] == before["ConvInteger"] + before["Conv"]
    assert after["MatMul"] == before["MatMulInteger"] + before["MatMul"] + before["FusedMatMul"]
    assert after["LSTM"] == before["DynamicQuantizeLSTM"] == 6
    assert {node.domain for node in dequantised.graph.node} == {""}
    onnx.checker.check_model(dequantised)


def test_the_model_given_is_not_changed(published: Any) -> None:
    assert _kinds(published)["ConvInteger"] == 87


def test_the_fp32_graph_speaks_as_the_published_one(sound: np.ndarray, fp32_sound: np.ndarray) -> None:
    assert abs(len(fp32_sound) - len(sound)) <= 3 * FRAME_SAMPLES
    assert probes.spectral_distance_db(sound, fp32_sound) < NEAR_DB


def test_streamlining_int8_keeps_the_sound(published: Any, sound: np.ndarray) -> None:
    slim = streamline(published)
    assert len(slim.graph.node) < len(published.graph.node) * 0.9
    assert _kinds(slim)["ConvInteger"] == _kinds(published)["ConvInteger"]
    spoken = _speak(slim)
    assert abs(len(spoken) - len(sound)) <= 2 * FRAME_SAMPLES
    assert probes.spectral_distance_db(sound, spoken) < NEAR_DB


def test_streamlining_spares_the_named_operators(slim_fp32: Any) -> None:
    slim = _kinds(slim_fp32)
    assert slim["STFT"] == slim["Pow"] == 0
    assert slim["InstanceNormalization"] == 68
    onnx.checker.check_model(slim_fp32)


def test_streamlining_is_exact_behind_the_harmonic_source(dequantised: Any, slim_fp32: Any) -> None:
    middle, slim = cut(dequantised).middle, cut(slim_fp32).middle
    random = np.random.default_rng(0)
    shapes = {"frames": 40, "half_frames": 80, "hops": 80 * 60 + 1}
    feed = {
        name: random.normal(0, 0.3, [shapes.get(str(size), size) for size in shape]).astype(np.float32)
        for name, shape in MIDDLE_INPUTS.items()
    }
    plain = _session(middle).run([MIDDLE_OUTPUT], feed)[0]
    quick = _session(slim).run([MIDDLE_OUTPUT], feed)[0]
    assert np.abs(plain - quick).max() < 1e-3 * np.abs(plain).max()


def test_the_phase_of_the_lowest_and_highest_bin_is_never_left_to_rounding(slim_fp32: Any) -> None:
    front = cut(slim_fp32).front
    spectrum = _session(front).run(["/decoder/decoder/generator/Concat_3_output_0"], _feed())[0][0]
    phases = spectrum[11:]
    for row in (phases[0], phases[-1]):
        assert np.minimum(np.abs(row), np.abs(row - np.pi)).max() < 1e-5


def test_the_three_parts_in_a_row_are_the_whole(dequantised: Any, fp32_sound: np.ndarray) -> None:
    parts = cut(dequantised)
    front = _session(parts.front)
    features = dict(zip([item.name for item in front.get_outputs()], front.run(None, _feed()), strict=True))
    spectrum = _session(parts.middle).run(None, features)[0]
    spoken = _session(parts.back).run(None, {MIDDLE_OUTPUT: spectrum})[0]
    np.testing.assert_allclose(spoken, fp32_sound, atol=1e-4)


def test_a_broken_phase_is_far_from_the_published_sound(slim_fp32: Any, sound: np.ndarray) -> None:
    name = "/decoder/decoder/generator/m_source/l_sin_gen/Mul_4_output_0"
    assert probes.spectral_distance_db(sound, _speak(slim_fp32)) < 0.8 * NEAR_DB
    assert probes.spectral_distance_db(sound, _speak(_rounded_to_bf16(slim_fp32, name))) > 1.3 * NEAR_DB


def _rounded_to_bf16(original: Any, name: str) -> Any:
    model = onnx.ModelProto()
    model.CopyFrom(original)
    (place,) = [i for i, node in enumerate(model.graph.node) if name in node.output]
    model.graph.node[place].output[0] = f"{name}_exact"
    casts = [
        helper.make_node("Cast", [f"{name}_exact"], [f"{name}_bf16"], to=TensorProto.BFLOAT16),
        helper.make_node("Cast", [f"{name}_bf16"], [name], to=TensorProto.FLOAT),
    ]
    for offset, node in enumerate(casts, 1):
        model.graph.node.insert(place + offset, node)
    return model


def test_another_graph_cannot_be_cut_or_streamlined() -> None:
    other = _tiny()
    with pytest.raises(EngineProblem, match="lacks"):
        cut(other)
    with pytest.raises(EngineProblem):
        streamline(other)


def test_pruning_drops_what_no_output_needs() -> None:
    pruned = prune(_tiny())
    assert [node.op_type for node in pruned.graph.node] == ["Add"]
    assert [item.name for item in pruned.graph.initializer] == ["one"]


def _tiny() -> Any:
    graph = helper.make_graph(
        [helper.make_node("Add", ["x", "one"], ["y"]), helper.make_node("Mul", ["x", "two"], ["unused"])],
        "tiny",
        [helper.make_tensor_value_info("x", TensorProto.FLOAT, [1])],
        [helper.make_tensor_value_info("y", TensorProto.FLOAT, [1])],
        [numpy_helper.from_array(np.ones(1, np.float32), name) for name in ("one", "two")],
    )
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 20)])


def test_graphs_are_made_the_same_bytes_each_time(published: Any) -> None:
    first = streamline(published).SerializeToString(deterministic=True)
    assert streamline(published).SerializeToString(deterministic=True) == first
