"""Classes of what business news speaks of, in English and Chinese (simplified). Data only.

A class, as field:kind; its English words (`*` is any ending); its Chinese words, as patterns. Classes of one
field in TELLING exclude one another: what is said of pills is not said of injections. The others only help to
see that two texts are of the same thing.
"""

from __future__ import annotations

TELLING = frozenset({"battery", "drug", "device", "chip", "audience"})
KINDS = """
battery:all-solid
  en all-solid-state, all-solid, solid-state, solid state
  zh 全固态, (?<![半准])固态
battery:semi-solid
  en semi-solid, half-solid, semi-solid-state, quasi-solid
  zh 半固态, 准固态
battery:sodium
  en sodium-ion, sodium ion, sodium, sodium cell*, sodium batter*
  zh 钠离子, 钠电, 钠电池
battery:lithium-iron
  en LFP, lithium iron phosphate, iron-phosphate
  zh 磷酸铁锂
battery:ternary
  en NMC, NCM, nickel-manganese-cobalt, ternary
  zh 三元锂, 三元电池
battery:lead
  en lead-acid
  zh 铅酸
energy:battery
  en battery, batteries, cell, cells, battery pack*, pack, packs
  zh 电池, 电芯
energy:storage
  en energy storage, storage system*
  zh 储能
energy:charging
  en charger*, charging station*, charging point*, fast-charging, charging site*, quick-charge
  en rapid-charge, charging
  zh 充电桩, 充电站, 快充, 超充, 充电, 补能
energy:swapping
  en battery swap*, swap station*
  zh 换电
energy:solar
  en solar, photovoltaic*, PV, solar panel*, module, modules
  zh 光伏, 太阳能, 组件
energy:wind
  en wind power, wind farm*, wind turbine*, offshore wind
  zh 风电, 风机, 风力发电
energy:nuclear
  en nuclear, reactor*
  zh 核电, 核能, 反应堆
energy:hydrogen
  en hydrogen, fuel cell*, electrolyser*, electrolyzer*
  zh 氢能, 氢燃料, 电解槽
energy:oil
  en oil, crude, petroleum, barrel*
  zh 原油, 石油
energy:gas
  en natural gas, LNG, pipeline gas
  zh 天然气, 液化气
energy:coal
  en coal, coal-fired
  zh 煤炭, 煤电, 动力煤
energy:power
  en electricity, power grid, grid, power plant*, power station*
  zh 电力, 电网, 电厂, 电站, 用电
material:lithium
  en lithium carbonate, lithium hydroxide, lithium price*
  zh 碳酸锂, 锂价, 锂矿, 氢氧化锂
material:copper
  en copper
  zh 铜(?!仁|陵|锣)
material:aluminium
  en alumin*um, bauxite
  zh 铝
material:steel
  en steel, steelmaking, steel mill*
  zh 钢铁, 钢材, 钢厂, 钢(?!琴|笔)
material:iron-ore
  en iron ore
  zh 铁矿
material:nickel
  en nickel
  zh 镍
material:cobalt
  en cobalt
  zh 钴
material:rare-earth
  en rare earth*
  zh 稀土
material:gold
  en gold, bullion
  zh 黄金, 金价
material:silver
  en silver
  zh 白银, 银价
material:cement
  en cement
  zh 水泥
material:silicon
  en polysilicon
  zh 多晶硅, 硅料
material:gallium
  en gallium, germanium
  zh 镓, 锗
material:plastic
  en plastic*
  zh 塑料
engine:combustion
  en combustion, petrol, diesel, gasoline, petrol-engine*, ICE, fuel car*
  zh 燃油车, 燃油, 汽油, 柴油, 油车, 内燃机, 排气管
engine:electric
  en electric car*, EV, EVs, electric vehicle*, battery-electric, all-electric, BEV*, electric-car
  zh 纯电, 电动车, 电动汽车, 电车(?!站)
engine:hybrid
  en hybrid*, plug-in*, PHEV*, range-extend*, extended-range
  zh 混动, 插混, 增程
car:sedan
  en sedan*, saloon*
  zh 轿车
car:suv
  en SUV, SUVs, crossover*
  zh SUV, 越野车
car:truck
  en truck*, lorry, lorries, pickup*
  zh 卡车, 货车, 皮卡, 重卡
car:van
  en van, vans, robovan*, delivery van*
  zh 面包车, 配送车, 送货车, 无人车
car:bus
  en bus, buses, coach, coaches
  zh 公交, 巴士, 客车
car:motorcycle
  en motorcycle*, motorbike*, scooter*
  zh 摩托, 电动自行车, 电瓶车
car:robotaxi
  en robotaxi*, driverless taxi*, self-driving taxi*, driverless cab*
  zh 无人驾驶出租车, 自动驾驶出租车, 无人出租车
car:driving
  en self-driving, autonomous driving, driverless, driver assistance, FSD, autopilot, autonomous
  zh 自动驾驶, 智驾, 辅助驾驶, 无人驾驶, 无人配送, 没有司机
car:car
  en car, cars, vehicle*, automobile*, auto, autos
  zh 汽车, 整车, 新车, 轿跑, 上车, 装车
car:tyre
  en tyre*, tire, tires
  zh 轮胎
chip:processor
  en processor*, SoC, CPU, CPUs, chipset*, application processor*, silicon
  zh 处理器, 手机芯片, 主控
chip:gpu
  en GPU, GPUs, accelerator*, AI chip*, graphics chip*
  zh 显卡, GPU, 加速卡, AI芯片, 算力芯片
chip:modem
  en modem*, baseband
  zh 基带, 调制解调器
chip:memory
  en memory, memory chip*, DRAM, HBM, NAND, flash memory, flash
  zh 内存, 存储芯片, 闪存, 存储器
chip:sensor
  en image sensor*, CIS
  zh 图像传感器
tech:chip
  en chip, chips, semiconductor*, microchip*, die, dies, wafer*, silicon
  zh 芯片, 半导体, 晶圆, 流片
tech:foundry
  en foundry, fab, fabs, tape-out, taped out, tape out
  zh 晶圆厂, 代工, 流片, 制程, 工艺
tech:equipment
  en lithography, etcher*, etching, deposition, chipmaking tool*
  zh 光刻机, 刻蚀, 沉积, 设备
tech:server
  en server*, data cent*, datacent*, rack*
  zh 服务器, 数据中心, 机房, 智算中心
tech:cloud
  en cloud, cloud computing
  zh 云计算, 云服务, 云业务, 上云
tech:ai
  en AI, artificial intelligence, machine learning
  zh 人工智能, AI
tech:model
  en language model*, foundation model*, large model*, LLM*, AI model*, chatbot*, model weights, weights
  zh 大模型, 模型, 聊天机器人, 权重
tech:open-source
  en open-source*, open source*, open-weight*
  zh 开源
tech:api
  en API, APIs, token*, developer access
  zh API, 接口, 调用, 词元
tech:robot
  en robot, robots, humanoid*, robotic*
  zh 机器人, 人形
tech:drone
  en drone*, UAV*
  zh 无人机(?!舱)
tech:satellite
  en satellite*, constellation*
  zh 卫星, 星座
tech:rocket
  en rocket*, launcher*, launch vehicle*, spacecraft
  zh 火箭, 飞船, 运载
tech:quantum
  en quantum
  zh 量子
tech:network
  en network, networks, base station*, mobile network*, wireless network*, sixth-generation
  en fifth-generation
  zh 基站, 网络, 试验网, 通信网
tech:operating-system
  en operating system*, OS
  zh 操作系统, 系统
tech:software
  en software, app, apps, application software
  zh 软件, 应用程序, APP
tech:game
  en game, games, video game*, gaming
  zh 游戏, 手游
tech:expansion
  en DLC, add-on*, expansion pack*, paid expansion, expansion, season pass
  zh DLC, 资料片, 扩展包, 后续内容
tech:search
  en search engine*
  zh 搜索引擎, 搜索
tech:payment
  en payment*, wallet*
  zh 支付, 钱包
tech:crypto
  en bitcoin, crypto*, stablecoin*, token sale
  zh 比特币, 加密货币, 稳定币, 数字货币
tech:data
  en data, user data, personal data, privacy
  zh 数据, 隐私
tech:hack
  en breach*, cyberattack*, hack, hacked, ransomware
  zh 泄露, 黑客, 网络攻击
device:foldable
  en foldable*, folding, fold, flip phone*
  zh 折叠, 翻盖
device:tablet
  en tablet computer*, slate, slates, pad, tab, iPad*
  zh 平板电脑, 平板
device:laptop
  en laptop*, notebook*, PC, PCs, personal computer*
  zh 笔记本, (?<!平板)电脑, 个人电脑
device:watch
  en smartwatch*, wearable*, wristband*
  zh 智能手表, 手环, 手表, 穿戴
device:glasses
  en glasses, headset*, goggles, AR glasses, VR
  zh 眼镜, 头显
device:tv
  en television*, TV set*, TVs, smart TV*
  zh 电视机, 智能电视, 彩电
device:earphones
  en earphone*, earbud*, headphone*
  zh 耳机
device:console
  en console*
  zh 游戏机, 主机(?!厂)
device:phone
  en smartphone*, handset*, phone, phones
  zh 智能手机, 手机(?!芯片)
device:camera
  en camera*, lens, lenses
  zh 相机, 摄像头, 镜头
home:appliance
  en appliance*, fridge*, refrigerator*, washing machine*, dishwasher*
  zh 家电, 冰箱, 洗衣机
home:air-conditioner
  en air conditioner*, air-conditioning
  zh 空调
drug:pill
  en pill, pills, oral, capsule*, caplet*, lozenge*, weight-loss tablet*, slimming tablet*, diet tablet*,
  en sleeping tablet*, pain tablet*, vitamin tablet*, daily tablet*, coated tablet*
  zh 药片, 口服, 片剂, 胶囊, 药丸
drug:injection
  en injection*, injectable*, shot, jab, jabs
  zh 注射, 针剂, 注射液, 打针, [一两几每]针, (?:减肥|减重|降糖|疫苗|流感|止痛)针
health:vaccine
  en vaccine*, vaccination*
  zh 疫苗
health:gene
  en gene therapy, cell therapy, CAR-T
  zh 基因疗法, 细胞疗法
health:device
  en insulin pump*, infusion pump*, pacemaker*, medical device*, stent*
  zh 胰岛素泵, 输液泵, 起搏器, 医疗器械, 支架
health:drug
  en drug, drugs, medicine*, medication*, treatment*, therapy, therapies
  zh 新药, 药物, 药品, 疗法, 用药, 给药, 制剂
health:obesity
  en obesity, weight-loss, weight loss, slimming
  zh 减肥, 减重, 肥胖, 瘦身, 瘦
health:diabetes
  en diabetes, insulin, blood sugar, glucose
  zh 糖尿病, 胰岛素, 血糖
health:cancer
  en cancer*, tumour*, tumor*, oncology
  zh 癌症, 肿瘤, 抗癌, 癌
health:alzheimer
  en alzheimer*, dementia
  zh 阿尔茨海默, 老年痴呆
health:trial
  en clinical trial*, trial*, readout*, phase three, phase 3, phase III, late-stage
  zh 临床, 试验(?!网), 三期, 二期, 数据读出
health:flu
  en flu, influenza
  zh 流感
health:hospital
  en hospital*, clinic, clinics
  zh 医院, 诊所
health:reimbursement
  en reimburs*, insurance list*
  zh 医保, 报销
stage:application
  en submitted, submission*, filing, file, files, filed, application*, paperwork, lodge*
  zh 递交, 申报, 报产, 递表, 申请, 报批, 上市申请
stage:approval
  en approved, approval*, nod, clearance, cleared by, green light, authoris*, authoriz*
  zh 获批, 批准, 核准, 放行, 点头
stage:trial
  en enrol*, phase one, phase two
  zh 入组
food:drink
  en drink*, beverage*, soda*, juice*, bottled water
  zh 饮料, 饮品, 汽水, 果汁
food:coffee
  en coffee, latte*, espresso
  zh 咖啡, 拿铁
food:tea
  en tea, milk tea, bubble tea
  zh 奶茶, 茶饮, 茶叶
food:alcohol
  en beer, wine, liquor, baijiu, whisky, spirits
  zh 白酒, 啤酒, 红酒, 威士忌
food:dairy
  en milk powder, infant formula, dairy, cheese, yoghurt
  zh 奶粉, 乳制品, 牛奶, 酸奶
food:meat
  en pork, beef, poultry, chicken, lamb
  zh 猪肉, 牛肉, 鸡肉, 羊肉
food:sweetener
  en sweetener*, aspartame, sugar-free
  zh 甜味剂, 阿斯巴甜, 代糖
food:grain
  en wheat, corn, soy*, rice, grain
  zh 小麦, 玉米, 大豆, 大米, 粮食
food:delivery
  en food-delivery, food delivery, takeaway*, takeout, meal delivery
  zh 外卖, 送餐
food:restaurant
  en restaurant*, eatery, eateries, diner*
  zh 餐厅, 餐饮, 饭店
food:ready-meal
  en ready meal*, pre-made, premade
  zh 预制菜
retail:store
  en store, stores, shop, shops, outlet*, boutique*, flagship store*, showroom*
  zh 门店, 店铺, 专卖店, 开店, 关店, 店(?=面|数|铺|里), 展厅, 营业厅
retail:supermarket
  en supermarket*, hypermarket*, grocer*
  zh 超市, 商超, 卖场
retail:mall
  en mall, malls, shopping cent*
  zh 商场, 购物中心
retail:e-commerce
  en e-commerce, online retail*, marketplace*, online store*, livestream*
  zh 电商, 网店, 直播带货, 网购, 平台
retail:brand
  en brand, brands, label
  zh 品牌
retail:luxury
  en luxury, handbag*, jewel*
  zh 奢侈品, 珠宝, 手袋
retail:clothing
  en clothing, apparel, garment*, fashion, sportswear, shoes, sneakers
  zh 服装, 服饰, 鞋, 运动服, 衣服
retail:cosmetics
  en cosmetic*, beauty, skincare, make-up
  zh 化妆品, 美妆, 护肤
retail:toy
  en toy, toys, blind box*
  zh 玩具, 盲盒, 潮玩
retail:furniture
  en furniture
  zh 家具, 家居
retail:coupon
  en voucher*, coupon*, rebate*, red envelope*
  zh 券, 红包
finance:listing
  en IPO, IPOs, list, listing, float, floating, go public, going public, share sale, flotation
  en stock market debut, public offering
  zh 上市(?!申请|新车|发布|的?药), 挂牌, 递表, 招股, 首发, IPO, 敲钟
finance:dividend
  en dividend*, payout*
  zh 分红, 股息, 派息
finance:buyback
  en buyback*, share repurchase*, buy back
  zh 回购
finance:split
  en stock split*, share split*
  zh 拆股
finance:spin-off
  en spin-off*, spin off, spinning off, demerger*, carve-out*, break-up
  zh 分拆, 拆分
finance:merger
  en merger*, merge, merging, tie-up
  zh 合并, 并购
finance:acquisition
  en acquisition*, acquire*, takeover*, buyout*, bid for, buying
  zh 收购, 买下, 要约
finance:stake
  en stake, stakes, shareholding*
  zh 股权, 持股, 股份, 入股
finance:sale
  en for sale, divest*, disposal, sell off, bidder*, buyer*, dump*
  zh 出售, 变卖, 剥离, 买家, 竞购, 卖掉
finance:funding
  en funding round*, fundraising, raise capital, raising money, series a, series b, capital increase
  zh 融资, 增资, 募资
finance:bond
  en bond, bonds, notes issue
  zh 债券, 发债, 美元债
finance:debt
  en debt, debts, borrowing*, liabilities, leverage
  zh 债务, 负债, 欠款, 杠杆
finance:default
  en default*, missed payment*
  zh 违约
finance:bankruptcy
  en bankrupt*, insolven*, administration, chapter 11, liquidat*
  zh 破产, 清算, 倒闭
finance:loan
  en loan*, lending, mortgage*, credit
  zh 贷款, 信贷, 房贷, 放贷
finance:deposit
  en deposit*, savings
  zh 存款, 储蓄
finance:fund
  en fund, funds, ETF*
  zh 基金
finance:insurance
  en insurance, insurer*, premium*, policyholder*
  zh 保险, 保费, 保单, 投保, 险
finance:interest-rate
  en interest rate*, rate cut*, rate hike*, rates
  zh 利率, 降息, 加息
finance:fine
  en fine, fined, penalty, penalties
  zh 罚款, 罚单, 处罚
finance:tax
  en tax, taxes, levy, duty, duties, VAT
  zh 税, 关税, 增值税
finance:tariff
  en tariff*, import dut*
  zh 关税
finance:subsidy
  en subsid*, handout*, incentive*, grant, grants
  zh 补贴, 补助, 红包
finance:currency
  en exchange rate*, currency, yuan exchange
  zh 汇率
finance:guidance
  en guidance, outlook, forecast*
  zh 指引, 预期, 展望
finance:delisting
  en delist*, go private, taking private
  zh 退市, 私有化
metric:revenue
  en revenue*, turnover, top line
  zh 营收, (?<!利息)(?<!净)(?<!费)收入, 销售额, 营业额
metric:profit
  en profit*, earnings, net income, bottom line
  zh 利润, 净利, 盈利, 赚
metric:loss
  en losses, net loss, loss-making, in the red
  zh 亏损, 亏
metric:margin
  en margin, margins, gross margin*
  zh 毛利率, 利润率
metric:net-interest
  en net interest income, interest income, NII, net interest margin
  zh 净利息, 利息收入, 利息净收入, 净息差, 存贷利差
metric:fee-income
  en fee income, commission income, fees
  zh 手续费, 中间业务, 佣金收入
metric:premium
  en premium income
  zh 保费收入
metric:new-business
  en new business value, VNB, value of new business
  zh 新业务价值
metric:price
  en price, prices, priced, pricing, sticker, tag, cost less, costs less, pay more, dearer, cheaper
  zh 价格, 售价, 涨价, 降价, 定价, 起售价, 不涨, 价, 贵
metric:cost
  en cost of, costs of, expense*, expenditure*, spending, bill
  zh 成本, 费用, 开支, 花费, 支出
metric:yield
  en yield, yields, pass rate*, defect rate*, reject rate*
  zh 良率, 良品率, 合格率, 次品率, 缺陷率
metric:volume-production
  en mass production, volume production, mass output, volume manufactur*, series production
  zh 量产, 批量生产, 投产, 下线, 大规模生产
metric:small-batch
  en small batch*, small lot*, limited run*, pilot production
  zh 小批量, 试产
metric:capacity
  en capacity, output capacity
  zh 产能
metric:output
  en output, production volume*, produced
  zh 产量, 减产, 增产
metric:shipment
  en shipment*, shipped, ships
  zh 出货, 发货
metric:delivery
  en deliver, delivers, delivered, deliveries, handover*, handed over
  zh 交付, 交车, 交货
metric:order
  en order, orders, ordered, bookings, preorder*, pre-order*
  zh 订单, 订购, 下定, 大定, 预订, 订
metric:sales
  en sales, unit sales, sold
  zh 销量, 销售, 卖出, 售出
metric:users
  en user, users, active users, daily users, members, subscribers
  zh 用户, 日活, 月活, 会员, 打开
metric:market-share
  en market share, share of the market
  zh 市场份额, 市占率
metric:growth
  en growth, growing
  zh 增长, 增速
metric:inventory
  en inventor*, stockpile*
  zh 库存, 存货
metric:occupancy
  en load factor*, occupancy, seats filled, full
  zh 上座率, 客座率, 入住率
metric:speed
  en delivery time*, speed
  zh 时效, 时间, 提速
metric:emission
  en emission*, carbon, net zero, carbon-neutral
  zh 排放, 碳中和, 碳
metric:investment
  en invest, investing, investment*, capex, capital spending
  zh 投资, 资本开支, 投入
metric:valuation
  en valuation, market value, market cap*
  zh 估值, 市值
metric:share-price
  en share price, stock price, shares fell, shares rose
  zh 股价
charge:commission
  en commission*, take rate, seller fee*, merchant fee*
  zh 佣金, 抽成, 抽佣, 扣点
charge:subscription
  en subscription*, membership fee*, monthly plan*
  zh 订阅, 会员费, 会费
charge:advertising
  en ad, ads, advert*, commercial break*, pre-roll, commercials
  zh 广告, 片前, 贴片
charge:delivery-fee
  en delivery fee*, shipping fee*
  zh 配送费, 运费
charge:surcharge
  en surcharge*
  zh 附加费
charge:fare
  en fare, fares, ticket price*, tickets
  zh 票价, 机票, 车票
charge:rent
  en rent, rents, lease
  zh 租金, 房租
charge:toll
  en toll, tolls
  zh 过路费
charge:payment
  en charge for, charging for, paywall, pay-per*, paid
  zh 收费, 付费, 掏腰包
people:jobs
  en job, jobs, job cuts, job losses, layoff*, lay off, laying off, redundanc*, headcount, workforce
  en roles, positions, posts, axe*
  zh 裁员, 裁减, 岗位, 员工, 职位, 编制, 人手
people:hiring
  en hire, hires, hiring, recruit*
  zh 招聘, 招人, 扩招
people:pay
  en pay rise*, salary, salaries, wage*, bonus*
  zh 工资, 薪酬, 加薪, 年终奖, 薪水
people:strike
  en strike, strikes, walkout*, industrial action
  zh 罢工
people:office-return
  en remote work*, return to office, work from home, four-day week
  zh 远程办公, 居家办公, 回办公室
people:social-insurance
  en social insurance, social security, pension*
  zh 社保, 养老金, 五险
people:rider
  en rider, riders, courier*
  zh 骑手, 配送员, 快递员
people:driver
  en driver, drivers
  zh 司机
people:executive
  en chief executive*, CEO, chairman, chairwoman, CFO, resign*, step down, stepping down, successor*
  zh 首席执行官, 董事长, 总裁, 辞职, 卸任, 接班, 离职
people:patient
  en patient, patients
  zh 患者, 病人, 受试者
people:overtime
  en overtime, working hours
  zh 加班, 工时
place:factory
  en factory, factories, plant, plants, works, assembly plant*, production line*, production site*, mill
  zh 工厂, 厂房, 建厂, 产线, 厂址, 生产基地, 厂
place:branch
  en branch, branches, branch network
  zh 网点, 分行, 支行
place:office
  en office, offices, headquarters, desks and lobbies, office building*
  zh 写字楼, 办公室, 办公楼, 总部, 办公物业
place:warehouse
  en warehouse*, fulfilment cent*, distribution cent*
  zh 仓库, 物流中心, 仓
place:hotel
  en hotel, hotels, resort*
  zh 酒店, 宾馆, 度假村
place:housing
  en housing, homes, apartments, flats, property, real estate
  zh 住房, 楼盘, 房产, 地产, 房地产, 公寓
place:land
  en land, site, sites, plot, location*
  zh 土地, 地块, 选址, 厂址, 看地
place:mine
  en mine, mines, mining, first ore, ore
  zh 矿山, 采矿, 矿场, 矿
place:port
  en port, ports, terminal*, dock
  zh 港口, 码头
place:airport
  en airport*
  zh 机场
place:railway
  en railway*, rail, train, trains, high-speed rail
  zh 铁路, 高铁, 火车, 列车
place:road
  en road, roads, highway*, bridge*
  zh 公路, 高速公路, 桥
place:lab
  en laborator*, lab, labs, research cent*, R&D cent*
  zh 实验室, 研发中心
place:theme-park
  en theme park*, amusement park*
  zh 主题公园, 乐园
place:cinema
  en cinema*, box office, film, films, movie*
  zh 电影, 票房, 影院
place:school
  en school*, universit*, tuition
  zh 学校, 大学, 学费
travel:flight
  en flight*, route*, nonstop*, air link*, service to, rotations, direct flight*
  zh 航线, 直航, 航班, 直飞, 复航, 首航, 开航, 飞往
travel:aircraft
  en aircraft, plane, planes, jet, jets, airliner*, narrowbod*, widebod*
  zh 飞机, 客机, 机队, 宽体机, 窄体机
travel:cruise
  en cruise*, ferry, ferries
  zh 邮轮, 游轮, 渡轮
travel:shipping
  en shipping, container*, freight, vessel*, cargo
  zh 航运, 集装箱, 货运, 船舶, 运力
travel:visa
  en visa, visas
  zh 签证, 免签
travel:tourist
  en tourist*, travell*, tourism
  zh 游客, 旅游, 旅客
travel:bike
  en bike, bikes, bicycle*, bike-sharing
  zh 单车, 自行车
travel:ride-hailing
  en ride-hailing, ride hailing, cab, cabs
  zh 网约车, 打车
media:drama
  en drama, dramas, short drama*, series, show, title
  zh 短剧, 电视剧, 剧集, 综艺
media:music
  en music, album*, song, songs, streaming
  zh 音乐, 专辑, 歌曲
media:news
  en newspaper*, journalis*, newsroom
  zh 报纸, 新闻业
media:video
  en video, videos, short video*
  zh 视频, 短视频
media:book
  en book, books, publish*
  zh 图书, 出版
media:sport
  en football, basketball, club, league, match, player*
  zh 足球, 篮球, 俱乐部, 联赛, 球员
audience:paying
  en subscriber*, paying member*, paid member*, paying user*, paying customer*
  zh 付费会员, 付费用户, 掏钱的人
audience:free
  en free user*, non-paying, those who pay nothing, free tier, free members
  zh 免费用户, 不掏钱
law:lawsuit
  en lawsuit*, sue, sues, sued, suing, court*, litigation, legal action
  zh 诉讼, 起诉, 官司, 法院, 告上
law:patent
  en patent*
  zh 专利
law:antitrust
  en antitrust, anti-trust, monopol*, competition law
  zh 反垄断, 垄断
law:investigation
  en investigat*, probe, inquiry
  zh 调查(?!显示|报告)
law:ban
  en ban, bans, banned, blacklist*, entity list
  zh 禁令, 禁止, 封禁, 实体清单, 黑名单
law:licence
  en licen[cs]e*, export licen[cs]e*, permit*
  zh 许可证, 牌照, 出口许可, 许可
law:sanction
  en sanction*
  zh 制裁
law:recall
  en recall*, called back
  zh 召回, 回厂
law:safety
  en safety, defect*, crash*, fire
  zh 安全, 缺陷, 事故, 起火
law:fraud
  en fraud*, scam*, bribe*, corruption
  zh 诈骗, 造假, 行贿, 腐败
law:regulator
  en regulator*, watchdog*, regulatory
  zh 监管, 药监, 主管部门
deal:partnership
  en partner*, alliance, joint venture*, collaborat*, cooperat*, tie up
  zh 合作, 合资, 联盟, 携手, 伙伴
deal:contract
  en contract*, supply deal*, supplier*, procure*, purchas*, sourcing, sourced from
  en buy from, buys from, buying from, bought from
  zh 合同, 供应商, 采购, 供货, 供应
deal:talks
  en talks, negotiat*, discussion*
  zh 谈判, 洽谈, 磋商, 商谈, 接触
deal:exit
  en exit, exits, quit, quits, withdraw*, pull out, leaving, pulling out, pulled out, bow out, bows out
  zh 退出, 撤出, 离开, 撤离
deal:entry
  en enter, enters, entry, entering, debut*, launch in
  zh 进入, 进军, 登陆, 入华
deal:war
  en price war*, subsidy war*, discount war*, tariff war*, bidding war*, trade war*
  zh (?:价格|补贴|折扣|关税|贸易|流量|红包)(?:大战|战)
deal:closure
  en close, closes, closing, closure*, shut, shuts, shutting, shut down
  zh 关闭, 关门, 关停, 停产, 不关, 会关
deal:launch
  en launch*, unveil*, release*, introduce*, rolled out, go on sale
  zh 发布, 推出, 亮相, 登场, 面世, 开售
deal:delay
  en delay*, postpone*, pushed back, pushes back, slip, slips, slipped, put off
  zh 推迟, 延期, 跳票, 延后
deal:expansion
  en expand*, expansion plan*
  zh 扩张, 扩建, 扩产
"""
