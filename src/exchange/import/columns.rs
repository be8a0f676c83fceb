//! Which column of a file holds what: by the words of its header, or as told by hand.

use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::error::ImportError;
use super::fields::{Field, Kind, plain, plain_outside_brackets};
use super::options::Options;
use crate::exchange::sheet::Row;

/// A field and the column that holds it, written `name=trade_name`; for an address several columns, written
/// `address=street+city`, which are joined by ", ".
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
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
    header: Vec<String>,
    found: Vec<(Field, Vec<usize>)>,
}

impl Columns {
    /// Finds the columns of a header. Of several columns with words for one field the most certain word wins, then the leftmost; of
    /// several fields for one column the one with the most certain word, then the first of the kind.
    pub(super) fn find(kind: Kind, header: &[String], options: &Options) -> Result<Self, ImportError> {
        let Options { map, unread, .. } = options;
        let mut found: Vec<(Field, Vec<usize>)> = Vec::new();
        for mapping in map {
            if !kind.fields().contains(&mapping.field) {
                return Err(ImportError::FieldOfOther { field: mapping.field, kind });
            }
            let columns = named(header, mapping)?;
            found.retain(|(field, _)| *field != mapping.field);
            found.push((mapping.field, columns));
        }
        // A column that somebody gave to a field is not guessed to be another one's as well.
        let mut taken: Vec<usize> = found.iter().flat_map(|(_, columns)| columns.clone()).collect();
        for (field, column) in guesses(kind, header) {
            if !taken.contains(&column)
                && !unread.contains(&header[column])
                && found.iter().all(|(there, _)| *there != field)
            {
                taken.push(column);
                found.push((field, vec![column]));
            }
        }
        found.sort_by_key(|(field, _)| *field);
        let columns = Self { header: header.to_vec(), found };
        columns.check(kind)?;
        Ok(columns)
    }

    fn check(&self, kind: Kind) -> Result<(), ImportError> {
        let has = |field| self.of(field).is_some();
        match (has(Field::Lat), has(Field::Lon)) {
            (true, false) => return Err(ImportError::HalfAPlace(Field::Lat)),
            (false, true) => return Err(ImportError::HalfAPlace(Field::Lon)),
            _ => {}
        }
        let found = || self.header.clone();
        let known_by = [Field::Name, Field::Code, Field::Licence];
        match kind {
            Kind::Accounts | Kind::Products if !has(Field::Name) => Err(ImportError::NoName { found: found() }),
            Kind::Contacts | Kind::Visits if !known_by.into_iter().any(has) => {
                Err(ImportError::NoName { found: found() })
            }
            Kind::Contacts if !has(Field::Contact) => {
                Err(ImportError::Missing { field: Field::Contact, found: found() })
            }
            Kind::Visits if !has(Field::Day) && !has(Field::Start) => {
                Err(ImportError::Missing { field: Field::Day, found: found() })
            }
            Kind::Requests | Kind::Arrivals => self.check_stock(kind),
            _ => Ok(()),
        }
    }

    /// A list about stock says what, how much and when; one of requests, whose as well.
    fn check_stock(&self, kind: Kind) -> Result<(), ImportError> {
        let has = |field: &Field| self.of(*field).is_some();
        let found = || self.header.clone();
        let of_request = [Field::Name, Field::Code, Field::Licence];
        if !of_request.iter().any(has) {
            return Err(ImportError::NoName { found: found() });
        }
        let product =
            if kind == Kind::Requests { [Field::Product, Field::ProductCode] } else { [Field::Name, Field::Code] };
        if !product.iter().any(has) {
            return Err(ImportError::Missing { field: product[0], found: found() });
        }
        match [Field::Quantity, Field::Day].into_iter().find(|field| !has(field)) {
            Some(field) => Err(ImportError::Missing { field, found: found() }),
            None => Ok(()),
        }
    }

    /// The columns of a field, if the file has it.
    pub(super) fn of(&self, field: Field) -> Option<&[usize]> {
        self.found.iter().find(|(there, _)| *there == field).map(|(_, columns)| columns.as_slice())
    }

    /// How many columns the header has.
    pub(super) fn width(&self) -> usize {
        self.header.len()
    }

    /// The words of the header.
    pub(super) fn header(&self) -> &[String] {
        &self.header
    }

    /// What was found, by the words of the header.
    pub(super) fn used(&self) -> Vec<Mapping> {
        let words =
            |columns: &[usize]| columns.iter().map(|at| self.header[*at].as_str()).collect::<Vec<_>>().join("+");
        self.found.iter().map(|(field, columns)| Mapping { field: *field, column: words(columns) }).collect()
    }

    /// The columns that nothing is read from.
    pub(super) fn unused(&self) -> Vec<String> {
        let used = |at: &usize| self.found.iter().any(|(_, columns)| columns.contains(at));
        let named = |at: &usize| !self.header[*at].is_empty();
        (0..self.header.len()).filter(|at| !used(at) && named(at)).map(|at| self.header[at].clone()).collect()
    }

    /// Whether a row is the header once more.
    pub(super) fn is_header(&self, row: &Row) -> bool {
        let mut columns = self.found.iter().flat_map(|(_, columns)| columns);
        self.found.len() > 1 && columns.all(|at| plain(row.cell(*at)) == plain(&self.header[*at]))
    }
}

/// Fields and their columns, the most certain words first.
fn guesses(kind: Kind, header: &[String]) -> Vec<(Field, usize)> {
    let mut all = Vec::new();
    for (at, cell) in header.iter().enumerate() {
        let (whole, outside) = (plain(cell), plain_outside_brackets(cell));
        for (rank, field) in kind.fields().iter().enumerate() {
            let certainty = field.certainty(&whole).or_else(|| field.certainty(&outside).map(|it| it + 1));
            all.extend(certainty.map(|certainty| (certainty, at, rank, *field)));
        }
    }
    all.sort_unstable();
    all.into_iter().map(|(_, at, _, field)| (field, at)).collect()
}

/// How many fields the cells of a row have words for.
pub(super) fn recognised(kind: Kind, header: &[String], map: &[Mapping]) -> usize {
    let mut fields: Vec<Field> = guesses(kind, header).into_iter().map(|(field, _)| field).collect();
    fields.extend(map.iter().filter(|mapping| named(header, mapping).is_ok()).map(|mapping| mapping.field));
    fields.sort_unstable();
    fields.dedup();
    fields.len()
}

/// The columns that a mapping names. Only some fields may have several; a "+" in a column's own name is taken as such.
fn named(header: &[String], mapping: &Mapping) -> Result<Vec<usize>, ImportError> {
    let position = |name: &str| {
        let at = header.iter().position(|cell| cell.to_lowercase() == name.trim().to_lowercase());
        at.ok_or_else(|| ImportError::NoColumn { column: name.trim().to_owned(), found: header.to_vec() })
    };
    match position(&mapping.column) {
        Err(_) if mapping.field.takes_several() && mapping.column.contains('+') => {
            mapping.column.split('+').map(position).collect()
        }
        whole => Ok(vec![whole?]),
    }
}
