"""The standard for people to read: its rules with worked examples, its catalogue, its schema. Views only."""
