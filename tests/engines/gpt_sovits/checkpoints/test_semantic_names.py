import pytest

torch = pytest.importorskip("torch")

from reciter.engines.gpt_sovits.checkpoints.semantic_names import (  # noqa: E402
    published_semantic,
    semantic_state,
)


@pytest.mark.parametrize("version", ["v1", "v2"])
def test_every_published_weight_has_a_place_of_its_own(golden, version):
    published = {
        key: torch.empty(shape, device="meta") for key, shape in golden.manifest(f"s1_{version}").items()
    }
    ours = semantic_state(published)
    assert len(ours) == len(published) == 295
    assert published_semantic(ours) == published
