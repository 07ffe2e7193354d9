"""The pages, a router each. They ask the workbench, hand values to `present.web`, and say nothing of their own."""
