//! What can be wrong with a list, and what is noticed about its rows.

use crate::exchange::import::{Fault, Field, ImportError, Kind, Notice};
use crate::exchange::sheet::SheetError;
use crate::i18n::Lang;
use crate::i18n::messages::{goods, import as words, importing};

/// Why a file was not read at all.
pub fn import_error(lang: Lang, error: &ImportError) -> String {
    let fields = |all: &[Field]| all.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
    match error {
        ImportError::Sheet(error) => sheet_error(lang, error),
        ImportError::Store(error) => super::store_error(lang, error),
        ImportError::UnderWay => words::file_under_way(lang).to_owned(),
        ImportError::Changed => words::file_changed(lang).to_owned(),
        ImportError::Over(path) => words::file_over(lang, &path.display().to_string()),
        ImportError::Cancelled => words::file_cancelled(lang).to_owned(),
        ImportError::Header(fault) => words::file_header(lang, &row_fault(lang, fault)),
        ImportError::NoName { found } => words::file_no_name(lang, &found.join(", ")),
        ImportError::Missing { field, found } => words::file_missing(lang, field.word(), &found.join(", ")),
        ImportError::HalfAPlace(field) => words::file_half_a_place(lang, field.word()),
        ImportError::NoColumn { column, found } => words::file_no_column(lang, column, &found.join(", ")),
        ImportError::BadMapping(given) => words::file_bad_mapping(lang, given),
        ImportError::NoField { given } => words::file_no_field(lang, given, &fields(Field::ALL)),
        ImportError::FieldOfOther { field, kind } => {
            words::file_field_of_other(lang, field.word(), &fields(kind.fields()))
        }
        ImportError::NoKind(given) => words::file_no_kind(lang, given),
        ImportError::NoDatum(given) => words::file_no_datum(lang, given),
        ImportError::NoTier(code) => words::no_tier(lang, code),
        ImportError::NoRep(code) => words::no_rep(lang, code),
    }
}

/// Why a file is no spreadsheet that can be read.
pub fn sheet_error(lang: Lang, error: &SheetError) -> String {
    match error {
        SheetError::Io(error) => words::file_io(lang, &error.to_string()),
        SheetError::Empty => words::file_empty(lang).to_owned(),
        SheetError::Foreign => words::file_foreign(lang).to_owned(),
        SheetError::OldWorkbook => words::file_old(lang).to_owned(),
        SheetError::Encrypted => words::file_encrypted(lang).to_owned(),
        SheetError::Damaged(why) => words::file_damaged(lang, why),
        SheetError::NoSheet { wanted, found } => words::file_no_sheet(lang, wanted, &found.join(", ")),
        SheetError::NoEncoding(given) => words::file_no_encoding(lang, given),
    }
}

/// What is wrong with a row.
pub fn row_fault(lang: Lang, fault: &Fault) -> String {
    match fault {
        Fault::NotText => words::row_not_text(lang).to_owned(),
        Fault::Ragged { expected, found } => words::row_ragged(lang, *found, *expected),
        Fault::OpenQuote => words::row_open_quote(lang).to_owned(),
        Fault::TooLong => words::row_too_long(lang).to_owned(),
        Fault::NoName => words::row_no_name(lang).to_owned(),
        Fault::Place { lat, lon } => words::row_place(lang, lat, lon),
        Fault::NoTier(code) => words::no_tier(lang, code),
        Fault::NoRep(code) => words::no_rep(lang, code),
        Fault::Date(text) => words::row_date(lang, text),
        Fault::EitherDate(text) => words::row_either_date(lang, text),
        Fault::Future(day) => words::row_future(lang, &day.to_string()),
        Fault::VisitByNobody => words::row_visit_by_nobody(lang).to_owned(),
        Fault::Time(text) => words::row_time(lang, text),
        Fault::EndsBeforeStart => words::row_ends_before_start(lang).to_owned(),
        Fault::Frequency(text) => words::row_frequency(lang, text),
        Fault::Units(text) => words::row_units(lang, text),
        Fault::NoAccount(text) => words::row_no_account(lang, text),
        Fault::SeveralAccounts(text) => words::row_several_accounts(lang, text),
        Fault::NoProduct(text) => words::row_no_product(lang, text),
        Fault::Quantity(text) => words::row_quantity(lang, text),
        Fault::NoUnit { product, unit, units } => words::row_no_unit(lang, product, unit, units),
        Fault::NoTeam(text) => words::row_no_team(lang, text),
        Fault::NotYet(day) => words::row_not_yet(lang, &day.to_string()),
        Fault::Nobodys => words::row_nobodys(lang).to_owned(),
        Fault::Barred(why) => super::store_error(lang, why),
    }
}

