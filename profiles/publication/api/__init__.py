"""The REST API: published versions only, the approved bytes as they are, errors as problem+json."""
