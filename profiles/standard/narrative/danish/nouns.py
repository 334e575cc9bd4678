"""The Danish lexicon of the catalogue: what elements, fields and tokens are called inside a sentence.

A catalogue may hold more than this table knows (9.1): what has no entry is said by its title, in plainer
words.
"""

from __future__ import annotations

from ..lexicon import Adjective, ElementWords, Noun, Nouns, Verb


def verb(finite: str, rest: str = "") -> Verb:
    rest = f" {rest}" if rest else ""
    return Verb(f"{finite}{rest}", f"{finite} ikke{rest}", f"{finite}{rest}", f"ikke {finite}{rest}")


def noun(article: str, singular: str, plural: str) -> Noun:
    return Noun(article, singular, plural, is_neuter=article == "et")


def element(words: Noun, said: Verb, *, of_code: str = "i", dated: str = "registreret") -> ElementWords:
    return ElementWords(words, said, of_code, dated)


HAS = verb("har")
HAS_GOT = verb("har", "fået")
HAS_HAD = verb("har", "haft")
IS = verb("er")

ELEMENTS = {
    "diagnosis": element(noun("en", "diagnose", "diagnoser"), HAS),
    "medication": element(noun("", "medicin", "ordinationer"), HAS_GOT),
    "prescription": element(noun("en", "recept", "recepter"), HAS_GOT, of_code="på", dated="udstedt"),
    "measurement": element(noun("en", "måling", "målinger"), HAS, of_code="af", dated="målt"),
    "finding": element(noun("en", "registrering", "registreringer"), HAS, of_code="af"),
    "service": element(noun("en", "ydelse", "ydelser"), HAS_GOT),
    "contact": element(noun("en", "kontakt", "kontakter"), HAS_HAD),
    "appointment": element(noun("en", "aftale", "aftaler"), HAS, dated="med dato"),
    "plan": element(noun("en", "plan", "planer"), HAS_HAD),
    "goal": element(noun("et", "mål", "mål"), HAS),
    "pathway": element(noun("et", "pakkeforløb", "pakkeforløb"), HAS_HAD),
    "referral": element(noun("en", "henvisning", "henvisninger"), HAS_GOT, of_code="med koder i"),
    "vaccination": element(noun("en", "vaccination", "vaccinationer"), HAS_GOT, of_code="med", dated="givet"),
    "hospital_contact": element(
        noun("en", "sygehuskontakt", "sygehuskontakter"), HAS_HAD, of_code="med aktionsdiagnose i"
    ),
}


def unknown_element(title: str) -> ElementWords:
    words = noun("en", f"registrering af typen {title}", f"registreringer af typen {title}")
    return element(words, HAS, of_code="med koder i")


# --- verbs of periods, by what the window asks (2.6) ---------------------------------------------

GETS_NOW = Verb("får nu", "får for tiden ikke", "nu får", "for tiden ikke får")
GETS_OR_HAS_GOT = Verb(
    "får eller har fået", "får ikke og har ikke fået", "får eller har fået", "ikke får og ikke har fået"
)
HAS_NOW = Verb("har nu", "har for tiden ikke", "nu har", "for tiden ikke har")
HAS_OR_HAS_HAD = Verb(
    "har eller har haft", "har ikke og har ikke haft", "har eller har haft", "ikke har og ikke har haft"
)
STARTED_ON = verb("er", "startet på")
STOPPED = verb("er", "stoppet med")

PERIOD_VERBS = {
    "ever": HAS_OR_HAS_HAD,
    "now": HAS_NOW,
    "during": HAS_HAD,
    "started": HAS,
    "ended": HAS,
}
MEDICATION_VERBS = {
    "ever": GETS_OR_HAS_GOT,
    "now": GETS_NOW,
    "during": HAS_GOT,
    "started": STARTED_ON,
    "ended": STOPPED,
}
PERIOD_STATES = {"now": "i gang", "during": "i gang", "started": "startet", "ended": "afsluttet"}

# --- what single tokens do to the noun -----------------------------------------------------------

