//! People as vCards of version 4.0 (RFC 6350).

use std::io::{self, Write};

use serde_json::Value;

use crate::domain::account::{Account, Birthday, Contact};
use crate::exchange::lines::{escaped, fold};

/// Writes one person at an account.
pub fn write(out: &mut dyn Write, account: &Account, contact: &Contact) -> io::Result<()> {
    let mut line = |text: String| fold(out, &text);
    line("BEGIN:VCARD".to_owned())?;
    line("VERSION:4.0".to_owned())?;
    line(format!("UID:urn:uuid:{}", contact.id.0))?;
    line(format!("FN:{}", escaped(&contact.name)))?;
    line(format!("ORG:{}", escaped(&account.name)))?;
    if let Ok(Value::String(role)) = serde_json::to_value(contact.role) {
        line(format!("ROLE:{role}"))?;
    }
    if !contact.phone.is_empty() {
        line(format!("TEL;VALUE=text:{}", escaped(&contact.phone)))?;
    }
    if !account.address.is_empty() {
        // Post office box, extension, street, then town, region, code and country, which are not kept apart here.
        line(format!("ADR;TYPE=work:;;{};;;;", escaped(&account.address)))?;
    }
    if let Some(birthday) = contact.birthday {
        line(day(birthday))?;
    }
    line("END:VCARD".to_owned())
}

/// A day of the lunar calendar cannot be said but as text.
fn day(birthday: Birthday) -> String {
    let Birthday { year, month, day, lunar } = birthday;
    match year {
        _ if lunar => {
            let year = year.map(|year| format!("{year:04}-")).unwrap_or_default();
            format!("BDAY;VALUE=text:lunar {year}{month:02}-{day:02}")
        }
        Some(year) => format!("BDAY:{year:04}{month:02}{day:02}"),
        None => format!("BDAY:--{month:02}{day:02}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::account::ContactRole;
    use crate::exchange::lines::LINE;

    fn card(name: &str, shop: &str, birthday: Option<Birthday>) -> String {
        let mut account = Account::new(uuid::Uuid::nil().into(), shop, chrono::NaiveDate::MIN);
        account.address = "1 Lake Road".to_owned();
        let mut contact = Contact::new(uuid::Uuid::nil().into(), account.id, name, ContactRole::Owner);
        contact.phone = "138 0000 0000".to_owned();
        contact.birthday = birthday;
        let mut out = Vec::new();
        write(&mut out, &account, &contact).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn a_card_says_who_where_and_when() {
        let wanted = "BEGIN:VCARD\r\nVERSION:4.0\r\nUID:urn:uuid:00000000-0000-0000-0000-000000000000\r\nFN:Ann\r\n\
                      ORG:Kiosk\r\nROLE:owner\r\nTEL;VALUE=text:138 0000 0000\r\nADR;TYPE=work:;;1 Lake Road;;;;\r\n\
                      BDAY:19800512\r\nEND:VCARD\r\n";
        assert_eq!(card("Ann", "Kiosk", Birthday::new(Some(1980), 5, 12, false)), wanted);
    }

    #[test]
    fn birthdays_may_lack_a_year_or_be_of_the_moon() {
        for (birthday, line) in [
            (Birthday::new(None, 2, 29, false), "BDAY:--0229\r\n"),
            (Birthday::new(None, 5, 30, true), "BDAY;VALUE=text:lunar 05-30\r\n"),
            (Birthday::new(Some(1980), 12, 3, true), "BDAY;VALUE=text:lunar 1980-12-03\r\n"),
        ] {
            assert!(birthday.is_some() && card("Ann", "Kiosk", birthday).contains(line), "{line}");
        }
    }

    #[test]
    fn what_parts_values_is_escaped_and_nothing_begins_a_line_of_its_own() {
        let card = card("Ann; a\\b, c\r\nEND:VCARD\u{1b}", "A,B", None);
        assert!(card.contains("FN:Ann\\; a\\\\b\\, c \\nEND:VCARD \r\n"), "{card}");
        assert!(card.contains("ORG:A\\,B\r\n"), "{card}");
        assert_eq!(card.matches("\r\nEND:VCARD\r\n").count(), 1);
    }

    #[test]
    fn long_lines_are_folded_between_characters() {
        for name in ["x".repeat(200), "王记烟酒店".repeat(20), "👩‍🌾é".repeat(30)] {
            let card = card(&name, "Kiosk", None);
            assert!(card.split("\r\n").all(|line| line.len() <= LINE), "{card}");
            let unfolded = card.replace("\r\n ", "");
            assert!(unfolded.contains(&format!("FN:{name}\r\n")), "{unfolded}");
        }
    }
}
