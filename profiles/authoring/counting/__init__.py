"""Counting a profile's population among synthetic patients, as it is shown to people."""
