//! The shops of the demo territory and the people in them: names only, all of them made up.

use crate::domain::account::Segment::{self, Large, Medium, Night, Small};

/// Which tier a shop belongs to, by the order of the tiers; none: no tier.
type Tier = Option<usize>;

const A: Tier = Some(0);
const B: Tier = Some(1);
const C: Tier = Some(2);

/// A shop: tier, kind, the name on the sign, the name in English.
pub(super) struct Name {
    pub(super) tier: Tier,
    pub(super) segment: Segment,
    pub(super) zh: &'static str,
    pub(super) en: &'static str,
}

const fn shop(tier: Tier, segment: Segment, zh: &'static str, en: &'static str) -> Name {
    Name { tier, segment, zh, en }
}

/// The shops of the territory.
pub(super) const SHOPS: [Name; 70] = [
    shop(A, Large, "鑫源名烟名酒", "Xinyuan Fine Tobacco & Liquor"),
    shop(A, Large, "美佳超市", "Meijia Supermarket"),
    shop(A, Large, "宏达商贸", "Hongda Trading"),
    shop(A, Night, "望江楼大酒店", "Wangjiang Tower Hotel"),
    shop(A, Large, "东站烟酒行", "East Station Tobacco & Liquor"),
    shop(A, Large, "金麒麟烟酒", "Golden Kylin Tobacco"),
    shop(A, Night, "老码头餐厅", "Old Wharf Restaurant"),
    shop(A, Large, "万家福生活超市", "Wanjiafu Market"),
    shop(A, Large, "庆春烟草专卖店", "Qingchun Tobacco House"),
    shop(A, Medium, "新城便利总店", "New Town Convenience, Main Store"),
    shop(A, Large, "钱江名品", "Qianjiang Select"),
    shop(A, Large, "聚丰园烟酒", "Jufengyuan Tobacco & Liquor"),
    shop(B, Medium, "滨江便利", "Binjiang Convenience"),
    shop(B, Medium, "百顺超市", "Baishun Supermarket"),
    shop(B, Small, "老王烟酒店", "Lao Wang Tobacco"),
    shop(B, Medium, "好邻居便利店", "Good Neighbour Convenience"),
    shop(B, Night, "夜巷小馆", "Night Lane Diner"),
    shop(B, Medium, "福临烟酒", "Fulin Tobacco"),
    shop(B, Medium, "采荷生鲜超市", "Caihe Fresh Market"),
    shop(B, Medium, "天天乐便利", "Tiantianle Convenience"),
    shop(B, Small, "吉祥烟杂", "Jixiang Tobacco & Sundries"),
    shop(B, Night, "金色年华量贩", "Golden Years Karaoke"),
    shop(B, Medium, "联华社区店", "Lianhua Corner Store"),
    shop(B, Medium, "双菱烟酒", "Shuangling Tobacco"),
    shop(B, Small, "阿强烟酒", "Ah Qiang Tobacco"),
    shop(B, Medium, "景昙路口便利", "Jingtan Crossing Convenience"),
    shop(B, Medium, "大众超市", "Dazhong Supermarket"),
    shop(B, Medium, "华润烟酒茶", "Huarun Tobacco, Liquor & Tea"),
    shop(B, Night, "悦来客栈", "Yuelai Inn"),
    shop(B, Medium, "永辉副食", "Yonghui Provisions"),
    shop(B, Small, "建国烟店", "Jianguo Tobacconist"),
    shop(B, Medium, "城东商行", "East Town Stores"),
    shop(C, Small, "小陈副食", "Xiao Chen Grocery"),
    shop(C, Small, "阿婆小店", "Grandma's Little Shop"),
    shop(C, Small, "便民杂货", "Bianmin Sundries"),
    shop(C, Small, "兄弟烟酒", "Brothers Tobacco"),
    shop(C, Small, "四季水果烟酒", "Four Seasons Fruit & Tobacco"),
    shop(C, Medium, "八点便利", "Eight O'Clock Convenience"),
    shop(C, Small, "顺发小卖部", "Shunfa Kiosk"),
    shop(C, Small, "春晖副食店", "Chunhui Grocery"),
    shop(C, Small, "红梅烟店", "Hongmei Tobacconist"),
    shop(C, Small, "平安杂货店", "Ping'an Sundries"),
    shop(C, Small, "江南小店", "Jiangnan Corner"),
    shop(C, Small, "同心副食", "Tongxin Grocery"),
    shop(C, Small, "惠民超市", "Huimin Mini Market"),
    shop(C, Small, "老街烟杂", "Old Street Tobacco & Sundries"),
    shop(C, Small, "李姐便利", "Sister Li Convenience"),
    shop(C, Night, "转角面馆", "Corner Noodles"),
    shop(C, Small, "丰收副食", "Fengshou Grocery"),
    shop(C, Small, "宝善烟酒", "Baoshan Tobacco"),
    shop(C, Small, "大树下小店", "Under the Big Tree"),
    shop(C, Small, "天城烟杂店", "Tiancheng Tobacco & Sundries"),
    shop(C, Medium, "优客便利", "Youke Convenience"),
    shop(C, Small, "长明杂货", "Changming Sundries"),
    shop(C, Small, "三叶副食", "Three Leaves Grocery"),
    shop(C, Small, "机场路烟店", "Airport Road Tobacconist"),
    shop(C, Small, "和睦小卖部", "Hemu Kiosk"),
    shop(C, Small, "小城故事烟酒", "Small Town Story Tobacco"),
    shop(C, Night, "北门烧烤", "North Gate Grill"),
    shop(C, Small, "诚信烟酒", "Chengxin Tobacco"),
    shop(C, Small, "桂花巷副食", "Osmanthus Lane Grocery"),
    shop(C, Small, "润泽便利", "Runze Convenience"),
    shop(C, Small, "金鱼井小店", "Goldfish Well Corner"),
    shop(C, Small, "新塘杂货", "Xintang Sundries"),
    shop(C, Medium, "乐购鲜生活", "Legou Fresh Life"),
    shop(C, Small, "富春烟杂", "Fuchun Tobacco & Sundries"),
    shop(C, Small, "一品烟酒", "Yipin Tobacco"),
    shop(C, Small, "安康副食", "Ankang Grocery"),
    shop(None, Small, "河畔报刊亭", "Riverside News-stand"),
    shop(None, Night, "云上咖啡", "Above the Clouds Coffee"),
];

