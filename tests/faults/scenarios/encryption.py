# SPDX-License-Identifier: Apache-2.0
"""What a client may offer msao-cloud under TLS. A handshake that fails carries no application byte; one that succeeds is followed
by a login."""
import socket
import ssl
import subprocess
import warnings

import programs
from rfc6455.peer import PATIENCE
from scenarios.replays import make_token
from scenarios.rig import Row
from wire_client import WireClient

V = ssl.TLSVersion
REFUSED = {
    "TLS 1.0": (V.TLSv1, V.TLSv1, "ALL"), "TLS 1.1": (V.TLSv1_1, V.TLSv1_1, "ALL"),
    "1.2 with CBC": (V.TLSv1_2, V.TLSv1_2, "ECDHE-RSA-AES128-SHA256"), "1.2 with CBC and SHA-1": (V.TLSv1_2, V.TLSv1_2, "ECDHE-RSA-AES256-SHA"),
    "1.2 without forward secrecy": (V.TLSv1_2, V.TLSv1_2, "AES128-GCM-SHA256"), "1.2 with RSA and CBC": (V.TLSv1_2, V.TLSv1_2, "AES128-SHA"),
    "1.2 with finite-field DH": (V.TLSv1_2, V.TLSv1_2, "DHE-RSA-AES128-GCM-SHA256"), "1.2 without a key": (V.TLSv1_2, V.TLSv1_2, "ADH-AES128-GCM-SHA256"),
}
TAKEN = {"TLS 1.3": (V.TLSv1_3, V.TLSv1_3, "ALL"), "1.2 with ECDHE and GCM": (V.TLSv1_2, V.TLSv1_2, "ECDHE-RSA-AES128-GCM-SHA256"),
         "1.2 with ECDHE and ChaCha20": (V.TLSv1_2, V.TLSv1_2, "ECDHE-RSA-CHACHA20-POLY1305")}


def run(rig):
    certificate, key = rig.folder / "cert.pem", rig.folder / "key.pem"
    subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost", "-addext",
                    "subjectAltName=IP:127.0.0.1", "-keyout", key, "-out", certificate], check=True, capture_output=True)
    login, tokens = make_token(rig)
    with encrypted_server(rig, certificate, key, tokens) as server:
        refused = [name for name, offer in REFUSED.items() if not is_encrypted(server.port, certificate, offer)]
        taken = [name for name, offer in TAKEN.items() if logs_in(server.port, certificate, offer, login)]
        plain = speaks_plain(server.port)
    return [Row("TLS 1.0, 1.1, CBC, no forward secrecy, no key", "all refused, 0 application bytes", f"{len(refused)} of {len(REFUSED)} refused",
                len(refused) == len(REFUSED)),
            Row("TLS 1.3, and 1.2 with ECDHE and an authenticated cipher", "a login over each", f"{len(taken)} of {len(TAKEN)}", len(taken) == len(TAKEN)),
            Row("plain HTTP at an encrypted port", "no answer in plain text", plain or "none", not plain)]


def encrypted_server(rig, certificate, key, tokens):
    """On any port, as --loopback without --port."""
    server = programs.cloud(rig.binaries, rig.pair, rig.folder / "tls.log", "--cert", certificate, "--key", key, "--tokens", tokens)
    at = server.command.index("--loopback")
    server.command[at:at + 3] = ["--listen", "wss://127.0.0.1:0"]
    return server


def offering(certificate, offer):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.load_verify_locations(certificate)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of versions that nobody should speak
        context.minimum_version, context.maximum_version = offer[0], offer[1]
    context.set_ciphers(offer[2] + ":@SECLEVEL=0")
    return context


def is_encrypted(port, certificate, offer):
    with socket.create_connection(("127.0.0.1", port), PATIENCE) as plain:
        try:
            with offering(certificate, offer).wrap_socket(plain, server_hostname="127.0.0.1"):
                return True
        except (ssl.SSLError, ConnectionResetError):
            return False


def logs_in(port, certificate, offer, login):
    context = offering(certificate, offer)
    with WireClient(port, login, wrap=lambda plain: context.wrap_socket(plain, server_hostname="127.0.0.1")) as client:
        return client.welcome is not None


def speaks_plain(port):
    with socket.create_connection(("127.0.0.1", port), PATIENCE) as plain:
        plain.settimeout(2 * PATIENCE)
        plain.sendall(b"GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n")
        try:
            found = plain.recv(100)
        except ConnectionResetError:
            return ""
        return found.decode("latin-1") if found.startswith(b"HTTP") else ""
