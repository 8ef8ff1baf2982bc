"""One form of an address to compare by, and words of servers that name nobody."""

from hypothesis import example, given
from hypothesis import strategies as st

from stories.digests.addresses import domain_of, folded, without_addresses


def test_addresses_that_a_person_takes_for_the_same_are_the_same() -> None:
    assert folded(" Ines.Tarrant@Quay.Example. ") == folded("ines.tarrant@quay.example")
    assert folded("ines@bücher.example") == folded("ines@XN--BCHER-KVA.example")


def test_the_lane_is_the_domain_in_ascii() -> None:
    assert domain_of("a@b@Bücher.example") == "xn--bcher-kva.example"
    assert domain_of("nobody") == ""


def test_a_reply_is_kept_without_the_address_in_any_spelling() -> None:
    reply = "550 5.1.1 <Ines.Tarrant@quay.example>:\r\n user ines.tarrant unknown (see ops+x@relay.example)"
    kept = without_addresses(reply, "ines.tarrant@quay.example")
    assert "tarrant" not in kept.lower()
    assert "@" not in kept
    assert kept.startswith("550 5.1.1 ")


@given(st.emails(), st.text(max_size=300), st.text(max_size=300))
@example("'@A.bD", "", "")
def test_no_reply_keeps_the_address_that_stood_in_it(address: str, before: str, after: str) -> None:
    assert address.lower() not in without_addresses(f"{before} <{address}> {after}", address).lower()


@given(st.emails())
def test_folding_twice_changes_nothing(address: str) -> None:
    assert folded(folded(address)) == folded(address)
