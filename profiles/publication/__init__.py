"""Published versions: immutable, and served over the API."""
