//! The loop between one channel and one program. Input is taken as it comes; the next frame is drawn when the last one has left, so that
//! a slow line gets the newest frame only and no frames wait in memory.

use std::future::{Future, pending};
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::time::{Duration, Instant};

use chrono::{DateTime, Utc};
use russh::ChannelWriteHalf;
use russh::server::Msg;
use tokio::sync::{mpsc, watch};

use super::super::depth::Caps;
use super::super::line::{Line, Wake};
use super::super::modes;
use super::super::run::{Ended, Program, Turns};
use super::Limits;
use crate::app::event::Event;
use crate::i18n::Lang;
use crate::i18n::messages::serve as words;

/// After so long without a key what only drawing needs is let go.
const RESTS: Duration = Duration::from_secs(5);

/// What comes over a channel.
#[derive(Debug)]
pub(super) enum Input {
    /// Bytes of the terminal.
    Bytes(Vec<u8>),
    /// Its size, as the client tells it.
    Size(u16, u16),
}

/// What a seat is set up with.
pub(super) struct Seat {
    pub program: Box<dyn Program + Send>,
    pub caps: Caps,
    pub lang: Lang,
    pub size: (u16, u16),
    pub input: mpsc::Receiver<Input>,
    pub output: ChannelWriteHalf<Msg>,
    /// Rings when data has changed.
    pub bell: watch::Receiver<u64>,
    /// True once the server is closing.
    pub closing: watch::Receiver<bool>,
    pub limits: Limits,
}

/// How a session came to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    /// The program was left, or the line was lost.
    Over(Ended),
    /// Nobody had pressed a key for long.
    Idle,
    /// The client took no frame for long.
    Stalled,
    /// The program panicked.
    Panicked,
}

/// The line as the turns see it: what is written is collected, and sent by the loop.
struct Wire {
    size: (u16, u16),
    out: Vec<u8>,
    more: bool,
}

impl Line for Wire {
    fn size(&self) -> (u16, u16) {
        self.size
    }

    fn wait(&mut self, _: Duration) -> io::Result<Wake> {
        Ok(Wake::Timeout) // the loop waits
    }

    fn more_waiting(&mut self) -> bool {
        self.more
    }

    fn write(&mut self, frame: &[u8]) -> io::Result<()> {
        self.out.extend_from_slice(frame);
        Ok(())
    }
}

type Sending<'a> = Pin<Box<dyn Future<Output = Result<(), russh::Error>> + Send + 'a>>;

/// Runs until the program or the line ends.
pub(super) async fn run(seat: Seat, clock: impl Fn() -> DateTime<Utc>) -> End {
    let Seat { mut program, caps, lang, size, mut input, output, mut bell, mut closing, limits } = seat;
    let mut turns = Turns::new(clock(), size, caps);
    let mut wire = Wire { size, out: Vec::new(), more: false };
    let mut sending: Option<Sending<'_>> = None;
    let (mut last_key, mut sent) = (Instant::now(), Instant::now());
    let end = loop {
        if sending.is_none() {
            wire.more = !input.is_empty();
            let shown = guarded(program.as_mut(), &clock, |program| turns.show(clock(), program, &mut wire));
            match shown {
                Err(()) => break End::Panicked,
                Ok(Some(ended)) => break End::Over(ended),
                Ok(None) if wire.out.is_empty() => {}
                Ok(None) => {
                    sent = Instant::now();
                    sending = Some(Box::pin(output.data_bytes(std::mem::take(&mut wire.out))));
                }
            }
        }
        // Also where keys never cease.
        if sending.is_some() && sent.elapsed() >= limits.stalled {
            break End::Stalled;
        }
        let to_rest = RESTS.saturating_sub(last_key.elapsed());
        if to_rest.is_zero() {
            turns.rest();
        }
        let stalled = sending.is_some().then(|| limits.stalled.saturating_sub(sent.elapsed()));
        let idle = limits.idle.saturating_sub(last_key.elapsed());
        let timeout = turns.timeout(clock(), program.as_ref());
        let to_rest = if to_rest.is_zero() { Duration::MAX } else { to_rest };
        let next = idle.min(timeout).min(to_rest).min(stalled.unwrap_or(Duration::MAX));
        let wake = tokio::select! {
            biased;
            _ = closing.wait_for(|closing| *closing) => Wake::Terminated,
            over = async { match &mut sending { Some(sending) => sending.await, None => pending().await } } => {
                sending = None;
                if over.is_ok() { continue }
                Wake::Lost
            },
            came = input.recv() => match came {
                Some(Input::Bytes(bytes)) => { last_key = Instant::now(); Wake::Bytes(bytes) }
                Some(Input::Size(width, height)) => Wake::Resized(width, height),
                None => Wake::Lost,
            },
            changed = bell.changed() => match changed {
                Ok(()) => {
                    let told = guarded(program.as_mut(), &clock, |program| program.handle(clock(), Event::Changed));
                    if told.is_err() { break End::Panicked }
                    continue
                }
                Err(_) => Wake::Terminated,
            },
            () = tokio::time::sleep(next) => {
                if last_key.elapsed() >= limits.idle { break End::Idle }
                if next < timeout { continue }
                Wake::Timeout
            }
        };
        match guarded(program.as_mut(), &clock, |program| turns.take(clock(), program, &mut wire, wake)) {
            Err(()) => break End::Panicked,
            Ok(Some(ended)) => break End::Over(ended),
            Ok(None) => {}
        }
    };
    if matches!(end, End::Idle | End::Stalled) {
        let _ = guarded(program.as_mut(), &clock, |program| program.handle(clock(), Event::Hangup));
    }
    // What was typed is kept by now; the session lets go of the data before the line is given back.
    drop(program);
    drop(sending);
    if !matches!(end, End::Stalled | End::Over(Ended::Lost)) {
        let parting = parting(end, lang);
        if wire.out.is_empty() {
            wire.out.extend_from_slice(modes::leave());
        }
        wire.out.extend_from_slice(parting.replace('\n', "\r\n").as_bytes());
        let farewell = async {
            let _ = output.data_bytes(wire.out).await;
            let _ = output.exit_status(u32::from(end == End::Panicked)).await;
            let _ = output.eof().await;
            let _ = output.close().await;
        };
        let _ = tokio::time::timeout(Duration::from_secs(2), farewell).await;
    }
    end
}

/// What is said on the terminal that was given back.
fn parting(end: End, lang: Lang) -> String {
    let said = match end {
        End::Over(Ended::Terminated) => words::closing(lang),
        End::Idle => words::idle(lang),
        End::Panicked => words::panicked(lang),
        End::Over(_) | End::Stalled => return String::new(),
    };
    format!("{said}\n")
}

/// Runs a part of a program. One that panics is told of a hangup, so that it keeps what was typed; what broke may break again.
fn guarded<T>(
    program: &mut (dyn Program + Send),
    clock: &impl Fn() -> DateTime<Utc>,
    part: impl FnOnce(&mut (dyn Program + Send)) -> T,
) -> Result<T, ()> {
    catch_unwind(AssertUnwindSafe(|| part(program))).map_err(|_| {
        tracing::error!("a session broke off");
        let _ = catch_unwind(AssertUnwindSafe(|| program.handle(clock(), Event::Hangup)));
    })
}
