"""native: what is seen in texts in Korean, Russian, Ukrainian and Japanese, by rows and without a parser."""
