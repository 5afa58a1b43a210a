"""Other ways to parse and check the same rows; each in a process of its own."""
