"""The demo: people, one profile brought through the whole workflow by them, and forty synthetic patients."""
