"""PLOVER's sixteen types of act, their modes and the quad that each falls in."""

from __future__ import annotations

from types import MappingProxyType

from detente.errors import DataError

QUAD_NAMES = MappingProxyType(
    {1: "verbal cooperation", 2: "material cooperation", 3: "verbal conflict", 4: "material conflict"}
)

QUAD = MappingProxyType(
    {
        "AGREE": 1,
        "CONSULT": 1,
        "SUPPORT": 1,
        "CONCEDE": 1,
        "COOPERATE": 2,
        "AID": 2,
        "RETREAT": 2,
        "REQUEST": 3,
        "ACCUSE": 3,
        "REJECT": 3,
        "THREATEN": 3,
        "PROTEST": 4,
        "SANCTION": 4,
        "MOBILIZE": 4,
        "COERCE": 4,
        "ASSAULT": 4,
    }
)

PLOVER_TYPES = tuple(QUAD)

PLAINEST = MappingProxyType(
    {
        "AGREE": "030",
        "CONSULT": "040",
        "SUPPORT": "050",
        "CONCEDE": "080",
        "COOPERATE": "060",
        "AID": "070",
        "RETREAT": "087",
        "REQUEST": "100",
        "ACCUSE": "110",
        "REJECT": "120",
        "THREATEN": "130",
        "PROTEST": "140",
        "SANCTION": "160",
        "MOBILIZE": "150",
        "COERCE": "170",
        "ASSAULT": "190",
    }
)
"""The CAMEO code of a type of which no more is known."""

MODES = MappingProxyType(
    {
        "CONSULT": ("visit", "third-party", "multilateral", "phone"),
        "RETREAT": ("withdraw", "release", "return", "disarm", "ceasefire", "access", "resign"),
        "REQUEST": ("assist", "change", "yield", "meet"),
        "ACCUSE": ("disapprove", "investigate", "allege"),
        "REJECT": ("assist", "change", "yield", "meet"),
        "THREATEN": ("restrict", "ban", "arrest", "relations", "expel", "territory", "attack"),
        "PROTEST": ("demo", "riot", "strike", "hunger", "boycott", "obstruct"),
        "SANCTION": ("convict", "expel", "withdraw", "discontinue"),
        "MOBILIZE": ("troops", "weapons", "police", "militia"),
        "COERCE": tuple(
            "seize restrict ban censor curfew martial-law arrest deport withhold misinform cyber".split()  # noqa: SIM905
        ),
        "ASSAULT": tuple(
            "beat torture execute sexual assassinate firearms explosives suicide-attack aerial drone crowd-control "  # noqa: SIM905
            "cleansing heavy-weapons primitive abduct".split()
        ),
    }
)


def quad(plover_type: str) -> int:
    """The quad of a PLOVER type: 1 and 2 verbal and material cooperation, 3 and 4 verbal and material conflict."""
    try:
        return QUAD[plover_type]
    except KeyError:
        raise DataError(f"no PLOVER type; known are {', '.join(PLOVER_TYPES)}", subject=plover_type) from None
