"""One module a file format: each reads a file into blocks, as a well-made text would have them."""
