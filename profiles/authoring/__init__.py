"""Profiles and their versions: drafts, the editor, the workflow."""
