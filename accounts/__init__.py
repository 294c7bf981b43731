"""Who works here: people, their roles, invitations, sign-in."""
