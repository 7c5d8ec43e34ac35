"""Models that a case may name beside the rules: who may be asked what, what is taken of the answer, and what is not.

    models = configured(case.config.models)          # ConfigError where a setting cannot be used

`register` holds the small interfaces (`NameModel`, `NamesAsked`, `ClaimModel`) and the kinds that are known;
`settings` reads `[models]` of case.toml; `reach` says whether text would leave the machine; `asking` asks endpoints
and keeps what they answered; `anchor` finds quoted words in the text, or refuses them; `combine` says what becomes of
results that the rules have too. What a model returns can only become stretches of the text and labels from closed
lists.
"""

from averment.extract.models import endpoint_claims, endpoint_names, gliner_names, spacy_names
from averment.extract.models.consulted import Consulted, Outcome
from averment.extract.models.settings import Models, configured

KINDS = (
    spacy_names.spacy_pipeline,
    gliner_names.gliner,
    gliner_names.gliner2,
    endpoint_names.endpoint,
    endpoint_claims.endpoint,
)
"""The kinds there are: naming them here is what registers them."""

ALONE = Consulted(Models())
"""No model beside the rules: what a case has that names none."""

__all__ = ["ALONE", "KINDS", "Consulted", "Models", "Outcome", "configured"]
