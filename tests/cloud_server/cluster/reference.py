# SPDX-License-Identifier: Apache-2.0
"""What transformers says of a checkpoint: the likeliest token at every position, and greedy answers."""
import json

import numpy
import torch
import transformers
from PIL import Image


class Reference:
    def __init__(self, folder):
        torch.set_num_threads(1)  # beside servers that use all cores
        self.model = transformers.AutoModelForImageTextToText.from_pretrained(folder, dtype=torch.float32).eval()
        self.pictures = transformers.AutoImageProcessor.from_pretrained(folder)
        config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
        self.pad, self.frame = config["image_token_id"], (config["vision_start_token_id"], config["vision_end_token_id"])
        ends = json.loads((folder / "generation_config.json").read_text(encoding="utf-8"))["eos_token_id"]
        self.ends = set(ends if isinstance(ends, list) else [ends])

    def expanded(self, tokens, picture):
        """One pad becomes as many as the picture has tokens."""
        if picture is None:
            return list(tokens)
        cells = (picture.width // 28) * (picture.height // 28)
        at = tokens.index(self.pad)
        return [*tokens[:at], *[self.pad] * cells, *tokens[at + 1:]]

    @torch.no_grad()
    def likeliest(self, tokens, picture=None):
        """Behind every token of the expanded sequence."""
        ids = torch.tensor([self.expanded(tokens, picture)])
        more = {}
        if picture is not None:
            seen = self.pictures(images=[picture], return_tensors="pt")
            more = {"pixel_values": seen["pixel_values"], "image_grid_thw": seen["image_grid_thw"],
                    "mm_token_type_ids": (ids == self.pad).long()}
        return self.model(input_ids=ids, attention_mask=torch.ones_like(ids), use_cache=False, **more).logits[0].argmax(-1).tolist()

    def answer(self, tokens, count, picture=None):
        answer = []
        while len(answer) < count and not (answer and answer[-1] in self.ends):
            answer.append(self.likeliest([*tokens, *answer], picture)[-1])
        return answer


def picture(seed, width, height):
    """Smooth colours and some noise."""
    random = numpy.random.default_rng(seed)
    rows, columns = numpy.mgrid[0:height, 0:width]
    waves = [128 + 100 * numpy.sin(rows / random.uniform(9, 40) + columns / random.uniform(9, 40)) for _ in range(3)]
    noise = random.integers(-20, 20, (height, width, 3))
    return Image.fromarray(numpy.clip(numpy.stack(waves, -1) + noise, 0, 255).astype(numpy.uint8))
