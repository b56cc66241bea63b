# SPDX-License-Identifier: Apache-2.0
"""The opening handshake: sections 1.3, 4.2, 4.4, 9.1, 10.2."""
from rfc6455.cases import case, is_answered
from rfc6455.peer import PING, Mismatch, frame, request_lines


def changed(peer, server, **fields):
    """The good request with fields replaced; None leaves one out. Underscores stand for hyphens."""
    lines = request_lines(peer.host, peer.key, server.subprotocol)
    for name, value in fields.items():
        wanted = name.replace("_", "-").lower()
        at = [i for i, line in enumerate(lines) if line.partition(":")[0].lower() == wanted]
        new = [] if value is None else [f"{name.replace('_', '-')}: {value}"]
        lines[at[0] if at else len(lines):at[0] + 1 if at else len(lines)] = new
    return lines


def upgrades(peer):
    response = peer.response()
    if response is None or response.status != 101:
        raise Mismatch(response.line if response else "dropped")
    if response.field("sec-websocket-accept") != peer.accept():
        raise Mismatch("another Sec-WebSocket-Accept")
    return response


def is_refused(peer, *statuses):
    """Any answer but 101, or none at all, if no status is asked for."""
    response = peer.response()
    found = response.status if response else None
    if found == 101:
        raise Mismatch("upgraded")
    if statuses and found not in statuses:
        raise Mismatch(response.line if response else "dropped")
    return response


def accepted(section, says, make):
    @case(section, says)
    def _(server):
        peer = server.connect()
        peer.request(make(peer, server))
        upgrades(peer)
        peer.stays_open()
        peer.leave()


def refused(section, says, make, *statuses, **kind):
    @case(section, says, **kind)
    def _(server):
        peer = server.connect()
        peer.request(make(peer, server))
        is_refused(peer, *statuses)
        peer.leave()


@case("4.2.2", "the response has status 101, Upgrade: websocket, Connection: Upgrade and the accept value of the key")
def _(server):
    peer = server.connect()
    peer.request(changed(peer, server))
    response = upgrades(peer)
    if response.field("upgrade").lower() != "websocket" or "upgrade" not in response.field("connection").lower():
        raise Mismatch(f"Upgrade: {response.field('upgrade')}, Connection: {response.field('connection')}")


@case("1.3", "the key of the RFC's own example gets the accept value of the example")
def _(server):
    peer = server.connect()
    peer.key = "dGhlIHNhbXBsZSBub25jZQ=="
    peer.request(changed(peer, server))
    if upgrades(peer).field("sec-websocket-accept") != "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=":
        raise Mismatch("another accept value")


@case("4.2.2", "no subprotocol is chosen when none was offered")
def _(server):
    peer = server.connect()
    peer.request(changed(peer, server, Sec_WebSocket_Protocol=None))
    if upgrades(peer).field("sec-websocket-protocol"):
        raise Mismatch("a subprotocol was chosen")


@case("4.2.2", "a subprotocol that the server does not speak is not chosen")
def _(server):
    peer = server.connect()
    peer.request(changed(peer, server, Sec_WebSocket_Protocol="nobody.v9"))
    response = peer.response()
    if response and response.status == 101 and response.field("sec-websocket-protocol"):
        raise Mismatch("a subprotocol was chosen")


@case("4.2.2", "of several subprotocols the server chooses one that was offered, or none")
def _(server):
    peer = server.connect()
    peer.request(changed(peer, server, Sec_WebSocket_Protocol="nobody.v9, msao.v1"))
    if upgrades(peer).field("sec-websocket-protocol") not in ("", server.subprotocol):
        raise Mismatch("another subprotocol")


@case("9.1", "no extension is in use when none was offered")
def _(server):
    peer = server.connect()
    peer.request(changed(peer, server))
    if upgrades(peer).field("sec-websocket-extensions"):
        raise Mismatch("an extension was chosen")


@case("9.1", "an extension that nobody knows is declined")
def _(server):
    peer = server.connect()
    peer.request(changed(peer, server, Sec_WebSocket_Extensions="x-nobody; level=3"))
    if upgrades(peer).field("sec-websocket-extensions"):
        raise Mismatch("an extension was chosen")


@case("4.2.1", "a request that comes byte by byte is understood")
def _(server):
    peer = server.connect()
    request = "\r\n".join(changed(peer, server)).encode() + b"\r\n\r\n"
    peer.send(*(request[i:i + 1] for i in range(len(request))))
    upgrades(peer)
    peer.stays_open()


@case("4.1", "frames in the same segment as the request, which no client may send, are not mistaken", is_limit=True)
def _(server):
    peer = server.connect()
    peer.send("\r\n".join(changed(peer, server)).encode() + b"\r\n\r\n" + frame(PING, b"early"))
    upgrades(peer)
    peer.passes_over_messages_until_pong(b"early")


@case("4.2.2", "a connection behind its handshake carries messages")
def _(server):
    peer = server.open()
    is_answered(server, peer)
    peer.leave()


accepted("4.2.1", "names of fields in lower case are the same fields",
         lambda p, s: [line if i == 0 else line.partition(":")[0].lower() + ":" + line.partition(":")[2]
                       for i, line in enumerate(changed(p, s))])
