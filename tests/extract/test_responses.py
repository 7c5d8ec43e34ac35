"""Responses in many forms, each with its party; and what looks like a response and is none."""

from typing import Any

import pytest

from averment.claim import Claim
from averment.extract.tables import table
from averment.stance import Stance

OPEN = (Stance.ASSERTS, Stance.ALLEGES)

SILENT = [
    ("Norvane Dynamics did not respond to a request for comment.", ["Norvane Dynamics"]),
    (
        "Norvane Dynamics did not immediately respond to requests for comment from the Tashkul Gazette.",
        ["Norvane Dynamics"],
    ),
    ("Norvane Dynamics had yet to respond to questions by the time of publication.", ["Norvane Dynamics"]),
    ("The Ministry of Trade failed to answer questions about the contract.", ["Ministry of Trade"]),
    ("Calls and emails to Norvane Dynamics went unanswered.", ["Norvane Dynamics"]),
    ("Requests for comment sent to Norvane Dynamics were not returned.", ["Norvane Dynamics"]),
    ("Norvane Dynamics could not be reached for comment.", ["Norvane Dynamics"]),
    ("Ivan Petrov could not immediately be reached for comment.", ["Ivan Petrov"]),
    ("Ivan Petrov was not available for comment.", ["Ivan Petrov"]),
    ("Ivan Petrov was unavailable for comment on Friday.", ["Ivan Petrov"]),
    ("There was no immediate response from Norvane Dynamics.", ["Norvane Dynamics"]),
    ("Norvane Dynamics did not return calls seeking comment.", ["Norvane Dynamics"]),
    ("Norvane Dynamics has not commented on the report.", ["Norvane Dynamics"]),
    ("Reuters was unable to reach Norvane Dynamics.", ["Norvane Dynamics"]),
    ("Attempts to reach Norvane Dynamics for comment were unsuccessful.", ["Norvane Dynamics"]),
    ("Norvane Dynamics ignored repeated requests for comment.", ["Norvane Dynamics"]),
    (
        "A spokesperson for Norvane Dynamics did not respond to a request for comment.",
        ["A spokesperson for Norvane Dynamics"],
    ),
    ("The allegations were put to Norvane Dynamics, which did not respond.", ["Norvane Dynamics"]),
    ("The companies did not respond to requests for comment.", ["companies"]),
    ("None of the companies responded to requests for comment.", ["None of the companies"]),
    ("When contacted by Reuters, Norvane Dynamics did not respond.", ["Norvane Dynamics"]),
    ("The Kremlin did not reply to a request for comment sent on Tuesday.", ["Kremlin"]),
    ("Norvane Dynamics never replied to a detailed list of questions.", ["Norvane Dynamics"]),
    ("Norvane Dynamics offered no immediate comment.", ["Norvane Dynamics"]),
    ("The Chinese commerce ministry didn't respond to a faxed request for comment.", ["Chinese commerce ministry"]),
    ("Norvane Dynamics did not immediately reply to an email.", ["Norvane Dynamics"]),
    ("Norvane's lawyer did not reply to emailed questions.", ["Norvane's lawyer"]),
    ("Repeated calls to Norvane Dynamics were not answered.", ["Norvane Dynamics"]),
    ("An email sent to Norvane Dynamics was not answered.", ["Norvane Dynamics"]),
    ("Efforts to contact Ivan Petrov were unsuccessful.", ["Ivan Petrov"]),
    ("The Tashkul Gazette received no reply from Norvane Dynamics.", ["Norvane Dynamics"]),
    ("Norvane Dynamics has so far not responded to the allegations.", ["Norvane Dynamics"]),
    ("Norvane Dynamics did not provide a response by the time of publication.", ["Norvane Dynamics"]),
    ("Norvane Dynamics left questions about the deal unanswered.", ["Norvane Dynamics"]),
    ("No response was received from Norvane Dynamics.", ["Norvane Dynamics"]),
    ("Orlania's embassy in London had not responded by Friday.", ["Orlania's embassy in London"]),
    ("Officials in Orlania did not respond.", ["Officials in Orlania"]),
    (
        "Russia's Ministry of Defense did not respond to a request for comment on the documents seen by Reuters.",
        ["Ministry of Defense"],
    ),
    ("There was no immediate comment from Norvane Dynamics.", ["Norvane Dynamics"]),
    ("Norvane Dynamics made no immediate comment on the report.", ["Norvane Dynamics"]),
    (
        "Veltran Systems, the Izmar-based manufacturer of the engine, did not respond to several requests for comment.",
        ["Veltran Systems"],
    ),
    ("A lawyer for Mr Orlov did not immediately return a phone call.", ["A lawyer for Mr Orlov"]),
    ("Veltran Systems had not responded to a request for comment at the time of publication.", ["Veltran Systems"]),
    ("The bank, when contacted by the Izmar Herald, gave no response.", ["bank"]),
    ("Messages left with Veltran Systems were not returned.", ["Veltran Systems"]),
    ("Orlov has yet to comment publicly on the accusations.", ["Orlov"]),
    ("Questions sent to the ministry went unanswered.", ["ministry"]),
]

