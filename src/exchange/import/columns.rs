//! Which column of a file holds what: by the words people use for it in English and Chinese, or as told by hand.

use std::fmt;
use std::str::FromStr;

use super::error::ImportError;

/// Something a row may say about a shop.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    /// The company's own customer number.
    Code,
    /// A retail licence number.
    Licence,
    /// The name on the shop sign; the only field a file must have.
    Name,
    /// Street address; may be put together from several columns.
    Address,
    /// Latitude in WGS84 degrees.
    Lat,
    /// Longitude in WGS84 degrees.
    Lon,
    /// Code or name of the tier.
    Tier,
    /// Code or name of the rep.
    Rep,
    /// The day of the last visit.
    LastVisit,
    /// Telephone.
    Phone,
}

impl Field {
    /// All fields.
    pub const ALL: [Self; 10] = [
        Self::Code,
        Self::Licence,
        Self::Name,
        Self::Address,
        Self::Lat,
        Self::Lon,
        Self::Tier,
        Self::Rep,
        Self::LastVisit,
        Self::Phone,
    ];

    /// The words for it in a header, as [`plain`] text, its own name first and then the more to the less certain.
    fn aliases(self) -> &'static [&'static str] {
        match self {
            Self::Code => &[
                "code",
                "accountcode",
                "customercode",
                "客户编码",
                "客户代码",
                "客户编号",
                "终端编码",
                "门店编码",
                "编码",
                "门店编号",
                "网点编码",
                "网点编号",
                "编号",
                "accountid",
                "outletid",
                "id",
            ],
            Self::Licence => &[
                "licence",
                "license",
                "许可证号",
                "许可证号码",
                "专卖证号",
                "licenceno",
                "licenseno",
                "licencenumber",
                "licensenumber",
            ],
            Self::Name => &[
                "name",
                "tradename",
                "shopname",
                "storename",
                "accountname",
                "customername",
                "outletname",
                "名称",
                "门店名称",
                "客户名称",
                "店名",
                "店铺名称",
                "终端名称",
                "企业名称",
            ],
            Self::Address => &["address", "street", "地址", "详细地址", "经营地址", "门店地址", "客户地址"],
            Self::Lat => &["lat", "latitude", "纬度"],
            Self::Lon => &["lon", "lng", "long", "longitude", "经度"],
            Self::Tier => &["tier", "class", "grade", "等级", "客户等级", "级别", "分级"],
            Self::Rep => &["rep", "repcode", "salesrep", "客户经理", "业务员", "负责人", "代表"],
            Self::LastVisit => &[
                "lastvisit",
                "lastvisited",
                "lastvisitdate",
                "上次拜访",
                "上次拜访日期",
                "最近拜访",
                "最近拜访日期",
                "最后拜访",
            ],
            Self::Phone => &["phone", "telephone", "tel", "mobile", "电话", "联系电话", "手机", "手机号", "电话号码"],
        }
    }

    /// The words for all fields, for messages.
    pub(super) fn words() -> String {
        Self::ALL.map(|field| field.to_string()).join(", ")
    }
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::LastVisit => "last_visit",
            other => other.aliases()[0],
        })
    }
}

impl FromStr for Field {
    type Err = ImportError;

    fn from_str(given: &str) -> Result<Self, ImportError> {
        let word = plain(given);
        let found = Self::ALL.into_iter().find(|field| field.aliases().contains(&word.as_str()));
        found.ok_or_else(|| ImportError::NoField { given: given.to_owned() })
    }
}

/// A field and the column that holds it, written `name=trade_name`; for an address several columns, written
/// `address=street+city`, which are joined by ", ".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mapping {
    /// The field.
    pub field: Field,
    /// The column, or columns joined by "+".
    pub column: String,
}

impl FromStr for Mapping {
    type Err = ImportError;

    fn from_str(given: &str) -> Result<Self, ImportError> {
        let parts = given.split_once('=').map(|(field, column)| (field, column.trim()));
        let Some((field, column)) = parts.filter(|(_, column)| !column.is_empty()) else {
            return Err(ImportError::BadMapping(given.to_owned()));
        };
        Ok(Self { field: field.parse()?, column: column.to_owned() })
    }
}

/// The columns of one file.
#[derive(Clone, Debug)]
pub(super) struct Columns {
    found: Vec<(Field, Vec<usize>)>,
}

impl Columns {
    /// Finds the columns of a header. Of several columns with words for one field the most certain word wins, then the leftmost.
    pub(super) fn find(header: &[String], map: &[Mapping]) -> Result<Self, ImportError> {
        let mut found: Vec<(Field, Vec<usize>)> = Vec::new();
        for mapping in map {
            let columns = named(header, mapping)?;
            found.retain(|(field, _)| *field != mapping.field);
            found.push((mapping.field, columns));
        }
        let words: Vec<String> = header.iter().map(|cell| plain(cell)).collect();
        for field in Field::ALL {
            if found.iter().all(|(there, _)| *there != field) {
                let column = field.aliases().iter().find_map(|alias| words.iter().position(|word| word == alias));
                found.extend(column.map(|column| (field, vec![column])));
            }
        }
        found.sort_by_key(|(field, _)| *field);
        let columns = Self { found };
        match (columns.of(Field::Lat), columns.of(Field::Lon)) {
            (Some(_), None) => Err(ImportError::HalfAPlace(Field::Lat)),
            (None, Some(_)) => Err(ImportError::HalfAPlace(Field::Lon)),
            _ if columns.of(Field::Name).is_none() => Err(ImportError::NoName { found: header.to_vec() }),
            _ => Ok(columns),
        }
    }

    /// The columns of a field, if the file has it.
    pub(super) fn of(&self, field: Field) -> Option<&[usize]> {
        self.found.iter().find(|(there, _)| *there == field).map(|(_, columns)| columns.as_slice())
    }

    /// What was found, by the words of the header.
    pub(super) fn used(&self, header: &[String]) -> Vec<Mapping> {
        let words = |columns: &[usize]| columns.iter().map(|at| header[*at].as_str()).collect::<Vec<_>>().join("+");
        self.found.iter().map(|(field, columns)| Mapping { field: *field, column: words(columns) }).collect()
    }

    /// The columns that nothing is read from.
    pub(super) fn unused(&self, header: &[String]) -> Vec<String> {
        let used = |at: &usize| self.found.iter().any(|(_, columns)| columns.contains(at));
        (0..header.len()).filter(|at| !used(at)).map(|at| header[at].clone()).collect()
    }
}

/// The columns that a mapping names. Only an address may have several; a "+" in a column's own name is taken as such.
fn named(header: &[String], mapping: &Mapping) -> Result<Vec<usize>, ImportError> {
    let position = |name: &str| {
        let at = header.iter().position(|cell| cell.to_lowercase() == name.trim().to_lowercase());
        at.ok_or_else(|| ImportError::NoColumn { column: name.trim().to_owned(), found: header.to_vec() })
    };
    match position(&mapping.column) {
        Err(_) if mapping.field == Field::Address && mapping.column.contains('+') => {
            mapping.column.split('+').map(position).collect()
        }
        whole => Ok(vec![whole?]),
    }
}

/// A header's word without case, blanks, underscores, hyphens and full stops.
fn plain(word: &str) -> String {
    let kept = word.chars().filter(|c| !c.is_whitespace() && !matches!(c, '_' | '-' | '.'));
    kept.flat_map(char::to_lowercase).collect()
}