/// The shops of the colleague.
pub(super) const COLLEAGUES_SHOPS: [Name; 6] = [
    shop(A, Large, "东新烟酒总汇", "Dongxin Tobacco Centre"),
    shop(B, Medium, "石桥便利", "Shiqiao Convenience"),
    shop(B, Medium, "香积寺路超市", "Xiangjisi Road Supermarket"),
    shop(C, Small, "北景园副食", "Beijingyuan Grocery"),
    shop(C, Small, "沈家烟店", "Shen's Tobacconist"),
    shop(C, Small, "老杭钢小卖部", "Old Steelworks Kiosk"),
];

/// Family names, in Chinese and Latin letters.
pub(super) const SURNAMES: [(&str, &str); 27] = [
    ("王", "Wang"),
    ("李", "Li"),
    ("陈", "Chen"),
    ("周", "Zhou"),
    ("吴", "Wu"),
    ("郑", "Zheng"),
    ("孙", "Sun"),
    ("钱", "Qian"),
    ("沈", "Shen"),
    ("韩", "Han"),
    ("杨", "Yang"),
    ("朱", "Zhu"),
    ("许", "Xu"),
    ("何", "He"),
    ("吕", "Lü"),
    ("张", "Zhang"),
    ("孔", "Kong"),
    ("曹", "Cao"),
    ("严", "Yan"),
    ("华", "Hua"),
    ("金", "Jin"),
    ("魏", "Wei"),
    ("陶", "Tao"),
    ("姜", "Jiang"),
    ("戚", "Qi"),
    ("谢", "Xie"),
    ("章", "Zhang"),
];

/// Given names.
pub(super) const GIVEN: [&str; 28] = [
    "国强", "建军", "秀英", "丽华", "志明", "海燕", "文斌", "雪梅", "永康", "小红", "伟东", "桂芳", "立新", "春兰",
    "浩然", "雅琴", "德胜", "美玲", "俊杰", "月娥", "宏", "静", "涛", "敏", "阿毛", "晓峰", "爱珍", "家宝",
];
