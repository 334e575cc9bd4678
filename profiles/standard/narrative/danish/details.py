"""What the properties of a node are called in Danish."""

from __future__ import annotations

from ..lexicon import Details

PLAIN = {
    "title": "Titel",
    "label": "Navn",
    "purpose": "Formål",
    "description": "Beskrivelse",
    "limitations": "Begrænsninger",
    "owner": "Ejer",
    "standard": "Standardversion",
    "profile": "Profilens id",
    "text": "Tekst",
    "why": "Hvorfor",
    "correction": "Forslag til rettelse",
    "unit": "Enhed",
    "default": "Tal, hvis klinikken ikke vælger",
    "minimum": "Mindste tal",
    "maximum": "Største tal",
    "publisher": "Udgiver",
    "year": "År",
    "url": "Adresse",
    "rationale": "Begrundelse",
}
MEASURES = {
    "exists": "Findes",
    "count": "Antal",
    "count_days": "Antal forskellige dage",
    "average": "Gennemsnit",
    "days_since": "Dage siden",
    "latest": "Seneste",
    "earliest": "Første",
    "highest": "Højeste",
    "lowest": "Laveste",
    "largest_share": "Største andel",
    "weighted_sum": "Vægtet sum",
    "change": "Ændring siden den forrige",
    "age": "Alder",
    "sex": "Køn",
    "holds": "Om et kriterium gælder",
}
TITLES = {
    "references": "Kilder",
    "type": "Hvordan delene gælder",
    "profile": "Profil",
    "accessed": "Set den",
    "level": "Niveau",
    "action": "Handling",
    "months": "Måneder",
    "fields": "Felter",
    "limit": "Antal rækker",
    "kind": "Art",
    "expected_per_thousand": "Forventet antal",
    "default_sort": "Sortering",
    "value": "Sammenligning",
    "measure": "Hvad der måles",
    "field": "Felt",
    "element": "Element",
    "code_set": "Kodesæt",
    "window": "Vindue",
    "show_date": "Visning",
}

DETAILS = Details(
    plain=PLAIN,
    measures=MEASURES,
    titles=TITLES,
    flag="Flag {}",
    started="startet ",
    ended="afsluttet ",
    included="med",
    excluded="udeladt",
    and_all_below=", og alle under",
)
