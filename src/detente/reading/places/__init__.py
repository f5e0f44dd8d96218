"""Where: the places that a story names, and the place of an event.

Public: `at_home`, `find_places`, `place_event`, `country_point`, `representative_point`,
`speaks_for_state`.
"""

from detente.reading.places.find import country_point, find_places, representative_point
from detente.reading.places.home import at_home, speaks_for_state
from detente.reading.places.where import place_event

__all__ = ["at_home", "country_point", "find_places", "place_event", "representative_point", "speaks_for_state"]
