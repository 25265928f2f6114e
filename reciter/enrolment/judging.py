"""What the figures of a recording mean for a voice: findings with advice; an `error` says that it cannot be used."""

from __future__ import annotations

from collections.abc import Iterator

from reciter.enrolment.measures import Measures
from reciter.enrolment.recording import Recording
from reciter.finding import Finding

LEAST_SPEECH_S = 10.0
GOOD_SPEECH_S = 45.0
_SILENT_DB, _QUIET_DB = -60.0, -40.0
_NOISY_DB, _HOPELESS_DB = 30.0, 8.0
_MUSIC_GAPS, _MUSIC_TONALITY = 0.5, 0.7
_ROOM_S, _HALL_S = 0.65, 1.2
_CLIPPED, _RUINED = 5.0, 600.0
_TELEPHONE_HZ, _DULL_HZ = 4_300.0, 7_000.0
_OFFSET = 0.005


def recording_findings(recording: Recording, measures: Measures) -> list[Finding]:
    """What is to be said about one recording.

    Returns:
        Errors first. That there is too little speech is judged over all recordings: `speech_findings`.
    """
    where, found = str(recording.path), list[Finding]()
    if measures.peak_db < _SILENT_DB:
        return [Finding("recording-silent", "error", "Nothing is to be heard in it.", where)]
    if not measures.speech_s:
        kind = "music or tones" if measures.gap_tonality > _MUSIC_TONALITY else "noise"
        message = f"Nobody speaks in it: what is heard is {kind}."
        return [Finding("recording-no-speech", "error", message, where)]
    for judge in (_noise, _room, _level, _band, _file):
        found += judge(recording, measures, where)
    return sorted(found, key=lambda one: one.severity != "error")


def speech_findings(speech_s: float, where: str) -> Iterator[Finding]:
    """Whether there is enough speech, all recordings taken together.

    Args:
        speech_s: without pauses.
        where: the recordings, for messages.
    """
    if speech_s < LEAST_SPEECH_S:
        message = f"There are only {speech_s:.1f} s of speech; a voice needs {LEAST_SPEECH_S:.0f} s, a minute is good."
        yield Finding("recording-short", "error", message, where, {"speech_s": round(speech_s, 1)})
    elif speech_s < GOOD_SPEECH_S:
        message = (
            f"There are {speech_s:.0f} s of speech; a minute makes a voice that is more like the speaker."
        )
        yield Finding("recording-short", "warning", message, where, {"speech_s": round(speech_s, 1)})


def _noise(_recording: Recording, measures: Measures, where: str) -> Iterator[Finding]:
    hopeless = measures.snr_db < _HOPELESS_DB
    if measures.loud_gaps > _MUSIC_GAPS and measures.gap_tonality > _MUSIC_TONALITY:
        message = (
            f"Music or a hum is heard between the words, {measures.snr_db:.0f} dB under the voice; "
            "take a recording without."
        )
        yield Finding(
            "recording-music", "error" if hopeless else "warning", message, where, {"snr_db": measures.snr_db}
        )
    elif measures.snr_db < _NOISY_DB and not measures.clipped > _RUINED:
        message = (
            f"The voice is only {measures.snr_db:.0f} dB above the noise, and the noise will be heard in the book; "
            "record nearer to the microphone, in a quieter room."
        )
        yield Finding(
            "recording-noisy",
            "error" if hopeless else "warning",
            message,
            where,
            {"snr_db": measures.snr_db},
        )


def _room(_recording: Recording, measures: Measures, where: str) -> Iterator[Finding]:
    room_s = measures.reverberation_s
    if room_s is not None and room_s > _ROOM_S:
        kind = "hall" if room_s > _HALL_S else "room"
        message = (
            f"The {kind} is heard behind the voice ({room_s:.1f} s of reverberation); record nearer to the microphone, "
            "among curtains or clothes."
        )
        yield Finding("recording-reverberant", "warning", message, where, {"reverberation_s": room_s})


def _level(_recording: Recording, measures: Measures, where: str) -> Iterator[Finding]:
    if measures.clipped > _RUINED:
        message = (
            f"Peaks are cut off in {measures.clipped:.0f} places a minute; record again at a lower level."
        )
        yield Finding("recording-clipped", "error", message, where, {"places_a_minute": measures.clipped})
    elif measures.clipped > _CLIPPED:
        message = (
            f"Peaks are cut off in {measures.clipped:.0f} places a minute; slices without are preferred."
        )
        yield Finding("recording-clipped", "warning", message, where, {"places_a_minute": measures.clipped})
    if measures.level_db < _QUIET_DB:
        message = f"The voice has only {measures.level_db:.0f} dB; it was raised, and the noise with it."
        yield Finding("recording-quiet", "warning", message, where, {"level_db": measures.level_db})


def _band(recording: Recording, measures: Measures, where: str) -> Iterator[Finding]:
    if measures.band_hz <= _TELEPHONE_HZ:
        message = (
            f"This is a telephone recording (8 kHz): nothing above {measures.band_hz / 1000:.1f} kHz is heard. "
            "A voice made from it will be dull; take one of full quality."
        )
        yield Finding("recording-telephone", "warning", message, where, {"band_hz": measures.band_hz})
    elif measures.band_hz < _DULL_HZ:
        message = f"Nothing above {measures.band_hz / 1000:.1f} kHz is heard, and the voice will be dull."
        yield Finding("recording-dull", "warning", message, where, {"band_hz": measures.band_hz})


def _file(recording: Recording, measures: Measures, where: str) -> Iterator[Finding]:
    if measures.bits < 16:
        message = f"Its samples have only 8 bits ({recording.codec}), which is heard as hiss; take one of 16 or more."
        yield Finding("recording-coarse", "warning", message, where, {"codec": recording.codec})
    if abs(measures.offset) > _OFFSET:
        message = f"Its samples lie {measures.offset:+.3f} off zero; that was taken away."
        yield Finding("recording-offset", "info", message, where, {"offset": measures.offset})
    if recording.complaints:
        message = f"The file is damaged; what could be read was taken ({recording.complaints})."
        yield Finding("recording-damaged", "warning", message, where)
