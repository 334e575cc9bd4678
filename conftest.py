"""Gives every test its services, then the people of ``tests.people``; in this order, which models need."""

pytest_plugins = [
    "tests.services",
    "tests.people",
    "tests.versions",
    "tests.releases",
    "tests.shared_code_sets",
    "tests.world",
    "tests.standards_there_are",
    "tests.standard_versions",
]
