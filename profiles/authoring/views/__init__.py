"""Pages of authoring, one module a page."""
