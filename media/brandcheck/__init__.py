"""A brand kit, laid out over any picture and judged."""