/// What was noticed about a row.
pub fn notice(lang: Lang, notice: &Notice) -> String {
    match notice {
        Notice::PassedOver => words::note_passed_over(lang).to_owned(),
        Notice::Repeated { first } => words::note_repeated(lang, *first),
        Notice::SameCode { code } => words::note_same_code(lang, code),
        Notice::Twins { name, joined: false } => words::note_twins(lang, name),
        Notice::Twins { name, joined: true } => words::note_joined(lang, name),
        Notice::Several { name } => words::note_several(lang, name),
        Notice::Differs { field, there, file } => words::note_differs(lang, field.word(), there, file),
        Notice::NotRead { field, text } => words::note_not_read(lang, field.word(), text),
        Notice::Over => words::note_over(lang).to_owned(),
        Notice::TheRest { quantity } => words::note_the_rest(lang, *quantity),
        Notice::SharedPoint { rows, place } => {
            words::note_shared_point(lang, *rows, &format!("{:.5}, {:.5}", place.lat, place.lon))
        }
    }
}

/// What a field is called.
pub fn field(lang: Lang, field: Field) -> &'static str {
    match field {
        Field::Code => importing::field_code(lang),
        Field::Licence => importing::field_licence(lang),
        Field::Name => importing::field_name(lang),
        Field::OtherName => importing::field_other_name(lang),
        Field::Address => importing::field_address(lang),
        Field::Lat => importing::field_lat(lang),
        Field::Lon => importing::field_lon(lang),
        Field::Point => importing::field_point(lang),
        Field::Tier => importing::field_tier(lang),
        Field::Rep => importing::field_rep(lang),
        Field::Beat => importing::field_beat(lang),
        Field::Frequency => importing::field_frequency(lang),
        Field::LastVisit => importing::field_last_visit(lang),
        Field::Phone => importing::field_phone(lang),
        Field::Contact => importing::field_contact(lang),
        Field::Role => importing::field_role(lang),
        Field::ContactPhone => importing::field_contact_phone(lang),
        Field::Birthday => importing::field_birthday(lang),
        Field::Segment => importing::field_segment(lang),
        Field::Status => importing::field_status(lang),
        Field::Hours => importing::field_hours(lang),
        Field::Minutes => importing::field_minutes(lang),
        Field::Alias => importing::field_alias(lang),
        Field::Unit => importing::field_unit(lang),
        Field::Pack => importing::field_pack(lang),
        Field::Factor => importing::field_factor(lang),
        Field::Day => importing::field_day(lang),
        Field::Start => importing::field_start(lang),
        Field::End => importing::field_end(lang),
        Field::VisitKind => importing::field_visit_kind(lang),
        Field::Satisfaction => importing::field_satisfaction(lang),
        Field::Ordered => importing::field_ordered(lang),
        Field::OrderLines => goods::section_order(lang),
        Field::NoOrder => goods::section_no_order(lang),
        Field::Shelf => goods::section_shelf(lang),
        Field::DisplayLacks => goods::section_display(lang),
        Field::Needs => goods::section_needs(lang),
        Field::Told => goods::section_told(lang),
        Field::Rival => goods::section_rival(lang),
        Field::Next => importing::field_next(lang),
        Field::NextDay => importing::field_next_day(lang),
        Field::MoreCodes => importing::field_more_codes(lang),
        Field::Time => importing::field_time(lang),
        Field::ProductCode => importing::field_product_code(lang),
        Field::Product => importing::field_product(lang),
        Field::Quantity => importing::field_quantity(lang),
        Field::Until => importing::field_until(lang),
        Field::AllOrNothing => importing::field_all_or_nothing(lang),
        Field::Outside => importing::field_outside(lang),
        Field::HandedOver => importing::field_handed_over(lang),
        Field::Ended => importing::field_ended(lang),
        Field::Team => importing::field_team(lang),
        Field::Uuid => importing::field_uuid(lang),
        Field::Note => importing::field_note(lang),
    }
}

/// What a list lists.
pub fn kind(lang: Lang, kind: Kind) -> &'static str {
    match kind {
        Kind::Accounts => importing::kind_accounts(lang),
        Kind::Products => importing::kind_products(lang),
        Kind::Contacts => importing::kind_contacts(lang),
        Kind::Visits => importing::kind_visits(lang),
        Kind::Requests => importing::kind_requests(lang),
        Kind::Arrivals => importing::kind_arrivals(lang),
    }
}
