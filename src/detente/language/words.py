"""Small sets of words that the reading of acts needs beside the patterns (`language/<iso>/acts.yaml`)."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

from pydantic import BaseModel, ConfigDict, ValidationError

from detente.errors import DataError
from detente.tables import load_yaml


class ActWords(BaseModel):
    """The file as it stands; its comments say what each set is for."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    transparent: frozenset[str]
    counting: frozenset[str]
    occurring: frozenset[str]
    documents: frozenset[str]
    papers: frozenset[str]
    tabling: frozenset[str]
    stage: frozenset[str]
    fired: frozenset[str]
    held: frozenset[str]
    serving: frozenset[str]
    loyal: frozenset[str]
    carried: dict[str, frozenset[str]]
    dealt_out: frozenset[str]
    cared_for: frozenset[str]
    answers: frozenset[str]
    in_answer: frozenset[str]
    urgings: frozenset[str]
    mishaps: frozenset[str]
    unknown_men: frozenset[str]
    unknown_by: frozenset[str]
    blows: frozenset[str]
    promising: frozenset[str]
    insisting: frozenset[str]
    own_deeds: frozenset[str]
    choosing: frozenset[str]
    attending: frozenset[str]
    terms: frozenset[str]
    outcomes: frozenset[str]
    everybody: frozenset[str]
    quarrellers: frozenset[str]
    all_of: frozenset[str]
    sent_by: frozenset[str]
    only_sent: frozenset[str]
    subject_control: frozenset[str]
    spoken_to: frozenset[str]
    object_doer: frozenset[str]
    judged_for: frozenset[str]
    messengers: frozenset[str]
    ministries: frozenset[str]
    apart_from: frozenset[str]
    between_two: frozenset[str]
    being: frozenset[str]
    meant_for: frozenset[str]
    being_so: frozenset[str]
    leading_to: frozenset[str]
    counterparts: frozenset[str]
    towards: tuple[str, ...]
    locative: frozenset[str]
    court_seats: frozenset[str]
    courts: frozenset[str]
    leaving: frozenset[str]
    shared: frozenset[str]
    needed: frozenset[str]
    never: frozenset[str]
    stopping: frozenset[str]
    home_bodies: frozenset[str]
    home_things: frozenset[str]
    home_officers: frozenset[str]
    of_no_party: frozenset[str]
    home_people: frozenset[str]
    home_cases: frozenset[str]
    home_matters: frozenset[str]
    home_deeds: frozenset[str]
    arranging: frozenset[str]
    plots: frozenset[str]
    failed: frozenset[str]
    attempts: frozenset[str]
    toppling: frozenset[str]
    terror: frozenset[str]
    terror_blows: frozenset[str]
    misrule: frozenset[str]
    bloodshed: frozenset[str]
    own_papers: frozenset[str]
    summing: frozenset[str]
    sitting: frozenset[str]
    hearsay: frozenset[str]
    replying: frozenset[str]
    sheltered: frozenset[str]
    intents: frozenset[str]
    coming_to: frozenset[str]
    forces: frozenset[str]
    grounds: frozenset[str]
    moving_forces: frozenset[str]
    no_matter: frozenset[str]
    needless: frozenset[str]
    beyond: tuple[str, ...]
    made_clear: frozenset[str]
    amends: frozenset[str]
    weakening: frozenset[str]
    calendar: frozenset[str]
    from_then: frozenset[str]
    coming_in: frozenset[str]
    staying: frozenset[str]
    left: frozenset[str]
    unchanged: frozenset[str]
    one_meaning: frozenset[str]
    steps: frozenset[str]
    telling_to: frozenset[str]
    going: frozenset[str]
    resuming: frozenset[str]
    running: frozenset[str]
    replies: frozenset[str]
    deeming: frozenset[str]
    charged_of: frozenset[str]
    says_which: frozenset[str]
    passing_judgement: frozenset[str]
    blaming_on: frozenset[str]
    hyphenated: dict[str, str]
    lemmas: dict[str, str]

    def of_no_state(self, court: str, seat: str) -> bool:
        """Whether a court sits where international ones do: "a tribunal in The Hague" is not the Netherlands'."""
        return seat.lower() in self.court_seats and court.lower() in self.courts


@lru_cache(maxsize=4)
def act_words(language: str = "english") -> ActWords:
    """The words of a language, loaded once. Raises DataError where the file is wrong."""
    try:
        return ActWords.model_validate(load_yaml(files("detente.language") / language / "acts.yaml"))
    except ValidationError as wrong:
        raise DataError(str(wrong), subject=f"{language}/acts.yaml") from wrong
