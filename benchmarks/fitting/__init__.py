"""Fits the weights of statements/english/fitted on annotated documents."""
