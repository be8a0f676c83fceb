//! What one connection asks for: who it is, a terminal with the screens, or one command. Everything else is refused with a word.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::net::IpAddr;
use std::sync::{Arc, Mutex, PoisonError};

use russh::server::{Auth, ChannelOpenHandle, Handler, Msg, PublicKeyOffer, Response, Session, VerifiedPublicKey};
use russh::{Channel, ChannelId, ChannelOpenFailure, ChannelWriteHalf, MethodKind, MethodSet, Pty};
use tokio::sync::{mpsc, oneshot, watch};
use tokio::task::block_in_place;

use super::super::screen::sane_size;
use super::door::Door;
use super::identity::{PublicKey, fingerprint};
use super::seat::{self, End, Input, Seat};
use super::{Client, Guest, Printed};
use crate::i18n::Lang;
use crate::i18n::messages::serve as words;

/// Channels that one connection may have open.
const CHANNELS: usize = 4;
/// Pieces of input that wait for a session. After that the client waits.
const PIECES: usize = 16;
/// Variables that are listened to, and how long each may be.
const VARIABLES: &[&str] = &["COLORTERM", "NO_COLOR", "LANG", "LC_ALL", "LC_MESSAGES"];
const LONGEST_VARIABLE: usize = 100;
/// The longest command line.
const LONGEST_COMMAND: usize = 64 * 1024;

/// Cuts a connection, whatever waits on it.
#[derive(Clone)]
pub(super) struct Cut(Arc<Mutex<Option<oneshot::Sender<()>>>>);

impl Cut {
    pub fn new(sender: oneshot::Sender<()>) -> Self {
        Self(Arc::new(Mutex::new(Some(sender))))
    }

    /// Cuts it.
    pub fn now(&self) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take();
    }
}

/// One connection.
pub(super) struct Caller {
    door: Arc<Door>,
    from: IpAddr,
    known: watch::Sender<bool>,
    cut: Cut,
    guest: Option<Guest>,
    /// The first key that was offered and is nobody's.
    offered: Option<PublicKey>,
    channels: HashMap<ChannelId, Open>,
}

/// A channel.
struct Open {
    output: Option<ChannelWriteHalf<Msg>>,
    variables: BTreeMap<String, String>,
    /// The size of the terminal; none: there is no terminal.
    size: Option<(u16, u16)>,
    to_seat: mpsc::Sender<Input>,
    input: Option<mpsc::Receiver<Input>>,
}

impl Caller {
    pub fn new(door: Arc<Door>, from: IpAddr, known: watch::Sender<bool>, cut: Cut) -> Self {
        Self { door, from, known, cut, guest: None, offered: None, channels: HashMap::new() }
    }

    /// Whose key it is. It is asked of the database.
    fn holder(&self, fingerprint: &str) -> Option<Guest> {
        block_in_place(|| self.door.house.holder(fingerprint))
    }

    fn is_enrolling(&self) -> bool {
        self.offered.is_some() && block_in_place(|| self.door.house.is_enrolling())
    }

    /// The same answer to everybody who is not known.
    fn reject(&self) -> Auth {
        let mut methods = MethodSet::from(&[MethodKind::PublicKey][..]);
        if self.is_enrolling() {
            methods.push(MethodKind::KeyboardInteractive);
        }
        Auth::Reject { proceed_with_methods: Some(methods), partial_success: false }
    }

    fn client(&self, open: &Open) -> Client {
        Client { address: self.from, variables: open.variables.clone() }
    }

    fn lang(&self, channel: ChannelId) -> Lang {
        self.channels.get(&channel).map_or_else(Lang::default, |open| self.client(open).lang())
    }

    /// Takes a session of the guest's into account; none if there are too many.
    fn admit(&self, guest: &Guest) -> Option<impl Send + use<>> {
        let limits = self.door.house.limits();
        self.door
            .sessions
            .one_more(&(), limits.sessions)
            .zip(self.door.keys.one_more(&guest.fingerprint, limits.per_key))
    }

    /// Says why a request is refused.
    fn refuse(&self, channel: ChannelId, said: &str, session: &mut Session) -> Result<(), russh::Error> {
        tracing::info!(from = %self.from, "refused: {said}");
        session.extended_data(channel, 1, format!("{said}\r\n").into_bytes())?;
        session.channel_failure(channel)
    }
}

/// Says something and ends the channel.
fn turn_away(channel: ChannelId, said: &str, session: &mut Session) -> Result<(), russh::Error> {
    session.channel_success(channel)?;
    session.extended_data(channel, 1, format!("{said}\r\n").into_bytes())?;
    session.exit_status_request(channel, 1)?;
    session.eof(channel)?;
    session.close(channel)
}

fn narrow(size: u32) -> u16 {
    u16::try_from(size).unwrap_or(u16::MAX)
}

impl Handler for Caller {
    type Error = russh::Error;

