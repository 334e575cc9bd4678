"""The profile tool itself: language, codes, drafts, review, publication, in the order a profile passes them."""
