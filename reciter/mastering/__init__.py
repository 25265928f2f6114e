"""Mastering: takes in, finished chapter MP3s out."""

from reciter.mastering.chapter import MasterReport, master_chapter
from reciter.mastering.conformance import findings_for
from reciter.mastering.measure import Measurement, measure
from reciter.mastering.mix import ChapterMix, Section, TakeRef
from reciter.mastering.names import chapter_file_name
from reciter.mastering.parts import split_takes
from reciter.mastering.pauses import Pauses
from reciter.mastering.profiles import PROFILES, Profile, get_profile
from reciter.mastering.tags import BookTags, ChapterTags, cover_findings
from reciter.mastering.timing import SentenceTiming, timing_entries

__all__ = [
    "PROFILES",
    "BookTags",
    "ChapterMix",
    "ChapterTags",
    "MasterReport",
    "Measurement",
    "Pauses",
    "Profile",
    "Section",
    "SentenceTiming",
    "TakeRef",
    "chapter_file_name",
    "cover_findings",
    "findings_for",
    "get_profile",
    "master_chapter",
    "measure",
    "split_takes",
    "timing_entries",
]
