"""The Danish lexicon of the catalogue: what elements, fields and tokens are called inside a sentence.

A catalogue may hold more than this table knows (9.1): what has no entry is said by its title, in plainer
words.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Verb:
    """What the patient does: in a main clause, denied, in a subordinate clause, denied there."""

    main: str
    denied: str
    subordinate: str
    subordinate_denied: str


def verb(finite: str, rest: str = "") -> Verb:
    rest = f" {rest}" if rest else ""
    return Verb(f"{finite}{rest}", f"{finite} ikke{rest}", f"{finite}{rest}", f"ikke {finite}{rest}")


@dataclass(frozen=True, slots=True)
class Noun:
    """``en booket aftale``, ``bookede aftaler``, ``seneste bookede aftale``. No article: no number to count
    by.
    """

    article: str
    singular: str
    plural: str
    definite: str = ""

    def described(self, adjective: Adjective) -> Noun:
        near = adjective.neuter if self.article == "et" else adjective.common
        return Noun(
            article=self.article,
            singular=f"{near} {self.singular}",
            plural=f"{adjective.plural} {self.plural}",
            definite=f"{adjective.plural} {self.definite or self.singular}",
        )

    @property
    def after_latest(self) -> str:
        return self.definite or self.singular

    @property
    def one(self) -> str:
        return f"{self.article} {self.singular}".strip()


@dataclass(frozen=True, slots=True)
class Adjective:
    common: str
    neuter: str
    plural: str


@dataclass(frozen=True, slots=True)
class ElementWords:
    """``of_code`` stands before the code set, ``dated`` before the window when something separates them."""

    noun: Noun
    verb: Verb
    of_code: str = "i"
    dated: str = "registreret"


HAS = verb("har")
HAS_GOT = verb("har", "fået")
HAS_HAD = verb("har", "haft")
IS = verb("er")

ELEMENTS = {
    "diagnosis": ElementWords(Noun("en", "diagnose", "diagnoser"), HAS),
    "medication": ElementWords(Noun("", "medicin", "ordinationer"), HAS_GOT),
    "prescription": ElementWords(Noun("en", "recept", "recepter"), HAS_GOT, of_code="på", dated="udstedt"),
    "measurement": ElementWords(Noun("en", "måling", "målinger"), HAS, of_code="af", dated="målt"),
    "finding": ElementWords(Noun("en", "registrering", "registreringer"), HAS, of_code="af"),
    "service": ElementWords(Noun("en", "ydelse", "ydelser"), HAS_GOT),
    "contact": ElementWords(Noun("en", "kontakt", "kontakter"), HAS_HAD),
    "appointment": ElementWords(Noun("en", "aftale", "aftaler"), HAS, dated="med dato"),
    "plan": ElementWords(Noun("en", "plan", "planer"), HAS_HAD),
    "goal": ElementWords(Noun("et", "mål", "mål"), HAS),
    "pathway": ElementWords(Noun("et", "pakkeforløb", "pakkeforløb"), HAS_HAD),
    "referral": ElementWords(Noun("en", "henvisning", "henvisninger"), HAS_GOT, of_code="med koder i"),
    "vaccination": ElementWords(
        Noun("en", "vaccination", "vaccinationer"), HAS_GOT, of_code="med", dated="givet"
    ),
}


def element_words(element: str, title: str) -> ElementWords:
    """The entry of an element; an element that the lexicon does not know is a registration of its title."""
    unknown = Noun("en", f"registrering af typen {title}", f"registreringer af typen {title}")
    return ELEMENTS.get(element) or ElementWords(unknown, HAS, of_code="med koder i")


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
    ("diagnosis", "kind", "course"): Noun("en", "forløbsdiagnose", "forløbsdiagnoser"),
    ("diagnosis", "kind", "contact"): Noun("en", "kontaktdiagnose", "kontaktdiagnoser"),
    ("medication", "regimen", "as-needed"): Noun("", "medicin efter behov", "ordinationer efter behov"),
    ("appointment", "status", "no-show"): Noun("en", "udeblivelse", "udeblivelser"),
    ("contact", "kind", "consultation"): Noun("en", "konsultation", "konsultationer"),
    ("contact", "kind", "phone"): Noun("en", "telefonkonsultation", "telefonkonsultationer"),
    ("contact", "kind", "e-consultation"): Noun("en", "e-konsultation", "e-konsultationer"),
    ("contact", "kind", "video"): Noun("en", "videokonsultation", "videokonsultationer"),
    ("contact", "kind", "home-visit"): Noun("et", "hjemmebesøg", "hjemmebesøg"),
    ("plan", "kind", "course-plan"): Noun("en", "forløbsplan", "forløbsplaner"),
    ("plan", "kind", "activity-plan"): Noun("en", "aktivitetsplan", "aktivitetsplaner"),
    ("plan", "kind", "treatment-plan"): Noun("en", "behandlingsplan", "behandlingsplaner"),
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
    ("appointment", "kind"): "af typen",
    ("goal", "topic"): "om",
    ("pathway", "code"): "for",
    ("pathway", "phase"): "i fasen",
    ("referral", "recipient"): "til",
}
# Tokens that a relative clause says of the record itself.
WHICH_IS = {("diagnosis", "status")}

# --- fields --------------------------------------------------------------------------------------

# The field of a record, and the field as such.
FIELDS = {
    "clinician": ("klinikeren", "kliniker"),
    "code": ("koden", "kode"),
    "comparator": ("tegnet", "tegn"),
    "date": ("datoen", "dato"),
    "debut": ("debutdatoen", "debutdato"),
    "end": ("slutdatoen", "slutdato"),
    "form": ("lægemiddelformen", "lægemiddelform"),
    "kind": ("typen", "type"),
    "phase": ("fasen", "fase"),
    "recipient": ("modtageren", "modtager"),
    "regimen": ("doseringen", "dosering"),
    "start": ("startdatoen", "startdato"),
    "topic": ("emnet", "emne"),
    "value": ("værdien", "værdi"),
}
