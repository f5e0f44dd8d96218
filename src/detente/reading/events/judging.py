"""What somebody calls an act or a party: "called the raid barbaric", "said the charge was a lie".

The words are data (`language/<iso>/patterns/judging.yaml`).
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from detente.language.patterns import Lexicon
from detente.language.words import act_words
from detente.reading.events.gates import gates
from detente.reading.events.mood import moods
from detente.reading.events.phrases import has_proviso
from detente.reading.events.phrases import words as cue_words
from detente.reading.events.syntax import child, is_passive, is_verb, lemma, preps
from detente.reading.text import children

# Type, CAMEO code and name of what each sort of word amounts to.
AMOUNTS_TO = {
    "untrue": ("REJECT", "120", "REJECT/called-untrue"),
    "bad": ("ACCUSE", "111", "ACCUSE/called-bad"),
    "good": ("SUPPORT", "051", "SUPPORT/called-good"),
}
PLACES = frozenset(
    ("oprd", "acomp", "attr", "xcomp", "ccomp", "amod", "pobj", "dobj", "conj", "advcl", "pcomp", "nsubj")
)
# What is said with these is no verdict: "if it is a crime", "feared that it was a mistake".
OPEN = frozenset(("condition", "question", "possible", "doubt", "wish", "fear", "hearsay", "denial", "negation"))
# Words for what was told before.
POINTING = frozenset(("it", "this", "that", "these", "those"))
# Parts of speech of words that say what something is.
CALLING = frozenset(("ADJ", "NOUN", "VERB", "PROPN"))
FARTHEST = 300  # tokens that a paragraph is looked back through for quotation marks
REACH = 14  # tokens behind the verb within which the judgement stands


def judgement(verb: Token, lexicon: Lexicon) -> tuple[str, Token] | None:
    """The sort of word (bad, untrue, good) that somebody uses of something, and that word; None where nothing is
    judged.
    """
    words = lexicon.judging
    if not is_verb(verb) or lemma(verb) not in words["verbs"]:
        return None
    said_as = any(opens_judgement(token, verb) for token in verb.subtree)
    run_together = [t for t in children(verb) if t.dep_ == "dobj" and charge_before(t, words["charges"]) is not None]
    called_so = (*complement(verb, said_as), *run_together)
    for part in (part for called in called_so for part in (called, *about(called))):
        for sort in ("untrue", "bad", "good"):
            if lemma(part) in words[sort]:
                return sort, part
    return None


def charge_before(noun: Token, charges: frozenset[str]) -> Token | None:
    """The charge that the parse takes for a part of what it is called: "called the (charge) nonsense"."""
    return next((c for c in children(noun) if c.dep_ == "compound" and c.i == noun.i - 1 and lemma(c) in charges), None)


def opens_judgement(token: Token, verb: Token) -> bool:
    """Whether a word is the "as" behind which the judgement stands, which the parser may hang on the object."""
    if token.lower_ != "as":
        return False
    return token.head == verb or (token.head.dep_ == "dobj" and token.head.head == verb)


def amounts_to(sort: str, charge: bool) -> tuple[str, str, str]:
    """Type, CAMEO code and name of a word of one sort. `charge`: whether it is said of what somebody said; an untrue
    deed is a bad one.
    """
    return AMOUNTS_TO["bad" if sort == "untrue" and not charge else sort]


def about(word: Token) -> Iterator[Token]:
    """What is said of the word that something is called: "an encouraging step", "an act of violence", "an attempt to
    mislead".
    """
    for c in children(word):
        if c.dep_ == "amod" or (c.dep_ == "acl" and c.tag_ == "VB"):
            yield c
        elif c.lower_ == "of":
            yield from (inner for inner in children(c) if inner.dep_ == "pobj")


def complement(verb: Token, said_as: bool) -> Iterator[Token]:
    """The words that may say what something is called: behind "as", or the second of two things behind the verb."""
    for token in verb.subtree:
        if not verb.i < token.i <= verb.i + REACH or not (token.pos_ in CALLING or token.dep_ == "oprd"):
            continue
        if said_as and not any(opens_judgement(a, verb) for a in token.ancestors):
            continue
        if not said_as and not predicative(token, verb):
            continue
        yield token


def predicative(token: Token, verb: Token) -> bool:
    """Whether a word says what the object is: an object predicate, a small clause, or the head of a second object."""
    if token.dep_ in ("oprd", "acomp", "attr") or (
        token.dep_ == "conj" and token.head.dep_ in ("oprd", "acomp", "attr")
    ):
        return True
    if token.dep_ in ("ccomp", "xcomp") and token.head == verb:
        return True
    thing = token.head
    if token.dep_ == "amod" and thing.dep_ == "dobj" and thing.head == verb and token.i > thing.i:
        return True  # "called the measures hasty": an adjective behind its noun
    if token.tag_ == "JJ" and token.dep_ == "advmod" and token.head.dep_ == "acl":
        return True  # "called its move to ban maize unfriendly": an adjective that the parse gives the infinitive
    objects = [c for c in children(verb) if c.dep_ in ("dobj", "oprd")]
    return len(objects) > 1 and token in objects[1:]


def judged(verb: Token, charges: frozenset[str]) -> Token | None:
    """What is judged: the object, or the subject of the small clause below the verb."""
    for c in children(verb):
        if c.dep_ in ("dobj", "nsubjpass"):
            return charge_before(c, charges) or c
    for c in children(verb):
        if c.dep_ in ("ccomp", "xcomp"):
            return next((g for g in children(c) if g.dep_ in ("nsubj", "nsubjpass")), None)
    return None


# --- verdicts: "the raid was a crime, Peru said" ---------------------------------------------------------------------


def verdict(word: Token, lexicon: Lexicon) -> tuple[str, Token, Token] | None:
    """The sort of a predicate (bad, untrue), its subject, and the verb of the clause: "(the raid is) unacceptable",
    "(it is) a lie", "(the ban amounts to) piracy", "(the charge has) no basis"."""
    if (clause := groundless(word, lexicon)) is not None:
        subject, open_ = without_ground(word, clause), OPEN - {"negation"}
        charge = subject is not None and lemma(subject) in lexicon.judging["charges"]
        sort = "untrue" if charge or in_law(word) else None
    else:
        clause, open_ = equating(word, lexicon), OPEN
        if clause is None:
            return None
        subject, parts = said_of(word, clause), (word, *about(word))
        sorts = (sort for part in parts for sort in ("untrue", "bad") if lemma(part) in lexicon.judging[sort])
        sort = next(sorts, None)
    if sort is None or subject is None or set(moods(clause)) - {"none"} or gates(clause) & open_:
        return None
    return None if has_proviso(clause) else (sort, subject, clause)


def said_of(word: Token, clause: Token) -> Token | None:
    """Of what a word is said: the subject, or who does what stands behind "it": "it is wrong for Peru to hold them"."""
    subject = child(clause, "nsubj", "csubj")
    if subject is None or subject.lower_ != "it":
        return subject
    below = [c for at in (clause, word) for c in children(at) if c.dep_ in BEHIND_IT and c.i > word.i]
    whose = [p for prep, p in preps(word) if prep in ("of", "for") and any(is_verb(c) for c in below)]
    doers = (child(c, "nsubj", "nsubjpass") for c in below if is_verb(c) and not is_passive(c))
    return next((t for t in (*whose, *doers) if t is not None), subject)


# How what is meant hangs on "it is wrong".
BEHIND_IT = frozenset(("ccomp", "xcomp", "advcl", "csubj", "acl"))


# By preposition, verbs under which a word says what something is like: "looks like a provocation", "smacks of revenge";
# those before "to" are data.
LIKENING = {
    "to": frozenset[str](),
    "like": frozenset(("look", "sound", "feel", "smell")),
    "of": frozenset(("smack", "reek", "stink")),
}


def equating(word: Token, lexicon: Lexicon) -> Token | None:
    """The verb under which a word says what the subject is: "was a crime", "amounts to theft", "is a breach"."""
    above = word.head
    if word.dep_ in ("attr", "acomp") and lemma(above) == "be":
        return above
    if word.dep_ == "pobj" and above.lower_ in LIKENING and is_verb(above.head):
        verbs = lexicon.judging["equating"] if above.lower_ == "to" else LIKENING[above.lower_]
        return above.head if lemma(above.head) in verbs else None
    return above if word.dep_ == "dobj" and is_verb(above) and lemma(above) in lexicon.judging["equating"] else None


def groundless(word: Token, lexicon: Lexicon) -> Token | None:
    """The verb under which a word says that the subject has no ground: "has no basis", "is without foundation"."""
    if lemma(word) not in lexicon.judging["grounds"]:
        return None
    above, none = word.head, any(c.lower_ == "no" for c in children(word))
    if word.dep_ == "pobj":
        without = above.lower_ == "without" or (above.lower_ == "of" and lemma(above.head) == "devoid")
        verb = above.head if above.lower_ == "without" else above.head.head
        return verb if without and is_verb(verb) else None
    if not is_verb(above) or word.dep_ not in ("dobj", "attr", "nsubj"):
        return None
    return above if lemma(above) == "lack" or (none and lemma(above) in ("have", "be")) else None


def without_ground(word: Token, clause: Token) -> Token | None:
    """What has no ground: the subject, or what stands behind "there is no truth in"."""
    if child(clause, "expl") is None:
        return child(clause, "nsubj", "csubj")
    return next((p for prep, p in (*preps(word), *preps(clause)) if prep in ("in", "to", "for", "behind")), None)


def in_law(ground: Token) -> bool:
    """Whether it is by law that something has no ground, which is said of deeds: "no basis in international law"."""
    legal = any(c.lower_ in ("legal", "lawful") for c in children(ground))
    return legal or any(
        prep in ("in", "under") and lemma(p) == "law" for prep, p in (*preps(ground), *preps(ground.head))
    )


def told_by(clause: Token) -> Token | None:
    """The verb with which somebody tells a clause: "(it is a lie), he said"."""
    if (made := made_clear(clause)) is not None:
        return made
    above = clause.head if clause.dep_ == "ccomp" else tag_of(clause)
    tells = above is not None and is_verb(above) and lemma(above) in cue_words("told", "verb")
    return above if above is not None and tells and child(above, "neg") is None else None


def made_clear(clause: Token) -> Token | None:
    """The "made" of "made it clear that (it is a lie)", wherever the parse hangs the clause."""
    word = clause.head
    told = clause.dep_ in BEHIND_IT and lemma(word) in act_words().made_clear
    return word.head if told and lemma(word.head) == "make" and child(word.head, "neg") is None else None


def tag_of(clause: Token) -> Token | None:
    """The verb behind a comma at the end of a clause, which a parse may hang on a noun of it: "no need, Chad said"."""
    for verb in clause.subtree:
        subject = child(verb, "nsubj") if verb.dep_ == "relcl" and verb.i > clause.i else None
        if subject is not None and subject.i < verb.i and subject.left_edge.nbor(-1).text == ",":
            return None if subject.pos_ == "PRON" else verb
    return None


def by_itself(clause: Token, subject: Token, lexicon: Lexicon) -> bool:
    """ "It is a lie. It never happened": whether a verdict stands by itself, and only the quote has a speaker."""
    named = subject.pos_ in ("NOUN", "PROPN") and in_quotes(clause)
    return clause.dep_ == "ROOT" and (points(subject, lexicon) or named)


def in_quotes(token: Token) -> bool:
    """Whether a quotation is open where a word stands: the marks between its paragraph's beginning and it are odd."""
    doc, marks = token.doc, 0
    for i in range(token.i - 1, max(-1, token.i - FARTHEST), -1):
        if "\n" in doc[i].text:
            break
        marks += doc[i].text == '"'
    return marks % 2 == 1


def points(subject: Token, lexicon: Lexicon) -> bool:
    """Whether a word means what was said or done before: "it", "the charge", "this decision"."""
    if subject.lower_ in POINTING or lemma(subject) in lexicon.judging["charges"]:
        return True
    this = any(c.dep_ == "det" and c.lower_ in ("the", "this", "that", "such") for c in children(subject))
    return this and lemma(subject) in lexicon.judging["deeds"] and not any(preps(subject))


def spots(deed: Token) -> Iterator[tuple[str, Token]]:
    """The prepositions behind a deed and behind whom it was done to, with what they govern: "the arrest of a Greek in
    Chad"."""
    for prep, phrase in preps(deed):
        yield prep, phrase
        if prep == "of":
            yield from preps(phrase)


def told_of(saying: Token) -> Token | None:
    """Of what something is said: "it is a lie, she said of the charge"."""
    prep = next((c for c in children(saying) if c.dep_ == "prep" and c.lower_ in ("of", "about")), None)
    return child(prep, "pobj") if prep is not None else None
