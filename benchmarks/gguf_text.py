# SPDX-License-Identifier: Apache-2.0
"""The head of a GGUF file for the language model of the Qwen2-VL family, as llama.cpp wants it."""
import gguf


def text_writer(path, shape):
    """Matrices are the caller's to add. Tokens have no names: prompts are given as ids."""
    writer = gguf.GGUFWriter(path, "qwen2vl")
    writer.add_block_count(shape["layers"])
    writer.add_context_length(shape["context"])
    writer.add_embedding_length(shape["hidden"])
    writer.add_feed_forward_length(shape["intermediate"])
    writer.add_head_count(shape["heads"])
    writer.add_head_count_kv(shape["kv_heads"])
    writer.add_layer_norm_rms_eps(shape["norm_eps"])
    writer.add_rope_freq_base(shape["rope_base"])
    writer.add_rope_dimension_sections(shape["rope_sections"])
    writer.add_vocab_size(shape["vocabulary"])
    writer.add_tokenizer_model("none")
    return writer


def finish(writer):
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
