# ruff: noqa: E402
import pytest

torch = pytest.importorskip("torch")

from reciter.engines.gpt_sovits.acoustic.network import AcousticNetwork
from reciter.engines.gpt_sovits.checkpoints.acoustic_names import UNUSED, acoustic_state, published_acoustic
from reciter.engines.gpt_sovits.config import WAVE_VERSIONS
from reciter.errors import EngineProblem

pytestmark = pytest.mark.slow  # networks of full size


def empty(shapes):
    return {name: torch.empty(shape, device="meta") for name, shape in shapes.items()}


def shapes_of(state):
    return {name: list(weight.shape) for name, weight in state.items()}


@pytest.fixture(params=WAVE_VERSIONS)
def version(request):
    return WAVE_VERSIONS[request.param]


@pytest.mark.parametrize("learns", [True, False])
def test_every_published_weight_has_exactly_one_place(golden, version, learns):
    published = golden.manifest(f"s2G_{version.name}")
    ours = acoustic_state(empty(published), learns=learns)
    with torch.device("meta"):
        network = AcousticNetwork(version.acoustic, learns=learns)
    assert shapes_of(ours) == shapes_of(network.state_dict())
    used = {
        name: shape
        for name, shape in published.items()
        if name not in UNUSED and (learns or not name.startswith("enc_q."))
    }
    assert shapes_of(published_acoustic(ours)) == used


def test_a_fine_tuned_file_has_no_posterior_encoder_and_fits(golden, version):
    exported = {
        name: shape
        for name, shape in golden.manifest(f"s2G_{version.name}").items()
        if not name.startswith("enc_q.")
    }
    with torch.device("meta"):
        network = AcousticNetwork(version.acoustic)
    assert shapes_of(acoustic_state(empty(exported))) == shapes_of(network.state_dict())


def test_names_go_there_and_back(version):
    with torch.device("meta"):
        state = AcousticNetwork(version.acoustic, learns=True).state_dict()
    there = published_acoustic(state)
    assert list(acoustic_state(there, learns=True)) == list(state)


def test_an_unknown_name_is_named():
    with pytest.raises(EngineProblem, match=r"enc_p\.surprise"):
        acoustic_state({"enc_p.surprise": torch.zeros(1)})
