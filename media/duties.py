"""What a worker does at intervals, as tuples of a name, seconds, and a function. Independent of any worker."""

from .upkeep.tidying import tidy
from .upkeep.unfinished import remove_unfinished

DUTIES = [
    ("remove files of replaced pictures", 24 * 3600, tidy),
    ("remove uploads that were not finished", 24 * 3600, remove_unfinished),
]
