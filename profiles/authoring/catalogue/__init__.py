"""The profile standard's draft: a catalogue read, changed part by part, and compared with the one before."""
