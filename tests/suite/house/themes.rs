//! Each theme in the folder ships, under the name of its file.

use rounds::ui::theme::Theme;

use super::{files, text};

#[test]
fn each_theme_of_the_folder_can_be_read_and_ships() {
    let shipped = Theme::shipped();
    let files = files("themes");
    assert_eq!(files.len(), shipped.len(), "{files:?}");
    for file in files {
        // A role that the program does not know is an error of the parser.
        let theme = Theme::parse(&text(&format!("themes/{file}"))).unwrap_or_else(|error| panic!("{file}: {error}"));
        assert_eq!(format!("{}.toml", theme.name), file);
        assert!(shipped.contains(&theme), "{file} is not embedded");
    }
}
