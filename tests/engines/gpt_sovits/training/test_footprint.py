# ruff: noqa: E402
"""What a stage holds while it learns."""

import pytest

torch = pytest.importorskip("torch")

from reciter.engines.gpt_sovits.training.footprint import begin_peak, held_bytes, peak_of


def test_what_learns_is_held_four_times_what_does_not_once() -> None:
    network = torch.nn.Linear(10, 10, bias=False)
    assert held_bytes([network]) == 100 * 4 * 4
    network.requires_grad_(False)
    assert held_bytes([network]) == 100 * 4


def test_a_shared_weight_counts_once_and_a_buffer_is_held() -> None:
    network = torch.nn.BatchNorm1d(8)
    alone = held_bytes([network])
    assert alone == 4 * 4 * (8 + 8) + 4 * (8 + 8) + 8  # weight and bias; running mean and variance; a counter
    assert held_bytes([network, torch.nn.Sequential(network)]) == alone


def test_a_process_has_a_peak_of_more_than_its_weights() -> None:
    device = torch.device("cpu")
    begin_peak(device)
    network = torch.nn.Linear(1000, 1000)
    assert peak_of(device) > held_bytes([network])
