"""A page compressed once with room for what is a reader's own: any program that reads gzip reads it whole."""

import gzip

from hypothesis import given
from hypothesis import strategies as st

from stories.web.spliced import Piece, joined, packed_pieces, spliced, unpacked_pieces

texts = st.lists(st.binary(max_size=400), min_size=1, max_size=4)


@given(texts, texts)
def test_pieces_and_own_parts_are_read_in_their_order(shared: list[bytes], own: list[bytes]) -> None:
    between = own[: len(shared) - 1]
    expected = b"".join(
        part for i, text in enumerate(shared) for part in (text, between[i] if i < len(between) else b"")
    )
    pieces = [Piece.of(text) for text in shared]
    assert gzip.decompress(spliced(pieces, between)) == expected
    assert joined(pieces, between) == expected


@given(texts)
def test_kept_pieces_come_back_as_they_were(shared: list[bytes]) -> None:
    pieces = [Piece.of(text) for text in shared]
    assert unpacked_pieces(packed_pieces(pieces)) == pieces


def test_a_secret_is_no_longer_or_shorter_for_what_the_page_around_it_says() -> None:
    secret = b"token-0123456789abcdef"
    lengths = {
        len(spliced([Piece.of(page), Piece.of(b"")], [secret])) - len(Piece.of(page).deflated)
        for page in (b"x" * 500, b"x" * 478 + secret)
        for _ in range(200)
    }
    assert max(lengths) - min(lengths) < 100  # chance alone: a look back at the page would save most of the secret
