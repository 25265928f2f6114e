import pytest

torch = pytest.importorskip("torch")
onnxruntime = pytest.importorskip("onnxruntime")

from reciter.engines.gpt_sovits.semantic.export import export_onnx, export_programs  # noqa: E402
from reciter.engines.gpt_sovits.semantic.request import Bounds  # noqa: E402
from reciter.engines.gpt_sovits.semantic.sampling import Sampling  # noqa: E402
from reciter.engines.gpt_sovits.semantic.writing import TokenWriter  # noqa: E402

STEPS = 6
COLUMNS = 50


def greedy(read, step, request):
    """Tokens of two graphs, with a cache kept outside of them."""
    phones, prompt = request.phones[None], request.prompt[None]
    logits, memory = read(phones, request.context[None], prompt)
    rows = memory.shape[4]
    cache = torch.zeros(*memory.shape[:4], COLUMNS, memory.shape[5])
    cache[..., :rows, :] = memory
    tokens, everything = [logits.argmax(-1)], [logits]
    for n in range(STEPS - 1):
        places = torch.tensor([prompt.shape[1] + n])
        logits, memory = step(tokens[-1], places, places + phones.shape[1], cache)
        cache[..., rows + n : rows + n + 1, :] = memory
        tokens.append(logits.argmax(-1))
        everything.append(logits)
    return torch.cat(tokens), torch.cat(everything)


def session(file):
    opened = onnxruntime.InferenceSession(str(file), providers=["CPUExecutionProvider"])
    names = [one.name for one in opened.get_inputs()]

    def run(*given):
        feed = {name: tensor.numpy() for name, tensor in zip(names, given, strict=True)}
        return [torch.from_numpy(array) for array in opened.run(None, feed)]

    return run


@torch.no_grad()
def eager(decoder, request, tokens):
    given = torch.cat((request.prompt, tokens[:-1]))[None]
    return decoder(request.phones[None], request.context[None], given)[0, -STEPS:]


def compare(decoder, read, step, requests):
    bounds = Bounds(max_tokens=STEPS, min_tokens=0, follow_text=False)
    writer = TokenWriter(decoder)
    for request in requests:
        (ours,) = writer.write([request], sampling=Sampling(top_k=1, penalty=1.0), bounds=bounds)
        tokens, logits = greedy(read, step, request)
        assert torch.equal(tokens, ours.tokens)
        wanted = eager(decoder, request, tokens)
        assert (logits - wanted).abs().max() / wanted.abs().max() < 1e-5


@pytest.mark.slow
def test_onnxruntime_gives_the_same_logits_and_tokens_for_every_length(decoder, request_of, tmp_path):
    files = export_onnx(decoder, tmp_path)
    requests = [request_of(9, 4), request_of(30, 1), request_of(2, 12), request_of(5, 0)]
    compare(decoder, session(files.read), session(files.step), requests)


def test_onnxruntime_takes_several_sentences_at_a_time(decoder, request_of, tmp_path):
    files = export_onnx(decoder, tmp_path)
    read, step = session(files.read), session(files.step)
    cache = torch.zeros(2, 2, 2, 4, COLUMNS, 8)
    counts, alone = [], []
    for n, request in enumerate([request_of(9, 4), request_of(3, 12)]):
        _, memory = read(request.phones[None], request.context[None], request.prompt[None])
        counts.append(memory.shape[4])
        cache[:, :, n : n + 1, :, : counts[n]] = memory
        at = torch.tensor([len(request.prompt)])
        alone.append(step(torch.tensor([n]), at, torch.tensor(counts[n:]), cache[:, :, n : n + 1])[0])
    together, _ = step(torch.tensor([0, 1]), torch.tensor([4, 12]), torch.tensor(counts), cache)
    assert torch.allclose(together, torch.cat(alone), atol=1e-5)


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore:The given buffer is not writable")
def test_exported_programs_give_the_same_logits_and_tokens(decoder, request_of, tmp_path):
    files = export_programs(decoder, tmp_path)
    read = torch.export.load(files.read).module()
    program = torch.export.load(files.step).module()

    def step(*given):  # a batch of one is a constant to PyTorch
        doubled = [torch.cat((one, one), 2 if one.dim() > 1 else 0) for one in given]
        logits, memory = program(*doubled)
        return logits[:1], memory[:, :, :1]

    compare(decoder, read, step, [request_of(9, 4), request_of(30, 2)])
