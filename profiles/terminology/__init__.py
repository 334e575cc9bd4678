"""Code systems and the codes the tool knows."""
