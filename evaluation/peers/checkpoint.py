# SPDX-License-Identifier: Apache-2.0
"""What a peer must know of a checkpoint folder in the Hugging Face format of the Qwen2-VL family. Needs numpy alone."""
import json
import struct

import numpy as np


class Checkpoint:
    def __init__(self, folder):
        self.folder = folder
        config = json.loads((folder / "config.json").read_text())
        self.config = config | config.get("text_config", {})
        self.token_end = max(self._token_ids()) + 1

    def _token_ids(self):
        tokenizer = json.loads((self.folder / "tokenizer.json").read_text())
        return [*tokenizer["model"]["vocab"].values(), *(token["id"] for token in tokenizer["added_tokens"])]

    def stop_tokens(self):
        file = self.folder / "generation_config.json"
        told = json.loads(file.read_text()) if file.exists() else {}
        stop = told.get("eos_token_id", self.config["eos_token_id"])
        return stop if isinstance(stop, list) else [stop]

    def text_shape(self):
        """Rows of the vocabulary that belong to no token are left out: nobody may draw them."""
        config = self.config
        rope = config.get("rope_parameters") or config["rope_scaling"]
        return {"layers": config["num_hidden_layers"], "hidden": config["hidden_size"], "intermediate": config["intermediate_size"],
                "heads": config["num_attention_heads"], "kv_heads": config["num_key_value_heads"], "vocabulary": self.token_end,
                "context": config["max_position_embeddings"], "norm_eps": config["rms_norm_eps"],
                "rope_base": rope.get("rope_theta", config.get("rope_theta")), "rope_sections": [*rope["mrope_section"], 0]}

    def tensors(self):
        """Name and values in float32, one after the other."""
        for file in sorted(self.folder.glob("*.safetensors")):
            with file.open("rb") as stream:
                (length,) = struct.unpack("<Q", stream.read(8))
                head = json.loads(stream.read(length))
            values = np.memmap(file, dtype=np.uint8, mode="r", offset=8 + length)
            for name, told in head.items():
                if name != "__metadata__":
                    begin, end = told["data_offsets"]
                    yield name, as_float(values[begin:end], told["dtype"]).reshape(told["shape"])


def as_float(values, dtype):
    if dtype == "BF16":
        return (values.view(np.uint16).astype(np.uint32) << 16).view(np.float32)
    if dtype in ("F32", "F16"):
        return values.view(np.float32 if dtype == "F32" else np.float16).astype(np.float32)
    raise SystemExit(f"expected weights in F32, F16 or BF16, found {dtype}")
