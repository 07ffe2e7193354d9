"""Claims in the forms that other programs read. One module a form: a function from an Export to files, and what is lost."""
