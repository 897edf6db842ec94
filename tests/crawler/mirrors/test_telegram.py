"""Telegram: the page that it shows of a public channel."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.conversation.listings import REFUSALS
from crawler.mirrors import telegram
from crawler.outcomes import judge_failure
from crawler.reading.answers import Answer
from record.errors import UnreadableFeed
from record.types import Account, Outcome, Post, Profile
from tests.crawler.mirrors.polls import HOUR, NOW, UNREACHABLE, answer, is_fit, known, source_of, talk

SOURCE = source_of("telegram", "AdaQuill")
LIST = "https://t.me/s/AdaQuill"

TEXT = '<div class="tgme_widget_message_text js-message_text" dir="auto">{}</div>'
REPLY = (
    '<a class="tgme_widget_message_reply user-color-default" href="https://t.me/AdaQuill/90">'
    '<div class="tgme_widget_message_author"><span class="tgme_widget_message_author_name">Ada</span></div>'
    '<div class="tgme_widget_message_text js-message_reply_text" dir="auto">What was said before</div></a>'
)


def message(
    id: int = 107,
    inside: str = TEXT.format("We open in Lyon."),
    when: datetime = NOW - HOUR,
    edited: str = "",
    kind: str = "",
    channel: str = "AdaQuill",
) -> str:
    """As it stands on the page, with its empty and its hidden parts."""
    return f"""
<div class="tgme_widget_message_wrap js-widget_message_wrap">
<div class="tgme_widget_message text_not_supported_wrap {kind} js-widget_message" data-post="{channel}/{id}">
 <div class="tgme_widget_message_user"><i><img src="https://cdn4/file/u.jpg"></i></div>
 <div class="tgme_widget_message_bubble"><i class="tgme_widget_message_bubble_tail"><svg></svg></i>
  <div class="tgme_widget_message_author accent_color">
   <a class="tgme_widget_message_owner_name" href="https://t.me/{channel}"><span>Ada Quill</span></a>
  </div>
  {inside} hidden
  <div class="tgme_widget_message_footer compact js-message_footer">
   <div class="tgme_widget_message_info short js-message_info">
    <span class="tgme_widget_message_views">4.85K</span><span class="copyonly"> views</span>
    <span class="tgme_widget_message_meta">{edited}
     <a class="tgme_widget_message_date" href="https://t.me/{channel}/{id}">
     <time datetime="{when.isoformat()}" class="time">11:00</time></a></span>
   </div>
  </div>
 </div>
