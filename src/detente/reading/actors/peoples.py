"""Peoples at home in several states: those of one state are that state's ("Syrian Kurds"), not who fights in it."""

from __future__ import annotations

from detente.reading.actors.draft import Draft, Party
from detente.reading.actors.hits import Found, Hit

# Before the state that somebody is of, and how many words may stand between.
AT_HOME = frozenset(("from", "of"))
FAR = 4


def of_one_state(found: Found, drafts: list[Draft]) -> None:
    """Gives people of such a nation the code of the state that stands beside them."""
    for draft in drafts:
        if len(draft.parties) == 1 and draft.parties[0].code in found.lexicon.words.peoples:
            state = state_before(found, draft) or state_behind(found, draft)
            if state is not None:
                draft.parties = [Party(found.name_of(state), state, draft.parties[0].sector)]


def state_before(found: Found, draft: Draft) -> str | None:
    """The state whose adjective or genitive stands before them: "Iraqi Kurds", "Turkey's Kurds"."""
    before = draft.start - 1
    owned = before > 0 and found.doc[before].tag_ == "POS"
    hit = found.hit_at.get(before - 1 if owned else before)
    return state_of(found, hit) if hit is not None and (owned or hit.entry.kind in {"adjective", "both"}) else None


def state_behind(found: Found, draft: Draft) -> str | None:
    """The state behind "from" or "of": "Kurdish fighters from Syria", "the Kurds of northern Iraq"."""
    doc, i = found.doc, draft.end
    i += i < len(doc) and draft.kind == "adjective" and doc[i].pos_ == "NOUN"
    if i >= len(doc) or doc[i].lower_ not in AT_HOME:
        return None
    near = range(i + 1, min(i + FAR, len(doc)))
    first = next((k for k in near if k in found.hit_at or doc[k].pos_ not in {"ADJ", "DET"}), None)
    return state_of(found, found.hit_at.get(first)) if first is not None else None


def state_of(found: Found, hit: Hit | None) -> str | None:
    """The one state that a name stands for."""
    code = hit.codes[0] if hit is not None and len(hit.codes) == 1 else None
    return code if code in found.world.states else None
