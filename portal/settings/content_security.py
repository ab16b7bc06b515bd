"""The two content security policies: one for everything public, one for the admin."""

from csp.constants import NONE, SELF, UNSAFE_INLINE

ADMIN_PREFIX = "/beheer/"

# Nothing from elsewhere, nothing inline, no frames: what a visitor sees is ours.
PUBLIC_POLICY: dict[str, list[str]] = {
    "default-src": [SELF],
    "script-src": [SELF],
    "style-src": [SELF],
    "img-src": [SELF],
    "font-src": [SELF],
    "connect-src": [SELF],
    "manifest-src": [SELF],
    "media-src": [SELF],
    "worker-src": [NONE],
    "object-src": [NONE],
    "frame-src": [NONE],
    "base-uri": [NONE],
    "form-action": [SELF],
    "frame-ancestors": [NONE],
}

ADMIN_POLICY: dict[str, list[str]] = {
    **PUBLIC_POLICY,
    "script-src": [SELF, UNSAFE_INLINE],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "blob:", "data:"],
    # The editor shows its preview in a frame of its own.
    "frame-src": [SELF],
    "frame-ancestors": [SELF],
}
