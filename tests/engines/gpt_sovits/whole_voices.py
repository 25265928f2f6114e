"""Whole voices of GPT-SoVITS at full size, with the weights of the recipe (`e2e/` of the recorded set).

Also tests/engines/gpt_sovits/context_tokens.tsv: the ids of the characters in them, from BERT's published vocabulary.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

torch = pytest.importorskip("torch")

from reciter.engines.gpt_sovits.acoustic.network import AcousticNetwork  # noqa: E402
from reciter.engines.gpt_sovits.acoustic.weight_norm import fold  # noqa: E402
from reciter.engines.gpt_sovits.checkpoints.acoustic_names import acoustic_state  # noqa: E402
from reciter.engines.gpt_sovits.checkpoints.semantic_names import semantic_state  # noqa: E402
from reciter.engines.gpt_sovits.conditioning.content import HUBERT, content_encoder  # noqa: E402
from reciter.engines.gpt_sovits.conditioning.context import load_context_encoder  # noqa: E402
from reciter.engines.gpt_sovits.conditioning.speaker import load_speaker_encoder  # noqa: E402
from reciter.engines.gpt_sovits.config import V2, VERSIONS, Version  # noqa: E402
from reciter.engines.gpt_sovits.narrator import narrator  # noqa: E402
from reciter.engines.gpt_sovits.networks import Networks  # noqa: E402
from reciter.engines.gpt_sovits.options import GptSovitsOptions, Reference  # noqa: E402
from reciter.engines.gpt_sovits.semantic.decoder import SemanticDecoder  # noqa: E402
from reciter.engines.gpt_sovits.semantic.request import Bounds  # noqa: E402
from reciter.engines.gpt_sovits.semantic.sampling import Sampling  # noqa: E402
from reciter.engines.gpt_sovits.semantic.writing import TokenWriter  # noqa: E402
from reciter.engines.gpt_sovits.sounding.contract import Line  # noqa: E402
from reciter.engines.gpt_sovits.sounding.direct import DirectStage  # noqa: E402
from reciter.engines.gpt_sovits.speaking import semantic_request, within_full_scale  # noqa: E402
from reciter.engines.gpt_sovits.utterance import Utterance, utterance  # noqa: E402
from reciter.text.span import Reading, Run  # noqa: E402
from tests.engines.gpt_sovits.conditioning.test_parity import write_bert_folder  # noqa: E402

if TYPE_CHECKING:
    from tests.engines.gpt_sovits.conftest import Golden


CLOSE = 1e-3


def case_of(golden: "Golden", name: str) -> dict[str, Any]:
    return next(case for case in golden.json("e2e/cases.json")["cases"] if case["case"] == name)


def halved(weights: dict[str, Any]) -> dict[str, Any]:
    """Weights as the published files hold them, in half precision."""
    return {
        key: value.half().float() if value.is_floating_point() else value for key, value in weights.items()
    }


def stage_1(golden: "Golden") -> TokenWriter:
    decoder = SemanticDecoder(V2.semantic)
    published = golden.weights("gsv-golden-a/e2e_s1", golden.manifest("s1_v2"))
    decoder.load_state_dict(semantic_state(halved(published)))
    return TokenWriter(decoder)


def stage_2(golden: "Golden", version: Version, folder: Path) -> DirectStage:
    network = AcousticNetwork(version.acoustic)
    published = golden.weights(f"gsv-golden-a/e2e_s2_{version.name}", golden.manifest(f"s2G_{version.name}"))
    network.load_state_dict(acoustic_state(halved(published)))
    speaker = None
    if version.acoustic.speaker_width:
        torch.save(
            golden.weights("gsv-golden-a/eres2netv2", golden.manifest("eres2netv2")), folder / "sv.ckpt"
        )
        speaker = load_speaker_encoder(folder / "sv.ckpt")
    return DirectStage(fold(network.eval()), speaker)


def common(golden: "Golden", folder: Path) -> dict[str, Any]:
    """What voices of all versions share: stage 1, HuBERT and BERT."""
    hubert, bert = folder / "hubert", folder / "bert"
    hubert.mkdir()
    bert.mkdir()
    weights = golden.weights("gsv-golden-a/chinese-hubert-base", golden.manifest("chinese_hubert_base"))
    torch.save(weights, hubert / "pytorch_model.bin")
    (hubert / "config.json").write_text('{"model_type": "hubert"}')
    label = "gsv-golden-a/chinese-roberta-wwm-ext-large"
    torch.save(
        golden.weights(label, golden.manifest("chinese_roberta_wwm_ext_large")), bert / "pytorch_model.bin"
    )
    rows = (Path(__file__).parent / "context_tokens.tsv").read_text("utf-8").splitlines()[1:]
    write_bert_folder(bert, {token: int(number) for token, number in (row.split("\t") for row in rows)})
    context = load_context_encoder(bert)
    return {"writer": stage_1(golden), "content": content_encoder(HUBERT, hubert), "context": context}


class Voices:
    """A voice's networks by version; each is made once.

    Args:
        golden: the recorded set.
        folder: an empty one, for the files that only a file can be loaded from.
    """

    def __init__(self, golden: "Golden", folder: Path) -> None:
        self._golden, self._folder = golden, folder
        self._common = common(golden, folder)
        self._made: dict[str, Networks] = {}

    def __getitem__(self, version: str) -> Networks:
        if version not in self._made:
            stage = stage_2(self._golden, VERSIONS[version], self._folder)
            self._made[version] = Networks(VERSIONS[version], acoustic=stage, **self._common)
        return self._made[version]


class Narrated:
    """A case of the recorded set, and the voice that is to speak it.

    Args:
        golden: the recorded set.
        voices: the networks.
        name: of the case.
        clip: in whose manner.
        auxiliary: another clip, for its timbre.
    """

    def __init__(self, golden: "Golden", voices: Voices, name: str, clip: str, *auxiliary: str) -> None:
        self.name, self.case, self._held = name, case_of(golden, name), golden.tensors("e2e/e2e.safetensors")
        self.given, self.networks = self.case["inputs"], voices[self.case["version"]]
        self._reference = Reference(
            clip=f"{clip}.wav",
            transcript=self.given["prompt_text"],
            language=self.given["prompt_lang"],
            auxiliary=[f"{one}.wav" for one in auxiliary],
        )
        self._voice = narrator(self._reference, Path(golden.folder) / "e2e", self.networks)
        if self.given["prompt_text"]:
            assert torch.equal(self._voice.prompt, self._held[f"{name}|prompt_semantic"].long()), name

    def text(self, text: str, readings: Sequence[Reading] = ()) -> Utterance:
        runs, network = [Run(0, len(text), self.given["text_lang"])], self.networks
        return utterance(text, runs, readings, version=network.version, encoder=network.context)

    def tokens_of(self, text: Utterance, sentences: int = 1) -> Any:
        """What stage 1 writes: as much as upstream let it, for no text came to its end before."""
        most = len(self.case["codes_fed_to_decode"][0]) // sentences
        penalty = self.given.get("repetition_penalty", 1.35)
        [tokens] = self.networks.writer.write(
            [semantic_request(text, self._voice, 0)],
            sampling=Sampling(top_k=self.given["top_k"], penalty=penalty),
            bounds=Bounds(max_tokens=most, follow_text=False),
        )
        return tokens.tokens

    def wave(self, tokens: Any, ids: Any) -> Any:
        line = Line(tokens, ids, 0, self.given.get("speed_factor", 1.0))
        options = GptSovitsOptions(reference=self._reference, noise_scale=0.0)
        return self.networks.acoustic.speak([line], self._voice.manner, options)[0]

    def is_as_recorded(self, waves: Sequence[Any]) -> None:
        """Each sentence within full scale, and silence after it."""
        silence = torch.zeros(int(32000 * self.given["fragment_interval"]))
        ours = torch.cat([part for wave in waves for part in (within_full_scale(wave), silence)])
        recorded = self._held[f"{self.name}|audio_int16"].float() / 32768
        assert ours.shape == recorded.shape, self.name
        assert (ours - recorded).abs().max() < CLOSE, self.name
