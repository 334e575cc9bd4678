"""Pages of publication: one module a page."""
