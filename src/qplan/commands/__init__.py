"""One module a command: plain arguments in, an exit code out."""
