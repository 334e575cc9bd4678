"""Codes from elsewhere: pasted, in a file, in a ValueSet. Each becomes wishes that a person decides on."""
