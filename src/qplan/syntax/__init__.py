"""YAML text -> data with places, and whatever is wrong with the text in plain words."""
