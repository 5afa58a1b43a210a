"""Test servers: what stands outside, spoken to over HTTP on this machine."""
