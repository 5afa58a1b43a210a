"""Every duty of the catalogue, worked through on small sheets."""
