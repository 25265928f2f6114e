# ruff: noqa: E402
"""What training exports is what the importer reads, of every version that can be trained."""

import json

import pytest

torch = pytest.importorskip("torch")

from dataclasses import replace

from reciter.engines.gpt_sovits.acoustic.network import AcousticNetwork
from reciter.engines.gpt_sovits.checkpoints.publishing import publish_acoustic, publish_semantic
from reciter.engines.gpt_sovits.checkpoints.reading import read_checkpoint
from reciter.engines.gpt_sovits.checkpoints.voice_weights import convert, load_weights
from reciter.engines.gpt_sovits.config import WAVE_VERSIONS, SemanticConfig
from reciter.engines.gpt_sovits.semantic.decoder import SemanticDecoder

pytestmark = pytest.mark.slow

VERSION = replace(WAVE_VERSIONS["v2Pro"], semantic=SemanticConfig(width=32, heads=2, layers=2))


@pytest.fixture(scope="module")
def exported(tmp_path_factory):
    folder = tmp_path_factory.mktemp("exported")
    torch.manual_seed(1)
    decoder, network = SemanticDecoder(VERSION.semantic), AcousticNetwork(VERSION.acoustic, learns=True)
    publish_semantic(decoder.state_dict(), folder / "a.ckpt", VERSION, info="GPT-e1")
    publish_acoustic(network.state_dict(), folder / "a.pth", VERSION, info="1epoch_2iteration")
    return folder, decoder, network


def test_the_importer_reads_back_every_weight_at_half_precision(exported, tmp_path):
    folder, decoder, network = exported
    versions = {"v2Pro": VERSION}
    record = convert(folder / "a.ckpt", folder / "a.pth", tmp_path / "weights", versions=versions)
    assert record.version == "v2Pro"
    loaded = load_weights(tmp_path / "weights")
    for state, found in ((decoder, loaded.semantic), (network, loaded.acoustic)):
        ours = {k: v for k, v in state.state_dict().items() if not k.startswith("posterior.")}
        assert ours.keys() == found.keys()
        assert all(torch.equal(ours[key].half(), found[key]) for key in ours)


def test_the_names_are_those_of_an_upstream_export(exported, golden):
    folder, _decoder, _network = exported
    wanted = {key for key in golden.manifest("s2G_v2Pro") if not key.startswith("enc_q.")}
    assert read_checkpoint(folder / "a.pth").tensors.keys() == wanted


def test_a_pro_file_is_marked_in_its_first_two_bytes_and_others_are_not(exported):
    folder, _decoder, _network = exported
    assert (folder / "a.pth").read_bytes()[:2] == b"05"
    assert (folder / "a.ckpt").read_bytes()[:2] == b"PK"


def test_the_settings_are_plain_data(exported):
    folder, _decoder, _network = exported
    assert json.dumps(read_checkpoint(folder / "a.pth").config)
