"""What a worker does at intervals, as tuples of a name, seconds, and a function."""

from .scheduling.running import run_schedule

DUTIES = [("publish what is scheduled", 2, run_schedule)]
