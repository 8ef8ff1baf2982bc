"""Which addresses, names, ports and forms of URL may be dialled."""

from ipaddress import IPv4Address, IPv6Address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stories.net.guard import REFUSED_V4, GuardError, host_name, refusal, target_of

REFUSED = """
127.0.0.1 127.255.255.254 0.0.0.0 0.1.2.3 10.0.0.1 10.255.255.255 172.16.0.1 172.31.255.255 192.168.0.1
169.254.169.254 169.254.0.1 100.64.0.1 100.127.255.255 100.100.100.200 192.0.0.1 192.0.0.170 192.0.2.1
192.88.99.1 198.18.0.1 198.19.255.255 198.51.100.7 203.0.113.9 224.0.0.1 239.255.255.255 240.0.0.1
255.255.255.255 168.63.129.16 ::1 :: fd00:ec2::254 fc00::1 fe80::1 fec0::1 ff02::1 ff0e::1 2001:db8::1 2001::1
2001:10::1 2001:20::1 2001:2::1 3fff::1 100::1 5f00::1 4000::1 ::ffff:127.0.0.1 ::ffff:10.0.0.1
::ffff:169.254.169.254 ::127.0.0.1 ::8.8.8.8 64:ff9b::a9fe:a9fe 64:ff9b::7f00:1 64:ff9b::a00:1 64:ff9b:1::7f00:1
64:ff9b:1::5db8:d822 2002:7f00:1:: 2002:a00:1:: 2002:a9fe:a9fe::1 2002:c0a8:101::1
2001:0:4136:e378:8000:63bf:3fff:fdd2 2001:0:7f00:1::1 ::ffff:0:127.0.0.1 ::ffff:0:10.1.2.3
2a00:1450:4001:81b:0:5efe:7f00:1 2a00:1450:4001:81b:200:5efe:c0a8:1 fe80::1%eth0 0:0:0:0:0:ffff:7f00:1
::ffff:100.64.0.1 ::ffff:0.0.0.0 ::ffff:224.0.0.1 64:ff9b::c0a8:1 2002:e000:1::
""".split()  # noqa: SIM905
ALLOWED = """
93.184.216.34 8.8.8.8 1.1.1.1 100.63.255.255 100.128.0.1 172.15.255.255 172.32.0.1 192.167.255.255 192.169.0.1
198.17.255.255 198.20.0.1 223.255.255.255 11.0.0.1 9.255.255.255 128.0.0.1 126.255.255.255 169.253.1.1
169.255.1.1 2606:2800:220:1:248:1893:25c8:1946 2a00:1450:4001:81b::200e 2001:4860:4860::8888 2001:200::1
::ffff:93.184.216.34 64:ff9b::5db8:d822 2002:5db8:d822::1 2a00:1450:4001:81b:0:5efe:5db8:d822
""".split()  # noqa: SIM905


@pytest.mark.parametrize("address", REFUSED)
def test_an_address_that_leads_inside_is_refused(address):
    assert refusal(address)


@pytest.mark.parametrize("address", ALLOWED)
def test_a_public_address_is_dialled(address):
    assert refusal(address) is None


@pytest.mark.parametrize("text", ["", "localhost", "1.2.3", "1.2.3.4.5", "01.2.3.4", "fe80::g", "12345"])
def test_what_is_no_address_is_refused(text):
    assert refusal(text) == "not an IP address"


@given(st.ip_addresses(v=4))
def test_an_embedded_address_follows_the_rule_of_the_one_inside(inside: IPv4Address):
    expected = refusal(str(inside))
    for form in (0xFFFF << 32, 0xFFFF << 48, 0x64FF9B << 96):
        assert refusal(str(IPv6Address(form | int(inside)))) == expected
    assert refusal(str(IPv6Address((0x2002 << 112) | (int(inside) << 80)))) == expected


@given(st.sampled_from([network for network, _ in REFUSED_V4]), st.data())
def test_every_address_of_a_refused_network_is_refused(network, data):
    offset = data.draw(st.integers(0, network.num_addresses - 1))
    assert refusal(str(network[offset]))


@pytest.mark.parametrize(
    ("text", "host"),
    [
        ("2130706433", "127.0.0.1"),
        ("0177.0.0.1", "127.0.0.1"),
        ("0x7f.1", "127.0.0.1"),
        ("0x7f000001", "127.0.0.1"),
        ("127.1", "127.0.0.1"),
        ("127.0.1", "127.0.0.1"),
        ("①②⑦.⓪.⓪.①", "127.0.0.1"),
        ("127。0。0。1", "127.0.0.1"),
        ("localhost.", "localhost"),
        ("ⓛocalhost", "localhost"),
        ("LOCALHOST", "localhost"),
        ("Example.COM.", "example.com"),
        ("bücher.example", "xn--bcher-kva.example"),
        ("0:0:0:0:0:0:0:1", "::1"),
        ("a_b.example", "a_b.example"),
    ],
)
def test_a_host_is_read_as_a_browser_would(text, host):
    assert host_name(text) == host


