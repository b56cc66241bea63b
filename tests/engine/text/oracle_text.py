# SPDX-License-Identifier: Apache-2.0
"""Strings that are hard on a tokenizer, and the talk with tokenize_lines; shared by the oracles of this folder."""
import pathlib
import random
import struct
import subprocess
import sys

BLOCKS = [(0x20, 0x7E), (0x20, 0x7E), (0x00, 0x1F), (0x7F, 0xFF), (0x100, 0x24F), (0x250, 0x36F), (0x370, 0x52F),
          (0x530, 0x6FF), (0x700, 0x8FF), (0x900, 0xDFF), (0xE00, 0x10FF), (0x1100, 0x11FF), (0x1100, 0x11FF),
          (0x1200, 0x18FF), (0x1900, 0x1EFF), (0x1F00, 0x20FF), (0x2100, 0x2BFF), (0x2C00, 0x2FFF), (0x3000, 0x30FF),
          (0x3100, 0x4DBF), (0x4E00, 0x9FFF), (0xA000, 0xABFF), (0xAC00, 0xD7A3), (0xD7B0, 0xD7FF), (0xE000, 0xE0FF),
          (0xF900, 0xFAFF), (0xFB00, 0xFDFF), (0xFE00, 0xFFFF), (0x10000, 0x10FFF), (0x11000, 0x11FFF),
          (0x12000, 0x16FFF), (0x1B000, 0x1BFFF), (0x1D000, 0x1D7FF), (0x1E000, 0x1EFFF), (0x1F000, 0x1FAFF),
          (0x20000, 0x20FFF), (0x2F800, 0x2FA1F), (0x30000, 0x3FFFF), (0xE0000, 0xE01FF), (0x10FF00, 0x10FFFF)]
WORDS = ("the quick brown fox isn't you'll WE'RE I'M they'Ve 'S 'LL 'd'D o'clock naïve café cafe\u0301 straße Ω ﬁ don\u2019t "
         "x=1; foo_bar(baz) http://a.b/c?d=e&f 3.14159 1,000,000 ١٢٣ ½ Ⅷ 日本語 中文字符 한국어 "
         "\u1112\u1161\u11ab\u1100\u1173\u11af हिन्दी தமிழ் العربية עברית ไทย ქართული አማርኛ 👩\u200d👩\u200d👧 👍🏽 🇩🇪 ☕\ufe0f "
         "'\u017f '\u017fx a'\u017f '\u017fT \u212a '\u212a \u2126 \u1e9b\u0323 \u0344 \ufb2c a\u0315\u0300\u05ae\u0300b").split(" ")
SPACES = [" ", " ", " ", "  ", "\n", "\n\n", "\r\n", "\t", " \n", "\n ", "   \n\n  ", "\u00a0", "\u3000", "\u2028", "\u0085",
          "\u200b", "\u000b", "\u000c", "\u001c", "\r", " \r \n "]
EDGES = ["", " ", "\n", "\0", "\ufeff", "\ufffd", "\ufffe", "\ud7ff", "\ue000", "\U0010ffff", "'", "''", "'s", "' s", "\u0300",
         "\u1161", "\u11a8", "\uac00\u11a7", "\uac00\u11a8", "\u1100\u1161\u11a8", "\u0f73", "\u0958", "e\u0301\u0301"]


class Texts:
    """Draws strings; `specials` are sometimes put inside, whole or cut in half."""

    def __init__(self, seed, specials):
        self.random = random.Random(seed)
        self.specials = specials

    def character(self):
        r = self.random
        while True:
            low, high = r.choice(BLOCKS) if r.random() < 0.97 else (0, 0x10FFFF)
            code = r.randint(low, high)
            if not 0xD800 <= code <= 0xDFFF:
                return chr(code)

    def piece(self):
        r = self.random
        kind = r.random()
        if kind < 0.30:
            return r.choice(WORDS)
        if kind < 0.50:
            return r.choice(SPACES) * (1 if r.random() < 0.8 else r.randint(1, 60))
        if kind < 0.60:
            low, high = r.choice(BLOCKS)
            block = [chr(c) for c in (r.randint(low, high) for _ in range(r.randint(1, 12))) if not 0xD800 <= c <= 0xDFFF]
            return "".join(block)
        if kind < 0.70:
            return "".join(r.choice("0123456789") for _ in range(r.randint(1, 20)))
        if kind < 0.78:
            special = r.choice(self.specials)
            if r.random() < 0.6:
                return special
            cut = r.randint(0, len(special))
            return special[:cut] if r.random() < 0.5 else special[cut:]
        if kind < 0.86:
            return r.choice("eaouAEO\u00e5\u03c9\u0915\uac00\u1100") + "".join(
                chr(r.choice([r.randint(0x300, 0x36F), r.randint(0x591, 0x5BD), r.randint(0x1161, 0x11C2), 0x345, 0x93C]))
                for _ in range(r.randint(1, 6)))
        if kind < 0.93:
            return r.choice(["'", "\u2019", " '", "'"]) + "".join(
                r.choice((c.lower(), c.upper())) for c in r.choice(["s", "t", "re", "ve", "m", "ll", "d", "l", "r", "v", "x"]))
        return "".join(self.character() for _ in range(r.randint(1, 8)))

    def text(self):
        r = self.random
        return "".join(self.piece() for _ in range(r.choice([1, 1, 2, 3, 5, 8, 20])))

    def draw(self, count):
        hand_picked = EDGES + WORDS + SPACES + self.specials + [s[:-1] for s in self.specials] + [s * 2 for s in self.specials]
        return (hand_picked + [self.text() for _ in range(max(0, count - len(hand_picked)))])[:max(count, 1)]


