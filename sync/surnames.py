"""Surnames, and what names without one are made of: to tell a name from a word."""

#: Surnames of one sign, by frequency.
SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦傅方"
    "白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包"
    "宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳欧管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫"
    "费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝官封谈匡鞠惠荆乐冀郁胥南班储原栗燕楚鄢劳谌"
    "奚皮粟冼蔺楼盘满闻位厉伊仝区郜海阚花权强帅屠豆朴盖练廉禹井祖漆巴丰支卿国狄平计索宣晋相初门云容敬来扈晁芮都普阙浦戈伏鹿薄邸雍辜羊阿乌母裘亓修"
    "邰赫杭况那宿鲜印逯隆茹诺战慕危玉银亢嵇公哈湛宾戎勾茅利於呼居揭干但尉冶斯元束檀衣信展阴昝智幸奉植衡富尧闭由贡阎叢陳張劉楊黃趙吳孫馬鄭羅謝許韓馮"
    "鄧蕭葉蘇呂鐘盧譚陸範賈韋鄒閻龍賀顧龔邵萬錢嚴湯溫龐顏莊聶魯關蘭紀單塗駱藍遊管饒農連婁党費衛應邊師倉仉佴"
)
#: Signs that begin common words more often than names.
_WORDS_FIRST = frozenset("阿和公都来门国平计原位区海花权强豆盖相初云容母修那鲜印战公呼居但信展智幸由阴南班官商全支")
#: Surnames of one sign that a name of two or three signs may begin with.
SINGLE_SURNAMES = SURNAMES - frozenset("阿公都来门计位但由")

#: Surnames of two signs.
DOUBLE_SURNAMES = frozenset(
    "欧阳 上官 司马 诸葛 东方 皇甫 尉迟 公孙 令狐 慕容 司徒 司空 夏侯 轩辕 长孙 宇文 南宫 百里 独孤 端木 闻人 淳于 单于 太史 申屠 仲孙 钟离 公冶 公羊 濮阳"
    " 呼延 赫连 澹台 拓跋 完颜 西门 东郭 万俟 第五 耶律 叶赫 歐陽 司馬 東方".split(),
)

#: Parts of Tibetan, Mongolian, Uyghur and other names that are written without a dot.
NAME_PARTS = frozenset(
    "扎西 卓玛 次仁 格桑 达娃 尼玛 央金 旦增 丹增 洛桑 巴桑 德吉 拉姆 多吉 平措 普布 白玛 索朗 边巴 仁青 才让 卓嘎 曲珍 旺堆 加措 桑杰 拉毛 巴特尔 其其格 乌兰"
    " 买买提 艾合买提 古丽 热娜 努尔 吾甫尔 阿不都 阿卜杜 吐尔逊 艾力 哈斯 那仁 娜仁 敖登 斯琴 萨仁 格日勒 朝鲁 图雅 苏日 布和 宝音 乌云 阿迪力 帕提 玛依拉 阿孜古"
    " 依米提 木塔里 肉孜 吉克 阿木 沙马 尔古 木呷".split(),
)
