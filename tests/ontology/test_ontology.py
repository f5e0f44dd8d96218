"""The ontology: types, the crosswalk and the scales hold together."""

import pytest

from detente import ontology
from detente.errors import DataError

CODES = sorted(ontology.cameo_codes())


def test_sixteen_types_in_four_quads():
    assert len(ontology.PLOVER_TYPES) == 16
    assert set(ontology.QUAD.values()) == {1, 2, 3, 4} == set(ontology.QUAD_NAMES)


@pytest.mark.parametrize(
    ("code", "plover", "quad"),
    [
        ("036", "AGREE", 1),
        ("055", "SUPPORT", 1),
        ("0874", "RETREAT", 2),
        ("106", "REQUEST", 3),
        ("125", "REJECT", 3),
        ("163", "SANCTION", 4),
        ("195", "ASSAULT", 4),
    ],
)
def test_crosswalk(code, plover, quad):
    assert (ontology.cameo(code).plover, ontology.cameo(code).quad) == (plover, quad)
    assert ontology.quad(plover) == quad


def test_every_type_has_a_code_and_every_mode_belongs_to_a_type():
    assert {c.plover for c in ontology.cameo_codes().values()} - {None} == set(ontology.PLOVER_TYPES)
    assert set(ontology.MODES) <= set(ontology.PLOVER_TYPES)


def test_every_code_has_its_parent():
    assert all(code[:-1] in ontology.cameo_codes() for code in CODES if len(code) > 2)


@pytest.mark.parametrize("code", CODES)
def test_goldstein_knows_every_code(code):
    value = ontology.intensity(code)
    assert value is not None
    assert -10 <= value <= 10


def test_scales_are_kept_apart_and_parents_stand_in():
    assert ontology.intensity("0311") == ontology.intensity("031") == 5.2
    assert ontology.intensity("055", "icews") == 7.0
    assert ontology.intensity("055", "plover-type") == 4.0
    assert ontology.intensity("010", "plover-type") is None


@pytest.mark.parametrize("code", [c for c in CODES if ontology.cameo(c).quad in (2, 4)])
def test_material_acts_have_the_sign_of_their_quad_on_every_scale(code):
    values = [v for s in ontology.SCALES if (v := ontology.intensity(code, s)) is not None]
    assert all(v > 0 if ontology.cameo(code).quad == 2 else v < 0 for v in values)


def test_what_does_not_exist_is_an_error():
    for call in (lambda: ontology.cameo("999"), lambda: ontology.quad("NAP"), lambda: ontology.intensity("036", "x")):
        with pytest.raises(DataError):
            call()
