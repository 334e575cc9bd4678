"""What the properties of a node are called in English."""

from __future__ import annotations

from ..lexicon import Details

PLAIN = {
    "title": "Title",
    "label": "Name",
    "purpose": "Purpose",
    "description": "Description",
    "limitations": "Limitations",
    "owner": "Owner",
    "standard": "Version of the standard",
    "profile": "Identifier of the profile",
    "text": "Text",
    "why": "Why",
    "correction": "Suggested correction",
    "unit": "Unit",
    "default": "Number where the clinic chooses none",
    "minimum": "Smallest number",
    "maximum": "Largest number",
    "publisher": "Publisher",
    "year": "Year",
    "url": "Address",
    "rationale": "Rationale",
}
MEASURES = {
    "exists": "Is there any",
    "count": "Number",
    "count_days": "Number of different days",
    "average": "Mean",
    "days_since": "Days since",
    "latest": "Latest",
    "earliest": "First",
    "highest": "Highest",
    "lowest": "Lowest",
    "largest_share": "Largest share",
    "weighted_sum": "Weighted sum",
    "change": "Change since the previous",
    "age": "Age",
    "sex": "Sex",
    "holds": "Whether a criterion holds",
}
TITLES = {
    "references": "Sources",
    "type": "How the parts hold",
    "profile": "Profile",
    "accessed": "Accessed",
    "level": "Level",
    "action": "Action",
    "months": "Months",
    "fields": "Fields",
    "limit": "Number of rows",
    "kind": "Kind",
    "expected_per_thousand": "Expected number",
    "default_sort": "Sorting",
    "value": "Comparison",
    "measure": "What is measured",
    "field": "Field",
    "element": "Element",
    "code_set": "Code set",
    "window": "Window",
    "show_date": "Display",
}

DETAILS = Details(
    plain=PLAIN,
    measures=MEASURES,
    titles=TITLES,
    flag="Flag {}",
    started="started ",
    ended="ended ",
    included="included",
    excluded="excluded",
    and_all_below=", and all below",
)
