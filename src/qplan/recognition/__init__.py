"""Plan x lexicon -> evidence: by which words a text is known to answer a requirement, and how much it says."""
