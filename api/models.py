"""The module in which Django looks for models; each package has its own."""

from .purging.models import PendingPurge
from .routing.models import RouteBatch, RouteChange
from .snapshots.models import ContentVersion, Dependency, Snapshot, SnapshotContent, StaleMark, UnseenMark

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
