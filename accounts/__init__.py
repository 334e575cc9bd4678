"""People, organisations, roles, grants, API clients, sign-in and the audit trail. The only place that knows guardian."""
