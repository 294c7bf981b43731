"""Rows about people."""

from accounts.models.invitation import Invitation
from accounts.models.membership import Membership, Role
from accounts.models.user import User

__all__ = ["Invitation", "Membership", "Role", "User"]
