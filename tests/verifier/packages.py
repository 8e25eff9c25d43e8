# SPDX-License-Identifier: MIT
"""A tiny maker of packages, written from docs/file-format.md."""

from typing import Any

import pyrage
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from tests.verifier.builder import Event, Signer, b64, canonical


def frame(letter: str, content: bytes) -> bytes:
    return letter.encode() + len(content).to_bytes(4, "big") + content


def padded(data: bytes) -> bytes:
    return data + frame("P", bytes(-(len(data) + 5) % 65_536))


def package(
    event: Event,
    signer: Signer,
    identity: pyrage.x25519.Identity,
    author: str,
    *,
    code: str = "",
    about: str = "",
    extra: bytes = b"",
    end: bytes = b"",
    before: bytes = b"",
    **header: str | int,
) -> bytes:
    """A package of everything in the book."""
    book = event.book
    head = {
        "purpose": "return",
        "event": about or event.id,
        "panel": "",
        "author": author,
        "made_at": 0,
        "application": "",
        "records": len(book.records),
        "seals": len(book.seals),
        "attachments": 0,
        **header,
    }
    body = before + frame("H", canonical(head))
    body += b"".join(frame("R", bytes.fromhex(name) + data) for name, data in book.records)
    for *parts, signature in book.seals:
        body += frame("S", canonical([*parts, b64(signature)]))
    body = padded(body + extra) + end
    signature = signer.sign(b"pkri:package:1\n" + body)
    chain = [b64(one) for one in signer.chain]
    content = frame("G", canonical({"chain": chain, "signature": b64(signature)})) + body
    box = lock(code, str(identity).encode()) if code else None
    label = canonical({"box": box, "event": event.id[:16]})
    envelope: bytes = pyrage.encrypt(content, [identity.to_public()])
    return b"PKRIPKG1" + frame("L", label) + envelope


def lock(phrase: str, secret: bytes) -> dict[str, Any]:
    salt, nonce = b"s" * 16, b"n" * 12
    key = Argon2id(salt=salt, length=32, iterations=1, lanes=1, memory_cost=64)
    locked = ChaCha20Poly1305(key.derive(phrase.encode())).encrypt(nonce, secret, None)
    told = {"salt": b64(salt), "nonce": b64(nonce), "locked": b64(locked)}
    return {"memory": 64, "passes": 1, "lanes": 1, **told}