DECLINED = [
    ("Norvane Dynamics declined to comment.", ["Norvane Dynamics"]),
    ("The Ministry of Trade refused to provide details of the contract.", ["Ministry of Trade"]),
    (
        "A spokeswoman for Norvane Dynamics declined to say whether the drones had been delivered.",
        ["A spokeswoman for Norvane Dynamics"],
    ),
    ("Norvane Dynamics would not comment on the shipments.", ["Norvane Dynamics"]),
    ("Norvane Dynamics declined an interview request.", ["Norvane Dynamics"]),
    ("Norvane Dynamics said it would not comment on the matter.", ["Norvane Dynamics"]),
    ("Norvane Dynamics said it had no comment.", ["Norvane Dynamics"]),
    ("Norvane Dynamics had no comment.", ["Norvane Dynamics"]),
    ("“No comment,” said Ivan Petrov.", ["Ivan Petrov"]),
    ("The Ministry of Trade would neither confirm nor deny the report.", ["Ministry of Trade"]),
    ("The Ministry of Trade does not comment on individual cases, it said.", ["Ministry of Trade"]),
    ("A request for comment was declined by Norvane Dynamics.", ["Norvane Dynamics"]),
    ("Ivan Petrov refused to answer questions about the payments.", ["Ivan Petrov"]),
    ("Norvane Dynamics, through its lawyer, declined to discuss the shipments.", ["Norvane Dynamics"]),
    ("Ministry declines to comment on drone deal", ["Ministry"]),
    ("Contacted by Reuters, Norvane Dynamics declined to comment.", ["Norvane Dynamics"]),
    (
        "Asked about the shipments, Norvane Dynamics declined to comment, citing commercial secrecy.",
        ["Norvane Dynamics"],
    ),
    ("The Pentagon declined to confirm the strike.", ["Pentagon"]),
    ("A spokesman for the ministry refused to discuss the case.", ["A spokesman for the ministry"]),
    ("Ivan Petrov, the director of Norvane, declined to be interviewed.", ["Ivan Petrov"]),
    ("Norvane Dynamics was not willing to discuss its customers.", ["Norvane Dynamics"]),
    ("Both companies declined to comment.", ["Both companies"]),
    ("The Kremlin refused comment.", ["Kremlin"]),
    ("Ivan Petrov declined to elaborate.", ["Ivan Petrov"]),
    ("Ivan Petrov declined to give further details, saying the talks were confidential.", ["Ivan Petrov"]),
    ("Petrov signed the paper in May, but he declined to say why.", ["he"]),
    ("“We do not comment on market rumours,” the company said.", ["company"]),
    ("Norvane declined to comment for this story.", ["Norvane"]),
    ("A request for an interview was turned down by Veltran Systems.", ["Veltran Systems"]),
    ("The company said it does not comment on its customers.", ["company"]),
    ("The Pentagon would not say how many missiles had been sent.", ["Pentagon"]),
    ("He refused to identify the buyer.", ["He"]),
    ("“I cannot comment on that,” the spokesman said.", ["spokesman"]),
    ("U.S. officials voiced concern over the sale but declined to give details.", ["U.S. officials"]),
]

