"""The manual in the product: docs/guide/*.md as pages for the people who signed in."""
