"""Pages about people, organisations, API clients, and oneself."""