UNVERIFIED = [
    ("Reuters could not independently verify the authenticity of the documents.", ["Reuters"]),
    ("Reuters was unable to confirm the identity of the buyer.", ["Reuters"]),
    ("Reuters could not verify the claim.", ["Reuters"]),
    ("The authenticity of the letter could not be independently verified.", [""]),
    ("It was not immediately possible to verify the report.", [""]),
    ("The Tashkul Gazette was not able to independently confirm the account.", ["Tashkul Gazette"]),
    ("Reuters has not independently verified the documents.", ["Reuters"]),
    ("Reuters could not establish who owned the vessel.", ["Reuters"]),
    ("Reuters could not determine whether the parts had reached the factory.", ["Reuters"]),
    ("It could not be confirmed whether the shipment arrived.", [""]),
    ("There was no independent confirmation of the strike.", [""]),
    ("The ministry said it could not confirm the report.", ["ministry"]),
    ("We could not verify the photograph.", ["We"]),
    ("The footage has not been independently verified.", [""]),
    ("The claims could not be verified by Reuters.", ["Reuters"]),
    ("The claims, which Reuters could not independently verify, were made on Monday.", ["Reuters"]),
    ("Reuters could not immediately verify the battlefield reports.", ["Reuters"]),
    ("Reuters was not able to verify the location or the date of the video.", ["Reuters"]),
    ("We were unable to independently verify his account.", ["We"]),
    ("Reuters has been unable to establish the owner of the vessel.", ["Reuters"]),
    ("The identity of the buyer could not be established.", [""]),
    ("It was not possible to independently verify the claims.", [""]),
    ("The newspaper said it could not independently verify the documents.", ["newspaper"]),
    ("Reuters could not confirm if the drones were delivered.", ["Reuters"]),
    ("The Associated Press could not independently confirm the report.", ["Associated Press"]),
    ("None of the claims could be independently verified.", [""]),
    ("Reuters reviewed the invoices but could not authenticate them.", ["Reuters"]),
    ("Their authenticity has not been independently confirmed.", [""]),
    ("Bellingcat said it was unable to verify who filmed the video.", ["Bellingcat"]),
    ("The Izmar Herald could not independently verify the authenticity of the leaked emails.", ["Izmar Herald"]),
    ("Reuters was unable to determine who had ordered the shipment or whether it was delivered.", ["Reuters"]),
    ("The documents could not be authenticated.", [""]),
    ("The report has not been independently confirmed.", [""]),
    ("Reuters could not ascertain the final recipient of the chips.", ["Reuters"]),
    ("AFP was not immediately able to verify the images.", ["AFP"]),
    ("It was not possible to establish who fired the missile.", [""]),
    ("Investigators said they could not confirm the origin of the parts.", ["Investigators"]),
    ("The price, which Reuters could not confirm, was 4 million dollars.", ["Reuters"]),
]

DENIED = [
    ("Norvane Dynamics denied supplying drones to Orlania.", ["Norvane Dynamics"]),
    ("Norvane Dynamics has repeatedly denied that it sold weapons.", ["Norvane Dynamics"]),
    ("Norvane Dynamics dismissed the allegations as baseless.", ["Norvane Dynamics"]),
    ("Norvane Dynamics rejected the accusation that it evaded sanctions.", ["Norvane Dynamics"]),
    ("The allegations were rejected by Norvane Dynamics.", ["Norvane Dynamics"]),
    ("“That is false,” Ivan Petrov said.", ["Ivan Petrov"]),
    ("Norvane Dynamics called the report false.", ["Norvane Dynamics"]),
    ("Norvane Dynamics said the claims were baseless.", ["Norvane Dynamics"]),
    ("Beijing denies providing lethal aid.", ["Beijing"]),
    ("Norvane Dynamics denied any wrongdoing.", ["Norvane Dynamics"]),
    ("Norvane denies shipping engines to Orlania", ["Norvane"]),
    ("Norvane Dynamics has denied the allegations.", ["Norvane Dynamics"]),
    ("Orlania denies that it is supplying weapons to either side.", ["Orlania"]),
    ("In a statement, Norvane Dynamics denied any involvement in the scheme.", ["Norvane Dynamics"]),
    ("Norvane Dynamics strongly rejected the claims.", ["Norvane Dynamics"]),
    ("Norvane Dynamics described the report as fabricated.", ["Norvane Dynamics"]),
    ("The ministry dismissed the report as “fake news.”", ["ministry"]),
    ("Norvane Dynamics disputed the findings.", ["Norvane Dynamics"]),
    ("Petrov is innocent and the charges are false, his lawyer said.", ["his lawyer"]),
    ("The accusation was denied by Norvane Dynamics.", ["Norvane Dynamics"]),
    ("Beijing denied it.", ["Beijing"]),
    ("Denying the accusations, Norvane Dynamics said it complied with all laws.", ["Norvane Dynamics"]),
    ("The ministry denied to Reuters that the talks took place.", ["ministry"]),
    ("Veltran Systems denied that any of its engines had been sold to the army.", ["Veltran Systems"]),
    ("Orlov, who denies wrongdoing, lives in Dubai.", ["Orlov"]),
    ("The Kremlin dismissed the accusations as absurd.", ["Kremlin"]),
    ("Orlania rejects the allegation.", ["Orlania"]),
    ("The Orlanian embassy called the accusations groundless.", ["Orlanian embassy"]),
    ("“These allegations are false,” the company said.", ["company"]),
    ("Allegations of smuggling have been denied by Veltran Systems.", ["Veltran Systems"]),
]

