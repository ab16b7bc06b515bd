"""A small OpenID Connect provider that really runs, for tests (OpenID Connect Core 1.0, section 3.1).

It has one person, who is always logged in there. It checks what a provider checks: the client, its
secret, the callback, the code (once), and the proof key (RFC 7636).
"""

import base64
import hashlib
import json
import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm

CLIENT, SECRET = "vlechtwerk", "het-geheim-van-de-test"


class Provider(ThreadingHTTPServer):
    """The server with what it knows: who logs in, which codes it gave, what it was asked."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.issuer = f"http://127.0.0.1:{self.server_port}/realms/a"
        self.person: dict[str, Any] = {}
        self.codes: dict[str, dict[str, str]] = {}
        self.tokens: dict[str, dict[str, Any]] = {}
        self.refused: list[str] = []
        self.key = rsa.generate_private_key(public_exponent=65537, key_size=2048)


class _Handler(BaseHTTPRequestHandler):
    server: Provider

    def do_GET(self) -> None:
        path, query = self._address()
        at = self.server.issuer
        if path == "/realms/a/.well-known/openid-configuration":
            self._answer(
                {
                    "issuer": at,
                    "authorization_endpoint": f"{at}/authorize",
                    "token_endpoint": f"{at}/token",
                    "userinfo_endpoint": f"{at}/userinfo",
                    "jwks_uri": f"{at}/keys",
                    "token_endpoint_auth_methods_supported": ["client_secret_post"],
                }
            )
        elif path == "/realms/a/authorize":
            self._authorize(query)
        elif path == "/realms/a/userinfo":
            token = self.headers["Authorization"].removeprefix("Bearer ")
            self._answer(self.server.tokens[token])
        elif path == "/realms/a/keys":
            public = json.loads(RSAAlgorithm.to_jwk(self.server.key.public_key()))
            self._answer({"keys": [public | {"kid": "1", "alg": "RS256", "use": "sig"}]})
        else:
            self.send_error(404)

    def do_POST(self) -> None:
        length = int(self.headers["Content-Length"])
        asked = {
            name: values[0] for name, values in parse_qs(self.rfile.read(length).decode()).items()
        }
        given = self.server.codes.pop(asked.get("code", ""), None)
        if given is None:
            return self._refuse("unknown code")
        if (asked.get("client_id"), asked.get("client_secret")) != (CLIENT, SECRET):
            return self._refuse("wrong client")
        if asked.get("redirect_uri") != given["redirect_uri"]:
            return self._refuse("other callback")
        digest = hashlib.sha256(asked.get("code_verifier", "").encode()).digest()
        if base64.urlsafe_b64encode(digest).rstrip(b"=").decode() != given["code_challenge"]:
            return self._refuse("wrong proof key")
        token = secrets.token_urlsafe()
        self.server.tokens[token] = self.server.person
        now = int(time.time())
        claims = {"iss": self.server.issuer, "aud": CLIENT, "iat": now, "exp": now + 60}
        id_token = jwt.encode(
            claims | self.server.person, self.server.key, algorithm="RS256", headers={"kid": "1"}
        )
        return self._answer({"access_token": token, "token_type": "Bearer", "id_token": id_token})

    def _authorize(self, query: dict[str, str]) -> None:
        assert query["client_id"] == CLIENT
        assert query["code_challenge_method"] == "S256"
        code = secrets.token_urlsafe()
        self.server.codes[code] = query
        back = urlencode({"code": code, "state": query["state"]})
        self.send_response(302)
        self.send_header("Location", f"{query['redirect_uri']}?{back}")
        self.end_headers()

    def _address(self) -> tuple[str, dict[str, str]]:
        parts = urlsplit(self.path)
        return parts.path, {name: values[0] for name, values in parse_qs(parts.query).items()}

    def _refuse(self, why: str) -> None:
        self.server.refused.append(why)
        self._answer({"error": "invalid_grant", "error_description": why}, status=400)

    def _answer(self, content: dict[str, Any], status: int = 200) -> None:
        body = json.dumps(content).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *arguments: Any) -> None:  # noqa: A002 - its name there
        """Says nothing: the output belongs to the tests."""


@contextmanager
def running_provider() -> Iterator[Provider]:
    with Provider() as provider:
        thread = threading.Thread(target=provider.serve_forever, daemon=True)
        thread.start()
        yield provider
        provider.shutdown()
        thread.join()
