"""What may this server ask of the world outside, and how? One guarded client for the whole product."""

from outbound.client import GuardedClient, Page
from outbound.errors import OutboundError, Refused, Unreachable, Untrusted

__all__ = ["GuardedClient", "OutboundError", "Page", "Refused", "Unreachable", "Untrusted"]