UNAWARE = [
    ("Norvane Dynamics said it was not aware of the shipments.", ["Norvane Dynamics"]),
    ("Norvane Dynamics said it had no knowledge of the deal.", ["Norvane Dynamics"]),
    ("The Ministry of Trade told Reuters that it was unaware of any such contract.", ["Ministry of Trade"]),
    ("A spokesman said he had never heard of Tashkul Trading LLC.", ["A spokesman"]),
    ("Norvane Dynamics said it knew nothing about the drones.", ["Norvane Dynamics"]),
    ("Norvane Dynamics was unaware of the transaction, a spokesman said.", ["a spokesman"]),
    ("“I am not aware of any such shipment,” Ivan Petrov said.", ["Ivan Petrov"]),
    ("The ministry said it did not know of any such shipment.", ["ministry"]),
    ("The ministry said it had no information about the drones.", ["ministry"]),
    (
        "Norvane Dynamics told the Tashkul Gazette it was unaware its engines were used in missiles.",
        ["Norvane Dynamics"],
    ),
    ("Ivan Petrov said he was not familiar with the contract.", ["Ivan Petrov"]),
    ("“We are not aware of this,” the ministry said.", ["ministry"]),
    ("The ministry said that it was not aware of the situation and added that it opposes sanctions.", ["ministry"]),
    ("The ministry told AFP that it had no information on the shipment.", ["ministry"]),
    ("Kestrel Freight said it was not aware that the goods were destined for the army.", ["Kestrel Freight"]),
    ("Orlov said he knew nothing of the payments.", ["Orlov"]),
    ("The ministry said it was unaware of the case, adding that exports are strictly controlled.", ["ministry"]),
]

CONFIRMED = [
    ("Norvane Dynamics confirmed that it had bought the engines.", ["Norvane Dynamics"]),
    ("Ivan Petrov acknowledged that his company shipped the parts.", ["Ivan Petrov"]),
    ("The purchase was confirmed by Norvane Dynamics.", ["Norvane Dynamics"]),
    ("Norvane Dynamics confirmed the purchase of two lathes.", ["Norvane Dynamics"]),
    ("The ministry confirmed the authenticity of the letter.", ["ministry"]),
    ("Ivan Petrov confirmed to Reuters that he had signed the contract.", ["Ivan Petrov"]),
    ("Norvane Dynamics admitted it sold the engines.", ["Norvane Dynamics"]),
    ("Kestrel Freight confirmed it carried the containers.", ["Kestrel Freight"]),
    ("The army admitted that it had used the drones.", ["army"]),
]

WITHHELD = [
    ("The sources asked not to be named because of the sensitivity of the matter.", ["sources"]),
    ("The plan was described by two officials who spoke on condition of anonymity.", ["two officials"]),
    ("The deal is close, said an official, who declined to be named.", ["an official"]),
    ("The officials requested anonymity to discuss internal matters.", ["officials"]),
    ("Reuters is withholding the names of the engineers for their safety.", ["Reuters"]),
    ("The deal is close, according to a person familiar with the matter who asked not to be identified.", ["a person"]),
    ("The talks failed, said two people who asked not to be named.", ["two people"]),
    ("“The talks are over,” said the official, who requested anonymity.", ["official"]),
    (
        "The diplomats spoke on condition of anonymity because they were not authorised to speak to the press.",
        ["diplomats"],
    ),
    ("The source did not want to be identified for fear of reprisals.", ["source"]),
    ("Reuters is not naming the engineer.", ["Reuters"]),
    ("The source asked that his name be withheld.", ["source"]),
    ("Two former employees, who asked not to be identified, described the workshop.", ["Two former employees"]),
    ("A diplomat, speaking on condition of anonymity, said the deal was dead.", ["A diplomat"]),
    ("An official who requested anonymity said the deal was dead.", ["An official"]),
    ("The sources asked Reuters to withhold the exact dates.", ["sources"]),
]