@pytest.mark.parametrize(
    "text",
    ["", ".", "a..b", "-a.example", "a b", "256.1.1.1", "1.2.3.4.5", "1.2.example.0x7f", "a" * 64 + ".de", "☃️‍" * 90],
)
def test_a_host_that_is_none_is_refused(text):
    with pytest.raises(GuardError):
        host_name(text)


REFUSED_URLS = {
    "http://127.0.0.1/": "refused_address",
    "http://localhost/": "refused_address",
    "http://localhost./": "refused_address",
    "http://a.localhost/": "refused_address",
    "http://printer.local/": "refused_address",
    "http://metadata.google.internal/": "refused_address",
    "http://router.home.arpa/": "refused_address",
    "http://[::1]/": "refused_address",
    "http://[::]/": "refused_address",
    "http://[fd00:ec2::254]/": "refused_address",
    "http://[::ffff:7f00:1]/": "refused_address",
    "http://[64:ff9b::7f00:1]/": "refused_address",
    "http://2130706433/": "refused_address",
    "http://0177.0.0.1/": "refused_address",
    "http://0x7f.1/": "refused_address",
    "http://127.1/": "refused_address",
    "http://①②⑦.⓪.⓪.①/": "refused_address",
    "http://ⓛocalhost/": "refused_address",
    "http://127.0.0.1#@good.example/": "refused_address",
    "http://169.254.169.254/latest/meta-data/": "refused_address",
    "http://good.example:22/": "refused_address",
    "http://good.example:25/": "refused_address",
    "http://good.example:6379/": "refused_address",
    "http://good.example:5432/": "refused_address",
    "http://good.example:11211/": "refused_address",
    "http://good.example:0/": "refused_address",
    "http://good.example@127.0.0.1/": "bad_address",
    "http://user:word@good.example/": "bad_address",
    "http://good.example\\@127.0.0.1/": "bad_address",
    "http://good.example/a\nb": "bad_address",
    "http://good.example/a\tb": "bad_address",
    "http://good.example%00.evil.example/": "bad_address",
    "http://%31%32%37.0.0.1/": "bad_address",
    "http://good.example/a b": "bad_address",
    "http:///path": "bad_address",
    "http://good.example:99999/": "bad_address",
    "http://[::1/": "bad_address",
    "http://[fe80::1%25eth0]/": "bad_address",
    "": "bad_address",
    "http://a.example/" + "x" * 5000: "bad_address",
    "file:///etc/passwd": "blocked_scheme",
    "gopher://good.example/": "blocked_scheme",
    "ftp://good.example/": "blocked_scheme",
    "javascript:alert(1)": "blocked_scheme",
    "//good.example/": "blocked_scheme",
    "good.example/feed": "blocked_scheme",
}


@pytest.mark.parametrize(("url", "kind"), REFUSED_URLS.items())
def test_a_url_that_leads_inside_or_is_malformed_is_refused(url, kind):
    with pytest.raises(GuardError) as refused:
        target_of(url)
    assert refused.value.kind == kind


@pytest.mark.parametrize(
    ("url", "sent"),
    [
        ("HTTP://Example.COM", "http://example.com/"),
        ("https://example.com:443/a?b=c#d", "https://example.com/a?b=c"),
        ("http://example.com:8080/a", "http://example.com:8080/a"),
        ("https://example.com/ü?q=ä", "https://example.com/%C3%BC?q=%C3%A4"),
        ("https://bücher.example/", "https://xn--bcher-kva.example/"),
        ("http://[2606:2800:220:1::1]:8443/x", "http://[2606:2800:220:1::1]:8443/x"),
        (" https://example.com/a%2Fb ", "https://example.com/a%2Fb"),
    ],
)
def test_a_url_is_parsed_once_into_what_is_sent(url, sent):
    assert target_of(url).url == sent


def test_a_host_that_the_settings_name_is_exempt_and_no_other():
    with_port, without = frozenset({"127.0.0.1:8765"}), frozenset({"[::1]", "feeds.local"})
    assert target_of("http://127.0.0.1:8765/a", with_port).place == "127.0.0.1:8765"
    assert target_of("http://[::1]:9999/", without).port == 9999
    assert target_of("http://feeds.local:81/", without).host == "feeds.local"
    for url in ("http://127.0.0.1:8766/", "http://127.0.0.1/", "http://127.0.0.2:8765/"):
        with pytest.raises(GuardError):
            target_of(url, with_port)


@given(st.text(max_size=60))
def test_no_text_makes_the_guard_fail_otherwise(text):
    for url in (text, f"http://{text}", f"http://{text}/", f"http://a.example/{text}"):
        try:
            target = target_of(url)
        except GuardError:
            continue
        assert target_of(target.url) == target
