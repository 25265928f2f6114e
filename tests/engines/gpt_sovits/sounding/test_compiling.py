"""Stage 2 is compiled when it is asked for; a compiled part gives what the plain one gives, at any length."""

from copy import deepcopy
from pathlib import Path

import pytest

torch = pytest.importorskip("torch")

from reciter.engines.gpt_sovits.acoustic.decoder import ResidualBlock  # noqa: E402
from reciter.engines.gpt_sovits.acoustic.network import AcousticNetwork  # noqa: E402
from reciter.engines.gpt_sovits.acoustic.packing import PackedDecoder  # noqa: E402
from reciter.engines.gpt_sovits.acoustic.weight_norm import fold  # noqa: E402
from reciter.engines.gpt_sovits.conditioning.folders import ModelFolders  # noqa: E402
from reciter.engines.gpt_sovits.sounding import compiling  # noqa: E402
from reciter.engines.gpt_sovits.sounding.compiling import compile_part  # noqa: E402
from reciter.engines.gpt_sovits.sounding.contract import Surroundings  # noqa: E402
from reciter.engines.gpt_sovits.sounding.direct import load_direct  # noqa: E402
from reciter.errors import InputProblem  # noqa: E402
from tests.engines.gpt_sovits.tiny_voice import TINY  # noqa: E402


@pytest.mark.slow
@pytest.mark.skipif(not any(map(compiling.which, compiling.COMPILERS)), reason="there is no C++ compiler")
def test_a_compiled_part_gives_the_same_at_any_length() -> None:
    torch.manual_seed(5)
    plain = fold(ResidualBlock(8, kernel=3, dilations=(1, 3))).eval()
    made = deepcopy(plain)
    compile_part(made)
    with torch.inference_mode():
        for length in (40, 71, 16):
            x = torch.randn(1, 8, length)
            assert torch.allclose(made(x, None), plain(x, None), atol=1e-5)


@pytest.mark.slow
@pytest.mark.parametrize("compiled", [True, False])
def test_the_decoder_is_compiled_if_asked_for_and_else_packed(compiled: bool) -> None:
    network = AcousticNetwork(TINY.acoustic)
    around = Surroundings(ModelFolders(Path("models")), "cpu", torch.float32, compiled=compiled)
    decoder = load_direct(TINY, network.state_dict(), around).network.decoder
    assert (decoder._compiled_call_impl is not None) == compiled
    assert isinstance(decoder, PackedDecoder) != compiled


def test_without_a_compiler_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compiling, "which", lambda _name: None)
    with pytest.raises(InputProblem, match=r"C\+\+ compiler"):
        compile_part(torch.nn.Linear(1, 1))
