# SPDX-License-Identifier: Apache-2.0
"""Clouds that an edge must not believe: certificates that are wrong in one thing each, and TLS of former times. What counts is
whether a byte of the program's own came through before the edge was sure."""
import contextlib
import json
import socket
import ssl
import subprocess
import threading
import warnings

from scenarios.authority import RSA, Authority
from scenarios.encryption import encrypted_server
from scenarios.replays import make_token
from scenarios.rig import Row

V = ssl.TLSVersion
HOST = "localhost"
PATIENCE = 20.0
# What a server may offer with a good certificate: versions, ciphers.
OLD = {"TLS 1.0": (V.TLSv1, V.TLSv1, "ALL"), "TLS 1.1": (V.TLSv1_1, V.TLSv1_1, "ALL"),
       "1.2 with CBC": (V.TLSv1_2, V.TLSv1_2, "ECDHE-RSA-AES128-SHA256"), "1.2 with CBC and SHA-1": (V.TLSv1_2, V.TLSv1_2, "ECDHE-RSA-AES256-SHA"),
       "1.2 without forward secrecy": (V.TLSv1_2, V.TLSv1_2, "AES128-GCM-SHA256"), "1.2 with RSA and CBC": (V.TLSv1_2, V.TLSv1_2, "AES128-SHA"),
       "1.2 with finite-field DH": (V.TLSv1_2, V.TLSv1_2, "DHE-RSA-AES128-GCM-SHA256"),
       "1.2 without a certificate": (V.TLSv1_2, V.TLSv1_2, "ADH-AES128-GCM-SHA256")}
NOW = (V.TLSv1_2, V.TLSv1_3, "ALL")


def bad_certificates(root, folder):
    """{what is wrong: (chain, key)}; the edge trusts `root`."""
    stranger = Authority(folder / "stranger", "a stranger")
    double = Authority(folder / "double", root.name)
    middle = root.authority("middle")
    bad = {
        "expired": root.certificate("expired", host=HOST, dates=("20200101000000Z", "20210101000000Z")),
        "not yet valid": root.certificate("future", host=HOST, dates=("20900101000000Z", "20910101000000Z")),
        "of another host": root.certificate("other", host="cloud.example"),
        "of subdomains only": root.certificate("wildcard", host="*.localhost"),
        "of an address only": root.certificate("address", names="IP:127.0.0.2"),
        "signed by itself": stranger.alone("itself", host=HOST),
        "of an unknown authority": stranger.certificate("unknown", host=HOST),
        "of an authority with a name that is trusted and another key": double.certificate("double", host=HOST),
        "for clients": root.certificate("client", host=HOST, usage="clientAuth"),
        "for signing programs": root.certificate("code", host=HOST, usage="codeSigning"),
        "an RSA key of 1,024 bits": root.certificate("weak", host=HOST, key=["rsa:1024"]),
        "signed with SHA-1": root.certificate("sha1", host=HOST, digest="sha1"),
        "signed with MD5": root.authority("of RSA", key=RSA).certificate("md5", host=HOST, digest="md5"),
        "signed by a certificate that is no authority": root.leaf_as_authority("leaf").certificate("below leaf", host=HOST),
        "signed by an authority that may not sign": root.authority("mute", may="digitalSignature").certificate("below mute", host=HOST),
        "one authority more than its own allows": root.authority("last", depth=0).authority("one more").certificate("too deep", host=HOST),
        "of an authority for other names": root.authority("narrow", more="nameConstraints=critical,permitted;DNS:example\n")
                                               .certificate("outside", host=HOST),
        "of an authority that has expired": root.authority("past", dates=("20200101000000Z", "20210101000000Z")).certificate("of past", host=HOST),
        "without the authority between": middle.certificate("cut", host=HOST, with_chain=False),
        "with a critical extension that nobody knows": root.certificate("critical", host=HOST, more="1.2.3.4=critical,ASN1:UTF8String:x\n"),
        "with a signature that is not its own": root.spoiled("forged", host=HOST),
    }
    return bad


