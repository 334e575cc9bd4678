"""The profile tool itself: language, codes, drafts, review, publication, as a profile passes them."""
