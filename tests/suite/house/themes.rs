//! Each theme in the folder ships, under the name of its file.

use rounds::ui::theme::{Colors, Family, Theme};

use super::{files, text};

#[test]
fn each_theme_of_the_folder_can_be_read_and_ships() {
    let shipped = Theme::shipped();
    let files = files("themes");
    assert_eq!(files.len(), shipped.len(), "{files:?}");
    for file in files {
        let name = file.strip_suffix(".toml").unwrap_or_else(|| panic!("{file} is no theme"));
        assert!(shipped.iter().any(|theme| theme.name == name), "{file} is not embedded");
        // In the place of the embedded one it changes nothing. A role that the program does not know is an error.
        let mut family = Family::shipped();
        family.add(name, &text(&format!("themes/{file}")));
        assert_eq!(family.themes(Colors::Many), (shipped.clone(), Vec::new()), "{file}");
    }
}

#[test]
fn every_theme_that_ships_is_offered_by_name() {
    let help = rounds::cli::command(rounds::i18n::Lang::En).render_long_help().to_string();
    for theme in Theme::shipped() {
        assert!(help.contains(&theme.name), "{}", theme.name);
        for line in text("README.md").lines().filter(|line| line.starts_with("theme = ")) {
            assert!(line.contains(&theme.name), "{}: {line}", theme.name);
        }
    }
}
