"""The server shows the private pages, with search."""

from httpx import Client


def test_the_first_page_says_that_it_is_private(client: Client) -> None:
    answer = client.get("/")
    assert answer.status_code == 200
    assert "Private: not for publication" in answer.text
    assert "The pumps of Palmaria" in answer.text
    assert '<form class="search"' in answer.text


def test_folders_lead_to_their_page_and_missing_pages_say_so(client: Client) -> None:
    assert client.get("/claims/").status_code == 200
    assert client.get("/claims").url.path == "/claims/"
    missing = client.get("/claims/0000000000000000/")
    assert missing.status_code == 404
    assert "There is no page /claims/0000000000000000/" in missing.text


def test_files_outside_the_site_are_out_of_reach(client: Client) -> None:
    for path in ("/../case.key", "/..%2f..%2fcase.key", "/%2e%2e/ledger.sqlite", "/static/..%5c..%5ccase.key"):
        assert client.get(path).status_code == 404


def test_before_the_first_rendering_it_asks_for_patience(unready: Client) -> None:
    answer = unready.get("/")
    assert answer.status_code == 503
    assert "Try again" in answer.text


def test_search_finds_words_in_any_script_and_shows_protected_sources_marked(client: Client) -> None:
    pumps = client.get("/search", params={"q": "nine pumps"}).text
    assert "Orlin Trading House supplied nine pumps" in pumps
    assert "получение" in client.get("/search", params={"q": "получение"}).text
    assert "公司已确认收到" in client.get("/search", params={"q": "公司"}).text
    letter = client.get("/search", params={"q": "blue folder"}).text
    assert "blue folder" in letter.split("<main")[1]
    assert '<span class="badge guard">protected</span>' in letter
    assert 'href="entities/' in client.get("/search", params={"q": "Halden"}).text


def test_every_result_leads_to_a_place_that_is_there(client: Client) -> None:
    page = client.get("/search", params={"q": "Vesna Freight"}).text.split("<main")[1]
    links = [piece.split('"')[0] for piece in page.split('href="')[1:]]
    assert any(link.startswith("claims/") for link in links)
    assert any("#p-" in link for link in links)
    for link in links:
        path, _, anchor = link.partition("#")
        answer = client.get(f"/{path}")
        assert answer.status_code == 200, link
        assert not anchor or f'id="{anchor}"' in answer.text, link


def test_what_is_asked_for_is_text_on_the_page(client: Client) -> None:
    page = client.get("/search", params={"q": '<script>alert(1)</script>\u202e"%_\\'}).text
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;[U+202E]" in page
    assert client.get("/search").status_code == 200
    assert client.get("/search", params={"q": '" "'}).status_code == 200
    assert client.get("/search", params={"q": "x" * 5000}).status_code == 200