SEVERAL = [
    (
        "Neither Norvane Dynamics nor Tashkul Trading LLC responded to written questions.",
        ["no_response:Norvane Dynamics", "no_response:Tashkul Trading LLC"],
    ),
    (
        "Spokespeople for Norvane Dynamics and the Ministry of Trade did not respond to emailed requests for comment.",
        ["no_response:Ministry of Trade", "no_response:Norvane Dynamics"],
    ),
    (
        "Norvane Dynamics declined to comment, while Tashkul Trading LLC did not respond to a request for comment.",
        ["declined:Norvane Dynamics", "no_response:Tashkul Trading LLC"],
    ),
    (
        "Reuters could not verify the origin of the letter, nor could it confirm the recipient.",
        ["could_not_verify:Reuters"],
    ),
    (
        "Norvane Dynamics and Tashkul Trading did not respond to requests for comment; the price fell.",
        ["no_response:Norvane Dynamics", "no_response:Tashkul Trading"],
    ),
    (
        "Norvane Dynamics did not respond to requests for comment, and the Ministry of Trade declined to comment.",
        ["declined:Ministry of Trade", "no_response:Norvane Dynamics"],
    ),
    ("Neither Petrov nor his company answered calls.", ["no_response:Petrov", "no_response:his company"]),
    (
        "Norvane Dynamics and Tashkul Trading both declined to comment.",
        ["declined:Norvane Dynamics", "declined:Tashkul Trading"],
    ),
    ("Neither Reuters nor CNN could verify the claim.", ["could_not_verify:CNN", "could_not_verify:Reuters"]),
    (
        "Reuters could not verify the letter, and Norvane Dynamics did not respond to questions about it.",
        ["could_not_verify:Reuters", "no_response:Norvane Dynamics"],
    ),
    ("Norvane Dynamics and Tashkul Trading deny wrongdoing.", ["denies:Norvane Dynamics", "denies:Tashkul Trading"]),
    (
        "Two officials confirmed the sale. Norvane Dynamics did not respond to a request for comment.",
        ["confirms:Two officials", "no_response:Norvane Dynamics"],
    ),
    (
        "The Orlanian foreign ministry and Veltran Systems did not reply to questions sent by the newspaper.",
        ["no_response:Orlanian foreign ministry", "no_response:Veltran Systems"],
    ),
    (
        "Mr Orlov could not be reached and Veltran Systems did not respond to emails.",
        ["no_response:Orlov", "no_response:Veltran Systems"],
    ),
    (
        "Veltran Systems did not answer questions about the route, but Kestrel Freight denied breaking sanctions.",
        ["denies:Kestrel Freight", "no_response:Veltran Systems"],
    ),
    (
        "Kestrel Freight and Veltran Systems declined requests for comment.",
        ["declined:Kestrel Freight", "declined:Veltran Systems"],
    ),
    (
        "Reuters could not verify the date of the contract and Veltran Systems declined to comment on it.",
        ["could_not_verify:Reuters", "declined:Veltran Systems"],
    ),
]

