"""resolve: names → known parties, items and places across documents; who repeats whom."""
