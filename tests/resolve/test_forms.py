"""What a document says its own short names stand for."""

from averment.resolve import Named, forms


def anchors(*named: Named) -> list[str]:
    return [f.anchor for f in forms(named, "method:test")]


def test_an_alias_follows_its_chain_to_the_full_name() -> None:
    full = Named("a", "s", 0, "Company", "Harbour Works of Vesna")
    short = Named("b", "s", 9, "Company", "Harbour Works", alias_of="a", alias_reason="in brackets")
    shorter = Named("c", "s", 20, "Company", "HW", alias_of="b", alias_reason="initials")
    assert set(anchors(full, short, shorter)) == {"party:harbour works of vesna"}
    assert forms([full, short, shorter], "m")[2].why is not None


def test_a_chain_that_bites_its_tail_ends() -> None:
    one = Named("a", "s", 0, "Company", "Alder", alias_of="b")
    other = Named("b", "s", 9, "Company", "Birch", alias_of="a")
    assert len(anchors(one, other)) == 2


def test_an_alias_of_another_kind_or_of_nothing_stands_for_itself() -> None:
    person = Named("a", "s", 0, "Person", "Ann Vale")
    company = Named("b", "s", 9, "Company", "Vale", alias_of="a")
    lost = Named("c", "s", 20, "Company", "Cedar", alias_of="gone")
    assert anchors(person, company, lost) == ["person:ann vale", "party:vale", "party:cedar"]


def test_words_that_a_document_uses_for_two_things_stand_for_neither() -> None:
    one = Named("a", "s", 0, "Company", "OKB Verdal")
    other = Named("b", "s", 9, "Company", "NPO Verdal")
    first = Named("c", "s", 20, "Company", "Verdal", alias_of="a")
    second = Named("d", "s", 30, "Company", "Verdal", alias_of="b")
    bare = Named("e", "s", 40, "Company", "Verdal")
    assert anchors(one, other, first, second, bare)[2:] == ["party:okb verdal", "party:npo verdal", "party:verdal"]


def test_a_country_is_its_code() -> None:
    spellings = [
        Named("a", "s", 0, "Country", "Russia", "RU"),
        Named("b", "s", 9, "Country", "Russian Federation", "RU"),
    ]
    assert len(set(anchors(*spellings))) == 1


def test_a_pronoun_belongs_to_what_it_stands_for_and_gives_it_no_spelling() -> None:
    full = Named("a", "s", 0, "Person", "Ann Vale")
    he = Named("b", "s", 9, "Person", "She", alias_of="a", alias_reason="the only person", reference=True)
    other = Named("c", "s", 20, "Person", "Bea Dorn")
    again = Named("d", "s", 30, "Person", "She", alias_of="c", alias_reason="the only person", reference=True)
    made = forms([full, he, other, again], "m")
    assert [f.anchor for f in made] == ["person:ann vale", "person:ann vale", "person:bea dorn", "person:bea dorn"]
    assert [f.key for f in made][1::2] == ["", ""]
    assert made[1].why is not None
    assert "the only person" in made[1].why.reason
