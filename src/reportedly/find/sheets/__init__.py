"""The rows of a sheet as documents and claims: what each cell says is read by a small grammar of its own."""
