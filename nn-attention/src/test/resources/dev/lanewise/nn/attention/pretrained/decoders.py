"""Small checkpoints in Hugging Face's layouts with random weights, and what NumPy computes with them in float64, straight from the formulas:
all positions at once, no cache. Written with Python 3.11 and NumPy 1.24; run in this folder: python3 decoders.py

Formulas: Radford et al. (2019) and the code of transformers 4.40 for GPT-2; Devlin et al. (2019) for BERT; Touvron et al. (2023), and for rotary positions with rope_type llama3 the
reference of Llama 3.1, for Llama; a sliding window as in Jiang et al. (2023), Mistral 7B.
"""
import json
import math
import os
import struct

import numpy as np


def write(path, tensors):
    header, data = {}, b""
    for name, (kind, x) in sorted(tensors.items()):
        if kind == "BF16":
            raw = (np.ascontiguousarray(x, "<f4").view("<u4") >> 16).astype("<u2").tobytes()
        else:
            raw = np.ascontiguousarray(x, {"F32": "<f4", "F16": "<f2", "F64": "<f8", "I64": "<i8"}[kind]).tobytes()
        header[name] = {"dtype": kind, "shape": list(x.shape), "data_offsets": [len(data), len(data) + len(raw)]}
        data += raw
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    with open(path, "wb") as f:
        f.write(struct.pack("<Q", len(text)) + text + data)


def bf16(x):
    """Numbers that bfloat16 can hold."""
    return (x.astype("<f4").view("<u4") & 0xffff0000).view("<f4")


def softmax(x):
    e = np.exp(x - x.max(-1, keepdims=True))
    return e / e.sum(-1, keepdims=True)


def attention(q, k, v, window):
    """q [heads, n, d], k and v [heads, n, d]"""
    n = q.shape[1]
    scores = q @ k.transpose(0, 2, 1) / np.sqrt(q.shape[2])
    i, j = np.arange(n)[:, None], np.arange(n)[None, :]
    scores = np.where((j <= i) & (j > i - window), scores, -np.inf)
    return (softmax(scores) @ v).transpose(1, 0, 2).reshape(n, -1)


def heads(x, count):
    return x.reshape(x.shape[0], count, -1).transpose(1, 0, 2)


def gpt2(folder, rng):
    width, hidden, layers, head, vocab, context = 12, 40, 2, 3, 13, 16
    w = {"wte.weight": rng.normal(0, 0.6, (vocab, width)), "wpe.weight": rng.normal(0, 0.4, (context, width))}
    for i in range(layers):
        b = f"h.{i}."
        for n in ("ln_1", "ln_2"):
            w[b + n + ".weight"], w[b + n + ".bias"] = rng.normal(1, 0.2, width), rng.normal(0, 0.2, width)
        for n, (a, c) in {"attn.c_attn": (width, 3 * width), "attn.c_proj": (width, width), "mlp.c_fc": (width, hidden), "mlp.c_proj": (hidden, width)}.items():
            w[b + n + ".weight"], w[b + n + ".bias"] = rng.normal(0, 0.5, (a, c)), rng.normal(0, 0.3, c)
    w["ln_f.weight"], w["ln_f.bias"] = rng.normal(1, 0.2, width), rng.normal(0, 0.2, width)
    w = {n: x.astype("<f4") for n, x in w.items()}
    tokens = rng.integers(0, vocab, 11)

    def norm(x, n):
        y = (x - x.mean(-1, keepdims=True)) / np.sqrt(x.var(-1, keepdims=True) + 1e-5)
        return y * d[n + ".weight"] + d[n + ".bias"]

    d = {n: x.astype(np.float64) for n, x in w.items()}
    x = d["wte.weight"][tokens] + d["wpe.weight"][: len(tokens)]
    for i in range(layers):
        b = f"h.{i}."
        q, k, v = np.split(norm(x, b + "ln_1") @ d[b + "attn.c_attn.weight"] + d[b + "attn.c_attn.bias"], 3, -1)
        a = attention(heads(q, head), heads(k, head), heads(v, head), context)
        x = x + a @ d[b + "attn.c_proj.weight"] + d[b + "attn.c_proj.bias"]
        h = norm(x, b + "ln_2") @ d[b + "mlp.c_fc.weight"] + d[b + "mlp.c_fc.bias"]
        h = 0.5 * h * (1 + np.tanh(np.sqrt(2 / np.pi) * (h + 0.044715 * h**3)))
        x = x + h @ d[b + "mlp.c_proj.weight"] + d[b + "mlp.c_proj.bias"]
    logits = norm(x, "ln_f") @ d["wte.weight"].T

    os.makedirs(folder, exist_ok=True)
    config = {"model_type": "gpt2", "n_embd": width, "n_inner": hidden, "n_layer": layers, "n_head": head, "vocab_size": vocab, "n_positions": context,
              "activation_function": "gelu_new", "layer_norm_epsilon": 1e-5, "bos_token_id": 12, "eos_token_id": 12, "summary_activation": None}
    json.dump(config, open(folder + "/config.json", "w"), indent=1)
    write(folder + "/model.safetensors", {"transformer." + n: ("F32", x) for n, x in w.items()})
    write(folder + "/expected.safetensors", {"tokens": ("I64", tokens), "logits": ("F64", logits)})


