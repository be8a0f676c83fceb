//! What a row may say, by kind of list, and the words people and other programs have for it in a header.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::error::ImportError;

/// What the rows of a list are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// Shops.
    #[default]
    Accounts,
    /// What is sold.
    Products,
    /// People at shops.
    Contacts,
    /// Visits that were made.
    Visits,
    /// Products that shops ask for.
    Requests,
    /// Quantities that come in.
    Arrivals,
}

impl Kind {
    /// All kinds.
    pub const ALL: [Self; 6] =
        [Self::Accounts, Self::Products, Self::Contacts, Self::Visits, Self::Requests, Self::Arrivals];

    /// Its name on the command line.
    pub fn word(self) -> &'static str {
        match self {
            Self::Accounts => "accounts",
            Self::Products => "products",
            Self::Contacts => "contacts",
            Self::Visits => "visits",
            Self::Requests => "requests",
            Self::Arrivals => "arrivals",
        }
    }

    /// What its rows may say.
    pub fn fields(self) -> &'static [Field] {
        use Field::{
            Address, Alias, AllOrNothing, Beat, Birthday, Code, Contact, ContactPhone, Day, DisplayLacks, End, Ended,
            Factor, Frequency, HandedOver, Hours, LastVisit, Lat, Licence, Lon, Minutes, MoreCodes, Name, Needs, Next,
            NextDay, NoOrder, Note, OrderLines, Ordered, OtherName, Outside, Pack, Phone, Point, Product, ProductCode,
            Quantity, Rep, Rival, Role, Satisfaction, Segment, Shelf, Start, Status, Team, Tier, Time, Told, Unit,
            Until, Uuid, VisitKind,
        };
        match self {
            Self::Accounts => &[
                Code,
                Licence,
                Name,
                OtherName,
                Address,
                Lat,
                Lon,
                Point,
                Tier,
                Rep,
                Beat,
                Frequency,
                LastVisit,
                Phone,
                Contact,
                Role,
                ContactPhone,
                Birthday,
                Segment,
                Status,
                Hours,
                Minutes,
                MoreCodes,
            ],
            Self::Products => &[Code, Name, Alias, Unit, Pack, Factor, Status],
            Self::Contacts => &[Code, Licence, Name, Address, Contact, Role, Phone, Birthday],
            Self::Visits => &[
                Code,
                Licence,
                Name,
                Address,
                Rep,
                Day,
                Start,
                End,
                Minutes,
                VisitKind,
                Satisfaction,
                Ordered,
                OrderLines,
                NoOrder,
                Shelf,
                DisplayLacks,
                Needs,
                Told,
                Rival,
                Next,
                NextDay,
                Note,
            ],
            Self::Requests => &[
                Code,
                Licence,
                Name,
                Address,
                Rep,
                ProductCode,
                Product,
                Quantity,
                Unit,
                Day,
                Time,
                Until,
                AllOrNothing,
                Outside,
                Contact,
                Note,
                HandedOver,
                Ended,
                Uuid,
            ],
            Self::Arrivals => &[Code, Name, Quantity, Unit, Day, Time, Team, Rep, Note, Ended, Uuid],
        }
    }
}

impl FromStr for Kind {
    type Err = ImportError;

    fn from_str(given: &str) -> Result<Self, ImportError> {
        let found = Self::ALL.into_iter().find(|kind| kind.word() == given.to_lowercase());
        found.ok_or_else(|| ImportError::NoKind(given.to_owned()))
    }
}

