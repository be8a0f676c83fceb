//! A morning by keyboard: twelve visits, three stock requests, two promises, a change of the order, a stop left out, and the end of the day.
//! What it takes in keys and bytes; and the same over a line that carries 960 bytes a second, where a frame that is not out yet makes the
//! next key wait.

use std::cell::Cell;
use std::collections::VecDeque;
use std::io;
use std::time::Duration;

use chrono::{DateTime, Utc};
use rounds::domain::record::{Kind, Record};
use rounds::domain::route::Fate;
use rounds::i18n::Lang;
use rounds::store::Store;
use rounds::terminal::line::{Line, Wake};
use rounds::terminal::run::run;

use crate::support::demo::Demo;
use crate::support::keys::presses;
use crate::support::stage::CAPS;

use super::assert_said;

/// Something a rep does: keys, and text that is typed.
enum Do {
    Keys(&'static str),
    Text(&'static str),
}

use Do::{Keys, Text};

/// A part of the morning: what it is, and what is pressed and typed.
struct Part {
    is_visit: bool,
    pressed: Vec<Do>,
}

/// The morning in a language.
fn morning(lang: Lang) -> Vec<Part> {
    let say = |en: &'static str, zh: &'static str| if lang == Lang::En { en } else { zh };
    let part = |pressed| Part { is_visit: false, pressed };
    let visit = |text| Part { is_visit: true, pressed: vec![Keys(";"), Text(text), Keys("enter")] };
    let plain = say("met boss | order 3 | sat 4 | shelf is full", "见老板 | 订 3 | 满意 4 | 货架满");
    let short = say("met boss | enough stock until Friday", "见老板 | 货够卖到周五");
    let request = say("met boss | order 2 | oos 玉溪软 x5", "见老板 | 订 2 | 缺 玉溪软 x5");
    let promise = say("met boss | promise price labels +3 | sat 3", "见老板 | 承诺 送价签 +3 | 满意 3");
    let mut all = vec![
        // Six more go onto the day, from the end of the due list.
        part(vec![
            Keys("2 G k k k k k k k space space space space space space t"),
            Text(say("today", "今天")),
            Keys("enter 1"),
        ]),
        part(vec![Keys("J k")]),
    ];
    for text in [plain, request, promise, short, request, plain, short, promise, plain, request, short] {
        all.push(visit(text));
    }
    // One by the visit screen: in, two lines, out.
    let words = say("wants a new counter", "想换新柜台");
    all.push(Part { is_visit: true, pressed: vec![Keys("c"), Text(words), Keys("ctrl-s")] });
    all.push(part(vec![Keys("x"), Text(say("closed today", "今天没开门")), Keys("enter")]));
    all.push(part(vec![Keys("Z enter")]));
    all
}

#[test]
fn a_morning_takes_few_keys_and_bytes() {
    for lang in Lang::ALL {
        let demo = Demo::new();
        let today = demo.today();
        let before = demo.store().day_touches(demo.viewer(), demo.rep.id, today).expect("visits").len();
        let matters = count(&demo, Kind::Matter);
        let requests = count(&demo, Kind::Request);
        let mut stage = demo.stage(lang, (80, 24));
        let (mut visits, mut keys, mut most_keys, mut bytes, mut most_bytes) = (0, 0, 0, 0, 0);
        for part in morning(lang) {
            let (start, mut pressed) = (stage.bytes(), 0);
            for act in part.pressed {
                match act {
                    Keys(list) => {
                        pressed += list.split_whitespace().count();
                        stage.keys(list);
                    }
                    Text(text) => stage.type_text(text),
                }
            }
            if part.is_visit {
                demo.pass(chrono::Duration::minutes(12));
                let cost = stage.bytes() - start;
                visits += 1;
                keys += pressed;
                bytes += cost;
                most_keys = most_keys.max(pressed);
                most_bytes = most_bytes.max(cost);
            }
        }
        assert_said(&stage, if lang == Lang::En { "Fri 20 Nov closed" } else { "已收工" });
        println!(
            "a morning in {lang:?} at 80x24: {visits} visits, {:.1} keys each beside the text (at most {most_keys}), {} bytes each (at \
             most {most_bytes}), {} bytes in all",
            f64::from(u32::try_from(keys).expect("few")) / 12.0,
            bytes / visits,
            stage.bytes()
        );
        assert_eq!(visits, 12);
        assert!(most_keys <= 6, "{most_keys} keys for a visit");
        assert!(most_bytes <= 16_000, "{most_bytes} bytes for a visit");
        // What was typed is there.
        let after = demo.store().day_touches(demo.viewer(), demo.rep.id, today).expect("visits");
        assert_eq!(after.len() - before, 12);
        assert!(after.iter().all(|it| !it.touch.open));
        assert_eq!(count(&demo, Kind::Request) - requests, 3);
        assert_eq!(count(&demo, Kind::Matter) - matters, 2);
        let route = demo.route(today);
        let fate = |is: fn(&Fate) -> bool| route.iter().filter(|row| is(&row.stop.fate)).count();
        assert_eq!(fate(|fate| matches!(fate, Fate::Skipped { .. })), 1);
        assert_eq!(fate(Fate::is_open), 0, "the day is closed");
    }
}

fn count(demo: &Demo, kind: Kind) -> usize {
    let accounts: Vec<_> = demo.book().iter().map(|row| row.account).collect();
    let records: Vec<Record> = demo.store().records_at(demo.viewer(), &accounts, kind).expect("a read");
    records.len()
}

/// So many bytes go over the line in a second.
const CARRIED: f64 = 960.0;

/// Seconds between two keys of somebody who types fast.
const PACE: f64 = 0.15;

/// A line on which time is what its bytes take. Keys come at their own times, whether the line is free or not.
struct Slow<'a> {
    now: &'a Cell<f64>,
    /// Each key with the second at which it is pressed.
    keys: VecDeque<(f64, Vec<u8>)>,
    /// When the keys were pressed that no frame has answered yet.
    unanswered: Vec<f64>,
    /// The longest that anybody waited for a frame after a key.
    longest: f64,
    frames: usize,
    bytes: usize,
}

impl Line for Slow<'_> {
    fn size(&self) -> (u16, u16) {
        (80, 24)
    }

