"""One module per page of the standard."""
