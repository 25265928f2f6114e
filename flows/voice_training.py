"""The flow `voice/train`: clips of a narrator in, a voice with weights of its own out."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Literal

from prefect import flow
from prefect.client.schemas.objects import State
from prefect.states import Completed
from pydantic import Field

from reciter.production.train import Lesson
from reciter.settings import silence_telemetry
from tasks import voices

silence_telemetry()
Language = Literal["zh", "en", "ja", "ko", "yue"]


@flow(name="voice", flow_run_name="train-{name}", validate_parameters=True)
def train(
    name: Annotated[str, Field(description="Folder of the voice under voices/.", min_length=1)],
    clips: Annotated[
        str, Field(description="Folder of clips with a .txt beside each, or a .list.", min_length=1)
    ],
    language: Annotated[Language, Field(description="Of a folder's clips.")] = "en",
    version: Annotated[str, Field(description="Published version to fine-tune.")] = "v2ProPlus",
    semantic_epochs: Annotated[int, Field(description="Of stage 1.", ge=0)] = 15,
    acoustic_epochs: Annotated[int, Field(description="Of stage 2.", ge=0)] = 8,
    batch: Annotated[int, Field(description="Clips of a step.", ge=1)] = 4,
    judges: Annotated[str, Field(description="The s2D file; empty: beside the s2G file.")] = "",
    seed: Annotated[int, Field(description="Of the order of the clips and of all chance.")] = 0,
    precision: Annotated[
        Literal["float32", "bfloat16", "float16"], Field(description="Of the passes.")
    ] = "float32",
    spare_memory: Annotated[bool, Field(description="Slower, with less memory.")] = False,
    held_out: Annotated[
        int, Field(description="Clips kept from learning and judged; 0: none, and no early end.", ge=0)
    ] = 3,
    check_every: Annotated[int, Field(description="Epochs between two checks of these.", ge=1)] = 1,
    patience: Annotated[
        int, Field(description="Checks without a better one after which a stage ends.", ge=1)
    ] = 3,
    lora: Annotated[
        int, Field(description="Rank of adapters that learn in place of the weights; 0: the weights.", ge=0)
    ] = 0,
) -> State[Any]:
    """Fine-tune a voice. After a stop it goes on where it was."""
    lesson = Lesson(
        version,
        semantic_epochs,
        acoustic_epochs,
        batch,
        seed=seed,
        precision=precision,
        spare_memory=spare_memory,
        judges=Path(judges) if judges else None,
        held_out=held_out,
        check_every=check_every,
        patience=patience,
        lora=lora,
    )
    done = voices.train_voice(name, Path(clips), lesson, language)
    return Completed(message=f"{done.voice.version}, from {done.tuned.samples} clips.")
