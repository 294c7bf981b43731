"""Which addresses are not the open internet? An own list: `ipaddress.is_global` passes some of these."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

Address = IPv4Address | IPv6Address

NOT_AN_ADDRESS = "not an address"
OUTSIDE_UNICAST = "outside global unicast"
GLOBAL_UNICAST = IPv6Network("2000::/3")

# IANA's registries of special-purpose addresses, and what clouds put at addresses that look public.
DENIED_V4 = {
    "this network": ("0.0.0.0/8",),
    "private": ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"),
    "carrier-grade NAT": ("100.64.0.0/10",),
    "loopback": ("127.0.0.0/8",),
    "link-local and metadata": ("169.254.0.0/16",),
    "cloud service": ("168.63.129.16/32",),
    "protocol assignments": ("192.0.0.0/24",),
    "documentation": ("192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24"),
    "AS112": ("192.31.196.0/24", "192.175.48.0/24"),
    "AMT": ("192.52.193.0/24",),
    "6to4 relay": ("192.88.99.0/24",),
    "benchmarking": ("198.18.0.0/15",),
    "multicast": ("224.0.0.0/4",),
    "reserved and broadcast": ("240.0.0.0/4",),
}
# The order tells: the first that holds the address names it.
DENIED_V6 = {
    "unspecified": ("::/128",),
    "loopback": ("::1/128",),
    "IPv4-mapped": ("::ffff:0:0/96",),
    "IPv4-translated": ("::ffff:0:0:0/96",),
    "IPv4-compatible": ("::/96",),
    "NAT64": ("64:ff9b::/96", "64:ff9b:1::/48"),
    "discard": ("100::/64", "100:0:0:1::/64"),
    "Teredo": ("2001::/32",),
    "benchmarking": ("2001:2::/48",),
    "ORCHID": ("2001:10::/28", "2001:20::/28"),
    "protocol assignments": ("2001::/23",),
    "documentation": ("2001:db8::/32", "3fff::/20"),
    "6to4": ("2002::/16",),
    "AS112": ("2620:4f:8000::/48",),
    "segment routing": ("5f00::/16",),
    "unique local and metadata": ("fc00::/7",),
    "link-local": ("fe80::/10",),
    "site-local": ("fec0::/10",),
    "multicast": ("ff00::/8",),
}
_NETWORKS: dict[int, list[tuple[str, IPv4Network | IPv6Network]]] = {
    version: [(kind, ip_network(text)) for kind, texts in table.items() for text in texts]
    for version, table in ((4, DENIED_V4), (6, DENIED_V6))
}


def denied_as(text: str) -> str:
    """What kind of forbidden address this is; an empty text for one of the open internet. A zone id changes nothing."""
    try:
        address: Address = ip_address(text.partition("%")[0])
    except ValueError:
        return NOT_AN_ADDRESS
    kind = next((kind for kind, network in _NETWORKS[address.version] if address in network), "")
    if not kind and isinstance(address, IPv6Address) and address not in GLOBAL_UNICAST:
        return OUTSIDE_UNICAST
    return kind
