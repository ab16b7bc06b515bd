"""Takes the compression off an answer, with a limit on what comes out."""

import zlib

from harvest.fetch_errors import FetchError, FetchFault

GZIP = ("gzip", "x-gzip")
GZIP_MAGIC = b"\x1f\x8b"


class Unpacker:
    """One layer of gzip or deflate, or none. Two layers are how bombs are made."""

    def __init__(self, encoding: str, limit: int) -> None:
        """`encoding` is the Content-Encoding. Raises FetchError for one we did not ask for."""
        self._encoding = encoding.strip().lower() or "identity"
        if self._encoding not in ("identity", "deflate", *GZIP):
            raise FetchError(FetchFault.BAD_ANSWER, answered=True)
        self._limit = limit
        self._packed: zlib._Decompress | None = None
        self.body = bytearray()

    def feed(self, piece: bytes) -> None:
        """Raises FetchError when more than the limit comes out, or when it cannot be unpacked."""
        if self._encoding == "identity":
            self.body += piece
        else:
            self.body += self._unpacked(piece)
        if len(self.body) > self._limit:
            raise FetchError(FetchFault.TOO_LARGE, answered=True)

    def finish(self) -> bytes:
        """Everything that came out. Raises FetchError when the packed text was cut off."""
        if self._packed is not None and not self._packed.eof:
            raise FetchError(FetchFault.INCOMPLETE, answered=True)
        return bytes(self.body)

    def _unpacked(self, piece: bytes) -> bytes:
        if self._packed is None:
            self._packed = zlib.decompressobj(self._window(piece))
        elif self._packed.eof:
            # A second part behind the end would be lost in silence.
            if piece.startswith(GZIP_MAGIC):
                raise FetchError(FetchFault.BAD_ANSWER, answered=True)
            return b""
        try:
            room = self._limit - len(self.body) + 1
            out = self._packed.decompress(piece, room)
        except zlib.error:
            raise FetchError(FetchFault.BAD_ANSWER, answered=True) from None
        if self._packed.unused_data.startswith(GZIP_MAGIC):
            raise FetchError(FetchFault.BAD_ANSWER, answered=True)
        return out

    def _window(self, piece: bytes) -> int:
        if self._encoding in GZIP:
            return 16 + zlib.MAX_WBITS
        # "deflate" means zlib by the standard, and bare deflate to some servers.
        has_zlib_header = (
            len(piece) > 1 and piece[0] & 0x0F == 8 and (piece[0] * 256 + piece[1]) % 31 == 0
        )
        return zlib.MAX_WBITS if has_zlib_header else -zlib.MAX_WBITS
