# SPDX-License-Identifier: Apache-2.0
"""Holds prefill against transformers over random checkpoints and prompts: positions, logits, keys and values.

The reference of a pruned picture is the tower over the patches that are kept, alone. Images of every eighth case are up to 1,000 x 700. Long form: --count 300.
"""
import argparse
import json
import pathlib
import random
import subprocess
import sys
import tempfile

import numpy as np
import torch
from transformers import (DynamicCache, logging, Qwen2_5_VLConfig, Qwen2_5_VLForConditionalGeneration, Qwen2VLConfig,
                          Qwen2VLForConditionalGeneration)
from transformers.vision_utils import get_vision_position_ids, get_vision_window_index

VISION_START, VISION_END, IMAGE, VIDEO = 290, 291, 292, 293
FIRST_SPECIAL = VISION_START
PATCH, TEMPORAL, MERGE = 14, 2, 2
TOLERANCE = 2e-4


def draw_text_config(rng):
    head_dim, heads = rng.choice([16, 32, 48, 64, 128]), rng.choice([1, 2, 3, 4, 6])
    pairs = head_dim // 2
    first = rng.randrange(1, pairs - 1)
    second = rng.randrange(1, pairs - first)
    return dict(hidden_size=head_dim * heads, intermediate_size=8 * rng.randrange(4, 40), num_hidden_layers=rng.randrange(1, 5),
                num_attention_heads=heads, num_key_value_heads=rng.choice([k for k in range(1, heads + 1) if heads % k == 0]),
                vocab_size=rng.randrange(300, 900), max_position_embeddings=32768, rms_norm_eps=rng.choice([1e-6, 1e-5]),
                rope_theta=rng.choice([1e4, 1e6]),
                rope_scaling={"type": "mrope", "mrope_section": [first, second, pairs - first - second]})


def draw_vision_config(rng, family, text_width):
    head_dim, heads, depth = rng.choice([8, 16, 20, 40, 80]), rng.choice([1, 2, 4]), rng.randrange(1, 5)
    common = dict(depth=depth, num_heads=heads, patch_size=PATCH, temporal_patch_size=TEMPORAL, spatial_merge_size=MERGE)
    if family == "qwen2_vl":
        return dict(common, embed_dim=head_dim * heads, hidden_size=text_width, mlp_ratio=rng.choice([2, 4]))
    return dict(common, hidden_size=head_dim * heads, out_hidden_size=text_width, intermediate_size=8 * rng.randrange(4, 30),
                window_size=rng.choice([28, 56, 112, 112, 140]), tokens_per_second=rng.choice([1, 2, 4]),
                fullatt_block_indexes=sorted(rng.sample(range(depth), rng.randrange(0, depth + 1))))


def scramble(model, rng):
    """Weights large enough that attention, norms and biases all matter; the usual initialisation hides mistakes."""
    generator = torch.Generator().manual_seed(rng.randrange(1 << 30))
    for name, parameter in model.named_parameters():
        noise = torch.randn(parameter.shape, generator=generator)
        if parameter.dim() > 1:
            gain = 1.0 if "embed_tokens" in name else rng.uniform(0.7, 1.6) / parameter[0].numel() ** 0.5
            parameter.data = noise * gain
        elif name.endswith("bias"):
            parameter.data = noise * rng.uniform(0.1, 0.5)
        else:
            parameter.data = 1 + 0.3 * noise
    model.tie_weights()


def draw_model(rng):
    family = rng.choice(["qwen2_vl", "qwen2_5_vl"])
    config_class, model_class = {"qwen2_vl": (Qwen2VLConfig, Qwen2VLForConditionalGeneration),
                                 "qwen2_5_vl": (Qwen2_5_VLConfig, Qwen2_5_VLForConditionalGeneration)}[family]
    text = draw_text_config(rng)
    config = config_class(text_config=text, vision_config=draw_vision_config(rng, family, text["hidden_size"]),
                          image_token_id=IMAGE, video_token_id=VIDEO, vision_start_token_id=VISION_START,
                          vision_end_token_id=VISION_END, tie_word_embeddings=rng.random() < 0.5)
    model = model_class(config).eval()
    scramble(model, rng)
    return family, model


