"""The pages of docs/reference, each made from the code: `make reference` writes them, a test holds them against it."""
