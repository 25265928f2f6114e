"""Names of the weights of stage 2 of v3 and v4, and of their vocoders (`GPT_SoVITS/module/models.py` upstream)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from torch import Tensor

from reciter.engines.gpt_sovits.checkpoints.acoustic_names import UNUSED, normed, prior_rows, wave_net
from reciter.engines.gpt_sovits.checkpoints.renaming import Rename, publish, rename

_BLOCKS = 3
_V3_STAGES, _V4_STAGES = 6, 5

UNUSED_MEL = (*UNUSED, "enc_p.proj.{rest}", "linear_mel.{rest}")
"""Besides the running averages: mean and deviation, which the transformer replaces, and a projection never called."""

UNUSED_FILTERS = ("{rest}.upsample.filter", "{rest}.lowpass.filter")
"""Constants, computed here."""


def mel_state(published: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """Weights of stage 2 of v3 or v4 under our names.

    Raises:
        EngineProblem: a name that no published file has.
    """
    return rename(published, TABLE, unused=UNUSED_MEL)


def published_mel(state: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """The same weights, not folded, under their published names."""
    return publish(state, TABLE)


def big_vgan_state(published: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """Weights of the vocoder of v3 under our names, for a folded network where the file is folded."""
    return rename(published, BIG_VGAN, unused=UNUSED_FILTERS)


def vocoder_state(published: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """Weights of the vocoder of v4 under our names, for a folded network."""
    return rename(published, VOCODER)


def _transformer() -> Iterator[Rename]:
    theirs, ours = "cfm.estimator", "transformer"
    for published, part in (("time_embed", "time"), ("d_embed", "step")):
        yield Rename(f"{theirs}.{published}.time_mlp.0.{{rest}}", f"{ours}.{part}.expand.{{rest}}")
        yield Rename(f"{theirs}.{published}.time_mlp.2.{{rest}}", f"{ours}.{part}.deepen.{{rest}}")
    for published, part in (
        ("dwconv", "along"),
        ("norm", "norm"),
        ("pwconv1", "expand"),
        ("grn", "contrast"),
        ("pwconv2", "contract"),
    ):
        yield Rename(
            f"{theirs}.text_embed.text_blocks.{{n}}.{published}.{{rest}}",
            f"{ours}.condition.blocks.{{n}}.{part}.{{rest}}",
        )
    yield Rename(f"{theirs}.input_embed.proj.{{rest}}", f"{ours}.joint.{{rest}}")
    for place, n in ((0, 0), (2, 1)):
        yield Rename(
            f"{theirs}.input_embed.conv_pos_embed.conv1d.{place}.{{rest}}",
            f"{ours}.neighbours.convolutions.{n}.{{rest}}",
        )
    yield Rename(f"{theirs}.rotary_embed.inv_freq", f"{ours}.turns")
    for published, part in (
        ("attn_norm.linear", "bend"),
        ("attn.to_q", "attention.query"),
        ("attn.to_k", "attention.key"),
        ("attn.to_v", "attention.value"),
        ("attn.to_out.0", "attention.out"),
        ("ff.ff.0.0", "expand"),
        ("ff.ff.2", "contract"),
    ):
        yield Rename(
            f"{theirs}.transformer_blocks.{{n}}.{published}.{{rest}}", f"{ours}.blocks.{{n}}.{part}.{{rest}}"
        )
    yield Rename(f"{theirs}.norm_out.linear.{{rest}}", f"{ours}.bend.{{rest}}")
    yield Rename(f"{theirs}.proj_out.{{rest}}", f"{ours}.out.{{rest}}")


def _features() -> Iterator[Rename]:
    yield Rename("bridge.0.{rest}", "bridge.{rest}")
    yield Rename("wns1.pre.{rest}", "features_in.{rest}")
    yield from wave_net("wns1.enc", "features_net")
    yield Rename("wns1.proj.{rest}", "features_out.{rest}")


def _vocoder() -> Iterator[Rename]:
    yield Rename("conv_pre.{rest}", "first.{rest}")
    yield Rename("conv_post.{rest}", "last.{rest}")
    yield Rename("ups.{n}.{rest}", "stages.{n}.lengthen.{rest}")
    for theirs, ours in _blocks(_V4_STAGES):
        yield Rename(f"{theirs}.convs1.{{n}}.{{rest}}", f"{ours}.wide.{{n}}.{{rest}}")
        yield Rename(f"{theirs}.convs2.{{n}}.{{rest}}", f"{ours}.narrow.{{n}}.{{rest}}")


def _big_vgan() -> Iterator[Rename]:
    yield from _either("conv_pre", "first")
    yield from _either("conv_post", "last")
    yield from _either("ups.{n}.0", "stages.{n}.lengthen")
    yield Rename("activation_post.act.{rest}", "snake.{rest}")
    for theirs, ours in _blocks(_V3_STAGES):
        yield from _either(f"{theirs}.convs1.{{n}}", f"{ours}.wide.{{n}}")
        yield from _either(f"{theirs}.convs2.{{n}}", f"{ours}.narrow.{{n}}")
        yield Rename(f"{theirs}.activations.{{n}}.act.{{rest}}", f"{ours}.snakes.{{n}}.{{rest}}")


def _either(published: str, ours: str) -> Iterator[Rename]:
    """A convolution with weight norm, or folded: upstream reads copies of the vocoder of both kinds."""
    yield from normed(published, ours)
    yield Rename(f"{published}.weight", f"{ours}.weight")


def _blocks(stages: int) -> Iterator[tuple[str, str]]:
    """Residual blocks, counted through upstream and by stage here."""
    for stage in range(stages):
        for block in range(_BLOCKS):
            yield f"resblocks.{stage * _BLOCKS + block}", f"stages.{stage}.blocks.{block}"


TABLE = (*prior_rows(), *_features(), *_transformer())
"""Published name → ours, for stage 2 of v3 and v4."""

VOCODER = tuple(_vocoder())
"""Published name → ours, for the vocoder of v4."""

BIG_VGAN = tuple(_big_vgan())
"""Published name → ours, for the vocoder of v3."""
