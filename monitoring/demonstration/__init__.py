"""What does the demonstration district look like? Fictional people and schools, made by the product's own verbs."""