# The token names the record better than the element does.
HEADS = {
    ("diagnosis", "kind", "course"): noun("en", "forløbsdiagnose", "forløbsdiagnoser"),
    ("diagnosis", "kind", "contact"): noun("en", "kontaktdiagnose", "kontaktdiagnoser"),
    ("medication", "regimen", "as-needed"): noun("", "medicin efter behov", "ordinationer efter behov"),
    ("appointment", "status", "no-show"): noun("en", "udeblivelse", "udeblivelser"),
    ("contact", "kind", "consultation"): noun("en", "konsultation", "konsultationer"),
    ("contact", "kind", "phone"): noun("en", "telefonkonsultation", "telefonkonsultationer"),
    ("contact", "kind", "e-consultation"): noun("en", "e-konsultation", "e-konsultationer"),
    ("contact", "kind", "video"): noun("en", "videokonsultation", "videokonsultationer"),
    ("contact", "kind", "home-visit"): noun("et", "hjemmebesøg", "hjemmebesøg"),
    ("hospital_contact", "kind", "inpatient"): noun("en", "indlæggelse", "indlæggelser"),
    ("hospital_contact", "kind", "outpatient"): noun(
        "et", "ambulant sygehusforløb", "ambulante sygehusforløb"
    ),
    ("hospital_contact", "kind", "emergency"): noun(
        "en", "akut ambulant sygehuskontakt", "akutte ambulante sygehuskontakter"
    ),
    ("plan", "kind", "course-plan"): noun("en", "forløbsplan", "forløbsplaner"),
    ("plan", "kind", "activity-plan"): noun("en", "aktivitetsplan", "aktivitetsplaner"),
    ("plan", "kind", "treatment-plan"): noun("en", "behandlingsplan", "behandlingsplaner"),
}
CANCELLED = Adjective("aflyst", "aflyst", "aflyste")
ADJECTIVES = {
    ("medication", "regimen", "regular"): Adjective("fast", "fast", "faste"),
    ("appointment", "status", "booked"): Adjective("booket", "booket", "bookede"),
    ("appointment", "status", "fulfilled"): Adjective("gennemført", "gennemført", "gennemførte"),
    ("appointment", "status", "cancelled"): CANCELLED,
    ("plan", "status", "active"): Adjective("aktiv", "aktivt", "aktive"),
    ("plan", "status", "completed"): Adjective("afsluttet", "afsluttet", "afsluttede"),
    ("plan", "status", "cancelled"): CANCELLED,
    ("goal", "status", "active"): Adjective("aktiv", "aktivt", "aktive"),
    ("goal", "status", "achieved"): Adjective("nået", "nået", "nåede"),
    ("goal", "status", "abandoned"): Adjective("opgivet", "opgivet", "opgivne"),
}
# Tokens that follow the noun after these words.
AFTER_NOUN = {
    ("medication", "form"): "som",
    ("contact", "role"): "ved",
    ("contact", "own_clinician"): "hos",
    ("appointment", "kind"): "af typen",
    ("appointment", "own_clinician"): "hos",
    ("goal", "topic"): "om",
    ("pathway", "code"): "for",
    ("pathway", "phase"): "i fasen",
    ("referral", "recipient"): "til",
    ("hospital_contact", "specialty"): "inden for",
}
# Tokens that a relative clause says of the record itself.
WHICH_IS = frozenset({("diagnosis", "status")})

# --- fields --------------------------------------------------------------------------------------

# The field of a record, and the field as such.
FIELDS = {
    "bed_days": ("antallet af sengedage", "antal sengedage"),
    "clinician": ("klinikeren", "kliniker"),
    "code": ("koden", "kode"),
    "comparator": ("tegnet", "tegn"),
    "daily_dose": ("døgndosis", "døgndosis"),
    "date": ("datoen", "dato"),
    "debut": ("debutdatoen", "debutdato"),
    "end": ("slutdatoen", "slutdato"),
    "form": ("lægemiddelformen", "lægemiddelform"),
    "indication": ("indikationen", "indikation"),
    "kind": ("typen", "type"),
    "own_clinician": ("behandleren", "behandler"),
    "packages": ("antallet af pakninger", "antal pakninger"),
    "phase": ("fasen", "fase"),
    "prescriber": ("den ordinerende læge", "ordinerende læge"),
    "recipient": ("modtageren", "modtager"),
    "regimen": ("doseringen", "dosering"),
    "role": ("faggruppen", "faggruppe"),
    "specialty": ("specialet", "speciale"),
    "start": ("startdatoen", "startdato"),
    "topic": ("emnet", "emne"),
    "value": ("værdien", "værdi"),
}

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
