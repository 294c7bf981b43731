"""Which mail servers do tests send through? Backends of Django's own interface that misbehave in a known way."""

from __future__ import annotations

import smtplib

from django.core.mail.backends.locmem import EmailBackend as Kept

REFUSED = "refused@example.org"


class Picky(Kept):
    """Takes every letter but one to a known address."""

    def send_messages(self, messages):
        if any(REFUSED in message.to for message in messages):
            raise smtplib.SMTPRecipientsRefused({REFUSED: (550, b"no such user")})
        return super().send_messages(messages)


class Full(Kept):
    """Answers every letter with «mailbox full»."""

    def send_messages(self, messages):
        raise smtplib.SMTPDataError(552, b"full")


class Fainting(Kept):
    """Takes one letter and goes away."""

    taken = 0

    def send_messages(self, messages):
        if self.taken:
            raise smtplib.SMTPServerDisconnected("gone")
        self.taken += 1
        return super().send_messages(messages)
