"""What rendering costs here, beside the programs that people write otherwise: `make bench-render`."""
