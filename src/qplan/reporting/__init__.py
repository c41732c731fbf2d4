"""Findings and coverage -> what a person or a machine reads: text, Markdown or JSON."""
