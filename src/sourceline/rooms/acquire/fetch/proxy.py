"""Proxies: which one an address goes through, if any.

In: an address and the settings. Out: the proxy's address, "" for none. The settings come first,
then HTTP_PROXY, HTTPS_PROXY, ALL_PROXY and NO_PROXY as other programs read them.
"""

from urllib.parse import urlsplit
from urllib.request import getproxies_environment, proxy_bypass

from sourceline.errors import BadInput
from sourceline.rooms.acquire.fetch.settings import FetchSettings


def find_proxy(address: str, settings: FetchSettings) -> str:
    """Give the proxy for an address.

    >>> find_proxy("https://a.example/", FetchSettings(proxy="http://127.0.0.1:3128"))
    'http://127.0.0.1:3128'

    Refuses: a proxy that is no http or https address (`BadInput`).
    """
    if settings.proxy == "none":
        return ""
    proxy = settings.proxy or _of_environment(address)
    if proxy and "://" not in proxy:
        proxy = f"http://{proxy}"
    if proxy and urlsplit(proxy).scheme not in ("http", "https"):
        raise BadInput("only http and https proxies are used", where=proxy.split("@")[-1],
                       remedy="name one as http://HOST:PORT (a SOCKS proxy needs one in front)")
    return proxy


def _of_environment(address: str) -> str:
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
    except ValueError:  # no address at all; whoever checks it says so
        return ""
    if proxy_bypass(host):
        return ""
    known = getproxies_environment()
    return known.get(parts.scheme, "") or known.get("all", "")
