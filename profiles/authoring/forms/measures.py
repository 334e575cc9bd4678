"""Measures of a number: which of them a draft's standard has, and what each of them can read."""

from __future__ import annotations

from profiles.standard.catalogue import Catalogue, Element, ElementField, FieldType
from profiles.standard.introduced import CHANGE, WEIGHTED_SUM
from profiles.standard.kinds import VALUE

Choices = tuple[tuple[str, str], ...]

OF_ONE_VALUE: Choices = (
    ("latest", "seneste værdi"),
    ("earliest", "første værdi"),
    ("highest", "højeste værdi"),
    ("lowest", "laveste værdi"),
    ("average", "gennemsnit"),
)
NEWER = (
    (CHANGE, "ændring siden den forrige"),
    (WEIGHTED_SUM, "vægtet sum efter kodernes faktor"),
)
NUMBERS = (FieldType.QUANTITY, FieldType.INTEGER)


def value_measures(standard: str) -> Choices:
    """The measures of a number that a standard has, with the words of the form."""
    newer = tuple((feature.name, words) for feature, words in NEWER if feature.is_in(standard))
    return (*OF_ONE_VALUE, *newer)


def is_of_a_number(measure: str) -> bool:
    return measure in dict(OF_ONE_VALUE) or measure in {feature.name for feature, _ in NEWER}


def elements_of(measure: str, catalogue: Catalogue) -> tuple[Element, ...]:
    """The elements with a number that the measure can read."""
    return tuple(each for each in catalogue.selectable() if numbers_of(measure, each))


def numbers_of(measure: str, element: Element) -> tuple[ElementField, ...]:
    """The fields of an element that the measure can read; a sum needs the factors of the record's code."""
    found = tuple(each for each in element.fields if each.type in NUMBERS)
    if measure == "average":
        return tuple(each for each in found if (each.id, each.type) == (VALUE, FieldType.QUANTITY))
    is_coded = any(each.type is FieldType.CODING for each in element.fields)
    return () if measure == WEIGHTED_SUM.name and not is_coded else found


def has_unit(measure: str, number: ElementField | None) -> bool:
    """Whether what is measured has the unit of a code set, which must then be chosen (D6)."""
    return measure == WEIGHTED_SUM.name or (number is not None and number.type is FieldType.QUANTITY)