NO_RESPONSE_AT_ALL = [
    "Norvane Dynamics responded to the attack within hours.",
    "The missile did not respond to commands.",
    "The platform verified accounts last week.",
    "Confirmed cases rose by 5% in Orlania.",
    "Exports declined by 5% in March.",
    "Orlania denied entry to 40 sailors.",
    "The guards denied him access to the plant.",
    "Norvane Dynamics declined the offer of 5 million dollars.",
    "The patient did not respond to treatment.",
    "Ivan Petrov refused to leave the building.",
    "The bank refused to release the funds.",
    "Norvane Dynamics rejected the offer.",
    "The Senate confirmed Ivan Petrov as ambassador.",
    "Firefighters did not reach the site until noon.",
    "The village could not be reached by road.",
    "The report, if confirmed, would be significant.",
    "The software could not verify the password.",
    "The pilot was unaware of the approaching missile.",
    "The court denied the request.",
    "Orlania dismissed 40 officers on Monday.",
    "Norvane Dynamics was not available in May, when the plant was closed.",
    "The drones were not available for export.",
    "The engine failed to respond on the test bench.",
    "The agency responded to requests for comment by sending a copy of the contract.",
    "Norvane Dynamics said the new engine was not available.",
    "The inspectors verified the cargo and confirmed the seals.",
    "The market did not react to the news.",
    "The army did not respond to the shelling.",
    "Norvane Dynamics withheld payment of 3 million dollars.",
    "The government would not allow exports.",
    "The ministry will not discuss the bill until May.",
    "The Chinese embassy responded to questions with a statement.",
    "Orlania responded to the sanctions by closing the border.",
    "The company replied to the tender in March.",
    "Sales declined in May and the company refused to lower prices.",
    "The bank declined the transaction.",
    "His card was declined at the shop.",
    "The agency confirmed Norvane as the winner of the tender.",
    "The minister refused to resign.",
    "The court rejected the appeal.",
    "The union rejected the plan.",
    "Customs officers could not open the container.",
    "Police identified the victim as Ivan Petrov.",
    "The radar failed to identify the target.",
    "The drones could not reach the city.",
    "The rescuers reached the miners on Tuesday.",
    "The company is available for sale.",
    "He was denied bail on Monday.",
    "The embassy denied visas to six engineers.",
    "Tickets were not available on Friday.",
    "The engine is aware of its limits.",
    "Readers commented on the article.",
    "The software verifies addresses and confirms orders.",
    "Norvane Dynamics has no knowledge base for customers.",
    "The army refused to retreat.",
    "The plane did not respond to calls from the tower.",
    "No casualties were confirmed by 10 May.",
    "The patients were unaware of the risk.",
    "Investors have not reacted.",
    "The ministry responded with a statement on Friday.",
    "Demand for drones has declined since 2021.",
    "The pilot did not reply to the tower.",
    "Orlov was denied entry to the country in 2020.",
    "The bank declined the loan application of Kestrel Freight.",
    "Troops could not reach the village.",
    "The number of confirmed deaths rose to 12.",
    "The drone failed to respond to its controller.",
    "Orlania refused to join the alliance.",
    "The company rejected a takeover bid of 3 million dollars.",
    "The parliament confirmed the minister on Monday.",
    "The engine could not be started.",
    "Scientists verified the method.",
    "The spokesman answered questions for an hour.",
    "The app asks users to verify their identity.",
]


def typed(claims: "tuple[Claim, ...]") -> list[str]:
    """The responses among the claims as "stance:party", without the article before a name."""
    found = set()
    for claim in claims:
        if claim.stance not in OPEN:
            said = [v for v in claim.voices if v.role in ("speaker", "author", "document")]
            names = "/".join(v.name.removeprefix("The ").removeprefix("the ") for v in said)
            found.add(f"{claim.stance}:{names}")
    return sorted(found)


@pytest.mark.parametrize(("text", "parties"), SILENT)
def test_a_party_that_did_not_answer(claims_of, text, parties):
    assert typed(claims_of(text)) == sorted(f"no_response:{p}" for p in parties)


@pytest.mark.parametrize(("text", "parties"), DECLINED)
def test_a_party_that_refused(claims_of, text, parties):
    assert typed(claims_of(text)) == sorted(f"declined:{p}" for p in parties)


@pytest.mark.parametrize(("text", "parties"), UNVERIFIED)
def test_a_check_that_failed(claims_of, text, parties):
    assert typed(claims_of(text)) == sorted(f"could_not_verify:{p}" for p in parties)


@pytest.mark.parametrize(("text", "parties"), DENIED)
def test_a_denial(claims_of, text, parties):
    assert typed(claims_of(text)) == sorted(f"denies:{p}" for p in parties)


@pytest.mark.parametrize(("text", "parties"), UNAWARE)
def test_a_party_that_says_it_does_not_know(claims_of, text, parties):
    assert typed(claims_of(text)) == sorted(f"unaware:{p}" for p in parties)


@pytest.mark.parametrize(("text", "parties"), CONFIRMED)
def test_a_confirmation(claims_of, text, parties):
    assert typed(claims_of(text)) == sorted(f"confirms:{p}" for p in parties)


@pytest.mark.parametrize(("text", "parties"), WITHHELD)
def test_what_is_held_back(claims_of, text, parties):
    assert typed(claims_of(text)) == sorted(f"withheld:{p}" for p in parties)


@pytest.mark.parametrize(("text", "expected"), SEVERAL)
def test_one_claim_for_each_party(claims_of, text, expected):
    assert typed(claims_of(text)) == expected


