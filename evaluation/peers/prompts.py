# SPDX-License-Identifier: Apache-2.0
"""What everybody is asked: questions of the demo world, in words alone and with their pictures."""
import json
import pathlib
import subprocess

CHAT = ("<|im_start|>system\nYou are a helpful assistant.<|im_end|>\n<|im_start|>user\n"
        "{picture}{question}<|im_end|>\n<|im_start|>assistant\n")
PICTURE = "<|vision_start|><|image_pad|><|vision_end|>"


def tokens_of(msao, model, text):
    told = subprocess.run([msao, "tokenize", "--model", model, "--json", "--text", text], check=True, capture_output=True, text=True)
    return json.loads(told.stdout)["ids"]


def make(args, folder):
    """By kind: words, and pictures. Tokens come of one tokenizer, so that nobody's own makes a difference."""
    msao, scenes = args.bin / "msao", pathlib.Path(folder) / "scenes"
    subprocess.run([msao, "world", "--out", scenes, "--seed", str(args.seed), "--count", str(args.prompts), "--questions", "1",
                    "--split", "heldout"], check=True, capture_output=True)
    orders = {"words": [], "pictures": []}
    for situation in json.loads((scenes / "questions.json").read_text())["situations"]:
        question = situation["questions"][0]["question"]
        for kind, picture in (("words", ""), ("pictures", PICTURE)):
            text = CHAT.format(picture=picture, question=question)
            order = {"question": question, "tokens": tokens_of(msao, args.target, text), "new_tokens": args.new_tokens}
            if picture:
                order["image"] = str(scenes / situation["pictures"][0])
            orders[kind].append(order)
    return orders
