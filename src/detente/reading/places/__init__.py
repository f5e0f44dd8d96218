"""Where: the places that a story names, and the place of an event.

Public: `find_places`, `place_event`, `country_point`, `representative_point`.
"""

from detente.reading.places.find import country_point, find_places, representative_point
from detente.reading.places.where import place_event

__all__ = ["country_point", "find_places", "place_event", "representative_point"]