</div>
</div>"""


def page(*messages: str, badge: bool = True, head: bool = True) -> str:
    mark = '<i class="verified-icon"> ✔</i>' if badge else ""
    title = f'<div class="tgme_channel_info_header_title"><span dir="auto">Ada Quill</span>{mark}</div>'
    return (
        f'<!DOCTYPE html><html><head><title>Ada Quill – Telegram</title></head><body class="x">'
        f'<header>{title if head else ""}</header><section class="tgme_channel_history js-message_history">'
        f'{"".join(messages)}</section><script>var x = "<b>";</script></body></html>'
    )


def read(*messages: str) -> tuple[Post, ...]:
    return telegram.read_posts(answer(LIST, page(*messages)), SOURCE, NOW)


def test_a_message_is_a_post() -> None:
    (post,) = read(message())
    assert (post.key, post.url) == ("telegram:adaquill/107", "https://t.me/AdaQuill/107")
    assert (post.text, post.quoted, post.author) == ("We open in Lyon.", "", "Ada Quill")
    assert post.published_at == NOW - HOUR
    facts = post.facts
    assert (facts.complete, facts.edits, facts.media, facts.liked) == (True, 0, (), None)


def test_the_newest_comes_first_though_the_page_begins_with_the_oldest() -> None:
    posts = read(message(105), message(106), message(107))
    assert [post.key.rpartition("/")[2] for post in posts] == ["107", "106", "105"]


EMOJI = '<tg-emoji emoji-id="5"><i class="emoji" style="background:url(//x/5.png)"><b>🎉</b></i></tg-emoji>'


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        (TEXT.format("One<br/>two<br><br>three &amp; four"), "One\ntwo\n\nthree & four"),
        (TEXT.format(f"Open {EMOJI} now"), "Open 🎉 now"),
        (TEXT.format('<a href="https://a.example/b?c=1">a.example/b</a>, <b>bold</b>'), "a.example/b, bold"),
        (TEXT.format(TEXT.format("An album")), "An album"),
        (REPLY + TEXT.format("I mean it"), "I mean it"),
        (REPLY, ""),
        (
            '<div class="tgme_widget_message_poll"><div class="tgme_widget_message_poll_question">Lyon?</div>'
            '<div class="tgme_widget_message_poll_option_text">Nice</div></div>',
            "Lyon?",
        ),
        (
            TEXT.format("See this")
            + '<a class="tgme_widget_message_link_preview" href="https://a.example/"><div '
            'class="link_preview_title">Not said</div></a>',
            "See this",
        ),
        (
            TEXT.format("Liked")
            + '<div class="tgme_widget_message_reactions"><span class="tgme_reaction">👍34</span></div>',
            "Liked",
        ),
    ],
)
def test_only_the_channels_own_words_are_read(inside: str, text: str) -> None:
    assert read(message(inside=inside))[0].text == text


@pytest.mark.parametrize(
    ("name", "reposts"),
    [
        (
            '<a class="tgme_widget_message_forwarded_from_name" href="https://t.me/BoPier/77">Bo</a>',
            "telegram:bopier/77",
        ),
        ('<a class="tgme_widget_message_forwarded_from_name" href="https://t.me/bopier">Bo</a>', None),
        ('<span class="tgme_widget_message_forwarded_from_name">Bo</span>', None),
    ],
)
def test_what_is_forwarded_is_quoted_and_not_said(name: str, reposts: str | None) -> None:
    lead = f'<div class="tgme_widget_message_forwarded_from accent_color">Forwarded from {name}</div>'
    (post,) = read(message(inside=lead + photo(107, "x") + TEXT.format("The tide is high.")))
    assert (post.text, post.quoted, post.facts.reposts) == ("", "The tide is high.", reposts)
    assert post.facts.media == ()


def test_an_edit_shows_by_its_label() -> None:
    plain, edited = read(
        message(107, edited="edited &nbsp;"), message(108, inside=TEXT.format("edited by Bo"))
    )
    assert (plain.facts.edits, edited.facts.edits) == (0, 1)


def photo(id: int, stem: str) -> str:
    style = f"background-image:url('https://cdn4.telesco.pe/file/{stem}.jpg')"
    return f'<a class="tgme_widget_message_photo_wrap" style="{style}" href="https://t.me/AdaQuill/{id}?single"></a>'


def test_pictures_are_known_by_their_messages_not_by_addresses_that_change() -> None:
    album, again = ("".join(photo(n, f"{stem}{n}") for n in (109, 110, 111)) for stem in "xy")
    (post,), (later,) = read(message(109, inside=album)), read(message(109, inside=album and again))
    assert post.facts.media == later.facts.media == ("109", "110", "111")
    video = (
        '<a class="tgme_widget_message_video_player" href="https://t.me/AdaQuill/112"><time>0:42</time></a>'
    )
    (post,) = read(message(112, inside=video))
    assert (post.facts.media, post.published_at) == (("112",), NOW - HOUR)
    voice = '<div class="tgme_widget_message_voice_player">1:02</div>'
    assert read(message(113, inside=voice))[0].facts.media == ("113",)


UNSHOWN = (
    '<div class="message_media_not_supported_wrap"><div>Please open Telegram to view this post</div></div>'
)


@pytest.mark.parametrize(
    ("inside", "complete"),
    [
        (UNSHOWN, False),
        (UNSHOWN + TEXT.format("Said all the same"), True),
        (f'<a class="tgme_widget_message_video_player">{UNSHOWN}</a>', True),
        ("", True),
    ],
)
def test_a_message_that_only_the_app_shows_is_not_whole(inside: str, complete: bool) -> None:
    assert read(message(inside=inside))[0].facts.complete is complete


def test_what_telegram_says_itself_and_what_others_say_is_left_out() -> None:
    posts = read(
        message(1, TEXT.format("Channel created"), kind="service_message"),
        message(106, TEXT.format("Ada Quill pinned a message"), kind="service_message"),
        message(77, channel="BoPier"),
        message(107, channel="adaquill"),
    )
    assert [post.key for post in posts] == ["telegram:adaquill/107"]
    with pytest.raises(UnreadableFeed, match="none of the messages"):
        read(message(77, channel="BoPier"))


def test_a_channel_with_nothing_but_service_messages_has_no_posts() -> None:
    assert read(message(1, TEXT.format("Channel created"), kind="service_message")) == ()


@pytest.mark.parametrize("badge", [True, False])
def test_the_head_of_the_page_says_who_the_channel_is(badge: bool) -> None:
    told = talk(SOURCE, {LIST: answer(LIST, page(message(), badge=badge))})
    assert told.learnt.profile == Profile(Account("telegram", "AdaQuill"), "Ada Quill", badge)
    assert talk(SOURCE, {LIST: answer(LIST, page(message(), head=False))}).learnt.profile is None


@pytest.mark.parametrize(
    "uid", ["@AdaQuill", "ada", "-100123456", "a" * 40, "ada/quill", "+invite", "адаквилл", ""]
)
def test_what_is_no_public_name_is_told_with_the_way_out(uid: str) -> None:
    with pytest.raises(ValueError, match="without @"):
        telegram.address("https://t.me", Account("telegram", uid))


# ---------------------------------------------------------------- conversations


def pages_of(*ids: int, when: datetime = NOW) -> str:
    return page(*(message(id, when=when + (id - ids[-1]) * timedelta(minutes=1)) for id in ids))


def test_a_gap_since_the_last_poll_is_read_back_by_the_smallest_id() -> None:
    script = {
        LIST: answer(LIST, pages_of(928, 929, 930)),
        f"{LIST}?before=928": answer(LIST, pages_of(925, 926, 927, when=NOW - HOUR)),
        f"{LIST}?before=925": answer(LIST, pages_of(922, 923, 924, when=NOW - 3 * HOUR)),
    }
    told = talk(SOURCE, script, since=NOW - 2 * HOUR)
    assert told.urls == list(script)
    assert [int(key.rpartition("/")[2]) for key in told.keys] == list(range(930, 921, -1))
    assert told.asked[0].conditional


def test_the_beginning_of_the_channel_ends_the_reading() -> None:
    assert talk(SOURCE, {LIST: answer(LIST, pages_of(1, 2, 3))}, since=NOW - 9 * HOUR).urls == [LIST]
    script = {LIST: answer(LIST, pages_of(5, 6)), f"{LIST}?before=5": answer(LIST, page())}
    told = talk(SOURCE, script, since=NOW - 9 * HOUR)
    assert (told.urls, told.learnt.trouble) == (list(script), None)


def test_what_came_before_a_page_that_fails_counts() -> None:
    script = {LIST: answer(LIST, pages_of(5, 6))} | {f"{LIST}?before=5": UNREACHABLE}
    told = talk(SOURCE, script, since=NOW - 9 * HOUR)
    assert (len(told.keys), told.learnt.trouble) == (2, (Outcome.UNREACHABLE, "no answer in time"))


def test_a_post_that_is_listed_no_longer_is_not_called_deleted() -> None:
    past = known("telegram:adaquill/929", NOW - timedelta(seconds=30), absent=True)
    told = talk(SOURCE, {LIST: answer(LIST, pages_of(928, 930))}, past)
    assert (told.urls, told.learnt.gone) == ([LIST], ())


CONTACT = (
    '<html><body><div class="tgme_page"><div class="tgme_page_title">Ada Quill</div></div></body></html>'
)


@pytest.mark.parametrize(
    "shown",
    [
        answer("https://t.me/AdaQuill", CONTACT),  # sent on to the channel's card
        answer(LIST, CONTACT),
        answer("https://t.me/AdaQuill", page(message())),
        answer(LIST, "<html><body>If you have Telegram, you can contact @AdaQuill right away.</body></html>"),
        answer(LIST, '{"ok": false}'),
    ],
)
def test_a_channel_without_a_preview_is_blocked_and_says_so(shown: Answer) -> None:
    with pytest.raises(REFUSALS) as told:
        talk(SOURCE, {LIST: shown})
    outcome, reason = judge_failure(told.value)
    assert outcome is Outcome.BLOCKED
    assert reason.startswith("t.me/AdaQuill shows no preview")


def test_a_channel_without_posts_is_empty_and_not_blocked() -> None:
    empty = page(
        '<div class="tgme_widget_message_wrap"><div class="tme_no_messages_found">No posts</div></div>'
    )
    assert talk(SOURCE, {LIST: answer(LIST, empty)}).learnt.posts == ()


@pytest.mark.parametrize(
    ("status", "outcome"), [(429, Outcome.BLOCKED), (404, Outcome.ERROR), (500, Outcome.ERROR)]
)
def test_a_refusal_is_a_state(status: int, outcome: Outcome) -> None:
    with pytest.raises(REFUSALS) as told:
        talk(SOURCE, {LIST: answer(LIST, "", status)})
    assert judge_failure(told.value)[0] is outcome


# ---------------------------------------------------------------- whatever comes

WHOLE = page(
    message(105, REPLY + TEXT.format("One")),
    message(106, photo(106, "x") + UNSHOWN, edited="edited "),
    message(107, '<div class="tgme_widget_message_forwarded_from">Forwarded from <a href="x">Bo</a></div>'),
)
NOISE = st.sampled_from(
    [
        "<",
        ">",
        '"',
        "</div>",
        "<div>",
        "\0",
        "&#x0;",
        "<!--",
        "<html class='tgme_widget_message_reply'>",
        "<svg>",
        "<body data-post='AdaQuill/9' class='tgme_widget_message'>",
        "<template>",
        "]]>",
        "<div " + "a=1 " * 3_000,
    ]
)


@given(
    st.lists(
        st.tuples(st.integers(0, len(WHOLE)), st.integers(0, 80), NOISE | st.text(max_size=5)), max_size=4
    )
)
def test_no_damage_to_a_page_breaks_the_reader(damage: list[tuple[int, int, str]]) -> None:
    html = WHOLE
    for at, length, noise in damage:
        html = html[:at] + noise + html[at + length :]
    try:
        posts = telegram.read_posts(answer(LIST, html), SOURCE, NOW)
    except REFUSALS:
        return
    assert all(map(is_fit, posts))


@pytest.mark.parametrize(
    "bad",
    [
        message(106).replace("datetime=", "data-x="),
        message(106).replace("AdaQuill/106", "AdaQuill/" + "9" * 5000),
        message(106).replace("AdaQuill/106", ""),
        '<div class="tgme_widget_message" data-post="AdaQuill/106"></div>',
        message(106, inside="<div>" * 200 + "</div>" * 200),
        message(106, when=datetime(1, 1, 1, tzinfo=UTC)),
    ],
)
def test_one_bad_message_loses_no_other(bad: str) -> None:
    keys = [post.key for post in read(message(105), bad, message(107))]
    assert (keys[0], keys[-1]) == ("telegram:adaquill/107", "telegram:adaquill/105")
