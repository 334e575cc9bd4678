"""What is noted of a version's codes beside its document: which releases, and who has seen which code."""
