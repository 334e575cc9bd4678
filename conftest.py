"""Makes the people of ``tests.people`` known to every test."""

pytest_plugins = ["tests.people"]