def draw_side(rng, limit):
    return 2 * rng.randrange(1, limit // (PATCH * MERGE) + 1)


def draw_visual(rng, kind, large, name, folder):
    limit_h, limit_w = ((700, 1000) if rng.random() < 0.5 else (1000, 700)) if large else (224, 280)
    if kind == "video":
        grid = [rng.randrange(1, 5), draw_side(rng, limit_h // 3), draw_side(rng, limit_w // 3)]
    else:
        grid = [1, draw_side(rng, limit_h), draw_side(rng, limit_w)]
    values = np.random.default_rng(rng.randrange(1 << 30)).standard_normal((grid[0] * grid[1] * grid[2], 3 * TEMPORAL * PATCH * PATCH), dtype=np.float32)
    file = folder / f"{name}.patches"
    values.tofile(file)
    tokens = grid[0] * grid[1] * grid[2] // MERGE**2
    share = rng.choice([None, None, 0.3, 0.8])
    kept = [] if share is None else [int(rng.random() < share) for _ in range(tokens)]
    return {"kind": kind, "grid": grid, "seconds": TEMPORAL / rng.choice([0.7, 1, 2, 3, 8]), "patches": str(file), "kept": kept}


def draw_turn(rng, model, large, folder, number):
    def text(low):
        return [rng.randrange(0, FIRST_SPECIAL) for _ in range(rng.randrange(low, 25))]
    kinds = ["image"] * rng.randrange(0, 4) + ["video"] * rng.choice([0, 0, 1, 2])
    rng.shuffle(kinds)
    turn = {"tokens": text(1), "visuals": []}
    if large:  # longer than prefill takes at a time
        turn["tokens"] += [rng.randrange(0, FIRST_SPECIAL) for _ in range(1100)]
    for i, kind in enumerate(kinds):
        turn["visuals"].append(draw_visual(rng, kind, large, f"{number}_{i}", folder))
        turn["tokens"] += [VISION_START, IMAGE if kind == "image" else VIDEO, VISION_END] + text(0)
    turn["tokens"] += text(1)
    return turn


def expand(turn):
    visuals, tokens = iter(turn["visuals"]), []
    for token in turn["tokens"]:
        grid = next(visuals)["grid"] if token in (IMAGE, VIDEO) else None
        tokens += [token] * (grid[0] * grid[1] * grid[2] // MERGE**2 if grid else 1)
    return tokens


def model_inputs(turn, tokens, dtype):
    ids = torch.tensor([tokens])
    inputs = {"input_ids": ids, "mm_token_type_ids": (ids == IMAGE).int() + 2 * (ids == VIDEO).int()}
    for kind, pixels in (("image", "pixel_values"), ("video", "pixel_values_videos")):
        chosen = [v for v in turn["visuals"] if v["kind"] == kind]
        if not chosen:
            continue
        values = np.concatenate([np.fromfile(v["patches"], np.float32) for v in chosen])
        inputs[pixels] = torch.from_numpy(values).view(-1, 3 * TEMPORAL * PATCH * PATCH).to(dtype)
        inputs[f"{kind}_grid_thw"] = torch.tensor([v["grid"] for v in chosen])
    return inputs


def rope_inputs(family, turn, inputs):
    result = {k: inputs[k] for k in ("input_ids", "mm_token_type_ids", "image_grid_thw", "video_grid_thw") if k in inputs}
    seconds = [v["seconds"] for v in turn["visuals"] if v["kind"] == "video"]
    if family == "qwen2_5_vl" and seconds:
        result["second_per_grid_ts"] = torch.tensor(seconds)
    return result


def lengths_left(group_of_block, stays):
    """How many patches of each group (frame, window) are left, as boundaries; groups without any are gone."""
    counts = torch.bincount(group_of_block[stays]) * MERGE**2
    return torch.nn.functional.pad(counts[counts > 0].cumsum(0), (1, 0)).to(torch.int32)


def see(visual, pixels, grids, stays):
    """The tower's tokens of the merge blocks that stay, looking at nothing else: transformers' own tower, told which patches
    there are."""
    patches = stays.repeat_interleave(MERGE**2)
    if not patches.any():
        return torch.empty(0, visual.merger.mlp[2].out_features)
    frame_sizes = torch.cat([torch.full((t,), h * w // MERGE**2) for t, h, w in grids.tolist()])
    given = {"position_ids": get_vision_position_ids(grids, MERGE)[patches],
             "cu_seqlens": lengths_left(torch.arange(len(frame_sizes)).repeat_interleave(frame_sizes), stays)}
    if hasattr(visual, "fullatt_block_indexes"):
        order, bounds = get_vision_window_index(grids, MERGE, visual.window_size, PATCH)
        window = torch.bucketize(torch.arange(len(order)) * MERGE**2, bounds[1:], right=True)
        given["cu_window_seqlens"] = lengths_left(window, stays[order])
        given["window_index"] = (stays.cumsum(0) - 1)[order[stays[order]]]
    return visual(pixels[patches], grid_thw=grids, **given).pooler_output


def embed(model, turn, inputs, tokens):
    """Input embeddings of the unpruned turn, and which of them are kept."""
    embeds = model.get_input_embeddings()(inputs["input_ids"])
    for kind, pad, pixels in (("image", IMAGE, "pixel_values"), ("video", VIDEO, "pixel_values_videos")):
        if pixels not in inputs:
            continue
        stays = torch.cat([torch.tensor([bool(b) for b in v["kept"]] or [True] * (int(np.prod(v["grid"])) // MERGE**2))
                           for v in turn["visuals"] if v["kind"] == kind])
        places = (inputs["input_ids"][0] == pad).nonzero()[:, 0][stays]
        embeds[0, places] = see(model.model.visual, inputs[pixels], inputs[f"{kind}_grid_thw"], stays).to(embeds.dtype)
    kept, visuals, i = [True] * len(tokens), iter(turn["visuals"]), 0
    while i < len(tokens):
        if tokens[i] in (IMAGE, VIDEO):
            visual = next(visuals)
            count = int(np.prod(visual["grid"])) // MERGE**2
            if visual["kept"]:
                kept[i:i + count] = [bool(bit) for bit in visual["kept"]]
            i += count
        else:
            i += 1
    return embeds[:, kept], torch.tensor(kept)


@torch.no_grad()
def reference(family, model, turns):
    """One pass over all turns together: positions of each turn, logits, keys and values [layer, n, kv heads, head dim]."""
    embeds, positions, following, first = [], [], [], 0
    for turn in turns:
        tokens = expand(turn)
        inputs = model_inputs(turn, tokens, model.dtype)
        layout, delta = model.model.get_rope_index(**rope_inputs(family, turn, inputs))
        turn_embeds, kept = embed(model, turn, inputs, tokens)
        embeds.append(turn_embeds)
        positions.append((layout + first)[:, :, kept])
        first += len(tokens) + int(delta)
        following.append(first)
    cache = DynamicCache(config=model.config)
    output = model(inputs_embeds=torch.cat(embeds, 1), position_ids=torch.cat(positions, 2), past_key_values=cache, use_cache=True)
    keys = torch.stack([layer.keys[0].transpose(0, 1) for layer in cache.layers])
    values = torch.stack([layer.values[0].transpose(0, 1) for layer in cache.layers])
    return [p[:, 0].T.tolist() for p in positions], following, output.logits[0].float(), keys.float(), values.float()


@torch.no_grad()
def ordinary_forward(family, model, turn):
    """The reference's own entry point, from pixels: proves that the pass above is put together as transformers does it."""
    tokens = expand(turn)
    inputs = model_inputs(turn, tokens, model.dtype)
    return model(**inputs, **{k: v for k, v in rope_inputs(family, turn, inputs).items() if k == "second_per_grid_ts"}).logits[0].float()


def run_program(args, checkpoint, request, folder):
    (folder / "request.json").write_text(json.dumps(request))
    done = subprocess.run([f"{args.bin}/logits_dump", str(checkpoint), str(folder / "request.json"), str(folder)], capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"logits_dump failed ({done.returncode}): {done.stderr.strip()}")
    answers = [json.loads((folder / f"positions_{t}.json").read_text()) for t in range(len(request["turns"]))]
    logits = np.concatenate([np.fromfile(folder / f"logits_{t}.f32", np.float32) for t in range(len(request["turns"]))])
    return answers, torch.from_numpy(logits), [torch.from_numpy(np.fromfile(folder / f"{n}.f32", np.float32)) for n in ("keys", "values")]


def relative_error(found, expected):
    return float((found.view_as(expected) - expected).abs().max() / expected.abs().max())


def check_case(args, number, seed):
    rng = random.Random(seed)
    family, model = draw_model(rng)
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        model.save_pretrained(folder / "model")
        turns = [draw_turn(rng, model, number % 8 == 7, folder, t) for t in range(rng.choice([1, 1, 2, 3]))]
        positions, following, logits, keys, values = reference(family, model, turns)
        answers, found, cached = run_program(args, folder / "model", {"turns": turns, "dtype": "f32"}, folder)
        for t, answer in enumerate(answers):
            if answer["positions"] != positions[t] or answer["next"] != following[t]:
                sys.exit(f"case {number} (seed {seed}): positions of turn {t} differ")
        errors = {"logits": relative_error(found, logits), "keys": relative_error(cached[0], keys), "values": relative_error(cached[1], values)}
        if len(turns) == 1 and not any(v["kept"] for v in turns[0]["visuals"]):
            errors["ordinary forward"] = relative_error(found, ordinary_forward(family, model, turns[0]))
    shape = f"{family}, {len(turns)} turns, {logits.shape[0]} tokens, {sum(len(t['visuals']) for t in turns)} visuals"
    print(f"case {number} (seed {seed}): {shape}: " + ", ".join(f"{k} {v:.1e}" for k, v in errors.items()), flush=True)
    for what, error in errors.items():
        if not error <= TOLERANCE:
            sys.exit(f"case {number} (seed {seed}): {what} differ by {error:.2e} of their scale, allowed {TOLERANCE:.0e}")


def rms_error(found, expected):
    return float((found.view_as(expected) - expected).square().mean().sqrt() / expected.square().mean().sqrt())


def check_bf16_case(args, number, seed):
    """With bf16 weights, prefill is as close to float32 arithmetic on them as transformers' bf16 forward is. Both errors are
    rounding noise: over single draws their ratio scatters between 0.65 and 1.15, so a real loss is one beyond 1.5."""
    rng = random.Random(seed)
    family, model = draw_model(rng)
    model = model.bfloat16()
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        model.save_pretrained(folder / "model")
        turns = [draw_turn(rng, model, False, folder, 0)]
        theirs = reference(family, model, turns)[2]
        exact = reference(family, model.float(), turns)[2]
        ours = run_program(args, folder / "model", {"turns": turns, "dtype": "bf16"}, folder)[1]
    print(f"bf16 case {number} (seed {seed}): rms error {rms_error(ours, exact):.1e}, transformers {rms_error(theirs, exact):.1e}", flush=True)
    if not rms_error(ours, exact) <= 1.5 * rms_error(theirs, exact):
        sys.exit(f"bf16 case {number} (seed {seed}): further from float32 than transformers")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bin", required=True)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(1 << 30))
    parser.add_argument("--count", type=int, default=16)
    args = parser.parse_args()
    torch.set_num_threads(2)
    logging.set_verbosity_error()
    logging.disable_progress_bar()
    print(f"seed {args.seed}, {args.count} cases")
    for number in range(args.count):
        check_case(args, number, args.seed + number)
    for number in range(max(2, args.count // 6)):
        check_bf16_case(args, number, args.seed + args.count + number)
    print("all cases within tolerance")


if __name__ == "__main__":
    main()