accepted("4.2.1", "names of fields in upper case are the same fields",
         lambda p, s: [line if i == 0 else line.partition(":")[0].upper() + ":" + line.partition(":")[2]
                       for i, line in enumerate(changed(p, s))])
accepted("4.2.1", "Upgrade: WebSocket, in any case", lambda p, s: changed(p, s, Upgrade="WebSocket"))
accepted("4.2.1", "Connection: upgrade, in any case", lambda p, s: changed(p, s, Connection="uPGRADE"))
accepted("4.2.1", "Connection: keep-alive, Upgrade is a list with the token", lambda p, s: changed(p, s, Connection="keep-alive, Upgrade"))
accepted("4.2.1", "two Connection fields are one list",
         lambda p, s: changed(p, s, Connection="keep-alive") + ["Connection: Upgrade"])
accepted("4.2.1", "fields without a space behind the colon", lambda p, s: [changed(p, s)[0]] + [l.replace(": ", ":", 1) for l in changed(p, s)[1:]])
accepted("4.2.1", "fields with spaces around their value", lambda p, s: changed(p, s, Upgrade=" \t websocket \t"))
accepted("4.2.1", "fields that nobody asked for are passed over", lambda p, s: changed(p, s, X_Nobody="1") + ["X-Nobody: 2"])
accepted("4.2.1", "the path may have a query", lambda p, s: ["GET /?a=b%20c HTTP/1.1"] + changed(p, s)[1:])
accepted("4.2.1", "a client that is no browser sends no Origin, and may send one of its own", lambda p, s: changed(p, s, Origin="app://msao"))

refused("4.2.1", "POST is no opening handshake", lambda p, s: ["POST / HTTP/1.1"] + changed(p, s)[1:])
refused("4.2.1", "HEAD is no opening handshake", lambda p, s: ["HEAD / HTTP/1.1"] + changed(p, s)[1:])
refused("4.2.1", "HTTP/1.0 is no opening handshake", lambda p, s: ["GET / HTTP/1.0"] + changed(p, s)[1:])
refused("4.2.1", "a request line of two words", lambda p, s: ["GET /"] + changed(p, s)[1:])
refused("4.2.1", "a request line of noise", lambda p, s: ["\x16\x03\x01\x02\x00\x01\x00"] + changed(p, s)[1:])
refused("4.2.1", "no Host", lambda p, s: changed(p, s, Host=None))
refused("4.2.1", "no Upgrade", lambda p, s: changed(p, s, Upgrade=None))
refused("4.2.1", "Upgrade: h2c", lambda p, s: changed(p, s, Upgrade="h2c"))
refused("4.2.1", "no Connection", lambda p, s: changed(p, s, Connection=None))
refused("4.2.1", "Connection: close", lambda p, s: changed(p, s, Connection="close"))
refused("4.2.1", "no key", lambda p, s: changed(p, s, Sec_WebSocket_Key=None))
refused("4.2.1", "a key of 15 bytes", lambda p, s: changed(p, s, Sec_WebSocket_Key="AAAAAAAAAAAAAAAAAAAA"))
refused("4.2.1", "a key of 17 bytes", lambda p, s: changed(p, s, Sec_WebSocket_Key="AAAAAAAAAAAAAAAAAAAAAAA="))
refused("4.2.1", "a key that is no base64", lambda p, s: changed(p, s, Sec_WebSocket_Key="!!!!!!!!!!!!!!!!!!!!!!=="))
refused("11.3.1", "two keys", lambda p, s: changed(p, s) + ["Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA=="])
refused("4.2.1", "no version", lambda p, s: changed(p, s, Sec_WebSocket_Version=None))
refused("11.3.5", "two versions", lambda p, s: changed(p, s) + ["Sec-WebSocket-Version: 13"])
refused("4.2.1", "a field without a colon", lambda p, s: changed(p, s) + ["Nobody"])
refused("4.2.1", "a field whose name has a space", lambda p, s: changed(p, s) + ["No body: 1"])

for version in ("0", "8", "12", "14", "256", "thirteen"):
    @case("4.4", f"version {version} is refused with 426 and the version that is spoken")
    def _(server, version=version):
        peer = server.connect()
        peer.request(changed(peer, server, Sec_WebSocket_Version=version))
        if "13" not in is_refused(peer, 426).field("sec-websocket-version"):
            raise Mismatch("426 without Sec-WebSocket-Version: 13")


refused("10.2", "a page of a browser is refused by its Origin", lambda p, s: changed(p, s, Origin="https://example.com"), 403, is_limit=True)
refused("10.2", "a page without an origin of its own likewise", lambda p, s: changed(p, s, Origin="null"), 403, is_limit=True)
refused("10.4", "a request of more than 8 KiB is refused with 431", lambda p, s: changed(p, s, X_Nobody="a" * 9000), 431, is_limit=True)
refused("10.4", "a request of more than 64 fields is refused", lambda p, s: changed(p, s) + [f"X-{i}: 1" for i in range(70)], is_limit=True)
refused("4.2.1", "a request that announces a body is refused", lambda p, s: changed(p, s, Content_Length="5"), is_limit=True)
