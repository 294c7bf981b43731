"""Why was a page not read? Each with a sentence fit to show."""

from __future__ import annotations


class OutboundError(Exception):
    """A page that was not read; the text is shown as it stands."""


class Refused(OutboundError):
    """The guard does not let the address be asked: asking again leads nowhere."""


class Untrusted(OutboundError):
    """The site did not prove that it is the one named: a person may look, a program does not."""


class Unreachable(OutboundError):
    """Nobody answered, or not in time, or not in words of HTTP: another try may do better."""
