#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""One peer process: Hugging Face transformers in bf16 on the checkpoint that msao measures itself on. For every line on
stdin it measures one prefill and prints one line of JSON, as `msao bench prefill --paced` does."""
import argparse
import json
import pathlib
import sys
import time

import torch
from transformers import AutoModelForImageTextToText


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=pathlib.Path, required=True)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--context", type=int, default=512)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    model = AutoModelForImageTextToText.from_pretrained(args.model, dtype=torch.bfloat16, attn_implementation="sdpa")
    ids = torch.randint(0, 150000, (1, args.context), generator=torch.Generator().manual_seed(2))
    for _ in sys.stdin:
        begin = time.perf_counter()
        with torch.inference_mode():
            model(input_ids=ids, use_cache=True, logits_to_keep=1)
        print(json.dumps({"tokens_per_second": args.context / (time.perf_counter() - begin)}), flush=True)


if __name__ == "__main__":
    main()
