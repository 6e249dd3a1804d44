from __future__ import annotations

from typing import Any

from axes.models import AccessAttempt
from django.contrib.auth.models import AbstractBaseUser
from django.http import HttpRequest

from api.throttling import client_address


def forget_own_mistakes(request: HttpRequest | None, user: AbstractBaseUser, **kwargs: Any) -> None:
    """Who has logged in begins to count anew, for this name at this address. What others tried stays counted: else
    anybody with an account could go on for ever, by logging in between two guesses.
    """
    if request is not None:
        attempts = AccessAttempt.objects.filter(username=user.get_username(), ip_address=client_address(request))
        attempts.delete()
