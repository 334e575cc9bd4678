"""The English lexicon of the catalogue: what elements, fields and tokens are called inside a sentence."""

from __future__ import annotations

from ..lexicon import Adjective, ElementWords, Noun, Nouns, Verb


def adjective(word: str) -> Adjective:
    return Adjective(word, word, word, "an" if word[0] in "aeio" else "a")


def element(noun: Noun, said: Verb, *, of_code: str = "in", dated: str = "recorded") -> ElementWords:
    return ElementWords(noun, said, of_code, dated)


def verb(said: str, denied: str) -> Verb:
    """English keeps its word order in subordinate clauses."""
    return Verb(said, denied, said, denied)


HAS = verb("has", "does not have")
HAS_RECEIVED = verb("has received", "has not received")
HAS_HAD = verb("has had", "has not had")
IS = verb("is", "is not")

ELEMENTS = {
    "diagnosis": element(Noun("a", "diagnosis", "diagnoses"), HAS),
    "medication": element(Noun("", "medicine", "medication orders"), HAS_RECEIVED),
    "prescription": element(
        Noun("a", "prescription", "prescriptions"), HAS_RECEIVED, of_code="for", dated="issued"
    ),
    "measurement": element(Noun("a", "measurement", "measurements"), HAS, of_code="of", dated="measured"),
    "finding": element(Noun("a", "finding", "findings"), HAS, of_code="about"),
    "service": element(Noun("a", "service", "services"), HAS_RECEIVED),
    "contact": element(Noun("a", "contact", "contacts"), HAS_HAD),
    "appointment": element(Noun("an", "appointment", "appointments"), HAS, dated="dated"),
    "plan": element(Noun("a", "plan", "plans"), HAS_HAD),
    "goal": element(Noun("a", "goal", "goals"), HAS),
    "pathway": element(Noun("a", "care pathway", "care pathways"), HAS_HAD),
    "referral": element(Noun("a", "referral", "referrals"), HAS_RECEIVED, of_code="with codes in"),
    "vaccination": element(
        Noun("a", "vaccination", "vaccinations"), HAS_RECEIVED, of_code="with", dated="given"
    ),
    "hospital_contact": element(
        Noun("a", "hospital contact", "hospital contacts"), HAS_HAD, of_code="with the main diagnosis in"
    ),
}


def unknown_element(title: str) -> ElementWords:
    words = Noun("a", f"record of the type {title}", f"records of the type {title}")
    return element(words, HAS, of_code="with codes in")


# --- verbs of periods, by what the window asks (2.6) ---------------------------------------------

TAKES_NOW = verb("now takes", "does not now take")
TAKES_OR_HAS_TAKEN = verb("takes or has taken", "neither takes nor has taken")
HAS_NOW = verb("now has", "does not now have")
HAS_OR_HAS_HAD = verb("has or has had", "neither has nor has had")
HAS_STARTED = verb("has started", "has not started")
HAS_STOPPED = verb("has stopped", "has not stopped")

PERIOD_VERBS = {
    "ever": HAS_OR_HAS_HAD,
    "now": HAS_NOW,
    "during": HAS_HAD,
    "started": HAS,
    "ended": HAS,
}
MEDICATION_VERBS = {
    "ever": TAKES_OR_HAS_TAKEN,
    "now": TAKES_NOW,
    "during": HAS_RECEIVED,
    "started": HAS_STARTED,
    "ended": HAS_STOPPED,
}
PERIOD_STATES = {"now": "in progress", "during": "in progress", "started": "started", "ended": "ended"}

# --- what single tokens do to the noun -----------------------------------------------------------

HEADS = {
    ("diagnosis", "kind", "course"): Noun("a", "course diagnosis", "course diagnoses"),
    ("diagnosis", "kind", "contact"): Noun("a", "contact diagnosis", "contact diagnoses"),
    ("medication", "regimen", "as-needed"): Noun("", "as-needed medicine", "as-needed medication orders"),
    ("appointment", "status", "no-show"): Noun("a", "no-show", "no-shows"),
    ("contact", "kind", "consultation"): Noun("a", "consultation", "consultations"),
    ("contact", "kind", "phone"): Noun("a", "telephone consultation", "telephone consultations"),
    ("contact", "kind", "e-consultation"): Noun("an", "e-consultation", "e-consultations"),
    ("contact", "kind", "video"): Noun("a", "video consultation", "video consultations"),
    ("contact", "kind", "home-visit"): Noun("a", "home visit", "home visits"),
    ("hospital_contact", "kind", "inpatient"): Noun("a", "hospital admission", "hospital admissions"),
    ("hospital_contact", "kind", "outpatient"): Noun(
        "an", "outpatient hospital course", "outpatient hospital courses"
    ),
    ("hospital_contact", "kind", "emergency"): Noun(
        "an", "emergency hospital contact", "emergency hospital contacts"
    ),
    ("plan", "kind", "course-plan"): Noun("a", "course plan", "course plans"),
    ("plan", "kind", "activity-plan"): Noun("an", "activity plan", "activity plans"),
    ("plan", "kind", "treatment-plan"): Noun("a", "treatment plan", "treatment plans"),
}
ADJECTIVES = {
    ("medication", "regimen", "regular"): adjective("regular"),
    ("appointment", "status", "booked"): adjective("booked"),
    ("appointment", "status", "fulfilled"): adjective("fulfilled"),
    ("appointment", "status", "cancelled"): adjective("cancelled"),
    ("plan", "status", "active"): adjective("active"),
    ("plan", "status", "completed"): adjective("completed"),
    ("plan", "status", "cancelled"): adjective("cancelled"),
    ("goal", "status", "active"): adjective("active"),
    ("goal", "status", "achieved"): adjective("achieved"),
    ("goal", "status", "abandoned"): adjective("abandoned"),
}
AFTER_NOUN = {
    ("medication", "form"): "as",
    ("contact", "role"): "by a",
    ("contact", "own_clinician"): "with",
    ("appointment", "kind"): "of the type",
    ("appointment", "own_clinician"): "with",
    ("goal", "topic"): "about",
    ("pathway", "code"): "for",
    ("pathway", "phase"): "in the phase",
    ("referral", "recipient"): "to",
    ("hospital_contact", "specialty"): "within",
}
WHICH_IS = frozenset({("diagnosis", "status")})

# --- fields --------------------------------------------------------------------------------------

FIELD_NAMES = {
    "bed_days": "number of bed days",
    "clinician": "clinician",
    "code": "code",
    "comparator": "sign",
    "daily_dose": "daily dose",
    "date": "date",
    "debut": "date of onset",
    "end": "end date",
    "form": "dose form",
    "indication": "indication",
    "kind": "type",
    "next_review": "date of the next review",
    "own_clinician": "clinician seen",
    "packages": "number of packages",
    "phase": "phase",
    "prescriber": "prescriber",
    "recipient": "recipient",
    "regimen": "regimen",
    "role": "profession",
    "specialty": "specialty",
    "start": "start date",
    "status": "status",
    "topic": "topic",
    "value": "value",
}
FIELDS = {field: (f"the {name}", name) for field, name in FIELD_NAMES.items()}

NOUNS = Nouns(
    elements=ELEMENTS,
    unknown_element=unknown_element,
    period_verbs=PERIOD_VERBS,
    medication_verbs=MEDICATION_VERBS,
    period_states=PERIOD_STATES,
    heads=HEADS,
    adjectives=ADJECTIVES,
    after_noun=AFTER_NOUN,
    which_is=WHICH_IS,
    fields=FIELDS,
)
