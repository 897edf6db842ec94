"""Chinese words that make a cue report nothing: said by nobody, not yet, on a condition, or in a rumour."""

from __future__ import annotations

from statements.lexicon import words

# Right before whoever speaks
RUMOURED = words("网传 据传 盛传 谣传 讹传 误传 疯传 传言 传闻 疑似 有传言称 有传闻称 网络传言 网上传")
CONDITIONS = words(
    """如果 假如 假使 假若 假设 倘若 倘使 若是 要是 万一 一旦 除非 只要 只有 即使 即便 哪怕 是否 难道 等到
    待到 为什么 为何 怎么 会不会 有没有 是不是 可能 或许 也许"""
)
# Of one character: only where a clause begins, and no part of a name that begins so (传音, 若昂)
AT_START = ("传(?![音祺化奇统媒神智播达承输感真家])", "若(?![昂泽热阿白干纳])", "待", "等")
FAKES = words("假 虚假 伪造 深度伪造 合成 恶搞 冒充 假冒 山寨 冒牌 冒名 换脸 不实")
WORKS = words("视频 音频 录音 图片 截图 帖子 账号 帐号 声明 公告 片段 微博 文章 通知 语音")

# Between whoever speaks and the cue
AHEAD = words(
    """可能 或许 也许 大概 恐怕 或将 或会 将会 将要 即将 有望 料将 恐将 必将 预计 预期 打算 计划 准备 拟于
    将于 将在 疑似 应该 应当 本应 理应 想必 是否 会不会 有没有 是不是 最快 最早 最迟 据传 网传
    如果 若 要是 一旦 假如 倘若 若是
    (?<![上中少大主老名武猛健虎麻])将 (?<![模虚])拟 或"""
)
WHEN = (
    "[0-9一二三四五六七八九十下本明后今次近]{1,4}个?(?:年|月|日|号|周|星期|季度|天|晚|早|点|午|旬)"
    "[0-9一二三四五六日天末初内底早晚份]{0,3}|届时|稍后|不久后?|随后|近期|近日|日内"
)
NOBODY = words("无人 没有人 没人 无一人 尚无人 未有人 谁也没 谁都没")
