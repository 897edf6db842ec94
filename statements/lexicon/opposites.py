"""Pairs of what one can do, each the other's opposite, in English and Chinese. Data only.

A side of a pair, as pair+ or pair-; its English words (`*` is any ending); its Chinese words, as patterns.
"""

from __future__ import annotations

PAIRS = """
level+
  en rise, rises, rising, rose, raise*, increase*, grow, grows, grew, growth, up, higher, climb*, jump*
  en surge*, gain*, lift*, hike*, dearer
  zh 涨, 上调, 上升, 增长, 提高, 提升, 增加, 加价, 升至, 调高, 走高, 贵
level-
  en fall, falls, fell, falling, cut, cuts, drop*, decrease*, lower*, decline*, down, reduce*, slump*
  en slash*, cheaper, shrink*, slid, slide*
  zh 跌, 降, 下调, 下降, 下滑, 减少, 调低, 走低, 便宜, 缩减, 砍
door+
  en open, opens, opened, opening, reopen*
  zh 开业, 开店, 开门, 新开, 开设, 重开, 开放
door-
  en close, closes, closed, closing, closure*, shut, shuts, shutting, shutter*
  zh 关闭, 关门, 关店, 关停, 停业, 闭店, 关掉
market+
  en enter, enters, entering, entered, entry
  zh 进入, 进军, 登陆, 入局
market-
  en leave, leaves, leaving, left, exit*, quit, quits, withdraw*, pull out, pulling out
  zh 退出, 撤出, 离开, 撤离, 离场
trade+
  en buy, buys, buying, bought, acquire*, purchas*
  zh 买, 收购, 采购, 购入, 增持
trade-
  en sell, sells, selling, sold, divest*, dispose*
  zh 卖, 出售, 减持, 剥离, 抛售
staff+
  en hire, hires, hiring, hired, recruit*
  zh 招聘, 招人, 扩招, 增员
staff-
  en fire, fires, firing, fired, lay off, layoff*, axe*, sack*, redundan*
  zh 裁员, 裁掉, 裁减, 解雇, 辞退
course+
  en start, starts, starting, started, begin*, began, launch*, resume*, restart*
  zh 开始, 启动, 恢复, 重启, 复航, 开通, 上线
course-
  en stop, stops, stopped, stopping, end, ends, ended, halt*, suspend*, discontinu*
  zh 停止, 终止, 停产, 暂停, 停飞, 下架, 中断, 叫停
keep+
  en keep, keeps, kept, keeping, retain*, maintain*, stay*, remain*, preserv*
  zh 保留, 维持, 保持, 留住, (?<![按依参遵对])照[旧常样发付给办开], 不变
keep-
  en drop*, abandon*, scrap*, ditch*, remove*, eliminat*, phase out
  zh 取消, 放弃, 弃用, 废除, 去掉, 砍掉
truth+
  en confirm*, acknowledg*, admit*
  zh 证实, 确认, 承认, 属实
truth-
  en deny, denies, denied, refut*, dismiss*, rebut*
  zh 否认, 驳斥, 辟谣, 不实
time+
  en early, earlier, ahead of schedule, bring forward, brought forward, sooner
  zh 提前, 早于, 提早
time-
  en delay*, late, later, postpone*, slip, slips, slipped, push* back, behind schedule
  zh 推迟, 延期, 延后, 跳票, 晚于
will+
  en accept*, approv*, agree*, welcom*
  zh 同意, 接受, 批准, 通过, 欢迎
will-
  en reject*, refus*, declin*, block*, oppos*
  zh 拒绝, 反对, 驳回, 否决
size+
  en expand*, widen*, broaden*, scale up
  zh 扩大, 扩张, 扩产, 加大
size-
  en shrink*, narrow*, scale back, downsize*, scale down
  zh 缩小, 收缩, 减产, 压缩
result+
  en profit*, profitable, in the black
  zh 盈利, 扭亏, 赚
result-
  en loss, losses, lossmaking, loss-making, in the red
  zh 亏损, 亏, 赔
gain+
  en win, wins, won, victory
  zh 赢, 胜诉, 获胜
gain-
  en lose, loses, lost, defeat*
  zh 输, 败诉, 落败
law+
  en allow*, permit*, lift the ban, legali*
  zh 允许, 放行, 解禁, 准许
law-
  en ban, bans, banned, prohibit*, forbid*, outlaw*
  zh 禁止, 封禁, 不准, 取缔
bond+
  en join*, team up, partner*
  zh 加入, 携手, 结盟
bond-
  en split*, part ways, break up, sever*
  zh 分手, 决裂, 散伙, 断绝
weight+
  en strong, stronger, strengthen*, tight*
  zh 加强, 增强, 收紧
weight-
  en weak, weaker, weaken*, loosen*, eas*
  zh 减弱, 削弱, 放松, 放宽
trip+
  en import*
  zh 进口
trip-
  en export*
  zh 出口(?!市场)
money+
  en lend*, lent
  zh 放贷, 借出
money-
  en borrow*
  zh 借入, 举债
hand+
  en hand-made, manual
  zh 人工, 手工
hand-
  en automat*
  zh 自动化, 机器换人
fault+
  en safe, safety
  zh 安全
fault-
  en unsafe, dangerous
  zh 不安全, 危险
price+
  en free, free of charge, for nothing
  zh 免费, 不收钱, 不收费
price-
  en paid, charge*, charging, pay-per*
  zh 收费, 付费, 掏腰包
own+
  en in-house, home-grown, self-developed, own-brand
  zh 自研, 自建, 自产
own-
  en outsourc*, third-party, supplier*
  zh 外包, 外购, 采购, 代工
secret+
  en secret*, confidential*, private
  zh 秘密, 保密, 私下
secret-
  en public*, open about
  zh 公开, 公布
hope+
  en optimis*, bullish, upbeat
  zh 乐观, 看好, 看涨
hope-
  en pessimis*, bearish, gloomy
  zh 悲观, 看空, 看淡
"""
