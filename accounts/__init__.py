"""People, organisations, roles, rights, API clients, sign-in, the audit trail; alone in knowing guardian."""
