"""Filters for the standard's pages."""
