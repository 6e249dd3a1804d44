from __future__ import annotations

import math
import re
from collections.abc import Iterable

# Adults read plain English prose at 175 to 300 words per minute (Brysbaert 2019, 238 on average); health texts are read
# with care.
WORDS_A_MINUTE = 200

_WORD = re.compile(r"\w+(?:[’'\-.]\w+)*")


def count_words(texts: Iterable[str]) -> int:
    """The number of words in plain texts; “long-term” and “isn't” count as one each."""
    return sum(len(_WORD.findall(text)) for text in texts)


def reading_time_minutes(words: int) -> int:
    """Whole minutes to read that many words, at least one."""
    return max(1, math.ceil(words / WORDS_A_MINUTE))
