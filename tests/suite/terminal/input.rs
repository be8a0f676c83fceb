//! Bytes to events: tables of what terminals send, and properties about how lines split and damage it.

use proptest::prelude::*;
use rounds::app::chord::{Chord, Key};
use rounds::app::event::{Event, Mouse, MouseAction};
use rounds::terminal::input::Input;

use crate::support::keys::{bytes_of, presses};

fn events_of(pieces: &[&[u8]]) -> Vec<Event> {
    let mut input = Input::default();
    let mut events = Vec::new();
    for piece in pieces {
        input.feed(piece, &mut events);
    }
    input.flush_escape(&mut events);
    events
}

fn keys_of(bytes: &[u8]) -> String {
    let shown = |event: Event| match event {
        Event::Key(chord) => chord.to_string(),
        other => format!("{other:?}"),
    };
    events_of(&[bytes]).into_iter().map(shown).collect::<Vec<_>>().join(" ")
}

#[test]
fn keys_as_terminals_send_them() {
    for (bytes, keys) in [
        ("j", "j"),
        ("J", "J"),
        ("王", "王"),
        (" ", "space"),
        ("\r", "enter"),
        ("\t", "tab"),
        ("\x7f", "backspace"),
        ("\x08", "backspace"),
        ("\0", "ctrl-space"),
        ("\x03", "ctrl-c"),
        ("\x1a", "ctrl-z"),
        ("\n", "ctrl-j"),
        ("\x1f", "ctrl-_"),
        ("\x1b", "esc"),
        ("\x1b\x1b", "esc esc"),
        ("\x1bx", "alt-x"),
        ("\x1bX", "alt-X"),
        ("\x1b王", "alt-王"),
        ("\x1b\r", "alt-enter"),
        ("\x1b\x7f", "alt-backspace"),
        ("\x1b[A", "up"),
        ("\x1bOA", "up"),
        ("\x1b[1;5A", "ctrl-up"),
        ("\x1b[1;2C", "shift-right"),
        ("\x1b[Z", "shift-tab"),
        ("\x1b[H\x1b[F\x1b[1~\x1b[4~", "home end home end"),
        ("\x1b[2~\x1b[3~\x1b[5~\x1b[6~", "insert delete pgup pgdn"),
        ("\x1bOP\x1b[15~\x1b[24~\x1b[[A", "f1 f5 f12 f1"),
        ("\x1b\x1b[A", "esc up"),
        // kitty's protocol: press, repeat, release.
        ("\x1b[97u", "a"),
        ("\x1b[97;5u", "ctrl-a"),
        ("\x1b[65;6u", "ctrl-a"),
        ("\x1b[97;2u", "A"),
        ("\x1b[97:65;2u", "A"),
        ("\x1b[13;5u", "ctrl-enter"),
        ("\x1b[27u", "esc"),
        ("\x1b[97;1:1u\x1b[97;1:2u\x1b[97;1:3u", "a a"),
        ("\x1b[1;1:3A", ""),
        ("\x1b[99;9u", ""),
        // xterm's modifyOtherKeys.
        ("\x1b[27;5;99~", "ctrl-c"),
        ("\x1b[27;2;13~", "shift-enter"),
        // Pressed, though they look like the beginning of something else.
        ("\x1b[", "alt-["),
        ("\x1b]x", "alt-] x"),
        ("\x1bOx", "alt-O x"),
        ("\x1bP\r", "alt-P enter"),
    ] {
        assert_eq!(keys_of(bytes.as_bytes()), keys, "{bytes:?}");
    }
}

#[test]
fn answers_of_the_terminal_and_reports_are_not_keys() {
    for bytes in [
        "\x1b[?64;1;2;6;9;15;18;21;22c",
        "\x1b]11;rgb:1e1e/1e1e/2e2e\x07",
        "\x1b]11;rgb:1e1e/1e1e/2e2e\x1b\\",
        "\x1b[24;80R",
        "\x1b[?2026;2$y",
        "\x1b[?1;2;3$y",
        "\x1b[?0u",
        "\x1b[?997;1n",
        "\x1b[?62;c",
        "\x1b[>41;390;0c",
        "\x1bP>|xterm(390)\x1b\\",
        "\x1bP1$r0m\x1b\\",
        "\x1b[I",
        "\x1b[O",
        "\x1b[8;24;80t",
        "\x1b[;5A",
        "\x1b[[5~",
        "\x1b[=1;2u",
        "\x1b[<35;3;3M",
        "\x1b[<0;3;3m",
        "\x1b[Mabc",
        "\u{202E}",
        "\u{200F}",
        "\u{85}",
    ] {
        assert_eq!(keys_of(format!("{bytes}j").as_bytes()), "j", "{bytes:?}");
    }
}

