"""Edits of plan data -> edits of the plan file's text: exactly those places, comments and quotes intact."""
