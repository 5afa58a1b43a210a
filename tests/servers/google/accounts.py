"""Service accounts: their keys, the tokens they are given, and for how long these hold."""

import base64
import binascii
import functools
import json
import secrets
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa

from tests.servers.google.answers import ApiError, Json, sheets_error
from tests.servers.google.clock import Clock

PROJECT = "yueyue-test"
LIFETIME = 3600
#: Stands for every account of the server where a file is shared.
EVERYONE = "*"


def email_of(name: str) -> str:
    """The address of an account by its name; an address is its own."""
    whole = "@" in name or name == EVERYONE
    return name if whole else f"{name}@{PROJECT}.iam.gserviceaccount.com"


@functools.cache
def _key() -> rsa.RSAPrivateKey:
    """One key for all accounts of a test run: making one takes a tenth of a second."""
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


@dataclass(slots=True)
class Token:
    account: str
    expires: float


class Accounts:
    """Who may ask, and with which tokens."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self.lifetime: float = LIFETIME
        self.emails: list[str] = []
        self.disabled: set[str] = set()
        self._tokens: dict[str, Token] = {}

    def add(self, name: str, token_uri: str) -> Json:
        """A service account's key file, as Google's console gives it out."""
        email = email_of(name)
        if email not in self.emails:
            self.emails.append(email)
        return {
            "type": "service_account",
            "project_id": PROJECT,
            "private_key_id": f"key-of-{name}",
            "private_key": _key()
            .private_bytes(
                serialization.Encoding.PEM,
                serialization.PrivateFormat.PKCS8,
                serialization.NoEncryption(),
            )
            .decode(),
            "client_email": email,
            "client_id": str(100000000000000000000 + self.emails.index(email)),
            "token_uri": token_uri,
        }

    def issue(self, email: str, token: str | None = None, lifetime: float | None = None) -> str:
        """A fresh token of an account, which holds for the usual time unless told otherwise."""
        token = token or f"ya29.{secrets.token_urlsafe(24)}"
        if email not in self.emails:
            self.emails.append(email)
        self._tokens[token] = Token(email, self._clock.now() + (lifetime or self.lifetime))
        return token

    def revoke_all(self) -> None:
        """All tokens given out so far are worth nothing any more."""
        self._tokens.clear()

    def account_of(self, header: str | None) -> str:
        """The account of an Authorization header; 403 without one, 401 for a bad or old token."""
        if not header:
            raise sheets_error(403, "The request is missing a valid API key.")
        token = self._tokens.get(header.removeprefix("Bearer ").strip())
        if token is None or token.expires <= self._clock.now():
            raise sheets_error(
                401,
                "Request had invalid authentication credentials. Expected OAuth 2 access token, "
                "login cookie or other valid authentication credential.",
            )
        return token.account

    def exchange(self, form: dict[str, str]) -> Json:
        """What the token endpoint answers to a signed assertion; 400 `invalid_grant` else."""
        claims = self._claims(form.get("assertion", ""))
        now = self._clock.now()
        email = str(claims.get("iss", ""))
        if email not in self.emails or email in self.disabled:
            raise _no_grant("Invalid grant: account not found")
        if (
            not now - 3900 < float(claims.get("iat", 0)) < now + 300
            or claims.get("exp", 0) < now - 300
        ):
            raise _no_grant("Invalid JWT: Token must be a short-lived token (60 minutes)")
        token = self.issue(email)
        return {"access_token": token, "expires_in": int(self.lifetime), "token_type": "Bearer"}

    def _claims(self, assertion: str) -> Json:
        try:
            head, body, signature = assertion.split(".")
            _key().public_key().verify(
                _decoded(signature), f"{head}.{body}".encode(), padding.PKCS1v15(), hashes.SHA256()
            )
            claims: Json = json.loads(_decoded(body))
        except (ValueError, binascii.Error, InvalidSignature):
            raise _no_grant("Invalid JWT Signature.") from None
        return claims


def _decoded(part: str) -> bytes:
    return base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))


def _no_grant(why: str) -> ApiError:
    return ApiError(400, {"error": "invalid_grant", "error_description": why})
