"""What a programme asks for: pure values and functions, the standard library alone, no clock."""