#[test]
fn damage_does_not_swallow_the_keyboard() {
    for (bytes, keys) in [
        (&b"\x1b[12;\x03j"[..], "ctrl-c j"),
        (b"\x1b]11;rgb:\x1b[Aj", "up j"),
        (b"\x1b]11;rgb:\rj", "enter j"),
        (b"\xe7\x8ej", "j"),
        (b"\xff\xc0\x80j", "j"),
        (b"\xed\xa0\x80j", "j"),
        (b"\xe7\x8e\x1b[A", "up"),
        (b"\x1b[\xe7\x8e\x8b", "\u{738b}"),
    ] {
        assert_eq!(keys_of(bytes), keys, "{bytes:?}");
    }
    let long = format!("\x1b[{}j", "1;".repeat(500));
    assert!(keys_of(long.as_bytes()).ends_with('j'));
}

#[test]
fn a_lone_escape_waits_and_a_sequence_does_not() {
    let mut input = Input::default();
    let mut events = Vec::new();
    input.feed(b"\x1b", &mut events);
    assert!(input.pending_escape() && events.is_empty());
    input.feed(b"[", &mut events);
    assert!(input.pending_escape());
    input.feed(b"1", &mut events);
    assert!(!input.pending_escape());
    input.feed(b";5B", &mut events);
    assert_eq!(events, [Event::Key("ctrl-down".parse().expect("a chord"))]);
    input.flush_escape(&mut events);
    assert_eq!(events.len(), 1);
}

#[test]
fn the_mouse() {
    let mouse = |action, column, row| Event::Mouse(Mouse { action, column, row });
    assert_eq!(
        events_of(&[b"\x1b[<0;3;4M\x1b[<0;3;4m\x1b[<64;1;1M\x1b[<65;200;100M\x1b[<2;1;1M"]),
        [mouse(MouseAction::Click, 2, 3), mouse(MouseAction::WheelUp, 0, 0), mouse(MouseAction::WheelDown, 199, 99)]
    );
}

#[test]
fn how_wide_the_terminal_draws_is_told_apart_from_keys() {
    assert_eq!(events_of(&[b"\x1b[2;3R"]), [Event::Wide]);
    assert_eq!(events_of(&[b"\x1b[2;", b"3", b"R", b"j"]), [Event::Wide, Event::Key(Chord::char('j'))]);
    // One cell, nonsense, and what looks like a function key with modifiers, which comes from the first row.
    for bytes in ["\x1b[2;2R", "\x1b[2;R", "\x1b[2;99999999R", "\x1b[1;5R"] {
        assert_eq!(events_of(&[bytes.as_bytes()]), [], "{bytes:?}");
    }
}

#[test]
fn a_paste_is_text_and_nothing_else() {
    for (pasted, text) in [
        ("王小姐 138", "王小姐 138"),
        ("a\r\nb\rc\nd\n\re", "a\nb\nc\nd\n\ne"),
        ("a\tb", "a b"),
        ("\x1b[2Jx\x07\u{9b}y\u{202E}z", "[2Jxyz"),
        ("\x1b[201\x1b[20", "[201[20"),
        ("", ""),
    ] {
        let bytes = format!("\x1b[200~{pasted}\x1b[201~j");
        assert_eq!(
            events_of(&[bytes.as_bytes()]),
            [Event::Paste(text.to_owned()), Event::Key(Chord::char('j'))],
            "{pasted:?}"
        );
    }
    assert_eq!(events_of(&[b"\x1b[200~a\xff\xe7b\x1b[201~"]), [Event::Paste("ab".to_owned())]);
}

