"""Where Django looks for models; each capability keeps its own."""

from api.snapshots.models import ContentVersion, Dependency, Snapshot, SnapshotContent, StaleMark

__all__ = ["ContentVersion", "Dependency", "Snapshot", "SnapshotContent", "StaleMark"]
