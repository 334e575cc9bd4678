"""The builder of code sets: what its page shows, what can be done there, and how codes come in."""
