"""The workshop of a pack's author: a pack started, checked, and held against plans that people have labelled."""
