#!/bin/bash
# A PostgreSQL that goes away at any point of its welcome is told as gone, not as another mistake.
# SPDX-License-Identifier: Apache-2.0
. "$SOURCE_DIR/tests/support/expect.sh"
cd "$work"
trap 'kill $(jobs -p) 2>/dev/null || true; rm -rf "$work"' EXIT

# serve ENCODING LEAVE: a made-up server that says its encoding and then, with LEAVE, hangs up.
serve() {
    python3 - "$@" >port 2>server.err <<'PY' &
import socket, struct, sys

encoding, leave = sys.argv[1], sys.argv[2] == "leave"
message = lambda kind, body: kind + struct.pack(">i", len(body) + 4) + body
said = lambda name, value: message(b"S", name + b"\0" + value + b"\0")
door = socket.create_server(("127.0.0.1", 0))
print(door.getsockname()[1], flush=True)
while True:
    link, _ = door.accept()
    while True:
        size, code = struct.unpack(">ii", link.recv(8, socket.MSG_WAITALL))
        link.recv(size - 8, socket.MSG_WAITALL)
        if code == 196608:  # protocol 3.0; before it come questions for TLS and GSS
            break
        link.sendall(b"N")
    link.sendall(message(b"R", struct.pack(">i", 0)) + said(b"server_encoding", encoding.encode())
                 + said(b"client_encoding", b"LATIN1") + said(b"server_version", b"15.0")
                 + message(b"Z", b"I"))
    if not leave:
        link.recv(1000)
        link.sendall(message(b"E", b"SFATAL\0C57P01\0Mgoing away\0\0"))
    link.close()
PY
    for _ in $(seq 100); do [ -s port ] && break; sleep 0.1; done
    url="postgresql://nobody@127.0.0.1:$(cat port)/made_up"
}

for way in leave fail; do
    serve UTF8 "$way"
    expect_status 3 "$JUNHENG" assess "$url" --county 990101 --period 2025 --lang en
    expect_in err "cannot reach PostgreSQL"
    kill %% && wait %% 2>/dev/null || true
    rm port
done
passed "a server that hangs up after its welcome is gone"

serve LATIN1 stay
expect_status 1 "$JUNHENG" assess "$url" --county 990101 --period 2025 --lang en
expect_in err "as LATIN1"
kill %% && wait %% 2>/dev/null || true
passed "a database of another encoding is told as that"
