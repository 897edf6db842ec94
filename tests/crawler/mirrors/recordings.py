"""What stands in the recorded payloads of Weibo, written down by looking at them.

They lie beside the project (`tests.conftest.SHARED / "weibo"`); here are ids, times, a few words to know each
post by, and the sums of its words, which were made without this project's code: the HTML's text by Python's
own parser, pictures and the link to the rest left out, a quotation apart.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from record.types import Outcome
from tests.crawler.mirrors.expected import Expected, Payload, Refusal, Stub

ARKNIGHTS, CANDICE, HU_GE, SANITISED = "6279793937", "1907518591", "1223178222", "900000006"
NAMES = {ARKNIGHTS: "明日方舟Arknights", CANDICE: "余霜YSCandice", HU_GE: "胡歌", SANITISED: "示例用户6"}

# ---------------------------------------------------------------- as m.weibo.cn's lists show them

_TAG, _WEB = "#明日方舟#", "微博 weibo.com"
_GAME, _STAR = "006QZngZgy1", "71b26c7fly1"
_VIDEO = ("1034:4645779462357001",)


def _pids(start: str, *ends: str) -> tuple[str, ...]:
    return tuple(start + end for end in ends)


PINNED = Expected(
    "Kjc77D1jz", "4645748019299849", "2021-06-08 01:35:04", _TAG, "164 2af7c5addb58d2a8",
    edits=2, edited_at="2021-06-16 02:51:10", pinned=True, cut=True, media=_VIDEO,
    client="微博视频号", counts=(9079, 2126, 37053),
)  # fmt: skip
NEW = Expected(
    "KkBtUx2dv", "4649106427873349", "2021-06-17 08:00:11", _TAG, "32 c33a5f01f4fcc47d",
    media=_pids(_GAME, "grlb68fzfvj31hc0u0b29"), client=_WEB, counts=(272, 241, 4050),
)  # fmt: skip
NOTICE = Expected(
    "Kkzwhj69V", "4649031014551911", "2021-06-17 03:00:31", _TAG, "152 20cfee350a2a15bd", cut=True,
    media=_pids(_GAME, "grl2q3n98jj30rs2084qp"), client=_WEB, counts=(83, 577, 16368),
)  # fmt: skip
REPOST = Expected(
    "KktFEsjrO", "4648806186747944", "2021-06-16 12:07:07", "恭喜@黄防护服黄", "81 43bd3d01649e9b5f",
    reposts=PINNED.key, quoted="164 2af7c5addb58d2a8", client="微博抽奖平台", counts=(7, 147, 1340),
)  # fmt: skip
DUMPLINGS = Expected(
    "Kk8Ont6Jh", "4648004356937383", "2021-06-14 07:00:57", _TAG, "29 b972888c010b80d2",
    media=_pids(_GAME, "grht0d1dbij31hc0u0kjl"), client=_WEB, counts=(1849, 1277, 40504),
)  # fmt: skip
ALBUM = Expected(
    "KjOcXC8QD", "4647212359090479", "2021-06-12 02:33:49", _TAG, "139 e7a537a54f384d13", cut=True,
    media=_pids(_GAME, "grfa218wmdj30u00u0e81"), client=_WEB, counts=(333, 441, 9348),
)  # fmt: skip
SHOW = Expected(
    "KjOcn14sr", "4647211990255467", "2021-06-12 02:32:21", _TAG, "139 abdde76aee18b4a4",
    media=_pids(_GAME, "grfa0r0o4mj319u0p07wh"), client=_WEB, counts=(1092, 490, 12019),
)  # fmt: skip
CLOTHES = Expected(  # with a line that begins with //, which is no chain of forwards
    "KjGwDCBjI", "4646917039199914", "2021-06-11 07:00:20", _TAG, "118 78f06858149c1115",
    media=_pids(_GAME, "grebng32cij31hc0u0hdm", "grebnjqevtg30dv0mo7wn", "grebnmah3zg30dv0mox6x",
                "grebnm5wabg30dv0monpf"), client=_WEB, counts=(813, 707, 28729),
)  # fmt: skip
SIDE_STORY = Expected(
    "KjxuDiFJX", "4646569834450357", "2021-06-10 08:00:40", _TAG, "160 72df2be592ea089a", cut=True,
    media=_pids(_GAME, "grd84mpw9vj317c0dwqcp", "grd84ms565j317c0dwdyj", "grd84mxtmcj317c0dwkes",
                "grd84mvbnuj317c0dwtsa", "grd84mo2eqj317c0dwdk1", "grd84mohi4j317c0dwwhz"),
    client=_WEB, counts=(733, 1773, 35761),
)  # fmt: skip
MUSIC = Expected(
    "KjvJl6r9R", "4646502071534367", "2021-06-10 03:31:23", _TAG, "151 a7e45fbc87fe1eb1", cut=True,
    media=_pids(_GAME, "grd08yco5cj31jk0rse5p"), client=_WEB, counts=(944, 806, 13944),
)  # fmt: skip
SEARCH = Expected(
    "KjnFx7Z6W", "4646192191903210", "2021-06-09 07:00:03", _TAG, "154 96d6be714b0e7373", cut=True,
    media=_pids(_GAME, "grc01ug565j30xp0go4qp"), client=_WEB, counts=(756, 1947, 30432),
)  # fmt: skip
_BEFORE = (NOTICE, REPOST, DUMPLINGS, ALBUM, SHOW, CLOTHES, SIDE_STORY, MUSIC, SEARCH)
_LIST_0, _LIST_1 = (PINNED, *_BEFORE), (PINNED, NEW, *_BEFORE)

_CLUB = "余霜超话"
_CANDICE = (
    Expected(
        "KgV9HcUPR", "4640329573078415", "2021-05-24 02:44:06", "永远爱LPL", "148 ab91283f4fbd5245",
        edits=3, edited_at="2021-05-28 02:38:12", pinned=True, cut=True, counts=(206, 773, 13758),
        media=_pids(_STAR, "gqtbff0qrrj20rt3rlb2a", "gqtbglvczlj20rs4jcqv5", "gqtbgwjbu9j20rs4bu7wm",
                    "gqtbgzzs30j20rs3nx4qu", "gqxxwras3ij20rs4n0npj", "gqtbfhvf41j20rs2uyqv8",
                    "gqtbflm1xvj20rs407b2e", "gqtbgj1en8j20rs4gwnpi", "gqtbgsblbpj20rs3che84"),
    ),
    Expected("KnowibLCw", "4655758022804664", "2021-07-05 16:31:15", "我们绝不会利用", "61 cab783185b68f5de",
             reposts="weibo:4655757364823177", quoted="141 642e43bda7388231", counts=(23, 169, 982)),
    Expected("KnnJ8tlW7", "4655727546995839", "2021-07-05 14:30:09", "JDG！zoom", "41 748146567f04d3bd",
             counts=(0, 66, 564)),
    Expected("Knn3NF6lj", "4655701919795833", "2021-07-05 12:48:19", "FOFO", "13 2a2f93a19dfdb808",
             counts=(0, 38, 487)),
    Expected("Knmy7hCyD", "4655682274199795", "2021-07-05 11:30:15", "最近比赛真的", "25 3fb27e4cf6f72122",
             edits=1, edited_at="2021-07-05 11:31:00", counts=(1, 165, 1434)),
    Expected("KnmcRCcUr", "4655669099106091", "2021-07-05 10:37:54", "？？？", "23 216fc3cf56486c7b",
             counts=(0, 106, 1270)),
    Expected("Knl25vKYu", "4655623977568742", "2021-07-05 07:38:36", "害自己练就", "52 e3a10e2747cfcb66",
             client=_CLUB, media=_pids(_STAR, "gs6437ojgsj21hc0u1n58", "gs64365lpnj21u02hmqv5"),
             counts=(9, 197, 1088)),
    Expected("Knkbyh71n", "4655591404078569", "2021-07-05 05:29:10", "更新自拍", "8 0d862b87bc76645c",
             client=_CLUB, media=_pids(_STAR, "gs60d7fcdkj20u11hcql0", "gs60d4d5ldj20u11hc47r"),
             counts=(47, 498, 2481)),
    Expected("Kng8wpl7B", "4655435766039395", "2021-07-04 19:10:43", "一点都", "6 b4eaceb26db9cf8e",
             media=("007jMTffly1gmhp2npeoqg306n06nae0",), counts=(7, 292, 1735)),
    Expected(  # 13 pictures, of which nine are shown; its words are whole
        "KnffP5Y8g", "4655401851422792", "2021-07-04 16:55:57", "晚安啦！", "48 8545860eb9949201",
        media=_pids(_STAR, "gs5dxrr6ppj21s016ohdu", "gs5dxteynvj21s016oww5", "gs5dxqv6akj22bc1jkx6p",
                    "gs5dxyev4kj21s016o1ky", "gs5dxwsv6jj21s016oe82", "gs5ejrtn6hj223u35sx6y",
                    "gs5dxsi8e0j20vh1671ky", "gs5ejpvss4j20y91plqv6", "gs5eju7l9gj21eo2dvhdx"),
        client=_CLUB, counts=(31, 151, 1117),
    ),
    Expected("Kneglf4f0", "4655363733591226", "2021-07-04 14:24:29", "要脑溢血", "19 c8c6587fc04bb95e",
             counts=(3, 237, 1198)),
)  # fmt: skip
_HU_GE = Expected(
    "M1VT3jzNX", "4804608494665869", "2022-08-20 10:29:52", "#过刚刚好的生活", "17 f5bdb5c3f2501184",
    reposts="weibo:4804268794315521", quoted="137 9e7f3bdf21f701ad", region="北京",
    counts=(28544, 17356, 116398),
)  # fmt: skip
# Whoever recorded it put made-up ids into it: they name another day than its dates do.
_AJAX = (
    Expected("R00000007", "5300000000000007", None, "示例正文", "14 73c886827f018810", region="广东",
             counts=(2000, 1479, 7798), raw="Sun Sep 20 19:29:54 +0800 2026"),
    Expected("R00000008", "5300000000000008", None, "示例正文", "7 322b783120b554fb", cut=True, region="湖南",
             media=("008GGGRSgy1ih42jn9eu9j31400ivtc1",), client="日常记录", counts=(2000, 1479, 7798),
             raw="Sat Sep 19 21:56:01 +0800 2026"),
)  # fmt: skip
_EDITED = replace(NEW, own="37 618840a3421ba9d0", edits=1, edited_at="2021-06-17 08:30:00")
_OF_DEAD = replace(REPOST, quoted="")

# ---------------------------------------------------------------- as RSSHub's feeds show them

WHOLE = {PINNED.bid: "373 05a71e926352d98c", NOTICE.bid: "372 7e2c880ba0fdab2d"}  # it asked for their rest
_QUOTED_WHOLE = {REPOST.quoted: WHOLE[PINNED.bid]}
_COVERS = ("006QZngZgy1grapj0wc3ej30qo0goton",)  # a video is a file a size: its cover stands for them
_LATE = (ALBUM.bid, SIDE_STORY.bid, MUSIC.bid, SEARCH.bid)  # RSSHub's dates of them are eight hours off
_RSS, _ISO = "%a, %d %b %Y %H:%M:%S GMT", "%Y-%m-%dT%H:%M:%S.000Z"


def _listed(path: str, uid: str, posts: tuple[Expected, ...]) -> Payload:
    dated = (replace(post, raw=post.raw or _written(post, 8, "%a %b %d %H:%M:%S +0800 %Y")) for post in posts)
    return Payload(path, "weibo", uid, NAMES[uid], tuple(dated))


def _fed(path: str, *posts: Expected) -> Payload:
    form = _RSS if path.endswith("rss") else _ISO
    return Payload(path, "rsshub", ARKNIGHTS, NAMES[ARKNIGHTS], tuple(_in_feed(post, form) for post in posts))


def _in_feed(post: Expected, form: str) -> Expected:
    """A feed tells no edits, pins, regions, clients or counts, nor which post is reposted."""
    return replace(
        post,
        own=WHOLE.get(post.bid, post.own),
        quoted=_QUOTED_WHOLE.get(post.quoted, post.quoted),
        media=_COVERS if post.media == _VIDEO else post.media,
        cut=post.cut and post.bid not in WHOLE,
        edits=None,
        edited_at=None,
        pinned=False,
        reposts=None,
        client="",
        counts=None,
        raw=_written(post, -8 if post.bid in _LATE else 0, form),
    )


def _written(post: Expected, hours: int, form: str) -> str:
    """Its time by clocks that are so many hours ahead of UTC."""
    return (datetime.fromisoformat(str(post.at)) + timedelta(hours=hours)).strftime(form)


def _there(*posts: Expected) -> tuple[Expected, ...]:
    return tuple(replace(post, region="上海") for post in posts)


_FEEDS = [f"rsshub/weibo_user_step{step}.{kind}" for step in (0, 1) for kind in ("rss", "atom", "json")]
PAYLOADS = (
    _listed("bison_weibo_ak_list_0.json", ARKNIGHTS, _LIST_0),
    _listed("bison_weibo_ak_list_1.json", ARKNIGHTS, _LIST_1),
    _listed("bison_weibo_ys_list_0.json", CANDICE, _CANDICE),
    _listed("weiboBackup_getIndex_retweet_edited_region_2022.json", HU_GE, (_HU_GE,)),
    _listed("derived/DERIVED_list_modern_pinned.json", ARKNIGHTS, _there(*_LIST_1)),
    _listed(
        "derived/DERIVED_list_retweet_of_deleted.json",
        ARKNIGHTS,
        _there(PINNED, _EDITED, NOTICE, _OF_DEAD, *_BEFORE[2:]),
    ),
    _listed("other/2scraper_ajax_userlist_2026_sanitised.json", SANITISED, _AJAX),
    *(_fed(path, *(_LIST_1 if "1" in path else _LIST_0)) for path in _FEEDS),
    # Asked without `showRetweeted`, RSSHub drops the repost; and videos, which it was asked to leave out.
    _fed("rsshub/weibo_user_step1_readable.rss", replace(PINNED, media=()), NEW, NOTICE, *_BEFORE[2:]),
    # It drops the old pinned post here: Kjc77D1jz is not in these feeds.
    _fed("derived/weibo_user_DERIVED_modern_pinned.rss", NEW, *_BEFORE),
    _fed("derived/weibo_user_DERIVED_edited.rss", _EDITED, *_BEFORE),
    _fed("derived/weibo_user_DERIVED_rt_deleted.rss", _EDITED, NOTICE, _OF_DEAD, *_BEFORE[2:]),
)

REFUSALS = (
    Refusal("errors/err_432.html", "rsshub", 503, Outcome.BLOCKED, "Cookies expired"),
    Refusal("errors/err_100.html", "rsshub", 503, Outcome.BLOCKED, "Cookies expired"),
    Refusal("errors/err_100.json", "rsshub", 503, Outcome.BLOCKED, "Cookies expired"),
    Refusal("errors/http_432.txt", "weibo", 432, Outcome.BLOCKED, "432"),
    Refusal("errors/m_ok-100_captcha.json", "weibo", 200, Outcome.BLOCKED, "captcha"),
    Refusal("errors/m_ok-100_signin.json", "weibo", 200, Outcome.BLOCKED),
    Refusal("errors/ajax_ok-100_login.json", "weibo", 200, Outcome.BLOCKED),
    Refusal("errors/ajax_403_login_wall.json", "weibo", 403, Outcome.BLOCKED, "403"),
    Refusal("errors/ajax_403_toplevel_navigation.json", "weibo", 403, Outcome.BLOCKED, "403"),
    Refusal("errors/m_list_empty.json", "weibo", 200, Outcome.EMPTY, "这里还没有内容"),
    Refusal("bison_weibo_err_profile.json", "weibo", 200, Outcome.EMPTY, "这里还没有内容"),
    Refusal("errors/ajax_20101_deleted.json", "weibo", 200, Outcome.ERROR, "该微博不存在"),
    Refusal("errors/ajax_20112_no_permission.json", "weibo", 200, Outcome.ERROR, "暂无查看权限"),
)
STUBS = (
    Stub("other/stablog_deleted_retweet_stub.json", "weibo:4405996207851235", deleted=True),
    Stub("other/stablog_halfyear_hidden_stub.json", "weibo:20110061812539159", deleted=False),
)
EXTENDED = {  # statuses/extend of the posts of bison_weibo_ak_list_0.json
    PINNED.mid: "bison_weibo_detail_4645748019299849",
    NOTICE.mid: "bison_weibo_detail_4649031014551911",
}
PROFILE = "bison_weibo_ak_profile.json"  # an account without its posts
NO_LONG_TEXT = "errors/ajax_longtext_empty.json"