def llama(folder, rng, window):
    width, hidden, layers, queries, keys, size, vocab, context = 12, 20, 2, 4, 2, 6, 17, 32
    p = "model.layers.%d."
    w = {"model.embed_tokens.weight": rng.normal(0, 0.6, (vocab, width)), "model.norm.weight": rng.normal(1, 0.2, width),
         "lm_head.weight": rng.normal(0, 0.5, (vocab, width))}
    for i in range(layers):
        b = p % i
        w[b + "input_layernorm.weight"], w[b + "post_attention_layernorm.weight"] = rng.normal(1, 0.2, width), rng.normal(1, 0.2, width)
        for n, (o, c) in {"self_attn.q_proj": (queries * size, width), "self_attn.k_proj": (keys * size, width), "self_attn.v_proj": (keys * size, width),
                          "self_attn.o_proj": (width, queries * size), "mlp.gate_proj": (hidden, width), "mlp.up_proj": (hidden, width),
                          "mlp.down_proj": (width, hidden)}.items():
            w[b + n + ".weight"] = rng.normal(0, 0.5, (o, c))
    w = {n: bf16(x) for n, x in w.items()}
    tokens = rng.integers(0, vocab, 14)
    scaling = None if window else {"rope_type": "llama3", "factor": 8.0, "low_freq_factor": 1.0, "high_freq_factor": 4.0, "original_max_position_embeddings": 64}

    frequency = 1 / 500.0 ** (np.arange(0, size, 2) / size)
    if scaling:
        length = 2 * np.pi / frequency
        low, high = 64 / 1.0, 64 / 4.0
        smooth = (64 / length - 1.0) / (4.0 - 1.0)
        between = (1 - smooth) * frequency / 8 + smooth * frequency
        frequency = np.where(length > low, frequency / 8, np.where(length < high, frequency, between))
    angle = np.concatenate([np.outer(np.arange(len(tokens)), frequency)] * 2, -1)

    def turn(x):
        half = np.concatenate([-x[..., size // 2:], x[..., : size // 2]], -1)
        return x * np.cos(angle) + half * np.sin(angle)

    def norm(x, n):
        return x / np.sqrt((x**2).mean(-1, keepdims=True) + 1e-6) * d[n + ".weight"]

    d = {n: x.astype(np.float64) for n, x in w.items()}
    x = d["model.embed_tokens.weight"][tokens]
    for i in range(layers):
        b = p % i
        h = norm(x, b + "input_layernorm")
        q = turn(heads(h @ d[b + "self_attn.q_proj.weight"].T, queries))
        k = np.repeat(turn(heads(h @ d[b + "self_attn.k_proj.weight"].T, keys)), queries // keys, 0)
        v = np.repeat(heads(h @ d[b + "self_attn.v_proj.weight"].T, keys), queries // keys, 0)
        x = x + attention(q, k, v, window or context) @ d[b + "self_attn.o_proj.weight"].T
        h = norm(x, b + "post_attention_layernorm")
        g = h @ d[b + "mlp.gate_proj.weight"].T
        x = x + (g / (1 + np.exp(-g)) * (h @ d[b + "mlp.up_proj.weight"].T)) @ d[b + "mlp.down_proj.weight"].T
    logits = norm(x, "model.norm") @ d["lm_head.weight"].T

    os.makedirs(folder, exist_ok=True)
    config = {"model_type": "mistral" if window else "llama", "hidden_size": width, "intermediate_size": hidden, "num_hidden_layers": layers,
              "num_attention_heads": queries, "num_key_value_heads": keys, "head_dim": size, "vocab_size": vocab, "max_position_embeddings": context,
              "rms_norm_eps": 1e-6, "rope_theta": 500.0, "rope_scaling": scaling, "hidden_act": "silu", "tie_word_embeddings": False,
              "bos_token_id": 1, "eos_token_id": [2, 3], "sliding_window": window}
    json.dump(config, open(folder + "/config.json", "w"), indent=1)
    names, half = sorted(w), len(w) // 2
    files = {"model-00001-of-00002.safetensors": names[:half], "model-00002-of-00002.safetensors": names[half:]}
    for file, part in files.items():
        write(folder + "/" + file, {n: ("BF16", w[n]) for n in part})
    index = {"metadata": {"total_size": 0}, "weight_map": {n: f for f, part in files.items() for n in part}}
    json.dump(index, open(folder + "/model.safetensors.index.json", "w"), indent=1)
    write(folder + "/expected.safetensors", {"tokens": ("I64", tokens), "logits": ("F64", logits)})


def bert(folder, rng):
    width, hidden, layers, head, vocab, context = 12, 28, 2, 3, 15, 10
    w = {"embeddings.word_embeddings.weight": (vocab, width), "embeddings.position_embeddings.weight": (context, width), "embeddings.token_type_embeddings.weight": (2, width),
         "pooler.dense.weight": (width, width), "pooler.dense.bias": (width,)}
    norms = ["embeddings.LayerNorm"]
    for i in range(layers):
        b = f"encoder.layer.{i}."
        for n, s in {"attention.self.query": (width, width), "attention.self.key": (width, width), "attention.self.value": (width, width),
                     "attention.output.dense": (width, width), "intermediate.dense": (hidden, width), "output.dense": (width, hidden)}.items():
            w[b + n + ".weight"], w[b + n + ".bias"] = s, s[:1]
        norms += [b + "attention.output.LayerNorm", b + "output.LayerNorm"]
    w = {n: rng.normal(0, 0.5, s) for n, s in w.items()}
    for n in norms:
        w[n + ".weight"], w[n + ".bias"] = rng.normal(1, 0.2, width), rng.normal(0, 0.2, width)
    w = {n: x.astype("<f4") for n, x in w.items()}
    tokens = rng.integers(0, vocab, 9)
    erf = np.vectorize(math.erf)

    def norm(x, n):
        return (x - x.mean(-1, keepdims=True)) / np.sqrt(x.var(-1, keepdims=True) + 1e-12) * d[n + ".weight"] + d[n + ".bias"]

    def linear(x, n):
        return x @ d[n + ".weight"].T + d[n + ".bias"]

    d = {n: x.astype(np.float64) for n, x in w.items()}
    x = d["embeddings.word_embeddings.weight"][tokens] + d["embeddings.position_embeddings.weight"][: len(tokens)] + d["embeddings.token_type_embeddings.weight"][0]
    x = norm(x, "embeddings.LayerNorm")
    for i in range(layers):
        b = f"encoder.layer.{i}."
        q, k, v = (heads(linear(x, b + "attention.self." + n), head) for n in ("query", "key", "value"))
        a = (softmax(q @ k.transpose(0, 2, 1) / np.sqrt(width // head)) @ v).transpose(1, 0, 2).reshape(len(tokens), -1)
        x = norm(x + linear(a, b + "attention.output.dense"), b + "attention.output.LayerNorm")
        h = linear(x, b + "intermediate.dense")
        x = norm(x + linear(h * 0.5 * (1 + erf(h / np.sqrt(2))), b + "output.dense"), b + "output.LayerNorm")

    os.makedirs(folder, exist_ok=True)
    config = {"model_type": "bert", "hidden_size": width, "intermediate_size": hidden, "num_hidden_layers": layers, "num_attention_heads": head, "vocab_size": vocab,
              "max_position_embeddings": context, "type_vocab_size": 2, "layer_norm_eps": 1e-12, "hidden_act": "gelu", "pad_token_id": 0}
    json.dump(config, open(folder + "/config.json", "w"), indent=1)
    write(folder + "/model.safetensors", {"bert." + n: ("F32", x) for n, x in w.items()})
    write(folder + "/expected.safetensors", {"tokens": ("I64", tokens), "vectors": ("F64", x)})


gpt2("gpt2", np.random.default_rng(1))
llama("llama", np.random.default_rng(2), None)
llama("mistral", np.random.default_rng(3), 3)
bert("bert", np.random.default_rng(4))
