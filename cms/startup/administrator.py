import secrets

from django.contrib.auth import get_user_model

NAME = "admin"
WORDS_OF_PASSWORD = 4
ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"  # without letters and digits that look alike


def create_administrator() -> str | None:
    """Makes the user ``admin`` and returns its new password; None, and nothing is made, where a superuser exists."""
    users = get_user_model()._default_manager
    if users.filter(is_superuser=True).exists():
        return None
    password = random_password()
    users.create_superuser(username=NAME, email="", password=password)
    return password


def administrators() -> list[str]:
    """The names of those who may log in and do everything."""
    users = get_user_model()._default_manager.filter(is_superuser=True, is_active=True)
    return sorted(user.get_username() for user in users)


def random_password() -> str:
    """Four groups of five letters and digits (99 bits), easy to read out and to type."""
    groups = ("".join(secrets.choice(ALPHABET) for _ in range(5)) for _ in range(WORDS_OF_PASSWORD))
    return "-".join(groups)