@pytest.mark.parametrize("text", NO_RESPONSE_AT_ALL)
def test_these_words_answer_nobody(claims_of, text):
    assert typed(claims_of(text)) == []


def test_the_asker_and_what_was_asked_stand_in_the_claim(claims_of):
    found = claims_of("Norvane Dynamics and Tashkul Trading did not respond to Orlan Post’s requests for comment.")
    assert sorted(c.voices[0].name for c in found) == ["Norvane Dynamics", "Tashkul Trading"]
    for claim in found:
        assert (claim.voices[1].name, claim.voices[1].role) == ("Orlan Post", "asker")
        assert claim.content.text == "requests for comment"
        assert claim.cue is not None
        assert claim.cue.text == "did not respond"


def test_a_response_leaves_the_rest_of_the_sentence_alone(claims_of):
    found = claims_of(
        "The ministry said it was unaware of the contract and noted that Orlania strictly controls exports."
    )
    assert [(c.stance, c.content.text) for c in found] == [
        (Stance.UNAWARE, "the contract"),
        (Stance.ASSERTS, "Orlania strictly controls exports"),
    ]


def test_what_could_not_be_verified_is_the_content(claims_of):
    found = claims_of("Reuters could not verify the origin of the letter, nor could it confirm the intended recipient.")
    assert [c.content.text for c in found] == ["the origin of the letter", "the intended recipient"]
    assert {v.name for c in found for v in c.voices} == {"Reuters"}


def test_a_denial_of_it_denies_the_clause_before(claims_of):
    found = [
        c for c in claims_of("The drones were labelled as toys, but Orlania denied it.") if c.stance is Stance.DENIES
    ]
    assert [c.content.text for c in found] == ["The drones were labelled as toys"]


def test_no_evidence_is_an_assertion_denied_by_its_own_words(claims_of):
    (claim,) = claims_of("The minister said Orlania has not seen any evidence of a transfer.")
    assert (claim.stance, claim.negated) == (Stance.ASSERTS, True)


@pytest.mark.parametrize(
    "text",
    [
        "The invoices did not specify the delivery dates.",
        "The report does not name the buyer.",
        "The letter did not provide a timeline for the project.",
    ],
)
def test_the_silence_of_a_paper_is_an_assertion_denied_by_its_own_words(claims_of, text):
    (claim,) = claims_of(text)
    assert (claim.stance, claim.negated, claim.voices[0].role) == (Stance.ASSERTS, True, "document")


def test_a_party_that_the_parser_joins_to_the_object_before_is_the_subject_of_its_answer(claims_of):
    found = claims_of(
        "Reuters could not verify the date of the contract and Veltran Systems declined to comment on it."
    )
    assert [(c.stance, c.voices[0].name, c.content.text) for c in found] == [
        (Stance.COULD_NOT_VERIFY, "Reuters", "the date of the contract"),
        (Stance.DECLINED, "Veltran Systems", "comment on it"),
    ]


def test_who_asked_stands_after_the_request_too(claims_of):
    (claim,) = claims_of("The bank turned down a request for comment from the Izmar Herald.")
    assert [(v.name, v.role) for v in claim.voices] == [("The bank", "speaker"), ("Izmar Herald", "asker")]
    assert claim.content.text == "a request for comment"


@pytest.mark.parametrize("name", ["cues", "stances", "modality", "relations"])
def test_a_table_of_words_holds_only_words(name):
    """A bare "on", "no" or "true" is no word in YAML."""

    def leaves(value: Any) -> list[Any]:
        if isinstance(value, dict):
            return [*value, *(x for v in value.values() for x in leaves(v))]
        return [x for v in value for x in leaves(v)] if isinstance(value, list) else [value]

    assert [x for x in leaves(table(name)) if not isinstance(x, str)] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The owner of the vessel could not be located for comment.", ["no_response:owner of the vessel"]),
        (
            "Norvane Ltd is small. The embassy in London and Norvane failed to respond to requests for comment.",
            ["no_response:Norvane", "no_response:embassy in London"],
        ),
        ("Reuters was unable to trace the buyer or verify its address.", ["could_not_verify:Reuters"]),
        ("“This is not true,” the spokesman said.", ["denies:spokesman"]),
        ("The company, Norvane Dynamics Ltd, refuted the claims.", ["denies:Norvane Dynamics Ltd"]),
    ],
)
def test_forms_met_later(claims_of, text, expected):
    assert typed(claims_of(text)) == expected
