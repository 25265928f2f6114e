"""How many sentences at once: follows memory, is halved when there is none left, and changes no token."""

import pytest

torch = pytest.importorskip("torch")

from reciter.engines.gpt_sovits.config import V2, SemanticConfig  # noqa: E402
from reciter.engines.gpt_sovits.portions import (  # noqa: E402
    MOST,
    Portion,
    acoustic_bytes,
    portions,
    semantic_bytes,
)
from reciter.engines.gpt_sovits.semantic.decoder import SemanticDecoder  # noqa: E402
from reciter.engines.gpt_sovits.semantic.request import Bounds, SemanticRequest  # noqa: E402
from reciter.engines.gpt_sovits.semantic.writing import TokenWriter  # noqa: E402
from reciter.errors import EngineProblem  # noqa: E402

SMALL = SemanticConfig(phones=40, width=32, heads=4, layers=2, context_width=12, dropout=0.0)
BOUNDS = Bounds(max_tokens=20, follow_text=False)
CUDA = "CUDA out of memory. Tried to allocate 2 GiB.\nOf the allocated memory …"
CPU = "[enforce fail at alloc_cpu.cpp:124] err == 0. DefaultCPUAllocator: can't allocate memory"


class Narrow(SemanticDecoder):
    """One whose steps need more memory than there is for more than so many sentences."""

    def __init__(self, most: int, *, problem: RuntimeError) -> None:
        torch.manual_seed(5)
        super().__init__(SMALL)
        self.most, self.problem = most, problem
        self.asked: list[int] = []

    def step(self, tokens, *rest):
        self.asked.append(len(tokens))
        if len(tokens) > self.most:
            raise self.problem
        return super().step(tokens, *rest)


@pytest.fixture
def sentences() -> list[SemanticRequest]:
    g = torch.Generator().manual_seed(1)
    return [
        SemanticRequest(
            torch.randint(SMALL.phones, (3 + n,), generator=g),
            torch.randn((3 + n, SMALL.context_width), generator=g),
            torch.randint(SMALL.end, (n % 4,), generator=g),
            own_phones=2,
            seed=n,
        )
        for n in range(9)
    ]


def written(decoder, sentences, portion):
    writer = TokenWriter(decoder)
    done = portion.fit(lambda size: writer.write(sentences, bounds=BOUNDS, slots=size), where="s1")
    return [one.tokens.tolist() for one in done]


@pytest.mark.parametrize("problem", [torch.cuda.OutOfMemoryError(CUDA), RuntimeError(CPU)])
def test_when_memory_runs_out_the_work_goes_on_with_half_as_many_and_the_same_tokens(sentences, problem):
    portion, narrow = Portion(8), Narrow(3, problem=problem)
    alone = written(Narrow(1, problem=problem), sentences, Portion(1))
    assert written(narrow, sentences, portion) == alone
    assert portion.size == 2
    assert set(narrow.asked) == {8, 4, 2, 1}


def test_what_was_halved_stays_so(sentences):
    portion, narrow = Portion(8), Narrow(4, problem=torch.cuda.OutOfMemoryError(CUDA))
    written(narrow, sentences, portion)
    narrow.asked.clear()
    written(narrow, sentences, portion)
    assert max(narrow.asked) == portion.size == 4


def test_not_even_one_is_a_problem_with_a_message(sentences):
    portion = Portion(4)
    with pytest.raises(
        EngineProblem, match=r"^s1: .* one sentence at a time \(CUDA out of memory.*GiB\.\)\. Close"
    ):
        written(Narrow(0, problem=torch.cuda.OutOfMemoryError(CUDA)), sentences, portion)
    assert portion.size == 1


def test_another_error_goes_through(sentences):
    with pytest.raises(RuntimeError, match="shapes"):
        written(Narrow(0, problem=RuntimeError("shapes do not match")), sentences, Portion(4))


def test_a_gpu_takes_as_many_as_fit_into_what_is_free(monkeypatch):
    def sizes(free_bytes: float, dtype: torch.dtype) -> tuple[int, int]:
        monkeypatch.setattr(torch.cuda, "mem_get_info", lambda: (int(free_bytes), int(free_bytes)))
        found = portions(V2, "cuda", dtype)
        return found.semantic.size, found.acoustic.size

    assert sizes(1e8, torch.float32) == (1, 1)
    small, half = sizes(6e9, torch.float32), sizes(6e9, torch.float16)
    assert half[0] // small[0] == 2
    assert sizes(100e9, torch.float16) == (MOST, MOST)
    need = small[0] * semantic_bytes(V2.semantic, torch.float32) + small[1] * acoustic_bytes(
        V2.acoustic, torch.float32
    )
    assert 0.4 * 6e9 < need <= 0.8 * 6e9


def test_a_processor_takes_a_constant():
    found = portions(V2, "cpu", torch.float32)
    assert (found.semantic.size, found.acoustic.size) == (8, 8)
