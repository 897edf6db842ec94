"""Cities and parts of states, in English and Chinese. Data only.

A line is a state, or a part of one, and what lies in it; a name that is another part's own is a part itself.
"""

from __future__ import annotations

# CN/guangdong: Shenzhen=深圳 says that Shenzhen lies in Guangdong, which the line of CN names
PARTS = """
CN: Beijing=北京, Shanghai=上海, Tianjin=天津, Chongqing=重庆, Guangdong=广东, Zhejiang=浙江, Jiangsu=江苏
CN: Sichuan=四川, Shandong=山东, Henan=河南, Hebei=河北, Hubei=湖北, Hunan=湖南, Anhui=安徽, Fujian=福建
CN: Jiangxi=江西, Shaanxi=陕西, Shanxi=山西, Liaoning=辽宁, Jilin=吉林, Heilongjiang=黑龙江, Yunnan=云南
CN: Guizhou=贵州, Guangxi=广西, Hainan=海南, Gansu=甘肃, Qinghai=青海, Ningxia=宁夏, Xinjiang=新疆
CN: Tibet=西藏
CN: Inner Mongolia=内蒙古, Yangtze River Delta=长三角, Pearl River Delta=珠三角, Greater Bay Area=大湾区
CN/guangdong: Shenzhen=深圳, Guangzhou=广州, Dongguan=东莞, Foshan=佛山, Zhuhai=珠海, Huizhou=惠州
CN/guangdong: Shantou=汕头
CN/guangdong: Zhongshan=中山市, Zhanjiang=湛江
CN/zhejiang: Hangzhou=杭州, Ningbo=宁波, Wenzhou=温州, Jiaxing=嘉兴, Yiwu=义乌, Shaoxing=绍兴, Jinhua=金华
CN/zhejiang: Huzhou=湖州
CN/jiangsu: Suzhou=苏州, Nanjing=南京, Wuxi=无锡, Changzhou=常州, Nantong=南通, Xuzhou=徐州, Yangzhou=扬州
CN/jiangsu: Kunshan=昆山
CN/sichuan: Chengdu=成都, Yibin=宜宾, Mianyang=绵阳, Leshan=乐山
CN/shandong: Qingdao=青岛, Jinan=济南, Yantai=烟台, Weifang=潍坊, Weihai=威海
CN/henan: Zhengzhou=郑州, Luoyang=洛阳
CN/hebei: Shijiazhuang=石家庄, Baoding=保定, Tangshan=唐山, Xiong'an=雄安
CN/hubei: Wuhan=武汉, Yichang=宜昌, Xiangyang=襄阳
CN/hunan: Changsha=长沙, Zhuzhou=株洲, Xiangtan=湘潭
CN/anhui: Hefei=合肥, Wuhu=芜湖
CN/fujian: Xiamen=厦门, Fuzhou=福州, Ningde=宁德, Quanzhou=泉州
CN/jiangxi: Nanchang=南昌, Ganzhou=赣州, Jingdezhen=景德镇
CN/shaanxi: Xi'an=西安, Xian=西安, Baoji=宝鸡
CN/shanxi: Taiyuan=太原, Datong=大同市
CN/liaoning: Shenyang=沈阳, Dalian=大连
CN/jilin: Changchun=长春
CN/heilongjiang: Harbin=哈尔滨, Daqing=大庆
CN/yunnan: Kunming=昆明, Dali=大理, Lijiang=丽江
CN/guizhou: Guiyang=贵阳, Zunyi=遵义
CN/guangxi: Nanning=南宁, Guilin=桂林, Liuzhou=柳州
CN/hainan: Haikou=海口, Sanya=三亚
CN/gansu: Lanzhou=兰州
CN/qinghai: Xining=西宁
CN/ningxia: Yinchuan=银川
CN/xinjiang: Urumqi=乌鲁木齐
CN/tibet: Lhasa=拉萨
CN/inner mongolia: Hohhot=呼和浩特, Baotou=包头, Ordos=鄂尔多斯
TW: Taipei=台北, Hsinchu=新竹, Kaohsiung=高雄, Taichung=台中, Tainan=台南, Taoyuan=桃园
JP: Tokyo=东京, Osaka=大阪, Nagoya=名古屋, Kyoto=京都, Yokohama=横滨, Fukuoka=福冈, Sapporo=札幌
JP: Kobe=神户
JP: Hiroshima=广岛, Sendai=仙台, Hokkaido=北海道, Okinawa=冲绳, Kumamoto=熊本, Kyushu=九州岛
JP: Kitakyushu=北九州, Narita=成田
KR: Seoul=首尔, Busan=釜山, Incheon=仁川, Daegu=大邱, Daejeon=大田, Ulsan=蔚山, Gwangju=光州, Jeju=济州
KR: Suwon=水原
KR: Pyeongtaek=平泽, Yongin=龙仁
IN: Mumbai=孟买, New Delhi=新德里, Delhi=德里, Bengaluru=班加罗尔, Bangalore=班加罗尔, Chennai=金奈
IN: Hyderabad=海得拉巴
IN: Kolkata=加尔各答, Pune=浦那, Ahmedabad=艾哈迈达巴德, Gujarat=古吉拉特, Tamil Nadu=泰米尔纳德
IN: Maharashtra=马哈拉施特拉
IN: Karnataka=卡纳塔克, Uttar Pradesh=北方邦, Goa=果阿, Gurugram=古尔冈, Noida=诺伊达, Kerala=喀拉拉
ID: Jakarta=雅加达, Surabaya=泗水, Bali=巴厘岛, Batam=巴淡岛, Java=爪哇, Sumatra=苏门答腊
ID: Sulawesi=苏拉威西
TH: Bangkok=曼谷, Phuket=普吉, Chiang Mai=清迈, Pattaya=芭提雅, Rayong=罗勇
VN: Hanoi=河内, Ho Chi Minh City=胡志明市, Haiphong=海防, Da Nang=岘港, Bac Ninh=北宁
MY: Kuala Lumpur=吉隆坡, Penang=槟城, Johor=柔佛, Selangor=雪兰莪, Sabah=沙巴
PH: Manila=马尼拉, Cebu=宿务, Luzon=吕宋
KH: Phnom Penh=金边
LA: Vientiane=万象市
MM: Yangon=仰光
BD: Dhaka=达卡
LK: Colombo=科伦坡
PK: Karachi=卡拉奇, Islamabad=伊斯兰堡, Lahore=拉合尔
NP: Kathmandu=加德满都
KZ: Almaty=阿拉木图, Astana=阿斯塔纳
UZ: Tashkent=塔什干
MN: Ulaanbaatar=乌兰巴托
AE: Dubai=迪拜, Abu Dhabi=阿布扎比
SA: Riyadh=利雅得, Jeddah=吉达, Neom=新未来城
QA: Doha=多哈
IL: Tel Aviv=特拉维夫, Jerusalem=耶路撒冷, Haifa=海法
IR: Tehran=德黑兰
IQ: Baghdad=巴格达
TR: Istanbul=伊斯坦布尔, Ankara=安卡拉, Izmir=伊兹密尔
EG: Cairo=开罗, Alexandria=亚历山大港, Suez=苏伊士
ZA: Johannesburg=约翰内斯堡, Cape Town=开普敦, Durban=德班, Pretoria=比勒陀利亚
NG: Lagos=拉各斯, Abuja=阿布贾
KE: Nairobi=内罗毕, Mombasa=蒙巴萨
ET: Addis Ababa=亚的斯亚贝巴
MA: Casablanca=卡萨布兰卡, Rabat=拉巴特, Tangier=丹吉尔, Kenitra=盖尼特拉
DZ: Algiers=阿尔及尔
TN: Tunis=突尼斯城
GH: Accra=阿克拉
TZ: Dar es Salaam=达累斯萨拉姆
CD: Kinshasa=金沙萨
RU: Moscow=莫斯科, Saint Petersburg=圣彼得堡, St Petersburg=圣彼得堡, Vladivostok=海参崴, Siberia=西伯利亚
UA: Kyiv=基辅, Kiev=基辅, Odesa=敖德萨
GB: London=伦敦, Manchester=曼彻斯特, Birmingham=伯明翰, Edinburgh=爱丁堡, Glasgow=格拉斯哥
GB: Liverpool=利物浦
GB: Sunderland=桑德兰, Leeds=利兹, Cardiff=加的夫, Belfast=贝尔法斯特, Scotland=苏格兰, Wales=威尔士
GB: England=英格兰
GB: Northern Ireland=北爱尔兰, Heathrow=希思罗, Coventry=考文垂, Bristol=布里斯托
IE: Dublin=都柏林, Cork=科克市
FR: Paris=巴黎, Lyon=里昂, Marseille=马赛, Toulouse=图卢兹, Lille=里尔, Dunkirk=敦刻尔克
FR: Grenoble=格勒诺布尔
FR: Bordeaux=波尔多, Strasbourg=斯特拉斯堡, Cannes=戛纳, Douai=杜埃
DE: Berlin=柏林, Munich=慕尼黑, Hamburg=汉堡市, Frankfurt=法兰克福, Stuttgart=斯图加特, Cologne=科隆
DE: Dresden=德累斯顿
DE: Leipzig=莱比锡, Wolfsburg=沃尔夫斯堡, Dusseldorf=杜塞尔多夫, Hanover=汉诺威, Nuremberg=纽伦堡
DE: Bavaria=巴伐利亚
DE: Saxony=萨克森, Magdeburg=马格德堡, Bremen=不来梅, Gruenheide=格林海德, Grünheide=格林海德
DE: Ingolstadt=因戈尔施塔特
DE: Zwickau=茨维考, Emden=埃姆登, Osnabrück=奥斯纳布吕克, Cologne=科隆
NL: Amsterdam=阿姆斯特丹, Rotterdam=鹿特丹, The Hague=海牙, Eindhoven=埃因霍温, Veldhoven=费尔德霍芬
BE: Brussels=布鲁塞尔, Antwerp=安特卫普, Ghent=根特
LU: Luxembourg City=卢森堡市
CH: Zurich=苏黎世, Geneva=日内瓦, Basel=巴塞尔, Davos=达沃斯, Bern=伯尔尼
AT: Vienna=维也纳, Graz=格拉茨
IT: Rome=罗马, Milan=米兰, Turin=都灵, Naples=那不勒斯, Venice=威尼斯, Genoa=热那亚
ES: Madrid=马德里, Barcelona=巴塞罗那, Valencia=瓦伦西亚, Zaragoza=萨拉戈萨, Seville=塞维利亚
ES: Bilbao=毕尔巴鄂
ES: Catalonia=加泰罗尼亚
PT: Lisbon=里斯本, Porto=波尔图, Sines=锡尼什
GR: Athens=雅典, Piraeus=比雷埃夫斯
SE: Stockholm=斯德哥尔摩, Gothenburg=哥德堡, Malmo=马尔默, Malmö=马尔默, Skelleftea=谢莱夫特奥
NO: Oslo=奥斯陆, Bergen=卑尔根
DK: Copenhagen=哥本哈根
FI: Helsinki=赫尔辛基
IS: Reykjavik=雷克雅未克
PL: Warsaw=华沙, Krakow=克拉科夫, Gdansk=格但斯克, Wroclaw=弗罗茨瓦夫, Katowice=卡托维兹
CZ: Prague=布拉格, Brno=布尔诺
SK: Bratislava=布拉迪斯拉发, Kosice=科希策
HU: Budapest=布达佩斯, Debrecen=德布勒森, Szeged=塞格德, Komarom=科马罗姆
RO: Bucharest=布加勒斯特
BG: Sofia=索非亚
RS: Belgrade=贝尔格莱德
HR: Zagreb=萨格勒布
SI: Ljubljana=卢布尔雅那
LT: Vilnius=维尔纽斯
LV: Riga=里加
EE: Tallinn=塔林
BY: Minsk=明斯克
US: California=加州, Texas=得州, Florida=佛罗里达, New York=纽约, Illinois=伊利诺伊, Ohio=俄亥俄
US: Michigan=密歇根
US: Nevada=内华达, Arizona=亚利桑那, Tennessee=田纳西, Kentucky=肯塔基, Alabama=阿拉巴马
US: South Carolina=南卡罗来纳
US: North Carolina=北卡罗来纳, Virginia=弗吉尼亚, Pennsylvania=宾夕法尼亚, New Jersey=新泽西
US: Massachusetts=马萨诸塞
US: Washington State=华盛顿州, Oregon=俄勒冈, Utah=犹他, Colorado=科罗拉多, Minnesota=明尼苏达
US: Wisconsin=威斯康星
US: Indiana=印第安纳, Missouri=密苏里, Kansas=堪萨斯, Louisiana=路易斯安那, Mississippi=密西西比
US: Oklahoma=俄克拉何马
US: New Mexico=新墨西哥, Hawaii=夏威夷, Alaska=阿拉斯加, Delaware=特拉华, Maryland=马里兰
US: Connecticut=康涅狄格
US: Idaho=爱达荷, Iowa=艾奥瓦, Nebraska=内布拉斯加, Arkansas=阿肯色, West Virginia=西弗吉尼亚
US: Montana=蒙大拿
US: Puerto Rico=波多黎各, Midwest=中西部各州, Silicon Valley=硅谷, Wall Street=华尔街
US/california: San Francisco=旧金山, Los Angeles=洛杉矶, San Diego=圣迭戈, San Jose=圣何塞
US/california: Fremont=弗里蒙特, Cupertino=库比蒂诺
US/california: Oakland=奥克兰市, Sacramento=萨克拉门托, Palo Alto=帕洛阿尔托, Mountain View=山景城
US/california: Hollywood=好莱坞
US/texas: Austin=奥斯汀, Houston=休斯敦, Dallas=达拉斯, San Antonio=圣安东尼奥, Fort Worth=沃斯堡
US/texas: Taylor=泰勒市
US/new york: New York City=纽约市, Manhattan=曼哈顿, Brooklyn=布鲁克林, Buffalo=布法罗, Syracuse=锡拉丘兹
US/illinois: Chicago=芝加哥
US/ohio: Cleveland=克利夫兰, Cincinnati=辛辛那提, Lordstown=洛兹敦
US/michigan: Detroit=底特律, Dearborn=迪尔伯恩
US/nevada: Las Vegas=拉斯维加斯, Reno=里诺
US/arizona: Phoenix=凤凰城
US/tennessee: Memphis=孟菲斯, Nashville=纳什维尔, Chattanooga=查塔努加, Spring Hill=斯普林希尔
US/kentucky: Louisville=路易斯维尔
US/florida: Miami=迈阿密, Orlando=奥兰多, Tampa=坦帕
US/south carolina: Charleston=查尔斯顿, Spartanburg=斯帕坦堡
US/north carolina: Charlotte=夏洛特
US/massachusetts: Boston=波士顿
US/pennsylvania: Philadelphia=费城, Pittsburgh=匹兹堡
US/washington state: Seattle=西雅图, Redmond=雷德蒙德, Everett=埃弗里特
US/oregon: Portland=波特兰
US/utah: Salt Lake City=盐湖城
US/colorado: Denver=丹佛
US/minnesota: Minneapolis=明尼阿波利斯
US/indiana: Indianapolis=印第安纳波利斯
US/missouri: St. Louis=圣路易斯, Kansas City=堪萨斯城
US/louisiana: New Orleans=新奥尔良
US/hawaii: Honolulu=檀香山
CA: Toronto=多伦多, Vancouver=温哥华, Montreal=蒙特利尔, Ottawa=渥太华, Calgary=卡尔加里, Ontario=安大略
CA: Quebec=魁北克
CA: Alberta=艾伯塔, British Columbia=不列颠哥伦比亚, Windsor=温莎市
MX: Mexico City=墨西哥城, Monterrey=蒙特雷, Guadalajara=瓜达拉哈拉, Tijuana=蒂华纳, Puebla=普埃布拉
MX: Nuevo Leon=新莱昂
MX: Nuevo León=新莱昂, Guanajuato=瓜纳华托, Saltillo=萨尔蒂约, Cancun=坎昆
BR: Sao Paulo=圣保罗, São Paulo=圣保罗, Rio de Janeiro=里约热内卢, Rio=里约, Brasilia=巴西利亚
BR: Bahia=巴伊亚, Camacari=卡马萨里
AR: Buenos Aires=布宜诺斯艾利斯
CL: Santiago=圣地亚哥
PE: Lima=利马, Chancay=钱凯
CO: Bogota=波哥大, Bogotá=波哥大
VE: Caracas=加拉加斯
PA: Panama Canal=巴拿马运河
CU: Havana=哈瓦那
AU: Sydney=悉尼, Melbourne=墨尔本, Brisbane=布里斯班, Perth=珀斯, Adelaide=阿德莱德, Canberra=堪培拉
AU: Queensland=昆士兰, Victoria=维多利亚州, New South Wales=新南威尔士, Western Australia=西澳
AU: Pilbara=皮尔巴拉
NZ: Auckland=奥克兰, Wellington=惠灵顿, Christchurch=基督城, Queenstown=皇后镇
HK: Kowloon=九龙
"""
# States of one part of the world
REGIONS = {
    "EU": "AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE",
    "europe": (
        "EU AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE GB CH NO "
        "IS UA RS BA ME AL MK MD BY RU TR nordics eastern-europe baltics"
    ),
    "nordics": "SE NO DK FI IS",
    "baltics": "EE LV LT",
    "eastern-europe": "PL CZ SK HU RO BG UA BY MD RS HR SI EE LV LT",
    "asia": (
        "CN HK MO TW JP KR KP IN ID TH VN MY PH SG KH LA MM BN TL BD LK PK NP BT MV AF KZ UZ KG TJ TM "
        "MN AE SA QA KW BH OM YE IQ IR SY JO LB IL PS TR southeast-asia middle-east gulf south-asia "
        "central-asia asia-pacific"
    ),
    "asia-pacific": (
        "CN HK MO TW JP KR IN ID TH VN MY PH SG KH LA MM BN AU NZ southeast-asia south-asia oceania"
    ),
    "southeast-asia": "ID TH VN MY PH SG KH LA MM BN TL",
    "south-asia": "IN PK BD LK NP BT MV",
    "central-asia": "KZ UZ KG TJ TM",
    "middle-east": "AE SA QA KW BH OM YE IQ IR SY JO LB IL PS TR EG gulf",
    "gulf": "AE SA QA KW BH OM",
    "africa": (
        "DZ AO BJ BW BF BI CM CV CF TD KM CG CD CI DJ EG GQ ER SZ ET GA GM GH GN GW KE LS LR LY MG MW "
        "ML MR MU MA MZ NA NE NG RW ST SN SC SL SO ZA SS SD TZ TG TN UG ZM ZW"
    ),
    "north-america": "US CA MX",
    "latin-america": "MX BR AR CL PE CO VE EC BO PY UY GT HN SV NI CR PA CU DO HT JM TT GY SR south-america",
    "south-america": "BR AR CL PE CO VE EC BO PY UY GY SR",
    "americas": "US CA MX north-america latin-america south-america BR AR CL PE CO VE EC BO PY UY",
    "oceania": "AU NZ FJ PG",
}