macro_rules! fields {
    ($($(#[$doc:meta])* $field:ident $word:literal: [$($alias:literal),* $(,)?];)*) => {
        /// Something a row may say.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum Field {
            $($(#[$doc])* $field,)*
        }

        impl Field {
            /// All fields.
            pub const ALL: &[Self] = &[$(Self::$field,)*];

            /// Its own name.
            pub fn word(self) -> &'static str {
                match self {
                    $(Self::$field => $word,)*
                }
            }

            /// The other words for it in a header, as [`plain`] text, from the more to the less certain.
            fn aliases(self) -> &'static [&'static str] {
                match self {
                    $(Self::$field => &[$($alias),*],)*
                }
            }
        }
    };
}

fields! {
    /// The company's own number.
    Code "code": [
        "accountcode", "customercode", "clientcode", "storecode", "outletcode", "productcode", "sku", "客户编码", "客户代码",
        "客户编号", "终端编码", "终端编号", "门店编码", "店铺编码", "商品编码", "产品编码", "物料编码", "商品编号", "商品代码", "条码", "编码", "门店编号", "网点编码",
        "网点编号", "代码", "编号", "accountid", "customerid", "outletid", "storenumber", "storeno", "customerno", "externalid", "id",
    ];
    /// A retail licence number.
    Licence "licence": [
        "license", "许可证号", "许可证号码", "许可证", "烟草专卖零售许可证号", "专卖证号", "专卖许可证号", "licenceno", "licenseno", "licencenumber",
        "licensenumber",
    ];
    /// The name on the shop sign, or of the product.
    Name "name": [
        "tradename", "shopname", "storename", "accountname", "customername", "clientname", "outletname", "productname", "名称",
        "门店名称", "客户名称", "店名", "店铺名称", "终端名称", "网点名称", "商户名称", "企业名称", "企业字号名称", "字号名称", "字号", "产品名称", "商品名称",
        "品名", "品规", "规格名称", "门店", "客户", "终端", "店铺", "account", "customer", "client", "store", "outlet", "shop", "product", "title",
    ];
    /// The name in the other script or language.
    OtherName "other_name": ["englishname", "nameen", "namezh", "chinesename", "英文名", "英文名称", "中文名", "别名", "别称", "简称"];
    /// Street address; may be put together from several columns.
    Address "address": [
        "street", "streetaddress", "fulladdress", "地址", "详细地址", "经营地址", "门店地址", "客户地址", "店铺地址", "终端地址", "经营场所", "所在地址", "位置",
    ];
    /// Latitude in degrees.
    Lat "lat": ["latitude", "operatinglat", "纬度", "北纬", "gpslat", "y"];
    /// Longitude in degrees.
    Lon "lon": ["lng", "long", "longitude", "operatinglong", "operatinglon", "operatinglng", "经度", "东经", "gpslng", "gpslon", "x"];
    /// Latitude and longitude in one cell.
    Point "point": ["坐标", "经纬度", "gps", "gps坐标", "地理坐标", "定位", "coordinates", "coordinate", "latlng", "latlon", "location", "geo", "wkt"];
    /// Code or name of the tier.
    Tier "tier": ["class", "grade", "priority", "等级", "客户等级", "门店等级", "终端等级", "级别", "分级", "档位", "客户档位", "客户级别", "abc"];
    /// Code or name of the rep.
    Rep "rep": [
        "repcode", "salesrep", "salesperson", "assignedagent", "agent", "userid", "客户经理", "业务员", "负责人", "代表", "业务代表", "销售代表",
        "拜访人", "拜访人员", "专员", "市场专员",
    ];
    /// The beat it belongs to.
    Beat "beat": ["route", "routeday", "routename", "线路", "拜访线路", "路线", "片区", "固定片", "区片", "街道片区"];
    /// How often it is visited.
    Frequency "frequency": [
        "visitfrequency", "visitcycle", "cadence", "freq", "callfrequency", "拜访频次", "拜访频率", "拜访周期", "走访频次", "走访周期", "频次", "周期",
    ];
    /// The day of the last visit.
    LastVisit "last_visit": [
        "lastvisited", "lastvisitdate", "lastvisiton", "lastcall", "上次拜访", "上次拜访日期", "最近拜访", "最近拜访日期", "最后拜访", "最后拜访日期",
        "上次拜访时间", "最近拜访时间", "最后拜访时间", "上次走访日期",
    ];
    /// Telephone.
    Phone "phone": [
        "telephone", "tel", "mobile", "phonenumber", "mobilephone", "cell", "电话", "联系电话", "手机", "手机号", "手机号码", "电话号码", "联系方式", "订货电话",
    ];
    /// A person there.
    Contact "contact": [
        "contactname", "contactperson", "person", "联系人", "联系人姓名", "姓名", "店主", "老板", "经营者", "经营者姓名", "法人", "法定代表人",
    ];
    /// What the person does there.
    Role "role": ["contactrole", "position", "jobtitle", "职务", "职位", "岗位", "身份", "角色", "联系人职务"];
    /// The person's telephone.
    ContactPhone "contact_phone": ["contactmobile", "contacttel", "联系人电话", "联系人手机", "联系人手机号", "店主电话", "老板电话"];
    /// The person's birthday.
    Birthday "birthday": ["birthdate", "dateofbirth", "dob", "bday", "生日", "出生日期", "联系人生日", "店主生日", "农历生日"];
    /// What kind of shop.
    Segment "segment": ["channel", "type", "category", "outlettype", "storetype", "业态", "客户类别", "客户类型", "客户分类", "门店类型", "终端类型", "类型", "渠道", "渠道类型"];
    /// Whether it is open, or sold.
    Status "status": ["state", "active", "状态", "经营状态", "营业状态", "客户状态", "门店状态", "终端状态"];
    /// Opening hours.
    Hours "hours": ["openinghours", "openhours", "businesshours", "营业时间", "开门时间", "经营时间"];
    /// Usual length of a visit, or how long one took.
    Minutes "minutes": ["duration", "visitlength", "visitduration", "visitminutes", "length", "拜访时长", "时长", "走访时长", "在店时长", "停留时长", "驻店时长"];
    /// What the product is called as well.
    Alias "alias": ["aliases", "shortname", "othername", "简称", "别名", "别称", "俗称"];
    /// The base unit.
    Unit "unit": ["baseunit", "uom", "单位", "基本单位", "计量单位", "最小单位"];
    /// A larger unit, or several with their factors.
    Pack "pack": ["packs", "packunit", "case", "包装", "包装单位", "大单位", "箱规单位"];
    /// How many base units the pack holds.
    Factor "factor": ["packsize", "packfactor", "unitsperpack", "casesize", "换算", "换算率", "箱规", "包装数", "装箱数", "换算系数"];
    /// The day of the visit, of the asking, of the arrival.
    Day "day": [
        "date", "visitdate", "visitday", "visitedon", "askedon", "requestdate", "arrivaldate", "arrivedon", "拜访日期", "走访日期", "日期",
        "拜访时间", "走访时间", "登记日期", "要货日期", "到货日期", "登记时间", "到货时间",
    ];
    /// When it began.
    Start "start": ["starttime", "checkin", "checkintime", "begin", "from", "timein", "开始时间", "签到时间", "进店时间", "到店时间", "签到"];
    /// The time of day.
    Time "time": ["timeofday", "时间", "时刻"];
    /// When it ended.
    End "end": ["endtime", "checkout", "checkouttime", "to", "timeout", "结束时间", "签退时间", "离店时间", "出店时间", "签退"];
    /// What kind of visit it was.
    VisitKind "kind": ["visittype", "visitkind", "calltype", "拜访类型", "拜访方式", "走访类型"];
    /// How satisfied they were, 1 to 5.
    Satisfaction "satisfaction": ["satisfied", "rating", "score", "满意度", "评分"];
    /// How much was ordered, in base units.
    Ordered "ordered": ["orderedquantity", "orderquantity", "订货量", "订单数量", "订货数量"];
    /// What was ordered.
    OrderLines "order": ["orderlines", "ordereditems", "订货", "订货明细", "订单明细"];
    /// Why nothing was ordered.
    NoOrder "no_order": ["noorderreason", "未订原因", "未成交原因"];
    /// What was counted on the shelf.
    Shelf "shelf": ["stockcheck", "shelfstock", "库存", "库存检查"];
    /// What was missing in the display.
    DisplayLacks "display_lacks": ["displaylacks", "陈列缺失"];
    /// Which needs were served.
    Needs "needs": ["needsserved", "满足需求"];
    /// What they were told.
    Told "told": ["告知"];
    /// What rivals do there.
    Rival "competitor": ["rival", "rivals", "竞品", "竞品动态"];
    /// What comes next.
    Next "next": ["nextstep", "followup", "nextaction", "下一步", "下步计划", "跟进事项", "后续"];
    /// When it comes.
    NextDay "next_day": ["nextdate", "followupdate", "nextvisit", "nextvisitdate", "下次拜访", "下次拜访日期", "跟进日期"];
    /// Further codes and licences: `code X; licence Y`.
    MoreCodes "more_codes": ["othercodes", "其他编码"];
    /// The code of the product that is asked for.
    ProductCode "product_code": ["itemcode", "sku", "skucode", "商品编码", "产品编码", "品规编码", "商品代码", "物料编码", "条码"];
    /// The product that is asked for.
    Product "product": ["productname", "item", "itemname", "skuname", "商品", "商品名称", "产品", "产品名称", "品规", "品规名称", "品名", "单品"];
    /// How many.
    Quantity "quantity": ["qty", "amount", "count", "quantityasked", "数量", "登记数量", "要货量", "需求量", "到货数量", "到货量", "要货数量"];
    /// The last day on which it is wanted.
    Until "until": ["wanteduntil", "validuntil", "deadline", "needby", "截止日期", "需要到", "有效期", "最晚日期"];
    /// Whether less is of no use.
    AllOrNothing "all_or_nothing": ["allornone", "fullonly", "足额", "必须足额", "整单", "不收部分"];
    /// Whether they would buy outside the channel.
    Outside "outside": ["buysoutside", "wouldbuyoutside", "外购", "否则外购", "会外购", "外采"];
    /// How much of it was handed over, in base units.
    HandedOver "handed_over": ["supplied", "delivered", "fulfilled", "已交", "已交货", "已供", "已满足数量"];
    /// How it ended, if it did.
    Ended "ended": ["outcome", "endedhow", "结束", "结果", "完结"];
    /// For whom it comes in.
    Team "team": ["teamname", "group", "班组", "部门", "团队", "小组"];
    /// The identity that another database of ours gave it.
    Uuid "uuid": ["guid", "identity", "唯一编号"];
    /// What was said.
    Note "note": ["notes", "visitnote", "comment", "comments", "remark", "remarks", "备注", "拜访记录", "拜访内容", "走访记录", "说明", "总结", "拜访总结"];
}

impl Field {
    /// How certain a header's word means this field: the smaller the more.
    pub(super) fn certainty(self, word: &str) -> Option<usize> {
        if plain(self.word()) == word {
            return Some(0);
        }
        self.aliases().iter().position(|alias| *alias == word).map(|at| at + 1)
    }

    /// Whether several columns make one value.
    pub(super) fn takes_several(self) -> bool {
        matches!(self, Self::Address | Self::Alias | Self::Note | Self::Pack)
    }
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

impl FromStr for Field {
    type Err = ImportError;

    fn from_str(given: &str) -> Result<Self, ImportError> {
        let word = plain(given);
        let sure = Self::ALL.iter().filter_map(|field| Some((field.certainty(&word)?, *field)));
        let found = sure.min_by_key(|(certainty, _)| *certainty);
        found.map(|(_, field)| field).ok_or_else(|| ImportError::NoField { given: given.to_owned() })
    }
}

/// A header's word without case, width, blanks and marks: `Trade-Name *` is `tradename`.
pub(super) fn plain(word: &str) -> String {
    let mut plain = String::with_capacity(word.len());
    for c in word.chars().map(super::values::half_width) {
        match c {
            c if c.is_ascii() => plain.extend(Some(c.to_ascii_lowercase()).filter(char::is_ascii_alphanumeric)),
            // Han letters have no case.
            '\u{4E00}'..='\u{9FFF}' => plain.push(c),
            c if c.is_alphanumeric() => plain.extend(c.to_lowercase()),
            _ => {}
        }
    }
    plain
}

/// The same without what stands in brackets: `纬度(WGS84)` is `纬度`.
pub(super) fn plain_outside_brackets(word: &str) -> String {
    let mut depth = 0_u32;
    let outside: String = super::values::half(word)
        .chars()
        .filter(|c| {
            let inside = depth > 0 || matches!(c, '(' | '[' | '【');
            match c {
                '(' | '[' | '【' => depth += 1,
                ')' | ']' | '】' => depth = depth.saturating_sub(1),
                _ => {}
            }
            !inside
        })
        .collect();
    plain(&outside)
}
