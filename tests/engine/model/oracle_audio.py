# SPDX-License-Identifier: Apache-2.0
"""Holds sounds in a prompt against transformers: Qwen2.5-Omni's audio encoder with random sizes over random sounds of 0.03
to 30 seconds, then prompts that mix text, images and sounds through the language model. Positions are Qwen2.5-Omni's own.

Every fourth case has the long sounds. Long form: --count 200.
"""
import argparse
import json
import pathlib
import random
import subprocess
import sys
import tempfile
import types

import numpy as np
import torch
from safetensors.torch import load_file, save_file
from transformers import DynamicCache, logging
from transformers.models.qwen2_5_omni.configuration_qwen2_5_omni import Qwen2_5OmniAudioEncoderConfig
from transformers.models.qwen2_5_omni.modeling_qwen2_5_omni import (Qwen2_5OmniAudioEncoder,
                                                                     Qwen2_5OmniPreTrainedModelForConditionalGeneration as Omni)

import oracle_parity as parity

AUDIO, AUDIO_START, AUDIO_END = 294, 295, 296
TOLERANCE = 2e-4


def draw_encoder(rng, text_width):
    head_dim, heads, window = rng.choice([6, 8, 20, 64]), rng.choice([1, 2, 3, 5]), rng.choice([4, 17, 50, 100, 100])
    width = head_dim * heads + head_dim * heads % 2
    heads = heads if width % heads == 0 else 1
    config = Qwen2_5OmniAudioEncoderConfig(d_model=width, encoder_attention_heads=heads, encoder_layers=rng.randrange(1, 5),
                                           encoder_ffn_dim=8 * rng.randrange(2, 40), num_mel_bins=rng.choice([16, 40, 80, 128]),
                                           n_window=window, max_source_positions=window + rng.randrange(0, 50), output_dim=text_width)
    encoder = Qwen2_5OmniAudioEncoder(config).eval()
    generator = torch.Generator().manual_seed(rng.randrange(1 << 30))
    for name, parameter in encoder.named_parameters():
        noise = torch.randn(parameter.shape, generator=generator)
        if parameter.dim() > 1:
            parameter.data = noise * rng.uniform(0.7, 1.6) / parameter[0].numel() ** 0.5
        else:
            parameter.data = noise * rng.uniform(0.1, 0.5) if name.endswith("bias") else 1 + 0.3 * noise
    return encoder


def save(model, encoder, folder):
    """The checkpoint of a Qwen2-VL with the encoder beside its other weights, under the names of Qwen2.5-Omni's thinker."""
    model.save_pretrained(folder)
    tensors = load_file(folder / "model.safetensors")
    tensors |= {f"audio_tower.{name}": value.contiguous() for name, value in encoder.state_dict().items()}
    save_file(tensors, folder / "model.safetensors", metadata={"format": "pt"})
    config = json.loads((folder / "config.json").read_text())
    config |= {"audio_config": encoder.config.to_dict(), "audio_token_index": AUDIO, "audio_start_token_id": AUDIO_START,
               "audio_end_token_id": AUDIO_END}
    (folder / "config.json").write_text(json.dumps(config))


