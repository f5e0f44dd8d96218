"""Where: the places that a story names, and the place of an event.

Public: `find_places`, `place_event`, `country_point`.
"""

from detente.reading.places.find import country_point, find_places
from detente.reading.places.where import place_event

__all__ = ["country_point", "find_places", "place_event"]