#[test]
fn of_a_huge_paste_the_beginning_is_kept() {
    let bytes = ["\x1b[200~", &"王".repeat(256 * 1024 / 3), "\x1b[201~j"].concat();
    let events = events_of(&bytes.as_bytes().chunks(4096).collect::<Vec<_>>());
    let [Event::Paste(text), Event::Key(key)] = &events[..] else { panic!("{} events", events.len()) };
    assert_eq!(text.len(), 64 * 1024 / 3 * 3);
    assert!(text.chars().all(|c| c == '王'));
    assert_eq!(*key, Chord::char('j'));
}

#[test]
fn a_burst_keeps_its_order() {
    let list = "j j k enter ctrl-s alt-x up 王 f5 shift-tab pgdn esc";
    let bytes = presses(list).concat();
    assert_eq!(keys_of(&bytes), list);
}

/// Bytes as a terminal might send them, well formed or not.
fn stream() -> impl Strategy<Value = Vec<u8>> {
    let known = proptest::sample::select(vec![
        &b"\x1b"[..],
        b"\x1b[",
        b"\x1b[A",
        b"\x1b[1;5C",
        b"\x1bO",
        b"\x1bOP",
        b"\x1b]11;rgb:0/0/0\x07",
        b"\x1bP",
        b"\x1b\\",
        b"\x1b[200~",
        b"\x1b[201~",
        b"\x1b[<0;1;1M",
        b"\x1b[<",
        b"\x1b[M",
        b"\x1b[?1;2c",
        b"\x1b[97;5:1u",
        b"\x1b[[",
        b"[",
        b"~",
        b"M",
        b"\xe7\x8e\x8b",
        b"\xe7",
        b"\xf0\x9f\x98\x80",
        b"\r",
        b"\x7f",
        b"j",
        b";",
        b"5",
        b"\x1b[27;5;99~",
        b"\x1b[;",
        b"u",
        b"\x07",
    ]);
    let piece = prop_oneof![
        4 => known.prop_map(<[u8]>::to_vec),
        1 => proptest::collection::vec(any::<u8>(), 1..4),
    ];
    proptest::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

fn chord() -> impl Strategy<Value = Chord> {
    let key = prop_oneof![
        any::<char>().prop_filter("typed", |c| !rounds::i18n::text::is_hostile(*c)).prop_map(Key::Char),
        proptest::sample::select(vec![
            Key::Up,
            Key::Left,
            Key::Home,
            Key::End,
            Key::Delete,
            Key::PageDown,
            Key::F(7),
            Key::F(2)
        ]),
        proptest::sample::select(vec![Key::Enter, Key::Tab, Key::Backspace]),
    ];
    (key, any::<bool>()).prop_map(|(key, shift)| Chord {
        key,
        ctrl: false,
        alt: false,
        shift: shift
            && matches!(key, Key::Up | Key::Left | Key::Home | Key::End | Key::Delete | Key::PageDown | Key::F(_)),
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn it_does_not_matter_where_bytes_are_split(bytes in stream(), cuts in proptest::collection::vec(any::<prop::sample::Index>(), 0..6)) {
        let mut cuts: Vec<usize> = cuts.iter().map(|cut| cut.index(bytes.len() + 1)).collect();
        cuts.sort_unstable();
        cuts.push(bytes.len());
        let mut pieces = Vec::new();
        let mut start = 0;
        for cut in cuts {
            pieces.push(&bytes[start..cut]);
            start = cut;
        }
        let single: Vec<&[u8]> = bytes.chunks(1).collect();
        prop_assert_eq!(events_of(&pieces), events_of(&[&bytes]));
        prop_assert_eq!(events_of(&single), events_of(&[&bytes]));
    }

    #[test]
    fn nothing_hostile_comes_through(bytes in stream()) {
        for event in events_of(&[&bytes]) {
            match event {
                Event::Key(Chord { key: Key::Char(c), .. }) => prop_assert!(!rounds::i18n::text::is_hostile(c)),
                Event::Paste(text) => {
                    prop_assert!(!text.chars().any(|c| c != '\n' && rounds::i18n::text::is_hostile(c)));
                }
                _ => {}
            }
        }
    }

    #[test]
    fn what_is_pressed_is_what_is_heard(chords in proptest::collection::vec(chord(), 0..20)) {
        let bytes: Vec<u8> = chords.iter().flat_map(|chord| bytes_of(*chord)).collect();
        let heard: Vec<Event> = chords.into_iter().map(Event::Key).collect();
        prop_assert_eq!(events_of(&[&bytes]), heard);
    }
}