def token_count(frames):
    return ((frames - 1) // 2 + 1 - 2) // 2 + 1


def draw_audio(rng, bins, large, name, folder):
    frames = rng.randrange(300, 3001) if large else rng.choice([3, 4, 5, rng.randrange(3, 30), rng.randrange(3, 400)])
    values = np.random.default_rng(rng.getrandbits(30)).standard_normal((bins, frames), dtype=np.float32)
    file = folder / f"{name}.features"
    values.tofile(file)
    share = rng.choice([None, None, 0.3, 0.8])
    kept = [] if share is None else [int(rng.random() < share) for _ in range(token_count(frames))]
    return {"frames": frames, "features": str(file), "kept": kept}


def draw_turn(rng, bins, large, folder, number):
    """Text, images, clips (where Qwen2.5-Omni's positions are not asked) and sounds in any order."""
    turn = parity.draw_turn(rng, None, False, folder, number)
    for visual in turn["visuals"]:
        visual["kept"] = []
    turn["audios"] = [draw_audio(rng, bins, large and i == 0, f"{number}_{i}", folder) for i in range(rng.randrange(1, 4))]
    for _ in turn["audios"]:
        inside = (parity.VISION_START, parity.IMAGE, parity.VIDEO, AUDIO_START, AUDIO)
        places = [i for i in range(len(turn["tokens"]) + 1) if i == 0 or turn["tokens"][i - 1] not in inside]
        place = rng.choice(places)
        turn["tokens"][place:place] = [AUDIO_START, AUDIO, AUDIO_END]
    return turn


def expand(turn):
    audios, tokens = iter(turn["audios"]), []
    for token in turn["tokens"]:
        tokens += [token] * (token_count(next(audios)["frames"]) if token == AUDIO else 1)
    return parity.expand(dict(turn, tokens=tokens))


def spectra(turn, bins):
    return [torch.from_numpy(np.fromfile(a["features"], np.float32)).view(bins, a["frames"]) for a in turn["audios"]]


def encode(encoder, turn):
    features = torch.cat(spectra(turn, encoder.config.num_mel_bins), 1)
    lengths = torch.tensor([a["frames"] for a in turn["audios"]])
    return encoder(features, feature_lens=lengths).last_hidden_state


def omni_positions(turn, tokens):
    """Qwen2.5-Omni's get_rope_index, of a turn without clips."""
    config = types.SimpleNamespace(image_token_id=parity.IMAGE, video_token_id=parity.VIDEO, audio_token_id=AUDIO,
                                   vision_start_token_id=parity.VISION_START, audio_start_token_id=AUDIO_START,
                                   position_id_per_seconds=25, seconds_per_chunk=2)
    self = types.SimpleNamespace(spatial_merge_size=parity.MERGE, config=config)
    self.get_llm_pos_ids_for_vision = types.MethodType(Omni.get_llm_pos_ids_for_vision, self)
    ids = torch.tensor([tokens])
    grids = torch.tensor([v["grid"] for v in turn["visuals"]]) if turn["visuals"] else None
    positions, _ = Omni.get_rope_index(self, ids, grids, None, torch.ones_like(ids), False, torch.tensor([a["frames"] for a in turn["audios"]]))
    return positions


def embed(model, encoder, turn, inputs, tokens):
    embeds, _ = parity.embed(model, dict(turn, tokens=tokens), inputs, tokens)
    is_audio = inputs["input_ids"][0] == AUDIO
    embeds[0, is_audio] = encode(encoder, turn)
    kept = torch.ones(len(tokens), dtype=torch.bool)
    bits = [a["kept"] or [1] * token_count(a["frames"]) for a in turn["audios"]]
    kept[is_audio] = torch.tensor([bool(bit) for sound in bits for bit in sound])
    return embeds[:, kept], kept


@torch.no_grad()
def reference(family, model, encoder, turns):
    embeds, positions, following, first = [], [], [], 0
    for turn in turns:
        tokens = expand(turn)
        inputs = parity.model_inputs(turn, tokens, model.dtype)
        layout, delta = model.model.get_rope_index(**parity.rope_inputs(family, turn, inputs))
        if not any(v["kind"] == "video" for v in turn["visuals"]) and not torch.equal(layout, omni_positions(turn, tokens).to(layout.dtype)):
            sys.exit("Qwen2.5-Omni lays the turn out otherwise than Qwen2-VL")
        turn_embeds, kept = embed(model, encoder, turn, inputs, tokens)
        embeds.append(turn_embeds)
        positions.append((layout + first)[:, :, kept])
        first += len(tokens) + int(delta)
        following.append(first)
    cache = DynamicCache(config=model.config)
    output = model(inputs_embeds=torch.cat(embeds, 1), position_ids=torch.cat(positions, 2), past_key_values=cache, use_cache=True)
    keys = torch.stack([layer.keys[0].transpose(0, 1) for layer in cache.layers])
    values = torch.stack([layer.values[0].transpose(0, 1) for layer in cache.layers])
    return [p[:, 0].T.tolist() for p in positions], following, output.logits[0].float(), keys.float(), values.float()


def tower_error(args, encoder, turn, folder):
    arguments = [str(part) for a in turn["audios"] for part in (a["frames"], a["features"])]
    done = subprocess.run([f"{args.bin}/audio_tower_dump", str(folder / "model"), str(folder / "tokens.f32"), *arguments], capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"audio_tower_dump failed ({done.returncode}): {done.stderr.strip()}")
    with torch.no_grad():
        expected = encode(encoder, turn)
    return parity.relative_error(torch.from_numpy(np.fromfile(folder / "tokens.f32", np.float32)), expected)


def check_case(args, number, seed):
    rng = random.Random(seed)
    family, model = parity.draw_model(rng)
    encoder = draw_encoder(rng, model.config.get_text_config().hidden_size)
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        save(model, encoder, folder / "model")
        bins = encoder.config.num_mel_bins
        turns = [draw_turn(rng, bins, number % 4 == 3, folder, t) for t in range(rng.choice([1, 1, 2]))]
        positions, following, logits, keys, values = reference(family, model, encoder, turns)
        answers, found, cached = parity.run_program(args, folder / "model", {"turns": turns, "dtype": "f32"}, folder)
        for t, answer in enumerate(answers):
            if answer["positions"] != positions[t] or answer["next"] != following[t]:
                sys.exit(f"case {number} (seed {seed}): positions of turn {t} differ")
        errors = {"tower": tower_error(args, encoder, turns[0], folder), "logits": parity.relative_error(found, logits),
                  "keys": parity.relative_error(cached[0], keys), "values": parity.relative_error(cached[1], values)}
    sounds = " + ".join(str(a["frames"]) for turn in turns for a in turn["audios"])
    print(f"case {number} (seed {seed}): {family}, {logits.shape[0]} tokens, sounds of {sounds} frames: "
          + ", ".join(f"{k} {v:.1e}" for k, v in errors.items()), flush=True)
    for what, error in errors.items():
        if not error <= TOLERANCE:
            sys.exit(f"case {number} (seed {seed}): {what} differ by {error:.2e} of their scale, allowed {TOLERANCE:.0e}")


def rounded(module):
    """The same module, its parameters at bf16 values; tables that are computed stay exact."""
    for parameter in module.parameters():
        parameter.data = parameter.data.bfloat16().float()
    return module


def check_bf16_case(args, number, seed):
    """With bf16 weights, prefill is as close to float32 arithmetic on them as transformers' bf16 forward is (oracle_parity.py)."""
    rng = random.Random(seed)
    family, model = parity.draw_model(rng)
    model, encoder = rounded(model), rounded(draw_encoder(rng, model.config.get_text_config().hidden_size))
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        turns = [draw_turn(rng, encoder.config.num_mel_bins, False, folder, 0)]
        exact = reference(family, model, encoder, turns)[2]
        model, encoder = model.bfloat16(), encoder.bfloat16()
        save(model, encoder, folder / "model")
        theirs = reference(family, model, encoder, turns)[2]
        ours = parity.run_program(args, folder / "model", {"turns": turns, "dtype": "bf16"}, folder)[1]
    errors = parity.rms_error(ours, exact), parity.rms_error(theirs, exact)
    print(f"bf16 case {number} (seed {seed}): rms error {errors[0]:.1e}, transformers {errors[1]:.1e}", flush=True)
    if not errors[0] <= 1.5 * errors[1]:
        sys.exit(f"bf16 case {number} (seed {seed}): further from float32 than transformers")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bin", required=True)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(1 << 30))
    parser.add_argument("--count", type=int, default=12)
    args = parser.parse_args()
    torch.set_num_threads(2)
    logging.set_verbosity_error()
    logging.disable_progress_bar()
    print(f"seed {args.seed}, {args.count} cases", flush=True)
    for number in range(args.count):
        check_case(args, number, args.seed + number)
    for number in range(max(2, args.count // 6)):
        check_bf16_case(args, number, args.seed + args.count + number)
    print("all cases within tolerance")


if __name__ == "__main__":
    main()
