import random

from reciter.engines.gpt_sovits.semantic.faults import Fault, FaultKind, find_faults

SPEECH = random.Random(1).choices(range(1024), k=100)


def found(tokens, phones=40, ended=True):
    return find_faults(tokens, phones=phones, fastest_hz=25, ended=ended)


def test_ordinary_speech_has_none():
    assert found(SPEECH) == ()


def test_tokens_that_come_three_times_in_a_row_for_a_second_are_a_loop():
    assert found([*SPEECH, *SPEECH[-10:] * 2]) == (Fault(FaultKind.LOOP, 90, 30, 10),)


def test_a_word_said_twice_is_none():
    assert found([*SPEECH, *SPEECH[-20:]]) == ()


def test_a_loop_in_the_middle_is_found():
    (fault,) = found([*SPEECH, *[7, 8, 9] * 12, *SPEECH])
    assert (fault.kind, fault.first, fault.tokens, fault.period) == (FaultKind.LOOP, 100, 36, 3)


def test_a_second_of_silence_is_none_and_two_are_a_hum():
    assert found([*SPEECH, *[486] * 30]) == ()
    assert found([*SPEECH, *[486] * 60]) == (Fault(FaultKind.HUM, 100, 60),)


def test_far_too_few_tokens_mean_swallowed_text():
    assert found(SPEECH[:39], phones=40) == (Fault(FaultKind.SWALLOWED, 0, 39),)
    assert found(SPEECH[:40], phones=40) == ()


def test_reaching_the_bound_is_a_fault():
    assert found(SPEECH, ended=False) == (Fault(FaultKind.ENDLESS, 0, 100),)


def test_no_tokens_at_all_are_swallowed_text():
    assert found([], phones=1) == (Fault(FaultKind.SWALLOWED, 0, 0),)
