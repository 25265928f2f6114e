"""`book.toml`: what a producer decides about one book. A manuscript without one is rendered with the defaults."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from reciter.manuscript.choices import ChaptersFrom, ImportChoices, NotesChoice
from reciter.manuscript.rules import RULES
from reciter.mastering.pauses import Pauses
from reciter.production.chapter_ranges import ChapterRanges
from reciter.production.check_settings import CheckSettings
from reciter.production.moods import MoodSettings
from reciter.toml_file import nearest_name


class Strict(BaseModel):
    """A table in which an unknown field is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class MetadataOverrides(Strict):
    """Metadata that replaces what the manuscript says; empty fields leave it as it is."""

    title: str = Field("", description="Title of the book.")
    authors: list[str] = Field(default_factory=list, description="Authors, in order.")
    language: str = Field("", description="Main language, a BCP 47 tag such as zh-CN, en or ja.")
    publisher: str = Field("", description="Publisher.")
    year: int | None = Field(None, ge=1000, le=9999, description="Year of publication.")
    series: str = Field("", description="Series the book belongs to.")
    series_position: str = Field("", description="Place in the series, such as 2.")
    isbn: str = Field("", description="ISBN of the audiobook.")
    genre: str = Field("Audiobook", description="Genre written into the files.")
    narrator: str = Field("", description="Narrator's name in the files; empty takes the voice's name.")
    cover: str = Field(
        "", description="Cover picture (JPEG or PNG) beside book.toml; empty takes the manuscript's."
    )


def check_rule(name: str) -> str:
    """Accept the name of an import rule; raises ValueError otherwise."""
    if name not in RULES:
        raise ValueError(f"there is no rule {name!r}. {nearest_name(name, sorted(RULES))}")
    return name


RuleName = Annotated[str, AfterValidator(check_rule)]


class ImportSettings(Strict):
    """How the manuscript is imported: the table `[import]`."""

    speak: list[RuleName] = Field(
        default_factory=list, description="Rules that do not hold for this book: their text is spoken."
    )
    skip: list[RuleName] = Field(
        default_factory=list, description="Rules under which this book's text is skipped as well."
    )
    notes: NotesChoice = Field(
        "skip",
        description="Where footnotes are heard: skip (nowhere), sentence or chapter (at the end of that).",
    )
    chapters_from: ChaptersFrom = Field(
        "auto", description="What makes chapters: auto, contents, headings or files."
    )
    chapter_level: int = Field(
        0,
        ge=0,
        le=6,
        description="Level of the contents or of headings that makes chapters; 0: chosen sensibly.",
    )
    accept_loss: bool = Field(False, description="Render although text of the manuscript would be lost.")

    def choices(self) -> ImportChoices:
        """The same for `read_manuscript`."""
        speak, skip = frozenset(self.speak), frozenset(self.skip)
        return ImportChoices(speak, skip, self.notes, self.chapters_from, self.chapter_level)


class BookSettings(Strict):
    """Everything that `books/<id>/book.toml` may say."""

    manuscript: str = Field(
        "", description="Manuscript file beside book.toml; empty finds the only manuscript.* there."
    )
    voice: str = Field("narrator", description="Voice: a folder of voices/, or an engine's stock voice.")
    profile: str = Field("acx", description="Delivery profile: acx, ebu-r128, podcast or librivox.")
    chapters: ChapterRanges = Field(
        "",
        description="Chapters to make, numbered as `reciter inspect` shows them, such as 3-20,22; empty: all.",
    )
    lexicon: str = Field("", description="Pronunciation lexicon beside book.toml (TSV); empty: none.")
    speed: float = Field(1.0, ge=0.5, le=2.0, description="Pace; 1.0 is the voice's own.")
    seed: int = Field(0, ge=0, lt=2**32, description="Seed for engines that have randomness.")
    imports: ImportSettings = Field(
        default_factory=ImportSettings, alias="import", description="How the manuscript is imported."
    )
    metadata: MetadataOverrides = Field(
        default_factory=MetadataOverrides, description="Replaces the manuscript's metadata."
    )
    moods: MoodSettings = Field(
        default_factory=MoodSettings,
        description="Moods that sentences are spoken in, where the voice has any.",
    )
    checks: CheckSettings = Field(
        default_factory=CheckSettings,
        description="How takes are checked, and how often failing ones are tried again.",
    )
    pauses: Pauses = Field(default_factory=Pauses, description="Pauses between sentences, in seconds.")
