"""Gives every test its services, then the people of ``tests.people``; in this order, which models need."""

pytest_plugins = [
    "tests.services",
    "tests.people",
    "tests.world",
    "tests.versions",
    "tests.releases",
    "tests.standards_there_are",
    "tests.standard_versions",
]
