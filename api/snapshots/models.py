from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Snapshot(models.Model):
    """Metadata of the stored response of one object. Its bytes are in a table of their own, so that metadata can be
    read and changed without them.
    """

    kind = models.IntegerField()
    object_id = models.BigIntegerField()
    model = models.CharField(max_length=150, help_text=_("app_label.model_name of the object's own type"))
    pk_text = models.CharField(max_length=255)
    site_id = models.BigIntegerField(null=True, help_text=_("The site that a page is read on."))
    sites = models.TextField(blank=True, help_text=_("All sites whose trees hold a page: ,1,2,"))
    address = models.CharField(max_length=32, blank=True, help_text=_("The path of a page on its site, as a hash."))
    html_path = models.TextField(blank=True, help_text=_("The path of a page on its site."))
    etag = models.CharField(max_length=32)
    rich_text_etag = models.CharField(max_length=32, blank=True, help_text=_("The trees of its rich text, as a hash."))
    fingerprint = models.CharField(max_length=32)
    # Timestamps are milliseconds since 1970, so that reading them does not create datetimes.
    modified_at = models.BigIntegerField(help_text=_("When the bytes, or the trees, became what they are."))
    expires_at = models.BigIntegerField(null=True, help_text=_("When something that it shows expires."))
    made_at = models.BigIntegerField(db_default=0, help_text=_("By the clock that said what had expired by then."))

    class Meta:
        verbose_name = _("snapshot")
        verbose_name_plural = _("snapshots")
        constraints = [
            models.UniqueConstraint(fields=["kind", "object_id"], name="clinic_api_snapshot_object"),
        ]
        indexes = [models.Index(fields=["address"], name="clinic_api_snapshot_address")]

    def __str__(self) -> str:
        return f"{self.model} {self.pk_text}"


class SnapshotContent(models.Model):
    """The bytes of a snapshot, as they are sent, and their source."""

    snapshot = models.OneToOneField(Snapshot, on_delete=models.CASCADE, primary_key=True, related_name="content")
    body = models.BinaryField()
    gzip = models.BinaryField(null=True)
    brotli = models.BinaryField(null=True)
    rich_text = models.BinaryField(null=True, help_text=_("The trees of its rich text, for other formats than HTML."))
    surrogate_keys = models.TextField(blank=True)

    class Meta:
        verbose_name = _("bytes of a snapshot")
        verbose_name_plural = _("bytes of snapshots")

    def __str__(self) -> str:
        return str(self.snapshot_id)


class Dependency(models.Model):
    """A snapshot shows, or would show, the object of this ``kind`` and ``object_id``."""

    pk = models.CompositePrimaryKey("kind", "object_id", "snapshot_id")
    kind = models.IntegerField()
    object_id = models.BigIntegerField()
    snapshot = models.ForeignKey(Snapshot, on_delete=models.CASCADE, related_name="dependencies")

    class Meta:
        verbose_name = _("dependency")
        verbose_name_plural = _("dependencies")

    def __str__(self) -> str:
        return f"{self.snapshot_id}: {self.kind} {self.object_id}"


class StaleMark(models.Model):
    """Records that a snapshot is stale. Rows are only added by changes and only removed by builds: two changes that
    mark the same snapshots never wait for each other.
    """

    # Snapshots are removed with their marks, while no change is in progress. Checking a constraint for each of 10,000
    # marks took PostgreSQL as long as writing them.
    snapshot = models.ForeignKey(Snapshot, on_delete=models.CASCADE, db_constraint=False, related_name="stale_marks")

    class Meta:
        verbose_name = _("mark of a stale snapshot")
        verbose_name_plural = _("marks of stale snapshots")

    def __str__(self) -> str:
        return str(self.snapshot_id)


class UnseenMark(models.Model):
    """A key of a change that could not see all snapshots that depend on it, since its transaction has an older view of
    the database. While there is one, no snapshot is sent; whoever stores the next one converts them into marks.
    """

    kind = models.IntegerField()
    object_id = models.BigIntegerField()

    class Meta:
        verbose_name = _("mark that could not be made")
        verbose_name_plural = _("marks that could not be made")

    def __str__(self) -> str:
        return f"{self.kind} {self.object_id}"


class ContentVersion(models.Model):
    """One of several counters whose sum is the version of all content. Each change adds a random amount to a counter
    that no other change has locked, so that changes do not wait for each other, and no number occurs twice, not even
    after a rollback.
    """

    count = models.BigIntegerField()

    class Meta:
        verbose_name = _("content version")
        verbose_name_plural = _("content versions")

    def __str__(self) -> str:
        return str(self.count)
