"""Chinese: what stands before and after a name, and the characters of foreign ones. Data only."""

from __future__ import annotations

from statements.lexicon import words

# Of a title the parts before its noun: 来电科技 高级市场 总监
TITLE_PARTS = words(
    """高级 资深 执行 首席 联合 联席 常务 第一 副 前 原 现任 代理 市场 品牌 产品 技术 运营 销售 财务
    研发 营销 公关 传播
    战略 业务 投资 人力资源 中国区 大中华区 亚太区 全球 集团 创始 轮值 独立 人权 新闻 总"""
)
# Before a title these are no organisation: 业内资深人士
NO_ORG = words(
    """业内 行业 资深 知名 著名 独立 本报 本地 当地 有关 相关 一名 一位 某 原 前 现任 时任 新任 外国
    国外 国内 多名 首席"""
)
KIN = frozenset(words("母亲 父亲 妈妈 爸爸 学生"))
HONORIFICS = words("先生 女士 小姐 总 董 教授 老师 医生")
# After these 小米 and 苹果 are what grows in a field
CROP = words("种植 农户 果农 果园 采摘 丰收 产量 收购 粥 粒 田 亩 播种 产地 价格 饭")
# Characters with which foreign names are written
SOUNDS = (
    "阿埃艾爱安昂奥澳巴白拜班邦保鲍贝本比彼宾波伯勃博布查达戴丹当道德登邓狄迪蒂丁东杜敦多厄恩尔法凡范菲费芬丰冯佛弗福富盖甘"
    "冈高戈哥格葛根贡古瓜圭哈海汉豪赫黑亨洪胡华怀惠霍基吉季加贾简杰捷金卡凯坎康考柯科可克肯孔库夸奎拉莱赖兰朗劳勒雷里理丽利"
    "莉立连列林琳刘龙卢鲁路伦罗洛吕马玛迈麦曼芒毛梅门蒙米密闵明缪莫默姆穆拿纳娜乃南内尼妮年涅宁牛纽农努诺欧帕派潘佩彭蓬皮匹"
    "平珀普奇齐乔切钦琴青琼丘让热仁日荣茹儒瑞若萨塞赛三桑瑟森沙莎山珊尚绍舍申圣施什石史士舒斯思司丝苏孙索所塔泰坦汤唐特腾提"
    "田廷图土托陀瓦万汪旺威韦维魏温文翁沃乌吾武西希锡席夏香肖萧歇谢辛欣兴休许逊雅亚延扬杨尧耶叶伊依易因英尤于约云扎泽詹章珍"
    "芝治朱祖佐茜萝蕾黛蓓薇蒂"
)
