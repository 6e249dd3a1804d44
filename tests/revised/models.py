from django.db import models
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.models import DraftStateMixin, Orderable, PreviewableMixin, RevisionMixin
from wagtail.snippets.models import register_snippet

from pages.models.lasting_revisions import LastingRevisions


class Room(models.Model):
    name = models.CharField(max_length=50)

    def __str__(self) -> str:
        return self.name


def any_room() -> int | None:
    return Room.objects.values_list("pk", flat=True).first()


@register_snippet
class Timetable(LastingRevisions, PreviewableMixin, DraftStateMixin, RevisionMixin, ClusterableModel):
    name = models.CharField(max_length=50)
    required = models.ForeignKey(Room, on_delete=models.PROTECT, related_name="+")
    protected = models.ForeignKey(Room, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    restricted = models.ForeignKey(Room, null=True, blank=True, on_delete=models.RESTRICT, related_name="+")
    cascading = models.ForeignKey(Room, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    emptied = models.ForeignKey(Room, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    replaced = models.ForeignKey(Room, null=True, blank=True, on_delete=models.SET(any_room), related_name="+")
    many = ParentalManyToManyField(Room, blank=True)

    panels = [
        *(FieldPanel(name) for name in ("name", "required", "protected", "restricted", "cascading", "emptied")),
        *(FieldPanel(name) for name in ("replaced", "many")),
        InlinePanel("lessons"),
        InlinePanel("rooms"),
    ]

    def __str__(self) -> str:
        return self.name


class Lesson(Orderable):
    """A row with words of its own."""

    timetable = ParentalKey(Timetable, on_delete=models.CASCADE, related_name="lessons")
    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="+")
    spare_room = models.ForeignKey(Room, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    text = models.CharField(max_length=50, blank=True)

    panels = [FieldPanel("room"), FieldPanel("spare_room"), FieldPanel("text")]


class ReservedRoom(Orderable):
    """A row that is a relation and nothing else."""

    timetable = ParentalKey(Timetable, on_delete=models.CASCADE, related_name="rooms")
    room = models.ForeignKey(Room, on_delete=models.PROTECT, related_name="+")

    panels = [FieldPanel("room")]
