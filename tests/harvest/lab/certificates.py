"""An authority of certificates for the lab, and certificates good and bad."""

import datetime
import ssl
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

# Which certificate the listener shows to whom.
HOSTS = {
    "good.lab.nl": "good.lab.nl",
    "hangs.lab.nl": "hangs.lab.nl",
    "wrong60.lab.nl": "other.lab.nl",
    "selfsigned.lab.nl": "selfsigned.lab.nl",
    "expired.lab.nl": "expired.lab.nl",
}
DAY = datetime.timedelta(days=1)


def make(folder: Path) -> Path:
    """Writes one file with key and certificate per host; gives the file of the authority."""
    now = datetime.datetime.now(datetime.UTC)
    key = ec.generate_private_key(ec.SECP256R1())
    authority = _certificate("Lab", key, "Lab", key, now + DAY, is_authority=True)
    for host, shown in HOSTS.items():
        own = ec.generate_private_key(ec.SECP256R1())
        until = now - DAY if host.startswith("expired") else now + DAY
        if host.startswith("selfsigned"):
            certificate = _certificate(shown, own, shown, own, until)
        else:
            certificate = _certificate(shown, own, "Lab", key, until)
        (folder / f"{host}.pem").write_bytes(
            own.private_bytes(
                serialization.Encoding.PEM,
                serialization.PrivateFormat.PKCS8,
                serialization.NoEncryption(),
            )
            + certificate.public_bytes(serialization.Encoding.PEM)
        )
    path = folder / "authority.pem"
    path.write_bytes(authority.public_bytes(serialization.Encoding.PEM))
    return path


def context(folder: Path) -> ssl.SSLContext:
    """For a server that shows each host its own certificate."""
    contexts = {}
    for host in HOSTS:
        contexts[host] = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        contexts[host].load_cert_chain(folder / f"{host}.pem")

    def choose(connection: ssl.SSLObject, name: str | None, _: ssl.SSLContext) -> None:
        if name in contexts:
            connection.context = contexts[name]

    first = contexts["good.lab.nl"]
    first.sni_callback = choose
    return first


def _certificate(
    name: str,
    key: ec.EllipticCurvePrivateKey,
    issuer: str,
    issuer_key: ec.EllipticCurvePrivateKey,
    until: datetime.datetime,
    *,
    is_authority: bool = False,
) -> x509.Certificate:
    return (
        x509.CertificateBuilder()
        .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)]))
        .issuer_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, issuer)]))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(until - 3 * DAY)
        .not_valid_after(until)
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .add_extension(x509.BasicConstraints(is_authority, None), critical=True)
        .sign(issuer_key, hashes.SHA256())
    )
