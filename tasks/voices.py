"""Tasks that make voices."""

from __future__ import annotations

from pathlib import Path

from prefect import get_run_logger, task
from prefect.cache_policies import NO_CACHE

from reciter.production.enrol import Enrolled, enrol
from reciter.production.enrolled_files import Enrolling
from reciter.production.fit import Fitted, fit
from reciter.production.train import Lesson, TrainedVoice, train
from reciter.settings import get_settings


@task(
    name="enrol",
    task_run_name="enrol-{wanted.name}",
    cache_policy=NO_CACHE,
    persist_result=False,
    timeout_seconds=4 * 3600,
)
def enrol_voice(wanted: Enrolling) -> Enrolled:
    """Read, slice and hear recordings."""
    return enrol(wanted, get_settings(), report=get_run_logger().info)


@task(
    name="fit",
    task_run_name="fit-{name}",
    tags=["gpu"],
    cache_policy=NO_CACHE,
    persist_result=False,
    timeout_seconds=12 * 3600,
)
def fit_voice(name: str, most_s: float) -> Fitted:
    """Bend Kokoro towards the person."""
    return fit(name, get_settings(), most_s=most_s, report=get_run_logger().info)


@task(
    name="train",
    task_run_name="train-{name}",
    tags=["gpu"],
    cache_policy=NO_CACHE,
    persist_result=False,
)
def train_voice(name: str, clips: Path, lesson: Lesson, language: str) -> TrainedVoice:
    """Fine-tune a voice."""
    return train(name, clips, get_settings(), lesson, language=language)
