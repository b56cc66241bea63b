# SPDX-License-Identifier: Apache-2.0
"""Holds the checkpoint reader against transformers: random configurations and weights that it writes, read back by us,
and synthetic checkpoints that we write, opened by it."""

import argparse
import json
import pathlib
import random
import subprocess
import sys
import tempfile

import torch
from safetensors.torch import load_file, save_file
from tokenizers import Tokenizer
from transformers import (AutoConfig, AutoImageProcessor, AutoVideoProcessor, GenerationConfig, Qwen2_5_VLConfig,
                          Qwen2_5_VLForConditionalGeneration, Qwen2VLConfig, Qwen2VLForConditionalGeneration)

FAMILIES = {
    "qwen2_vl": (Qwen2VLConfig, Qwen2VLForConditionalGeneration),
    "qwen2_5_vl": (Qwen2_5_VLConfig, Qwen2_5_VLForConditionalGeneration),
}


def fail(message):
    sys.exit("FAIL: " + message)


def random_sizes(rng, family):
    heads = rng.choice([1, 2, 4, 6])
    kv_heads = rng.choice([n for n in (1, 2, 3, 6) if heads % n == 0])
    head_dim = 2 * rng.randint(2, 12)
    first = rng.randint(0, head_dim // 2)
    second = rng.randint(0, head_dim // 2 - first)
    vocabulary = rng.randint(40, 300)
    ids = rng.sample(range(vocabulary), 4)
    text = dict(vocab_size=vocabulary, hidden_size=heads * head_dim, intermediate_size=rng.randint(1, 90), num_hidden_layers=rng.randint(1, 3),
                num_attention_heads=heads, num_key_value_heads=kv_heads,
                rope_parameters=dict(rope_type="default", rope_theta=rng.choice([1e4, 1e6, 123456.5]),
                                     mrope_section=[first, second, head_dim // 2 - first - second]))
    if rng.random() < 0.5:
        text.update(rms_norm_eps=rng.choice([1e-6, 3e-5]), max_position_embeddings=rng.randint(100, 99999))
    vision_heads = rng.choice([1, 2, 3])
    width = 4 * rng.randint(1, 5) * vision_heads
    vision = dict(depth=rng.randint(1, 3), num_heads=vision_heads, patch_size=rng.choice([4, 14]), spatial_merge_size=rng.choice([1, 2]))
    if family == "qwen2_vl":
        vision.update(embed_dim=width, hidden_size=text["hidden_size"], mlp_ratio=rng.randint(1, 4))
    else:
        vision.update(hidden_size=width, out_hidden_size=text["hidden_size"], intermediate_size=rng.randint(1, 60),
                      window_size=rng.choice([56, 112]), fullatt_block_indexes=sorted(rng.sample(range(4), rng.randint(0, 3))))
        if rng.random() < 0.5:
            vision.update(tokens_per_second=rng.randint(1, 9))
    top = dict(vision_start_token_id=ids[0], vision_end_token_id=ids[1], image_token_id=ids[2], video_token_id=ids[3],
               tie_word_embeddings=rng.random() < 0.5)
    return text, vision, top


def expected_values(config, generation):
    text, vision = config.text_config, config.vision_config
    is2 = config.model_type == "qwen2_vl"
    values = {
        "model_type": config.model_type,
        "text": dict(hidden_size=text.hidden_size, intermediate_size=text.intermediate_size, num_hidden_layers=text.num_hidden_layers,
                     num_attention_heads=text.num_attention_heads, num_key_value_heads=text.num_key_value_heads,
                     head_dim=text.hidden_size // text.num_attention_heads, vocab_size=text.vocab_size,
                     max_position_embeddings=text.max_position_embeddings, rms_norm_eps=text.rms_norm_eps,
                     rope_theta=text.rope_parameters["rope_theta"], mrope_section=list(text.rope_parameters["mrope_section"]),
                     tied=config.tie_word_embeddings),
        "vision": dict(depth=vision.depth, width=vision.embed_dim if is2 else vision.hidden_size,
                       intermediate_size=int(vision.embed_dim * vision.mlp_ratio) if is2 else vision.intermediate_size,
                       num_heads=vision.num_heads, patch_size=vision.patch_size, temporal_patch_size=vision.temporal_patch_size,
                       spatial_merge_size=vision.spatial_merge_size, out=vision.hidden_size if is2 else vision.out_hidden_size,
                       hidden_act=vision.hidden_act),
        "special": [config.vision_start_token_id, config.vision_end_token_id, config.image_token_id, config.video_token_id],
    }
    if not is2:
        values["vision"].update(window_size=vision.window_size, fullatt_block_indexes=list(vision.fullatt_block_indexes),
                                tokens_per_second=vision.tokens_per_second)
    eos = generation.eos_token_id
    values["generation"] = {"eos": eos if isinstance(eos, list) else [eos]}
    return values


def compare(expected, found, where):
    for key, value in expected.items():
        if isinstance(value, dict):
            compare(value, found[key], f"{where}.{key}")
        elif value != found[key]:
            fail(f"{where}.{key}: expected {value}, found {found[key]}")


def compare_tensors(tensors, found, where):
    for name, tensor in tensors.items():
        if name not in found:
            fail(f"{where}: tensor {name} not found")
        values = tensor.double().flatten()
        weights = (torch.arange(values.numel()) % 251).double()
        for key, value in (("sum", values.sum()), ("weighted", (values * weights).sum())):
            scale = 1e-9 * (1 + (values.abs() * (weights if key == "weighted" else 1)).sum().item())
            if abs(value.item() - found[name][key]) > scale:
                fail(f"{where}: tensor {name}: {key}: expected {value.item()}, found {found[name][key]}")
        if list(tensor.shape) != found[name]["shape"]:
            fail(f"{where}: tensor {name}: shape {list(tensor.shape)} is {found[name]['shape']}")


def read(probe, folder):
    result = subprocess.run([probe, "open", folder], capture_output=True, text=True)
    if result.returncode != 0:
        fail(f"{folder} was refused: {result.stderr.strip()}\n{(pathlib.Path(folder) / 'config.json').read_text()}")
    return json.loads(result.stdout)


def flatten(config, rng):
    """What the published files look like: text at the top, rope_scaling, torch_dtype, defaults left out here and there."""
    flat = {key: value for key, value in config.items() if key not in ("text_config", "dtype")}
    text = dict(config["text_config"])
    rope = text.pop("rope_parameters")
    text.pop("model_type", None)
    flat.update(text)
    flat["rope_theta"] = rope["rope_theta"]
    flat["rope_scaling"] = {"type": "mrope", "mrope_section": rope["mrope_section"]}
    flat["torch_dtype"] = "float32"
    flat["tie_word_embeddings"] = config["tie_word_embeddings"]
    if rng.random() < 0.5:
        flat["rope_scaling"]["rope_type"] = "default"
    return flat


def nest_as_version_4(config):
    """4.5x: text_config with rope_scaling and rope_theta, the tie written inside."""
    nested = json.loads(json.dumps(config))
    rope = nested["text_config"].pop("rope_parameters")
    nested["text_config"]["rope_theta"] = rope["rope_theta"]
    nested["text_config"]["rope_scaling"] = {"rope_type": "default", "type": "default", "mrope_section": rope["mrope_section"]}
    nested["text_config"]["tie_word_embeddings"] = nested.pop("tie_word_embeddings")
    nested["torch_dtype"] = nested.pop("dtype")
    return nested


def with_prefixes(tensors, form):
    def rename(name):
        if name.startswith("visual."):
            return "model." + name if form == "model" else name
        if name.startswith("lm_head."):
            return "language_model." + name if form == "language_model" else name
        return ("model.language_model." if form == "model" else "language_model.model.") + name[len("model."):]
    return {rename(name): tensor for name, tensor in tensors.items()}


def check_one(probe, rng, folder):
    family = rng.choice(list(FAMILIES))
    config_class, model_class = FAMILIES[family]
    text, vision, top = random_sizes(rng, family)
    model = model_class(config_class(text_config=text, vision_config=vision, **top))
    for parameter in model.parameters():
        parameter.data.normal_()
    if rng.random() < 0.3:
        model = model.to(rng.choice([torch.bfloat16, torch.float16]))
    model.save_pretrained(folder, max_shard_size=rng.choice(["10GB", "40KB"]))
    tensors = {}
    for file in folder.glob("*.safetensors"):
        tensors.update(load_file(file))
    written = json.loads((folder / "config.json").read_text())

    def verify(where):
        # What transformers itself makes of the file is the truth.
        expected = expected_values(AutoConfig.from_pretrained(folder), GenerationConfig.from_pretrained(folder))
        found = read(probe, folder)
        compare(expected, found, where)
        compare_tensors(tensors, found["tensors"], where)

    verify("as written")
    for name, form in (("flat", flatten(written, rng)), ("nested as 4.5x", nest_as_version_4(written))):
        (folder / "config.json").write_text(json.dumps(form))
        verify(name)
    for file in list(folder.glob("*.safetensors")) + list(folder.glob("*.index.json")):
        file.unlink()
    for form in ("model", "language_model"):
        save_file(with_prefixes(tensors, form), folder / "model.safetensors")
        verify("prefix " + form)


def check_defaults(probe, folder):
    """Only what must be there: every other value is transformers' default."""
    for family, (config_class, model_class) in FAMILIES.items():
        text = dict(hidden_size=64 * 128, num_hidden_layers=1, vocab_size=32, intermediate_size=8, num_attention_heads=64)
        minimal = {"model_type": family, "text_config": text | {"model_type": family + "_text"}, "image_token_id": 3, "video_token_id": 4,
                   "vision_start_token_id": 1, "vision_end_token_id": 2,
                   "vision_config": {"hidden_size": 8192, "embed_dim": 64, "depth": 1} if family == "qwen2_vl"
                   else {"hidden_size": 64, "out_hidden_size": 8192, "depth": 1}}
        minimal["text_config"]["rope_parameters"] = {"rope_type": "default", "mrope_section": [16, 24, 24]}
        (folder / "config.json").write_text(json.dumps(minimal))
        config = AutoConfig.from_pretrained(folder)
        model = model_class(config).bfloat16()
        save_file({name: tensor.contiguous() for name, tensor in with_published_names(model).items()}, folder / "model.safetensors")
        del minimal["text_config"]["rope_parameters"]
        (folder / "config.json").write_text(json.dumps(minimal))
        found = read(probe, folder)
        expected = expected_values(config, GenerationConfig(eos_token_id=151645))
        compare(expected, found, f"defaults of {family}")


def with_published_names(model):
    return {name.replace("model.visual.", "visual.").replace("model.language_model.", "model."): tensor
            for name, tensor in model.state_dict().items()}


def check_synthetic(probe, rng, folder):
    for family, (_, model_class) in FAMILIES.items():
        path = folder / family
        subprocess.run([probe, "synth", family, str(rng.randrange(1 << 32)), path], check=True)
        found = read(probe, path)
        compare(expected_values(AutoConfig.from_pretrained(path), GenerationConfig.from_pretrained(path)), found, "synthetic " + family)
        model, information = model_class.from_pretrained(path, dtype=torch.float32, output_loading_info=True)
        if information["missing_keys"] or information["unexpected_keys"]:
            fail(f"synthetic {family}: {information}")
        tokens = torch.randint(0, 896, (2, 64))
        with torch.no_grad():
            logits = model(input_ids=tokens).logits
        if not torch.isfinite(logits).all() or not 0.2 < logits.std() < 20:
            fail(f"synthetic {family}: logits spread by {logits.std()}")
        tokenizer = Tokenizer.from_file(str(path / "tokenizer.json"))
        text = "Hello the stone, 123 naïve 日本 <|im_start|>"
        ids = tokenizer.encode(text).ids
        if tokenizer.decode(ids, skip_special_tokens=False) != text or ids[-1] != 897:
            fail(f"synthetic {family}: the tokenizer reads {text} as {ids}")


def random_limits(rng):
    least = rng.randrange(1, 20000)
    most = least + rng.randrange(1 << 20)
    return rng.choice([{"min_pixels": least, "max_pixels": most}, {"size": {"shortest_edge": least, "longest_edge": most}}, {}])


def check_preprocessor_files(probe, rng, folder):
    """Pixel limits of images and clips, from every mix of the three files that may hold them."""
    images = {"image_processor_type": "Qwen2VLImageProcessor"}
    clips = {"video_processor_type": "Qwen2VLVideoProcessor"}
    files = {"preprocessor_config.json": images | random_limits(rng)}
    if rng.random() < 0.5:
        files["video_preprocessor_config.json"] = clips | random_limits(rng)
    if rng.random() < 0.5:
        files["processor_config.json"] = {"processor_class": "Qwen2VLProcessor", "image_processor": images | random_limits(rng)}
        if rng.random() < 0.5:
            files["processor_config.json"]["video_processor"] = clips | random_limits(rng)
    for name in ("preprocessor_config.json", "video_preprocessor_config.json", "processor_config.json"):
        (folder / name).unlink(missing_ok=True)
    for name, content in files.items():
        (folder / name).write_text(json.dumps(content))
    size, clip_size = AutoImageProcessor.from_pretrained(folder).size, AutoVideoProcessor.from_pretrained(folder).size
    expected = {"min_pixels": size.shortest_edge, "max_pixels": size.longest_edge,
                "video_min_pixels": clip_size.shortest_edge, "video_max_pixels": clip_size.longest_edge}
    found = {key: read(probe, folder)["preprocessor"][key] for key in expected}
    if found != expected:
        fail(f"preprocessor files {files}: expected {expected}, found {found}")


def check_agreement(probe, rng, folder):
    for family, (_, model_class) in FAMILIES.items():
        agreement = round(rng.uniform(0.3, 0.95), 2)
        path = folder / ("pair_" + family)
        subprocess.run([probe, "pair", family, str(rng.randrange(1 << 32)), str(agreement), path], check=True)
        tokens = torch.randint(0, 896, (40, 200))
        choices = []
        for role in ("draft", "target"):
            model = model_class.from_pretrained(path / role, dtype=torch.float32)
            with torch.no_grad():
                choices.append(model(input_ids=tokens).logits.argmax(-1))
        measured = (choices[0] == choices[1]).float().mean().item()
        print(f"{family}: agreement {agreement} asked for, {measured:.3f} measured")
        if abs(measured - agreement) > 0.03:
            fail(f"{family}: agreement {agreement} asked for, {measured} measured")


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--bin", required=True, type=pathlib.Path)
    arguments.add_argument("--seed", type=int, default=random.SystemRandom().randrange(1 << 31))
    arguments.add_argument("--rounds", type=int, default=12)
    options = arguments.parse_args()
    print("seed", options.seed)
    rng = random.Random(options.seed)
    torch.manual_seed(options.seed)
    probe = str(options.bin / "checkpoint_probe")
    for number in range(options.rounds):
        with tempfile.TemporaryDirectory() as folder:
            check_one(probe, rng, pathlib.Path(folder))
    with tempfile.TemporaryDirectory() as folder:
        check_defaults(probe, pathlib.Path(folder))
    with tempfile.TemporaryDirectory() as folder:
        check_synthetic(probe, rng, pathlib.Path(folder))
        check_agreement(probe, rng, pathlib.Path(folder))
        for number in range(options.rounds):
            check_preprocessor_files(probe, rng, pathlib.Path(folder) / "qwen2_vl")
    print("ok")


main()
