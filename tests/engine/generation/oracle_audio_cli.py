#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""`msao logits --audio` against transformers, from the WAV file on: a random checkpoint that hears, random sounds and
pictures. Whisper's feature extractor, Qwen2.5-Omni's audio encoder and the language model together must give the same ids and
logits. A checkpoint that cannot hear, and files that are no sound, are refused in one sentence."""
import argparse
import json
import pathlib
import random
import struct
import subprocess
import sys
import tempfile

import numpy as np
import torch
from safetensors.torch import load_file
from transformers import AutoModelForImageTextToText, WhisperFeatureExtractor
from transformers.models.qwen2_5_omni.configuration_qwen2_5_omni import Qwen2_5OmniAudioEncoderConfig
from transformers.models.qwen2_5_omni.modeling_qwen2_5_omni import Qwen2_5OmniAudioEncoder
from transformers.utils import logging as transformers_logging

import oracle_cli

RATE = 16000


def write_wav(path, sound):
    body = sound.astype(np.float32).tobytes()
    path.write_bytes(struct.pack("<4sI4s4sIHHIIHH4sI", b"RIFF", 36 + len(body), b"WAVE", b"fmt ", 16, 3, 1, RATE, 4 * RATE, 4, 32, b"data", len(body)) + body)


def draw_sound(rng):
    time = np.arange(rng.randrange(1600, 3 * RATE)) / RATE
    noise = np.random.default_rng(rng.getrandbits(32)).standard_normal(len(time))
    return (0.3 * np.sin(2 * np.pi * rng.uniform(100, 3000) * time) + 0.02 * noise).astype(np.float32)


class AudioCase(oracle_cli.Case):
    def __init__(self, rng, folder, family):
        super().__init__(rng, folder, family)
        self.videos = []
        self.sounds = [draw_sound(rng) for _ in range(rng.choice([1, 1, 2, 3]))]

    def arguments(self):
        arguments = super().arguments()
        for index, sound in enumerate(self.sounds):
            write_wav(self.folder / f"sound{index}.wav", sound)
            arguments += ["--audio", self.folder / f"sound{index}.wav"]
        return arguments

    def text(self):
        text = super().text()
        question = text.rindex(self.question + "<|im_end|>")
        return text[:question] + "<|audio_bos|><|AUDIO|><|audio_eos|>" * len(self.sounds) + text[question:]


def load_encoder(checkpoint, config):
    encoder = Qwen2_5OmniAudioEncoder(Qwen2_5OmniAudioEncoderConfig(**config["audio_config"])).eval()
    tensors = {name.removeprefix("audio_tower."): value.float() for name, value in load_file(checkpoint / "model.safetensors").items() if name.startswith("audio_tower.")}
    missing, unexpected = encoder.load_state_dict(tensors, strict=False)
    if unexpected or missing != ["audio_bos_eos_token.weight"]:
        sys.exit(f"the encoder's weights have other names: missing {missing}, unexpected {unexpected}")
    return encoder


def hear(case, checkpoint, encoder):
    """Language tokens of each sound, as Qwen2.5-Omni's processor and thinker make them."""
    preprocessor = json.loads((checkpoint / "preprocessor_config.json").read_text())
    extractor = WhisperFeatureExtractor(**{k: preprocessor[k] for k in ("feature_size", "sampling_rate", "hop_length", "chunk_length", "n_fft")})
    heard = []
    for sound in case.sounds:
        done = extractor(sound, sampling_rate=RATE, padding="max_length", return_attention_mask=True, return_tensors="pt")
        features = done["input_features"][0][:, done["attention_mask"][0].bool()]
        heard.append(encoder(features, feature_lens=torch.tensor([features.shape[1]])).last_hidden_state)
    return heard


def expand_sounds(ids, audio_token, counts):
    counts = iter(counts)
    return [token for one in ids for token in [one] * (next(counts) if one == audio_token else 1)]


