"""Findings -> what a person or a machine reads: text with the source line and a caret, or JSON."""
