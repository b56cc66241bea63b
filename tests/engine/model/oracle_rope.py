# SPDX-License-Identifier: Apache-2.0
"""Holds ropeLayout against transformers' get_rope_index over random mixes of text, images and videos."""
import argparse
import json
import random
import subprocess
import sys
import types

import torch
from transformers.models.qwen2_5_vl.modeling_qwen2_5_vl import Qwen2_5_VLModel
from transformers.models.qwen2_vl.modeling_qwen2_vl import Qwen2VLModel

IMAGE, VIDEO = 151655, 151656
MODELS = {"qwen2_vl": Qwen2VLModel, "qwen2_5_vl": Qwen2_5_VLModel}


def draw_case(rng):
    merge = rng.choice([1, 2, 2, 2, 3])
    case = {"family": rng.choice(list(MODELS)), "merge": merge, "tokensPerSecond": rng.choice([1, 2, 2, 4, 25]),
            "first": rng.choice([0, 0, 1, 77, 5000]), "tokens": [], "visuals": []}
    for _ in range(rng.randrange(0, 5)):
        case["tokens"] += [5] * rng.randrange(1, 20)
        kind = rng.choice(["image", "video"])
        grid = [1 if kind == "image" else rng.randrange(1, 30), merge * rng.randrange(1, 12), merge * rng.randrange(1, 12)]
        fps = rng.choice([0.5, 1, 2, 3, 24 / 7, 30, rng.uniform(0.1, 30)])
        case["visuals"].append({"kind": kind, "grid": grid, "seconds": 2 / fps})
        case["tokens"] += [IMAGE if kind == "image" else VIDEO] * (grid[0] * grid[1] * grid[2] // merge**2)
    case["tokens"] += [5] * rng.randrange(0 if case["visuals"] else 1, 20)
    return case


def reference(case):
    model = MODELS[case["family"]]
    vision = types.SimpleNamespace(spatial_merge_size=case["merge"], tokens_per_second=case["tokensPerSecond"])
    stub = types.SimpleNamespace(config=types.SimpleNamespace(vision_config=vision))
    stub.get_vision_position_ids = types.MethodType(model.get_vision_position_ids, stub)
    ids = torch.tensor([case["tokens"]])
    grids = {kind: [v["grid"] for v in case["visuals"] if v["kind"] == kind] for kind in ("image", "video")}
    seconds = [v["seconds"] for v in case["visuals"] if v["kind"] == "video"]
    positions, delta = model.get_rope_index(
        stub, ids, mm_token_type_ids=(ids == IMAGE).int() + 2 * (ids == VIDEO).int(),
        image_grid_thw=torch.tensor(grids["image"]) if grids["image"] else None,
        video_grid_thw=torch.tensor(grids["video"]) if grids["video"] else None,
        second_per_grid_ts=torch.tensor(seconds) if seconds else None)
    return (positions[:, 0].T + case["first"]).tolist(), len(case["tokens"]) + int(delta) + case["first"]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bin", required=True)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(1 << 30))
    parser.add_argument("--count", type=int, default=400)
    args = parser.parse_args()
    print(f"seed {args.seed}, {args.count} layouts")
    rng = random.Random(args.seed)
    cases = [draw_case(rng) for _ in range(args.count)]
    lines = "\n".join(json.dumps(case) for case in cases)
    answers = subprocess.run([f"{args.bin}/rope_dump"], input=lines, capture_output=True, text=True, check=True).stdout.splitlines()
    for number, (case, line) in enumerate(zip(cases, answers, strict=True)):
        answer = json.loads(line)
        positions, following = reference(case)
        if answer.get("positions") != positions or answer.get("next") != following:
            sys.exit(f"layout {number} differs: {json.dumps({k: v for k, v in case.items() if k != 'tokens'})}: {answer.get('error', '')}")
    print("all layouts identical")


if __name__ == "__main__":
    main()
