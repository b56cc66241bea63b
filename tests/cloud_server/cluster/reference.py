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

    def expanded(self, tokens, picture):
        """One pad becomes as many as the picture has tokens."""
        if picture is None:
            return list(tokens)
        cells = (picture.width // 28) * (picture.height // 28)
        at = tokens.index(self.pad)
        return [*tokens[:at], *[self.pad] * cells, *tokens[at + 1:]]

    def inputs(self, tokens, picture):
        ids = torch.tensor([self.expanded(tokens, picture)])
        inputs = {"input_ids": ids, "attention_mask": torch.ones_like(ids)}
        if picture is not None:
            seen = self.pictures(images=[picture], return_tensors="pt")
            inputs |= {"pixel_values": seen["pixel_values"], "image_grid_thw": seen["image_grid_thw"],
                       "mm_token_type_ids": (ids == self.pad).long()}
        return inputs

    @torch.no_grad()
    def likeliest(self, tokens, picture=None):
        """Behind every token of the expanded sequence."""
        return self.model(use_cache=False, **self.inputs(tokens, picture)).logits[0].argmax(-1).tolist()

    def answer(self, tokens, count, picture=None):
        """Greedy, up to its end."""
        inputs = self.inputs(tokens, picture)
        said = self.model.generate(**inputs, max_new_tokens=count, do_sample=False, temperature=None, top_p=None, top_k=None)
        return said[0, inputs["input_ids"].shape[1]:].tolist()


def picture(seed, width, height):
    """Smooth colours and some noise."""
    random = numpy.random.default_rng(seed)
    rows, columns = numpy.mgrid[0:height, 0:width]
    waves = [128 + 100 * numpy.sin(rows / random.uniform(9, 40) + columns / random.uniform(9, 40)) for _ in range(3)]
    noise = random.integers(-20, 20, (height, width, 3))
    return Image.fromarray(numpy.clip(numpy.stack(waves, -1) + noise, 0, 255).astype(numpy.uint8))
