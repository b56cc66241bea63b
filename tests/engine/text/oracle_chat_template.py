#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""renderChat against transformers' own rendering of the template that Qwen2-VL and Qwen2.5-VL publish, with
Qwen2.5-Omni's sounds, on random chats."""
import argparse
import json
import os
import pathlib
import random
import subprocess
import sys
import tempfile

import transformers

import oracle_text
import qwen_tokenizer_json

TEMPLATE = (
    "{% set image_count = namespace(value=0) %}{% set video_count = namespace(value=0) %}"
    "{% for message in messages %}"
    "{% if loop.first and message['role'] != 'system' %}<|im_start|>system\nYou are a helpful assistant.<|im_end|>\n{% endif %}"
    "<|im_start|>{{ message['role'] }}\n"
    "{% if message['content'] is string %}{{ message['content'] }}<|im_end|>\n"
    "{% else %}{% for content in message['content'] %}"
    "{% if content['type'] == 'image' or 'image' in content or 'image_url' in content %}"
    "{% set image_count.value = image_count.value + 1 %}"
    "{% if add_vision_id %}Picture {{ image_count.value }}: {% endif %}<|vision_start|><|image_pad|><|vision_end|>"
    "{% elif content['type'] == 'video' or 'video' in content %}"
    "{% set video_count.value = video_count.value + 1 %}"
    "{% if add_vision_id %}Video {{ video_count.value }}: {% endif %}<|vision_start|><|video_pad|><|vision_end|>"
    "{% elif content['type'] == 'audio' or 'audio' in content or 'audio_url' in content %}<|audio_bos|><|AUDIO|><|audio_eos|>"
    "{% elif 'text' in content %}{{ content['text'] }}{% endif %}"
    "{% endfor %}<|im_end|>\n{% endif %}{% endfor %}"
    "{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}")


def random_message(r, texts, role):
    if r.random() < 0.3:
        return {"role": role, "content": texts.text()}
    kinds = [r.choice(["text", "text", "image", "video", "audio"]) for _ in range(r.randint(0, 5))]
    return {"role": role, "content": [{"type": kind, "text": texts.text()} if kind == "text" else {"type": kind} for kind in kinds]}


def random_chat(r, texts):
    roles = [r.choice(["system", "user", "assistant"]) for _ in range(r.randint(1, 6))]
    return {"messages": [random_message(r, texts, role) for role in roles], "add_generation_prompt": r.random() < 0.7}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bin", required=True)
    parser.add_argument("--seed", type=int, default=int.from_bytes(os.urandom(4), "little"))
    parser.add_argument("--count", type=int, default=2000)
    arguments = parser.parse_args()
    print("seed %d, %d chats" % (arguments.seed, arguments.count), flush=True)
    r = random.Random(arguments.seed)
    texts = oracle_text.Texts(arguments.seed, qwen_tokenizer_json.SPECIAL)
    chats = [random_chat(r, texts) for _ in range(arguments.count)]
    done = subprocess.run([str(pathlib.Path(arguments.bin) / "render_chats")], input=json.dumps(chats).encode(),
                          stdout=subprocess.PIPE, check=True)
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "tokenizer.json"
        alphabet = {entry: number for number, entry in enumerate(qwen_tokenizer_json.ALPHABET.values())}
        path.write_text(json.dumps(qwen_tokenizer_json.frame(alphabet, [], [])), encoding="utf-8")
        tokenizer = transformers.PreTrainedTokenizerFast(tokenizer_file=str(path), chat_template=TEMPLATE)
    for chat, found in zip(chats, json.loads(done.stdout)):
        expected = tokenizer.apply_chat_template(chat["messages"], tokenize=False,
                                                 add_generation_prompt=chat["add_generation_prompt"])
        if found != expected:
            sys.exit("chat %s: expected %s, found %s" % (json.dumps(chat), ascii(expected), ascii(found)))
    print("no difference")


if __name__ == "__main__":
    main()
