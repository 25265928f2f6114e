"""Small decoders with random weights, for proofs that need no recorded set."""

from collections.abc import Callable

import pytest

torch = pytest.importorskip("torch")

from reciter.engines.gpt_sovits.config import SemanticConfig  # noqa: E402
from reciter.engines.gpt_sovits.semantic.decoder import SemanticDecoder  # noqa: E402
from reciter.engines.gpt_sovits.semantic.request import SemanticRequest  # noqa: E402

SMALL = SemanticConfig(phones=40, width=32, heads=4, layers=2, context_width=12, dropout=0.0)


@pytest.fixture(autouse=True)
def _one_thread():
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(threads)


@pytest.fixture
def decoder() -> SemanticDecoder:
    torch.manual_seed(5)
    return SemanticDecoder(SMALL).eval()


@pytest.fixture
def request_of() -> Callable[..., SemanticRequest]:
    def make(phones: int, prompt: int, *, seed: int = 0, config: SemanticConfig = SMALL) -> SemanticRequest:
        g = torch.Generator().manual_seed(1000 * phones + prompt)
        return SemanticRequest(
            torch.randint(config.phones, (phones,), generator=g),
            torch.randn((phones, config.context_width), generator=g),
            torch.randint(config.end, (prompt,), generator=g),
            own_phones=max(1, phones // 2),
            seed=seed,
        )

    return make