    fn wait(&mut self, _: Duration) -> io::Result<Wake> {
        let Some((at, key)) = self.keys.pop_front() else { return Err(io::ErrorKind::UnexpectedEof.into()) };
        self.now.set(self.now.get().max(at));
        self.unanswered.push(at);
        Ok(Wake::Bytes(key))
    }

    fn more_waiting(&mut self) -> bool {
        self.keys.front().is_some_and(|(at, _)| *at <= self.now.get())
    }

    fn write(&mut self, frame: &[u8]) -> io::Result<()> {
        self.now.set(self.now.get() + frame.len() as f64 / CARRIED);
        self.frames += 1;
        self.bytes += frame.len();
        for pressed in self.unanswered.drain(..) {
            self.longest = self.longest.max(self.now.get() - pressed);
        }
        Ok(())
    }
}

#[test]
fn a_morning_over_a_line_of_960_bytes_a_second() {
    for lang in Lang::ALL {
        let demo = Demo::new();
        let start = demo.now();
        let now = Cell::new(0.0);
        let mut keys = VecDeque::new();
        let mut at = 10.0;
        for part in morning(lang) {
            for act in part.pressed {
                let pressed = match act {
                    Keys(list) => presses(list),
                    Text(text) => text.chars().map(|c| c.to_string().into_bytes()).collect(),
                };
                for press in pressed {
                    keys.push_back((at, press));
                    at += PACE;
                }
            }
            at += 60.0;
        }
        let pressed = keys.len();
        let mut line = Slow { now: &now, keys, unanswered: Vec::new(), longest: 0.0, frames: 0, bytes: 0 };
        let clock = || -> DateTime<Utc> { start + chrono::Duration::milliseconds((now.get() * 1000.0) as i64) };
        let mut session = demo.session(lang);
        run(&mut session, &mut line, CAPS, &clock);
        println!(
            "the same in {lang:?} at 960 bytes a second: the longest wait for a key's frame {:.2} s; {} frames for {pressed} keys, {} bytes",
            line.longest, line.frames, line.bytes
        );
        assert!(line.longest <= 6.0, "{}", line.longest);
        assert!(line.frames <= pressed + 10, "a busy line skips frames: {}", line.frames);
        assert!(demo.route(demo.today()).iter().all(|row| !row.stop.fate.is_open()), "the day is closed all the same");
    }
}
