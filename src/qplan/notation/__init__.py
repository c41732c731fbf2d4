"""How the genre writes things: who is responsible, how much, by when, and under which number."""