def long_lines(seed, size):
    r = random.Random(seed)
    latin = "".join(r.choice("abcdefghijklmnopqrstuvwxyz") for _ in range(1000))
    yield "random letters", "".join(r.choice("etaoinshrdlu") for _ in range(size))
    yield "one letter", "a" * size
    yield "the same thousand letters", latin * (size // 1000)
    yield "spaces", " " * size
    yield "newlines and spaces", "".join(r.choice(" \n\t\r") for _ in range(size))
    yield "CJK", "".join(chr(r.randint(0x4E00, 0x9FFF)) for _ in range(size // 3))
    yield "digits", "".join(r.choice("0123456789") for _ in range(size))
    yield "combining marks", "a" + "".join(chr(r.randint(0x300, 0x36F)) for _ in range(size // 20))
    yield "Hangul jamo", "\u1112\u1161\u11ab" * (size // 9)
    yield "symbols", "".join(r.choice("!#$%&()*+,-./:;<=>?@[]^_{|}~") for _ in range(size))
    yield "half a special token", "<|im_en" * (size // 7)


class TokenizeLines:
    """The built program's answers for many texts, in one process."""

    def __init__(self, bin_folder, tokenizer_json):
        self.command = [str(pathlib.Path(bin_folder) / "tokenize_lines"), str(tokenizer_json)]

    def _run(self, records, *arguments):
        data = b"".join(struct.pack("<Q", len(record)) + record for record in records)
        done = subprocess.run(self.command + list(arguments), input=data, stdout=subprocess.PIPE, check=False)
        if done.returncode != 0:
            sys.exit("tokenize_lines failed with %d" % done.returncode)
        return memoryview(done.stdout)

    def encode(self, texts):
        """For each text: ids, decoded with special tokens, decoded without (both bytes)."""
        out, at = self._run([text if isinstance(text, bytes) else text.encode() for text in texts]), 0
        for _ in texts:
            count, at = struct.unpack_from("<I", out, at)[0], at + 4
            ids, at = list(struct.unpack_from("<%dI" % count, out, at)), at + 4 * count
            whole, at = self._bytes(out, at)
            plain, at = self._bytes(out, at)
            yield ids, whole, plain

    def decode(self, lists):
        out, at = self._run([struct.pack("<%di" % len(ids), *ids) for ids in lists], "--ids"), 0
        for _ in lists:
            whole, at = self._bytes(out, at)
            plain, at = self._bytes(out, at)
            yield whole, plain

    def seconds(self, text):
        """Processor time of encoding it, without start and reading."""
        return struct.unpack("<d", self._run([text.encode()], "--seconds"))[0]

    @staticmethod
    def _bytes(out, at):
        size = struct.unpack_from("<I", out, at)[0]
        return bytes(out[at + 4:at + 4 + size]), at + 4 + size


def shown(text):
    return ascii(text if len(text) < 300 else text[:300]) + ("" if len(text) < 300 else "...")


def compare(program, oracle, texts, what):
    """Exits at the first difference between our ids or decoded text and the oracle's."""
    for text, (ids, whole, plain) in zip(texts, program.encode(texts)):
        expected = oracle.encode(text, add_special_tokens=False).ids
        if ids != expected:
            at = next((i for i, (a, b) in enumerate(zip(ids, expected)) if a != b), min(len(ids), len(expected)))
            sys.exit("%s: ids differ from number %d on: expected %s, found %s, in %s" %
                     (what, at, expected[at:at + 8], ids[at:at + 8], shown(text)))
        for found, skip in ((whole, False), (plain, True)):
            wanted = oracle.decode(ids, skip_special_tokens=skip)
            if found != wanted.encode():
                sys.exit("%s: decoded text differs (skip_special_tokens=%s): expected %s, found %s, in %s" %
                         (what, skip, shown(wanted), shown(found.decode(errors="replace")), shown(text)))


def compare_decoding(program, oracle, lists, what):
    for ids, (whole, plain) in zip(lists, program.decode(lists)):
        known = [i for i in ids if i >= 0]
        for found, skip in ((whole, False), (plain, True)):
            wanted = oracle.decode(known, skip_special_tokens=skip)
            if found != wanted.encode():
                sys.exit("%s: decoding %s (skip_special_tokens=%s): expected %s, found %s" %
                         (what, ids[:40], skip, shown(wanted), shown(found.decode(errors="replace"))))
