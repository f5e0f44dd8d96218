"""PLOVER and CAMEO as data: types and quads, the crosswalk between the two, and the intensity scales by name.

The tables lie in `data/`, and `data/SOURCES.md` says where they come from and how sure they are.
"""

from detente.ontology.meanings import Meanings, meanings
from detente.ontology.plover import MODES, PLAINEST, PLOVER_TYPES, QUAD, QUAD_NAMES, quad
from detente.ontology.tables import DEFAULT_SCALE, SCALES, CameoCode, cameo, cameo_codes, intensity

__all__ = [
    "DEFAULT_SCALE",
    "MODES",
    "PLAINEST",
    "PLOVER_TYPES",
    "QUAD",
    "QUAD_NAMES",
    "SCALES",
    "CameoCode",
    "Meanings",
    "cameo",
    "cameo_codes",
    "intensity",
    "meanings",
    "quad",
]
