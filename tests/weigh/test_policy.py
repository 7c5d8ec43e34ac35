"""A case may change the policy; a setting that is not there is said, with those that are."""

import pytest

from averment.weigh import PolicyError, default_policy, policy_with


def test_a_setting_is_replaced_and_the_policy_has_another_id() -> None:
    changed = policy_with({"unreviewed": "single-source"})
    assert changed["unreviewed"] == "single-source"
    assert changed["independence"] == default_policy()["independence"]
    assert changed.id != default_policy().id
    assert policy_with({}).id == default_policy().id


@pytest.mark.parametrize(
    ("given", "named", "known"),
    [
        ({"unreveiwed": "alleged"}, "unreveiwed", "unreviewed"),
        ({"independence": {"overlapp": 0.3}}, "overlapp", "overlap"),
        ({"unreviewed": "proven"}, "proven", "alleged"),
        ({"reliability": {"Z": {}}}, "Z", "F"),
        ({"items": [{"medum": ["speech"], "level": "alleged", "why": "x"}]}, "medum", "medium"),
        ({"supports": ["asertes"]}, "asertes", "asserts"),
        ({"independence": 3}, "3", "overlap"),
    ],
)
def test_what_is_not_known_is_named_with_what_is(given: dict, named: str, known: str) -> None:
    with pytest.raises(PolicyError) as error:
        policy_with(given)
    assert named in str(error.value)
    assert known in str(error.value)
