"""How is an uploaded sheet read, and what does it have to look like? Texts only; nothing here touches the database."""
