#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Small vocabularies, trained on random text, against the tokenizers package: odd merges, odd added tokens, each option."""
import argparse
import json
import os
import pathlib
import random
import tempfile
import unicodedata

from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors, trainers

import oracle_text
import qwen_tokenizer_json


def train(texts, r):
    tokenizer = Tokenizer(models.BPE(ignore_merges=r.random() < 0.3))
    tokenizer.normalizer = normalizers.NFC()
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence([
        pre_tokenizers.Split(Regex(qwen_tokenizer_json.EXPRESSION), "isolated"),
        pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False)])
    tokenizer.post_processor = processors.ByteLevel(trim_offsets=False)
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(vocab_size=r.randint(257, 1500), initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
                                  show_progress=False)
    tokenizer.train_from_iterator(texts, trainer)
    return tokenizer


def random_added_tokens(r, texts):
    """Tokens that overlap one another and the text; some take white space along, some look at normalised text."""
    contents = {"<|im_start|>", "<|im_end|>", "<|im", "ab", "abc", "bcd", "\u00e9x", "e\u0301y", "\u0120a", "\u00e9"}
    for _ in range(r.randint(0, 12)):
        text = r.choice(texts)
        at = r.randrange(len(text) + 1)
        contents.add(text[at:at + r.randint(1, 6)].strip())
    tokens = []
    for content in sorted(contents - {""}):
        if r.random() < 0.7:
            strips = r.random() < 0.3
            is_nfc = unicodedata.is_normalized("NFC", content)
            tokens.append(AddedToken(content, special=r.random() < 0.5, normalized=is_nfc and r.random() < 0.3,
                                     lstrip=strips and r.random() < 0.5, rstrip=strips and r.random() < 0.5))
    r.shuffle(tokens)
    return tokens


def spoil_merges(whole, r):
    """Other ranks than training gives: merges in random order, some gone, in the other form."""
    merges = [merge if isinstance(merge, list) else merge.split(" ") for merge in whole["model"]["merges"]]
    if r.random() < 0.5:
        r.shuffle(merges)
    merges = [merge for merge in merges if r.random() < 0.95]
    whole["model"]["merges"] = merges if r.random() < 0.5 else [" ".join(merge) for merge in merges]


def one_vocabulary(arguments, number, folder):
    seed = arguments.seed + number
    r = random.Random(seed)
    texts = oracle_text.Texts(seed, ["<|im_start|>", "<|im_end|>", "abcd", "e\u0301x", "\u00e9y", "\u0120a"]).draw(arguments.strings)
    tokenizer = train(texts[:300], r)
    tokenizer.add_tokens(random_added_tokens(r, texts))
    whole = json.loads(tokenizer.to_str())
    spoil_merges(whole, r)
    path = pathlib.Path(folder) / "tokenizer.json"
    path.write_text(json.dumps(whole, ensure_ascii=r.random() < 0.5), encoding="utf-8")
    program, oracle = oracle_text.TokenizeLines(arguments.bin, path), Tokenizer.from_file(str(path))
    what = "vocabulary of seed %d" % seed
    oracle_text.compare(program, oracle, texts, what)
    oracle_text.compare(program, oracle, ["".join(r.choice("abcde ") for _ in range(30000)), "ab" * 20000], what)
    lists = [[r.randrange(-2, oracle.get_vocab_size() + 5) for _ in range(r.randint(0, 20))] for _ in range(200)]
    oracle_text.compare_decoding(program, oracle, lists, what)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bin", required=True)
    parser.add_argument("--seed", type=int, default=int.from_bytes(os.urandom(4), "little"))
    parser.add_argument("--count", type=int, default=40, help="vocabularies")
    parser.add_argument("--strings", type=int, default=1000, help="strings for each")
    arguments = parser.parse_args()
    print("seed %d, %d vocabularies" % (arguments.seed, arguments.count), flush=True)
    with tempfile.TemporaryDirectory() as folder:
        for number in range(arguments.count):
            one_vocabulary(arguments, number, folder)
    print("no difference")


if __name__ == "__main__":
    main()