@torch.inference_mode()
def compare(case, checkpoint, msao, model, encoder, config):
    out = case.folder / "logits.safetensors"
    oracle_cli.run(msao, "logits", "--model", checkpoint, *case.arguments(), "--out", out)
    found = load_file(out)
    inputs = oracle_cli.model_inputs(case, checkpoint, config)
    heard = hear(case, checkpoint, encoder)
    ids = torch.tensor([expand_sounds(inputs["input_ids"][0].tolist(), config["audio_token_index"], [len(h) for h in heard])])
    if found["input_ids"].tolist() != ids[0].tolist():
        return "input_ids differ"
    kinds = (ids == config["image_token_id"]).int()
    positions, _ = model.model.get_rope_index(input_ids=ids, mm_token_type_ids=kinds, image_grid_thw=inputs.get("image_grid_thw"))
    if found["position_ids"].tolist() != positions[:, 0].tolist():
        return "position_ids differ"
    embeds = model.get_input_embeddings()(ids)
    embeds[ids == config["audio_token_index"]] = torch.cat(heard)
    if case.images:
        embeds[ids == config["image_token_id"]] = torch.cat(list(model.model.get_image_features(inputs["pixel_values"], inputs["image_grid_thw"]).pooler_output))
    expected = model(inputs_embeds=embeds, position_ids=positions).logits[0]
    error = ((found["logits"] - expected).abs().max() / expected.abs().max()).item()
    return error if error <= oracle_cli.TOLERANCE else f"logits differ by {error:.2e} of their scale"


def expect_refusal(words, *arguments):
    done = subprocess.run(list(map(str, arguments)), capture_output=True, text=True)
    message = done.stderr.strip()
    if done.returncode == 0 or words not in message or "\n" in message:
        sys.exit(f"expected a refusal with '{words}' in one line, found code {done.returncode}: {message}")


def check_refusals(msao, folder, hearing):
    write_wav(folder / "sound.wav", np.zeros(1600))
    write_wav(folder / "short.wav", np.zeros(300))
    (folder / "cut.wav").write_bytes((folder / "sound.wav").read_bytes()[:-7])
    (folder / "song.ogg").write_bytes(b"OggS and more")
    oracle_cli.run(msao, "models", "synth", "--like", "tiny", "--out", folder / "deaf")
    for model, file, words in ((folder / "deaf", "sound.wav", "this checkpoint has no audio encoder, so it cannot listen to a sound"),
                               (hearing, "cut.wav", "cut.wav: broken WAV sound: it is cut short"),
                               (hearing, "song.ogg", "song.ogg: only WAV sounds are read, it is an Ogg file"),
                               (hearing, "short.wav", "short.wav: a sound of 0.018750 seconds is too short"),
                               (hearing, "none.wav", "none.wav: No such file")):
        expect_refusal(words, msao, "generate", "--model", model, "--prompt", "What?", "--audio", folder / file)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bin", type=pathlib.Path, required=True)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(2**31))
    parser.add_argument("--count", type=int, default=6)
    args = parser.parse_args()
    print(f"seed {args.seed}", flush=True)
    rng = random.Random(args.seed)
    torch.set_num_threads(2)
    transformers_logging.set_verbosity_error()
    transformers_logging.disable_progress_bar()
    msao, worst = args.bin / "msao", 0.0
    for number in range(args.count):
        family = rng.choice(["qwen2-vl", "qwen2.5-vl"])
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name)
            checkpoint = folder / "model"
            oracle_cli.run(msao, "models", "synth", "--like", "tiny-audio", "--family", family, "--dtype", rng.choice(["f32", "bf16"]), "--seed", rng.randrange(10**6), "--out", checkpoint)
            config = json.loads((checkpoint / "config.json").read_text())
            model = AutoModelForImageTextToText.from_pretrained(checkpoint, dtype=torch.float32).eval()
            case = AudioCase(rng, folder, family)
            outcome = compare(case, checkpoint, msao, model, load_encoder(checkpoint, config), config)
            label = f"case {number} ({family}, {len(case.images)} images, {len(case.sounds)} sounds)"
            if isinstance(outcome, str):
                sys.exit(f"{label}: {outcome}")
            print(f"{label}: {outcome:.1e}", flush=True)
            worst = max(worst, outcome)
            if number == 0:
                check_refusals(msao, folder, checkpoint)
    print(f"{args.count} cases agree; largest logit error {worst:.1e} of the scale")


if __name__ == "__main__":
    main()
