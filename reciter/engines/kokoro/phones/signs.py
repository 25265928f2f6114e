"""Signs that have a name (=, $, ×) → the name in the language around, for those the text frontend has left in place.

The text frontend reads signs where it understands them (`$5`, `3 × 4`); what is left stands alone, as in "type $ and
press Enter", and is called by its name so that nothing that was written goes unsaid.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files


@lru_cache(maxsize=3)
def sign_names(language: str) -> Mapping[str, str]:
    """Sign → its name in a language (`en`, `zh`, `ja`)."""
    table = (files("reciter.engines.kokoro") / "data" / "signs.tsv").read_text(encoding="utf-8")
    return {row["sign"]: row[language] for row in csv.DictReader(table.splitlines(), delimiter="\t")}
