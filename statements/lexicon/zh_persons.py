"""Chinese: what stands before and after a name, and the characters of foreign ones. Data only."""

from __future__ import annotations

from statements.lexicon import words

# Of a title the parts before its noun: 海岸科技 资深品牌 总监
TITLE_PARTS = words(
    """高级 资深 执行 首席 联合 联席 常务 第一 副 前 原 现任 代理 市场 品牌 产品 技术 运营 销售 财务
    研发 营销 公关 传播
    战略 业务 投资 人力资源 中国区 大中华区 亚太区 全球 集团 创始 轮值 独立 人权 新闻 总"""
)
# Before a title these are no organisation: 行业资深人士
NO_ORG = words(
    """业内 行业 资深 知名 著名 独立 本报 本地 当地 有关 相关 一名 一位 某 原 前 现任 时任 新任 外国
    国外 国内 多名 首席"""
)
KIN = frozenset(words("母亲 父亲 妈妈 爸爸 学生"))
HONORIFICS = words("先生 女士 小姐 总 董 教授 老师 医生")
# After these 小米 and 苹果 are what grows in a field
CROP = words("种植 农户 果农 果园 采摘 丰收 产量 收购 粥 粒 田 亩 播种 产地 价格 饭")
# Whoever is called so, of an organisation or a person, is somebody else: 苹果供应商, 雷军的妻子
OUTSIDERS = words(
    """供应商 经销商 代理商 代工厂 代工商 分销商 承包商 竞争对手 对手 劲敌 客户 顾客 消费者 车主 机主 用户
    粉丝 米粉 律师 工会 股东 投资者 投资人 合作伙伴 合作方 伙伴 友商 员工 工人 前同事 同事 同学 朋友 好友
    邻居 房东 前员工 离职员工 妻子 丈夫 太太 夫人 前妻 前夫 儿子 女儿 父亲 母亲 哥哥 弟弟 姐姐 妹妹 家属
    家人 批评者 反对者 支持者 分析师 供應商 經銷商 競爭對手 對手 客戶 車主 用戶 粉絲 律師 工會 股東 投資人
    合作夥伴 夥伴 員工"""
)
# Before a title these say that somebody else holds it today
FORMER = ("前", "原", "时任", "時任", "已离职", "已故")
