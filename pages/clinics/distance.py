from __future__ import annotations

from django.db.models import Case, Expression, F, FloatField, Value, When
from django.db.models.functions import ASin, Cast, Cos, Least, Power, Radians, Sin, Sqrt

EARTH_RADIUS_IN_METRES = 6_371_008.8


def distance_from(latitude: float, longitude: float) -> Expression:
    """The great-circle distance of each row from a point, in metres; null for rows without coordinates.

    The haversine formula on a sphere of the earth's mean radius (IUGG): right to about 0.5 %.

    :param latitude: of the point, in WGS 84 decimal degrees.
    :param longitude: likewise.
    """
    row_latitude, row_longitude = (Radians(Cast(F(name), FloatField())) for name in ("latitude", "longitude"))
    here_latitude, here_longitude = (Radians(Value(degrees, FloatField())) for degrees in (latitude, longitude))
    haversine = Power(Sin((row_latitude - here_latitude) / 2), 2) + Cos(row_latitude) * Cos(here_latitude) * Power(
        Sin((row_longitude - here_longitude) / 2), 2
    )
    # Rounding can lift the root above 1. PostgreSQL's LEAST ignores nulls, so rows without coordinates are handled
    # first.
    metres = ASin(Least(Sqrt(haversine), Value(1.0))) * (2 * EARTH_RADIUS_IN_METRES)
    return Case(When(latitude__isnull=True, then=None), default=metres, output_field=FloatField())
