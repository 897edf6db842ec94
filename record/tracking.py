"""Which parameters of an address tell where a reader came from, never what he reads.

Names as they are publicly documented by the services that add them, or as they stand in shared links.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_CLICK_IDS = (
    *("fbclid", "gclid", "gclsrc", "dclid", "gbraid", "wbraid", "srsltid", "msclkid", "yclid", "ysclid"),
    *("twclid", "ttclid", "li_fat_id", "igshid", "igsh", "bd_vid", "gdt_vid", "qz_gdt", "rb_clickid"),
    *("_openstat", "__twitter_impression", "ref_src", "ref_url", "fb_source", "fb_ref", "echobox"),
    *("fb_action_ids", "fb_action_types", "action_object_map", "action_ref_map", "action_type_map"),
)
_MAILINGS = (
    *("mc_cid", "mc_eid", "mc_tc", "mkt_tok", "vero_id", "vero_conv", "oly_anon_id", "oly_enc_id"),
    *("_hsenc", "_hsmi", "__hssc", "__hstc", "__hsfp", "hsctatracking", "ml_subscriber", "wickedid"),
)
_CAMPAIGNS = (
    *("_ga", "_gl", "cmpid", "icid", "ncid", "ocid", "s_cid", "sr_share", "ito", "wt_mc", "wt_zmc", "taid"),
    *("guccounter", "guce_referrer", "guce_referrer_sig", "usqp"),
)
_CHINESE = (
    *("spm", "scm", "from", "f", "fr", "from_source", "from_spmid", "spm_id_from", "vd_source", "nsukey"),
    *("isappinstalled", "hmsr", "hmpl", "hmcu", "hmkw", "hmci", "tt_from", "adtag", "wxfid", "clicktime"),
    *("share_token", "share_source", "share_medium", "share_plat", "share_session_id", "share_tag"),
    *("share_from", "share_times", "share_did", "share_uid", "sharefrom", "sharetoken", "shareuid"),
)
_NAMES = frozenset((*_CLICK_IDS, *_MAILINGS, *_CAMPAIGNS, *_CHINESE))
_PREFIXES = ("utm_", "itm_", "otm_", "hmb_", "ns_", "at_", "amp_", "pk_", "mtm_")
# They may name an article, but not with these words.
_FROM_FEED = frozenset(("source", "src", "ref", "partner", "via", "cid", "ftag", "feed"))
_FEED = re.compile(r"(?:rss|atom|feed)(?:[-_ ]?(?:rss|atom|feed|[\d.]+))?", re.IGNORECASE)
_AMP = frozenset(("outputtype", "output", "view", "platform", "mode", "type", "layout"))
_YES = frozenset(("", "1", "true", "yes"))

_SINA = (
    "cre",
    "mod",
    "loc",
    "r",
    "rfunc",
    "tj",
    "tr",
    "cref",
    "vt",
    "pos",
    "wm",
    "sinawapsharesource",
    "sid",
)
_NETEASE = ("clickfrom", "spss", "spsnuid", "spsdevid", "spsvid", "spsshare", "spsts", "spstoken", "spssid")
_SOHU = ("_f", "_trans_", "pvid", "edtsign", "edtcode", "strategyid")
_OF_SITE = {
    "sina.com.cn": frozenset(_SINA),
    "163.com": frozenset((*_NETEASE, "referfrom")),
    "sohu.com": frozenset(_SOHU),
    "36kr.com": frozenset(("channel", "navid", "ktm_source")),
    "theguardian.com": frozenset(("cmp",)),
    "wsj.com": frozenset(("mod",)),
    "bloomberg.com": frozenset(("srnd", "sref")),
    "ft.com": frozenset(("sharetype",)),
    "huxiu.com": frozenset(("rec",)),
    "nytimes.com": frozenset(("smid", "smtyp", "partner", "emc", "campaign_id")),
}
# There everything but these is tracking.
_ONLY = {"mp.weixin.qq.com": frozenset(("__biz", "mid", "idx", "sn"))}
# Paths that name their article alone: no parameter counts there.
_WHOLE = {
    "sina.com.cn": re.compile(r"/doc-\w+\.shtml$|/article_\d+_\w+\.html$|/articles?/view/"),
    "163.com": re.compile(r"/article(?:_v2)?/\w{16}\.html$|^/\d\d/\d{4}/\d\d/\w{16}\.html$"),
    "sohu.com": re.compile(r"^/n?a/\d+_\d+$"),
    "36kr.com": re.compile(r"^/(?:p|newsflashes)/\d+$"),
    "toutiao.com": re.compile(r"^/article/\d+$"),
    "thepaper.cn": re.compile(r"^/newsDetail_forward_\d+$"),
    "ifeng.com": re.compile(r"^/c/\w+$"),
    "qq.com": re.compile(r"^/rain/a/\w+$"),
}

# The same article elsewhere on its site: on the pages for phones, in an old form.
_OTHER_PATHS = {
    "sina.com.cn": (re.compile(r"/detail-(\w+)\.d\.html$"), r"/doc-\1.shtml"),
    "toutiao.com": (re.compile(r"^/(?:group/|a|i)(\d+)$"), r"/article/\1"),
}
_SESSION = re.compile(r";jsessionid=[^/;]*", re.IGNORECASE)


def without_session(path: str) -> str:
    return _SESSION.sub("", path)


def first_path(host: str, path: str) -> str:
    """The path under which a site has the article first; `host` and `path` as for `names_article`."""
    known = next((_OTHER_PATHS[tail] for tail in _tails(host) if tail in _OTHER_PATHS), None)
    return known[0].sub(known[1], path) if known else path


def names_article(host: str, path: str, parameter: str, value: str) -> bool:
    """Whether a parameter has a part in saying which article an address leads to.

    `host` is in lower case, `path` without a final slash.
    """
    if host in _ONLY:
        return parameter in _ONLY[host]
    name = parameter.lower()
    if name == "f" and path.endswith(".php") and value.isdigit():
        return True  # a forum's number
    if name in _NAMES or name.startswith(_PREFIXES) or _is_amp(name, value):
        return False
    if name in _FROM_FEED and _FEED.fullmatch(value):
        return False
    site = _site(host)
    return not (site and (name in _OF_SITE.get(site, ()) or _is_whole(site, path)))


def _is_amp(name: str, value: str) -> bool:
    return (name == "amp" and value.lower() in _YES) or (name in _AMP and value.lower() == "amp")


def _is_whole(site: str, path: str) -> bool:
    return site in _WHOLE and bool(_WHOLE[site].search(path))


def _site(host: str) -> str | None:
    """The site of which something is known that this host belongs to."""
    return next((tail for tail in _tails(host) if tail in _OF_SITE or tail in _WHOLE), None)


def _tails(host: str) -> Iterator[str]:
    parts = host.split(".")
    return (".".join(parts[at:]) for at in range(len(parts)))
