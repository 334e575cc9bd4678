"""How the tool is set up and run: the developer's commands now, production beside them."""