def run(rig):
    folder = rig.folder / "authorities"
    root = Authority(folder / "root", "the trusted one")
    bad = bad_certificates(root, folder)
    good = root.authority("between").certificate("good", host=HOST)
    found = {why: knock(rig, root, shown, NOW) for why, shown in bad.items()}
    refused = [why for why, (code, words, taken) in found.items() if code != 0 and "not to be trusted" in words and taken == 0]
    old = {why: knock(rig, root, good, offer) for why, offer in OLD.items()}
    too_old = [why for why, (code, _, taken) in old.items() if code != 0 and taken == 0]
    for why, (code, words, taken) in (found | old).items():
        if why not in refused + too_old:
            print(f"a cloud's certificate, {why}: rc {code}, {taken} bytes: {words}")
    trusted = knock(rig, root, good, NOW)
    believed, with_own, without_own = real_clouds(rig, root, good)
    return [Row(f"{len(bad)} certificates of a cloud, each bad in one thing", "all refused in words, 0 application bytes",
                f"{len(refused)} of {len(bad)} refused", len(refused) == len(bad)),
            Row("a cloud offers TLS 1.0, 1.1, CBC, no forward secrecy, no certificate", "all refused, 0 application bytes",
                f"{len(too_old)} of {len(OLD)} refused", len(too_old) == len(OLD)),
            Row("a good one of a private authority (--ca), through one between", "the edge speaks", f"{trusted[2]} bytes", trusted[2] > 0),
            Row("the same before msao-cloud", "the same answer as without TLS", "the same" if believed else "another", believed),
            Row("msao-cloud asks for a certificate (--client-ca)", "an answer with --cert and --key, none without",
                f"{'an answer' if with_own else 'none'}, {'an answer' if without_own else 'none'}", with_own and not without_own)]


def ask(rig, port, *more, scheme="wss"):
    return subprocess.run([rig.binaries / "msao", "ask", "--server", f"{scheme}://{HOST if scheme == 'wss' else '127.0.0.1'}:{port}", "--draft",
                           rig.pair / "draft", "--dtype", "f32", "--prompt", "what?", "--max-new-tokens", "8", "--greedy", "--mode", "cloud-only",
                           "--patience", "1", "--json", *map(str, more)], capture_output=True, text=True, timeout=120)


def knock(rig, root, shown, offer):
    """(exit status, what was said, application bytes that came) of an edge before a cloud that shows this certificate."""
    with FakeCloud(shown, offer) as cloud:
        done = ask(rig, cloud.port, "--ca", root.file)
    return done.returncode, done.stderr.strip(), cloud.taken


class FakeCloud:
    """Shakes hands, and counts what it is told behind that."""

    def __init__(self, shown, offer):
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # of versions that nobody should speak
            context.minimum_version, context.maximum_version = offer[0], offer[1]
        context.set_ciphers(offer[2] + ":@SECLEVEL=0")
        context.load_cert_chain(*shown)
        self.context, self.taken = context, 0

    def __enter__(self):
        self.listening = socket.create_server(("127.0.0.1", 0))
        self.port = self.listening.getsockname()[1]
        self.thread = threading.Thread(target=self.serve)
        self.thread.start()
        return self

    def __exit__(self, *_):
        with contextlib.suppress(OSError):
            self.listening.shutdown(socket.SHUT_RDWR)
        self.thread.join()
        self.listening.close()

    def serve(self):
        while True:
            try:
                plain, _ = self.listening.accept()
            except OSError:
                return
            plain.settimeout(PATIENCE)
            with plain, contextlib.suppress(OSError), self.context.wrap_socket(plain, server_side=True) as encrypted:
                while more := encrypted.recv(1 << 16):
                    self.taken += len(more)
                    encrypted.shutdown(socket.SHUT_RDWR)  # one request is enough


def real_clouds(rig, root, good):
    """Is the answer that of a cloud without TLS; and is there one with a certificate of one's own, and without?"""
    with rig.server() as plain:
        expected = tokens_of(ask(rig, plain.port, scheme="ws"))
    login, tokens = make_token(rig)
    secret = rig.folder / "secret"
    secret.write_bytes(login[1])
    common = ["--ca", root.file, "--token", login[0], "--secret", secret]
    with encrypted_server(rig, *good, tokens) as server:
        believed = expected is not None and tokens_of(ask(rig, server.port, *common)) == expected
    edge = root.certificate("edge", host="laptop", usage="clientAuth")
    server = encrypted_server(rig, *good, tokens)
    server.command += ["--client-ca", str(root.file)]
    with server:
        own = tokens_of(ask(rig, server.port, *common, "--cert", edge[0], "--key", edge[1]))
        none = tokens_of(ask(rig, server.port, *common))
    return believed, own == expected, none is not None


def tokens_of(done):
    """Of an answer that the cloud gave; where there is none, why not is printed."""
    if done.returncode:
        print(f"msao ask ended with {done.returncode}: {done.stderr.strip()}")
        return None
    return json.loads(done.stdout)["tokens"]
