"""Where: names of places, resolved to coordinates as far as they can be."""

from __future__ import annotations

from detente.model.base import Record, Span


class Place(Record):
    """A named place. A country has a code and no coordinates (its middle is not a place); a city has both.

    `country`: ISO 3166-1 alpha-3 or None (a sea). `lat`, `lon`: WGS84 degrees or None. `precision`: city, site,
    region, border, water, country. `geonames`: the GeoNames id, where there is one.
    """

    name: str
    start: int
    end: int
    country: str | None = None
    lat: float | None = None
    lon: float | None = None
    precision: str = "city"
    geonames: int | None = None

    def span(self) -> Span:
        """Where the name stands in the text."""
        return Span(start=self.start, end=self.end)