    async fn auth_none(&mut self, _: &str) -> Result<Auth, russh::Error> {
        Ok(self.reject())
    }

    async fn auth_password(&mut self, _: &str, _: &str) -> Result<Auth, russh::Error> {
        Ok(self.reject())
    }

    async fn auth_publickey_offered(&mut self, _: &str, offer: PublicKeyOffer<'_>) -> Result<Auth, russh::Error> {
        if self.holder(&fingerprint(offer.public_key)).is_some() {
            return Ok(Auth::Accept);
        }
        if self.offered.is_none() {
            self.offered = PublicKey::of(offer.public_key);
        }
        Ok(self.reject())
    }

    async fn auth_publickey(&mut self, login: &str, key: VerifiedPublicKey<'_>) -> Result<Auth, russh::Error> {
        let fingerprint = fingerprint(key.public_key);
        self.guest = self.holder(&fingerprint);
        let Some(guest) = &self.guest else {
            tracing::info!(from = %self.from, login, fingerprint, "refused: the key is nobody's");
            return Ok(self.reject());
        };
        tracing::info!(from = %self.from, rep = guest.code, fingerprint, "came in");
        Ok(Auth::Accept)
    }

    async fn auth_keyboard_interactive<'a>(
        &'a mut self,
        login: &str,
        _: &str,
        response: Option<Response<'a>>,
    ) -> Result<Auth, russh::Error> {
        let Some(key) = self.offered.clone().filter(|_| self.is_enrolling()) else { return Ok(self.reject()) };
        let Some(mut response) = response else {
            let both = |of: fn(Lang) -> &'static str| Lang::ALL.map(of).join(" / ");
            let prompt = (Cow::Owned(both(words::enrol_ask)), true);
            return Ok(Auth::Partial {
                name: Cow::Owned(both(words::enrol_title)),
                instructions: Cow::Owned(both(words::enrol_told)),
                prompts: Cow::Owned(vec![prompt]),
            });
        };
        let code = response.next().map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).unwrap_or_default();
        self.guest = block_in_place(|| self.door.house.enrol(login, &code, &key));
        let Some(guest) = &self.guest else {
            tracing::info!(from = %self.from, login, "refused: no such code");
            return Ok(self.reject());
        };
        tracing::info!(from = %self.from, rep = guest.code, fingerprint = guest.fingerprint, "enrolled a key");
        Ok(Auth::Accept)
    }

    async fn auth_succeeded(&mut self, _: &mut Session) -> Result<(), russh::Error> {
        self.known.send_replace(true);
        Ok(())
    }

    async fn channel_open_session(
        &mut self,
        channel: Channel<Msg>,
        reply: ChannelOpenHandle,
        _: &mut Session,
    ) -> Result<(), russh::Error> {
        // Whoever ends a channel first is not told when the other has.
        self.channels.retain(|_, open| !open.to_seat.is_closed());
        if self.channels.len() >= CHANNELS {
            reply.reject(ChannelOpenFailure::ResourceShortage).await;
            return Ok(());
        }
        let (to_seat, input) = mpsc::channel(PIECES);
        let id = channel.id();
        // What comes is told to this handler; nothing is left to wait in the other half.
        let (_, output) = channel.split();
        let variables = BTreeMap::new();
        self.channels.insert(id, Open { output: Some(output), variables, size: None, to_seat, input: Some(input) });
        reply.accept().await;
        Ok(())
    }

    async fn channel_close(&mut self, channel: ChannelId, _: &mut Session) -> Result<(), russh::Error> {
        self.channels.remove(&channel);
        Ok(())
    }

    async fn channel_eof(&mut self, channel: ChannelId, _: &mut Session) -> Result<(), russh::Error> {
        // A terminal never ends its input; a line that was lost does.
        if let Some(open) = self.channels.get_mut(&channel).filter(|open| open.size.is_some()) {
            open.to_seat = mpsc::channel(1).0;
        }
        Ok(())
    }

    async fn data(&mut self, channel: ChannelId, data: &[u8], _: &mut Session) -> Result<(), russh::Error> {
        if let Some(open) = self.channels.get(&channel).filter(|open| open.input.is_none()) {
            // A session that has ended does not listen any more.
            let _ = open.to_seat.send(Input::Bytes(data.to_vec())).await;
        }
        Ok(())
    }

    async fn pty_request(
        &mut self,
        channel: ChannelId,
        term: &str,
        width: u32,
        height: u32,
        _: u32,
        _: u32,
        _: &[(Pty, u32)],
        session: &mut Session,
    ) -> Result<(), russh::Error> {
        let Some(open) = self.channels.get_mut(&channel) else { return session.channel_failure(channel) };
        let term = term.chars().take(LONGEST_VARIABLE).collect();
        open.variables.insert("TERM".to_owned(), term);
        open.size = Some(sane_size(narrow(width), narrow(height)));
        session.channel_success(channel)
    }

    async fn env_request(
        &mut self,
        channel: ChannelId,
        name: &str,
        value: &str,
        session: &mut Session,
    ) -> Result<(), russh::Error> {
        let open = self.channels.get_mut(&channel).filter(|_| VARIABLES.contains(&name));
        match open.filter(|_| value.len() <= LONGEST_VARIABLE) {
            Some(open) => {
                open.variables.insert(name.to_owned(), value.to_owned());
                session.channel_success(channel)
            }
            None => session.channel_failure(channel),
        }
    }

    async fn window_change_request(
        &mut self,
        channel: ChannelId,
        width: u32,
        height: u32,
        _: u32,
        _: u32,
        _: &mut Session,
    ) -> Result<(), russh::Error> {
        let Some(open) = self.channels.get_mut(&channel) else { return Ok(()) };
        let size = sane_size(narrow(width), narrow(height));
        if open.size.replace(size) != Some(size) && open.input.is_none() {
            let _ = open.to_seat.send(Input::Size(size.0, size.1)).await;
        }
        Ok(())
    }

    async fn shell_request(&mut self, channel: ChannelId, session: &mut Session) -> Result<(), russh::Error> {
        let lang = self.lang(channel);
        let guest = self.guest.clone();
        let Some((guest, open)) = guest.zip(self.channels.get(&channel)) else {
            return session.channel_failure(channel);
        };
        let client = self.client(open);
        let Some(size) = open.size else { return turn_away(channel, words::no_terminal(lang), session) };
        let Some(admitted) = self.admit(&guest) else {
            return turn_away(channel, words::too_many(lang), session);
        };
        let program = match block_in_place(|| self.door.house.session(&guest, &client)) {
            Ok(program) => program,
            Err(why) => return turn_away(channel, &why, session),
        };
        let taken = self.channels.get_mut(&channel).and_then(|open| open.output.take().zip(open.input.take()));
        let Some((output, input)) = taken else { return session.channel_failure(channel) };
        session.channel_success(channel)?;
        let (bell, closing) = (self.door.changed.clone(), self.door.closing.clone());
        let (door, cut, limits) = (Arc::clone(&self.door), self.cut.clone(), self.door.house.limits());
        let seat = Seat { program, caps: client.caps(), lang, size, input, output, bell, closing, limits };
        tokio::spawn(async move {
            let end = seat::run(seat, || door.house.now()).await;
            tracing::info!(rep = guest.code, "went out: {end:?}");
            if end == End::Stalled {
                cut.now();
            }
            drop(admitted);
        });
        Ok(())
    }

    async fn exec_request(
        &mut self,
        channel: ChannelId,
        line: &[u8],
        session: &mut Session,
    ) -> Result<(), russh::Error> {
        let guest = self.guest.clone();
        let Some((guest, open)) = guest.zip(self.channels.get(&channel)) else {
            return session.channel_failure(channel);
        };
        let client = self.client(open);
        let Some(admitted) = self.admit(&guest) else {
            return turn_away(channel, words::too_many(client.lang()), session);
        };
        let line = String::from_utf8_lossy(&line[..line.len().min(LONGEST_COMMAND)]).into_owned();
        let taken = self.channels.get_mut(&channel).and_then(|open| open.output.take().zip(open.input.take()));
        let Some((output, input)) = taken else { return session.channel_failure(channel) };
        session.channel_success(channel)?;
        let door = Arc::clone(&self.door);
        tokio::spawn(async move {
            let Printed { out, err, status } = block_in_place(|| door.house.command(&guest, &client, &line));
            let _ = output.data_bytes(out).await;
            if !err.is_empty() {
                let _ = output.extended_data_bytes(1, err.into_bytes()).await;
            }
            let _ = output.exit_status(status).await;
            let _ = output.eof().await;
            let _ = output.close().await;
            drop((input, admitted));
        });
        Ok(())
    }

    async fn subsystem_request(
        &mut self,
        channel: ChannelId,
        name: &str,
        session: &mut Session,
    ) -> Result<(), russh::Error> {
        let name: String = name.chars().filter(|it| !it.is_control()).take(40).collect();
        tracing::info!(from = %self.from, "refused: subsystem {name}");
        turn_away(channel, &words::no_subsystem(self.lang(channel), &name), session)
    }

    async fn x11_request(
        &mut self,
        channel: ChannelId,
        _: bool,
        _: &str,
        _: &str,
        _: u32,
        session: &mut Session,
    ) -> Result<(), russh::Error> {
        self.refuse(channel, words::no_forwarding(self.lang(channel)), session)
    }

    async fn agent_request(&mut self, channel: ChannelId, session: &mut Session) -> Result<bool, russh::Error> {
        let said = format!("{}\r\n", words::no_forwarding(self.lang(channel)));
        session.extended_data(channel, 1, said.into_bytes())?;
        Ok(false)
    }
}
