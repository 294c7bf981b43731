"""What was advised in the demonstration district after its last complete year? Told by the product's own verbs."""
