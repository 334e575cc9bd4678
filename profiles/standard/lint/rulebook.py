"""Every lint there is: how grave it is, what it means for the clinic, and an example; the manual's list.

A lint's code is stable: comments, decisions and other programs may refer to it.
"""

from __future__ import annotations

from dataclasses import dataclass

from .severity import Severity

ERROR, WARNING, HINT = Severity.ERROR, Severity.WARNING, Severity.HINT


@dataclass(frozen=True, slots=True)
class Advice:
    """``explanation`` tells in plain Danish what it means for the patients; ``example`` shows a case."""

    code: str
    severity: Severity
    title: str
    explanation: str
    example: str


ADVICE: tuple[Advice, ...] = (
    # --- the population ---------------------------------------------------------------------------
    Advice(
        "empty-population",
        ERROR,
        "Populationen er altid tom",
        "Inklusion og eksklusion kan ikke være opfyldt på samme tid, så ingen patient kan nogen sinde "
        "være med.",
        "Inklusionen kræver en diagnose, og eksklusionen tager alle med samme diagnose.",
    ),
    Advice(
        "exclusion-misses",
        WARNING,
        "Eksklusionen rammer ingen, der er med",
        "Ingen, der opfylder inklusionen, kan rammes af denne del af eksklusionen. Den tager derfor "
        "ingen ud.",
        "Inklusionen kræver en alder på mindst 18, og eksklusionen tager dem under 15.",
    ),
    Advice(
        "never",
        WARNING,
        "Kan aldrig være opfyldt",
        "Ingen patient kan opfylde det, uanset hvad der er registreret. Det kan stadig være ukendt for "
        "dem, hvor en værdi mangler.",
        "Alder er mindst 65, og alder er under 18.",
    ),
    Advice(
        "always",
        WARNING,
        "Kan aldrig være usandt",
        "Det skelner ikke mellem patienter: det er opfyldt, eller det kan ikke afgøres, fordi en værdi "
        "mangler.",
        "Alder er mindst 0 år.",
    ),
    Advice(
        "dead-branch",
        WARNING,
        "Kan ikke være opfyldt sammen med resten",
        "Betingelsen kan godt være opfyldt alene, men ikke sammen med det, gruppen omkring den også "
        "kræver. Den bringer derfor aldrig nogen med.",
        "Alder er mindst 18, og mindst én af disse: alder er under 15, eller har diagnosen.",
    ),
    Advice(
        "empty-selection",
        WARNING,
        "Ingen registrering kan passe",
        "Det, der kræves af den enkelte registrering, kan ikke være opfyldt på én gang. Der er derfor "
        "aldrig nogen at finde eller vise.",
        "Kontakter, hvor typen er telefon, og typen er video.",
    ),
    Advice(
        "no-reference",
        WARNING,
        "Populationen har ingen kilde",
        "Hvem der hører til, er en klinisk afgørelse. Den, der læser profilen, skal kunne se, hvad den "
        "bygger på.",
        "Ingen betingelse i inklusionen peger på en vejledning.",
    ),
    Advice(
        "own-version",
        WARNING,
        "Bygger på en anden version af sig selv",
        "Profilen henviser til en tidligere udgave af sig selv. Det er tilladt, men sjældent det, der "
        "er ment.",
        "Type 2-diabetes 1.1.0 kræver, at patienten er med i type 2-diabetes 1.0.0.",
    ),
    Advice(
        "unreachable-profile",
        ERROR,
        "Henviser til en profil, der ikke findes",
        "Ingen kan finde patienterne, før den profil, der henvises til, er udgivet i netop den version.",
        "Patienten er med i KOL 3.0.0, som endnu er en kladde.",
    ),
    Advice(
        "newer-profile",
        HINT,
        "Der er en nyere version",
        "Den profil eller det fælles kodesæt, der bruges, er siden udgivet i en nyere version. Se, hvad der "
        "er ændret, før du skifter; patienterne kan være andre.",
        "Patienten er med i KOL 1.0.0, og KOL 1.1.0 er udgivet.",
    ),
    Advice(
        "unusable-code",
        ERROR,
        "En kode kan ikke bruges",
        "Kodesystemets gældende udgave har ikke koden, eller den måles i en anden enhed end kodesættets.",
        "DF009 er skrevet i stedet for DF00.",
    ),
    Advice(
        "withdrawn",
        WARNING,
        "Bygger på noget, der er trukket tilbage",
        "Det virker stadig, men de, der har udgivet det, har sagt, at det ikke skal bruges mere, og hvorfor.",
        "Patienten er med i KOL 1.0.0, som er trukket tilbage på grund af en forkert omregning.",
    ),
    # --- criteria ---------------------------------------------------------------------------------
    Advice(
        "empty-group",
        ERROR,
        "Gruppen er tom",
        "En tom gruppe, hvor alle skal gælde, er opfyldt for enhver; en tom gruppe, hvor én skal gælde, "
        "for ingen.",
        "Mindst én af disse – uden nogen under sig.",
    ),
    Advice(
        "at-least-range",
        ERROR,
        "Antallet passer ikke til gruppen",
        "Kræves der flere, end gruppen har, kan ingen opfylde det; kræves der ingen, opfylder alle det.",
        "Mindst 4 af disse 3.",
    ),
    Advice(
        "duplicate-criterion",
        WARNING,
        "Den samme betingelse står to gange",
        "To betingelser siger det samme, eventuelt skrevet på hver sin måde. I en gruppe med et antal "
        "tæller den dobbelt.",
        "Seneste 12 måneder og seneste 1 år for samme måling.",
    ),
    Advice(
        "redundant",
        HINT,
        "Følger af en anden betingelse",
        "En anden betingelse i gruppen afgør det allerede, for alle patienter, også dem der ikke kan "
        "afgøres. Uden den er profilen kortere at læse og finder de samme.",
        "Alder er mindst 40, og alder er mindst 18.",
    ),
    Advice(
        "windows-join",
        HINT,
        "To perioder kan skrives som én",
        "Perioderne støder op til hinanden eller overlapper, så én periode siger det samme.",
        "Kontakt for 24 til 12 måneder siden, eller kontakt de seneste 12 måneder.",
    ),
    Advice(
        "single-part",
        HINT,
        "Gruppen har kun én betingelse",
        "En gruppe med én betingelse betyder det samme som betingelsen selv og gør teksten længere.",
        "Alle disse: alder er mindst 18.",
    ),
    Advice(
        "nested-group",
        HINT,
        "Gruppe i en gruppe af samme slags",
        "Alle i alle, eller mindst én i mindst én, betyder det samme uden den inderste gruppe.",
        "Alle disse: alder er mindst 18, og alle disse: har diagnosen, og har haft en kontakt.",
    ),
    Advice(
        "double-negation",
        HINT,
        "»Ikke« står to gange",
        "To gange »ikke« ophæver hinanden, og sætningen er svær at læse rigtigt.",
        "Ikke ikke en diagnose i KOL.",
    ),
    # --- time ---------------------------------------------------------------------------------------
    Advice(
        "empty-window",
        ERROR,
        "Perioden er vendt om",
        "Perioden begynder, efter at den er slut, på enhver opgørelsesdato. Intet kan ligge i den.",
        "Fra for 6 måneder siden til for 12 måneder siden.",
    ),
    Advice(
        "wide-window",
        HINT,
        "Perioden er længere end et liv",
        "Så langt tilbage er der intet registreret. Uden grænsen finder profilen det samme og er "
        "lettere at læse.",
        "De seneste 150 år.",
    ),
    # --- code sets ----------------------------------------------------------------------------------
    Advice(
        "empty-code-set",
        ERROR,
        "Kodesættet har ingen koder",
        "Alt, der bruger kodesættet, finder ingenting.",
        "Kodesættet KOL uden en eneste kode.",
    ),
    Advice(
        "excludes-only",
        WARNING,
        "Kodesættet udelader kun",
        "Koder er kun med, når en regel tager dem med. Et sæt, der kun udelader, er tomt.",
        "Ikke med: DE112, og intet andet.",
    ),
    Advice(
        "twin-rules",
        ERROR,
        "Koden står to gange",
        "Den samme kode står to gange i sættet og siger det samme. Det er uklart, hvilken linje der "
        "skal rettes i.",
        "DE11 og DE11.",
    ),
    Advice(
        "same-codes",
        HINT,
        "To kodesæt med de samme koder",
        "Kodesættene indeholder de samme koder. Rettes kun det ene, finder profilen ikke længere det "
        "samme to steder.",
        "Kodesættene »Type 2-diabetes« og »T2D« med T90 og DE11.",
    ),
    Advice(
        "blank-code",
        ERROR,
        "Koden er tom",
        "Linjen har ingen kode, når punktummer og mellemrum er taget væk.",
        "Koden ».«.",
    ),
    Advice(
        "code-not-normalised",
        ERROR,
        "Koden er ikke skrevet på fælles form",
        "Koder sammenlignes med store bogstaver og uden punktum og mellemrum. Skrives de sådan, kan "
        "enhver se, hvad der sammenlignes.",
        "de11.2 skrives DE112.",
    ),
    Advice(
        "needless-rule",
        HINT,
        "Linjen afgør ingenting",
        "En bredere linje siger allerede det samme, eller koden var ikke med i forvejen.",
        "DE112, når DE11 og alle koder under er med.",
    ),
    Advice(
        "needless-conversion",
        WARNING,
        "Omregning af noget, der ikke måles",
        "Kun målinger har et tal at regne om. Omregningen gør ingenting.",
        "A10 × 2 på en medicinkode.",
    ),
    Advice(
        "unit-conflict",
        ERROR,
        "Én kode, to enheder",
        "Kodens enhed ligger fast. Regnes den om på to måder, er mindst én af værdierne forkert.",
        "NPU27300 i mmol/mol i ét kodesæt og i procent i et andet.",
    ),
    Advice(
        "unused",
        WARNING,
        "Bruges ikke",
        "Det, der står i profilen uden at blive brugt, skal alligevel læses og gennemgås hver gang.",
        "Et kodesæt for blodtryk, som ingen betingelse spørger efter.",
    ),
    # --- what the clinic sees -----------------------------------------------------------------------
    Advice(
        "outside-population",
        WARNING,
        "Gælder ingen i populationen",
        "Ingen, der er med, kan opfylde det. Gruppen er altid tom, eller handlingen bliver aldrig "
        "foreslået for dem, profilen handler om.",
        "Populationen er mindst 18 år, og gruppen er dem under 15.",
    ),
    Advice(
        "whole-population",
        HINT,
        "Gruppen er hele populationen",
        "Alle, der er med, er også i gruppen. Den deler ikke populationen op.",
        "Populationen har type 2-diabetes, og gruppen er dem med type 2-diabetes.",
    ),
    Advice(
        "same-when",
        HINT,
        "To steder med samme betingelse",
        "De viser altid de samme patienter. Saml dem i ét, eller ret den ene.",
        "Grupperne »Dårligt reguleret« og »Høj HbA1c« med samme betingelse.",
    ),
    Advice(
        "shadowed-flag",
        WARNING,
        "Flaget bliver aldrig nået",
        "Flag prøves oppefra, og det første, der passer, vises. Et tidligere flag passer altid, når "
        "dette gør.",
        "Først »over 58: se på«, så »over 70: kritisk«.",
    ),
    Advice(
        "never-shown",
        WARNING,
        "Flaget vises aldrig",
        "Kolonnen har altid en værdi, eller værdien kan ikke ligge dér, så flaget kan ikke komme frem.",
        "»Mangler« på et antal kontakter.",
    ),
    Advice(
        "no-date",
        HINT,
        "Der er ingen dato at vise",
        "Værdien kommer ikke fra én bestemt registrering og har derfor ingen dato.",
        "Dato ved siden af alder.",
    ),
    Advice(
        "format",
        HINT,
        "Formatet passer ikke til værdien",
        "Decimaler og procent gælder kun tal.",
        "Én decimal på køn.",
    ),
    Advice(
        "same-title",
        WARNING,
        "To kolonner med samme titel",
        "Klinikken kan ikke se forskel på kolonnerne.",
        "To kolonner med titlen HbA1c.",
    ),
    Advice(
        "empty-table",
        ERROR,
        "Tabellen viser ingen felter",
        "En tabel uden felter er tom, uanset hvad der er registreret.",
        "En tabel over kontakter uden kolonner.",
    ),
    Advice(
        "empty-text",
        ERROR,
        "En tekst mangler",
        "Et menneske skal kunne læse, hvad det er, og hvorfor det er der.",
        "Et flag uden tekst; en datakvalitet uden begrundelse.",
    ),
    Advice(
        "range",
        ERROR,
        "Grænserne er vendt om",
        "Det mindste er større end det største, eller standardværdien ligger uden for dem.",
        "Forventet antal: 70 til 40 pr. 1.000.",
    ),
    Advice(
        "parameter-unit",
        WARNING,
        "Grænsen har en anden enhed",
        "Intet regner en lokal grænse om. Står den i en anden enhed end værdien, sammenlignes tal, der "
        "ikke hører sammen.",
        "En grænse i procent for en værdi i mmol/mol.",
    ),
    # --- the systems that shall run it --------------------------------------------------------------
    Advice(
        "few-systems",
        WARNING,
        "Få systemer kan levere det",
        "Et praksissystem, der ikke kan levere det, må afvise hele profilen, for populationen hænger på det.",
        "Patientens mål i inklusionen.",
    ),
    Advice(
        "few-systems-shown",
        HINT,
        "Få systemer kan vise det",
        "Et praksissystem, der ikke kan levere det, udelader kolonnen, gruppen eller handlingen og "
        "siger det.",
        "Forløbspakkens fase som kolonne.",
    ),
    Advice(
        "not-compared",
        HINT,
        "Ikke alt er holdt op mod hinanden",
        "Profilen er så stor, at kun en del af betingelserne er prøvet mod hinanden. De øvrige "
        "kontroller er gennemført.",
        "En profil med over ti tusind betingelser.",
    ),
    # --- the standard itself ------------------------------------------------------------------------
    Advice(
        "number-is-taken",
        ERROR,
        "Nummeret er brugt om et andet katalog",
        "Én version af profilstandarden har ét katalog, ellers fandt to systemer ikke de samme patienter.",
        "Kladden bliver til 1.1, og værktøjet har allerede en 1.1 med andre felter.",
    ),
    Advice(
        "no-values",
        ERROR,
        "Et emne har ingen værdier",
        "En profil kan ikke spørge om noget under emnet, før det er sagt, hvilke værdier det kan have.",
        "Fund har fået emnet hørelse, men ingen værdier for det.",
    ),
)

RULEBOOK = {advice.code: advice for advice in ADVICE}
