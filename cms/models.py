"""Where Django looks for the project's own models: what the worker keeps in mind."""

from cms.worker.models import DutyRecord, WorkerRecord

__all__ = ["DutyRecord", "WorkerRecord"]
