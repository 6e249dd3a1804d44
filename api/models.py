"""Where Django looks for models; each capability keeps its own."""

from api.purging.models import PendingPurge
from api.routing.models import RouteBatch, RouteChange
from api.snapshots.models import ContentVersion, Dependency, Snapshot, SnapshotContent, StaleMark, UnseenMark

__all__ = [
    "ContentVersion",
    "Dependency",
    "PendingPurge",
    "RouteBatch",
    "RouteChange",
    "Snapshot",
    "SnapshotContent",
    "StaleMark",
    "UnseenMark",
]
