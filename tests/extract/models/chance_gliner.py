"""A GLiNER model with weights made by chance, small and written to a folder: for loading code, not for names."""

from pathlib import Path

WORDS = ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "the", "pumps", "went", "to", "works", "person", "company", ".")


def made(folder: Path) -> Path:
    """Build it. Needs `gliner`, torch and transformers."""
    import torch
    from gliner import GLiNER, GLiNERConfig
    from transformers import BertConfig, BertModel, BertTokenizerFast

    torch.manual_seed(1)
    encoder = folder.with_name("encoder")
    encoder.mkdir(parents=True)
    (encoder / "vocab.txt").write_text("\n".join(WORDS) + "\n", encoding="utf-8")
    BertTokenizerFast(str(encoder / "vocab.txt")).save_pretrained(encoder)
    small = BertConfig(
        vocab_size=len(WORDS), hidden_size=32, num_hidden_layers=1, num_attention_heads=2, intermediate_size=64
    )
    BertModel(small).save_pretrained(encoder)
    config = GLiNERConfig(
        model_name=str(encoder), hidden_size=32, max_len=384, max_width=6, span_mode="markerV0", fine_tune=True
    )
    model = GLiNER.from_config(config)
    model.save_pretrained(str(folder))
    return folder
