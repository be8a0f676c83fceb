//! Accepts connections: so many in all, so many from one address, and so many of people who have not said who they are, who must do so
//! soon. What is above that is closed at once, which costs next to nothing.

use std::collections::HashMap;
use std::hash::Hash;
use std::io;
use std::net::IpAddr;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};
use std::time::Duration;

use russh::server::Config;
use russh::{MethodKind, MethodSet, SshId};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{oneshot, watch};

use super::caller::{Caller, Cut};
use super::{House, Limits, Serving};

/// Waiting before a key is refused. Guessing keys is hopeless anyway; this is for those who try without end.
const REFUSAL: Duration = Duration::from_millis(60);
/// Keys that one connection may offer.
const OFFERS: usize = 8;
/// A line that says nothing is asked after so long whether it is there,
const ASK: Duration = Duration::from_secs(60);
/// so often.
const ASK_TIMES: usize = 3;
/// How long sessions have to save what was typed when the server closes.
const CLOSING: Duration = Duration::from_secs(4);
/// Changes of data are told to the sessions once in such a time at most.
const TOLD: Duration = Duration::from_millis(100);

/// What all connections share.
pub(super) struct Door {
    pub house: Box<dyn House>,
    pub changed: watch::Receiver<u64>,
    pub closing: watch::Receiver<bool>,
    addresses: Count<IpAddr>,
    waiting: Count<()>,
    /// Sessions in all, and of each key.
    pub sessions: Count<()>,
    pub keys: Count<String>,
}

/// How many there are of each.
pub(super) struct Count<K: Eq + Hash + Clone>(Arc<Mutex<HashMap<K, usize>>>);

/// One of them; it counts until it is dropped.
pub(super) struct Counted<K: Eq + Hash + Clone>(Arc<Mutex<HashMap<K, usize>>>, K);

impl<K: Eq + Hash + Clone> Default for Count<K> {
    fn default() -> Self {
        Self(Arc::default())
    }
}

impl<K: Eq + Hash + Clone> Count<K> {
    /// One more, unless there are as many already.
    pub fn one_more(&self, key: &K, most: usize) -> Option<Counted<K>> {
        let mut counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let count = counts.entry(key.clone()).or_default();
        if *count >= most {
            return None;
        }
        *count += 1;
        Some(Counted(Arc::clone(&self.0), key.clone()))
    }

    fn all(&self) -> usize {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).values().sum()
    }
}

impl<K: Eq + Hash + Clone> Drop for Counted<K> {
    fn drop(&mut self) {
        let mut counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = counts.get_mut(&self.1) {
            *count -= 1;
            if *count == 0 {
                counts.remove(&self.1);
            }
        }
    }
}

/// Serves until the process is asked to end. `open` is called once people can connect, with where.
pub fn serve(house: Box<dyn House>, serving: Serving, open: impl FnOnce(std::net::SocketAddr)) -> io::Result<()> {
    make_room();
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(run(house, serving, open))
}

/// Takes as many descriptors as the process may have: each connection needs one, and the usual number is 1,024.
#[cfg(unix)]
fn make_room() {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    let Rlimit { maximum, .. } = getrlimit(Resource::Nofile);
    if let Err(error) = setrlimit(Resource::Nofile, Rlimit { current: maximum, maximum }) {
        tracing::warn!("no more descriptors: {error}");
    }
}

#[cfg(not(unix))]
fn make_room() {}

async fn run(house: Box<dyn House>, serving: Serving, open: impl FnOnce(std::net::SocketAddr)) -> io::Result<()> {
    let Serving { listen, host, bell } = serving;
    let listener = TcpListener::bind(listen).await?;
    let config = Arc::new(config(host.0));
    let (close, closing) = watch::channel(false);
    let (tell, changed) = watch::channel(0);
    let door = Arc::new(Door {
        house,
        changed,
        closing,
        addresses: Count::default(),
        waiting: Count::default(),
        sessions: Count::default(),
        keys: Count::default(),
    });
    let mut rung = bell.0.subscribe();
    tokio::spawn(async move {
        while rung.changed().await.is_ok() {
            tokio::time::sleep(TOLD).await;
            tell.send_replace(*rung.borrow_and_update());
        }
    });
    let mut end = std::pin::pin!(asked_to_end()?);
    open(listener.local_addr()?);
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            () = &mut end => break,
        };
        match accepted {
            Ok((stream, from)) => receive(&door, &config, stream, from.ip()),
            Err(error) => {
                // No descriptor is free, or the client has gone already; those who are in are not to suffer.
                tracing::warn!("a connection was not accepted: {error}");
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
        }
    }
    tracing::info!("closing");
    drop(listener);
    close.send_replace(true);
    let gone = async {
        while door.sessions.all() > 0 {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    let _ = tokio::time::timeout(CLOSING, gone).await;
    Ok(())
}

/// Ends when the process is asked to end.
fn asked_to_end() -> io::Result<impl Future<Output = ()>> {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let (mut term, mut int) = (signal(SignalKind::terminate())?, signal(SignalKind::interrupt())?);
        Ok(async move {
            tokio::select! {
                _ = term.recv() => {}
                _ = int.recv() => {}
            }
        })
    }
    #[cfg(not(unix))]
    Ok(async {
        let _ = tokio::signal::ctrl_c().await;
    })
}

fn config(key: russh::keys::PrivateKey) -> Config {
    Config {
        server_id: SshId::Standard("SSH-2.0-rounds".into()),
        methods: MethodSet::from(&[MethodKind::PublicKey][..]),
        auth_rejection_time: REFUSAL,
        auth_rejection_time_initial: Some(Duration::ZERO),
        keys: vec![key],
        max_auth_attempts: OFFERS,
        inactivity_timeout: None,
        keepalive_interval: Some(ASK),
        keepalive_max: ASK_TIMES,
        nodelay: true,
        window_size: 64 * 1024,
        channel_buffer_size: 16,
        ..Config::default()
    }
}

/// Takes a connection in, if there is room.
fn receive(door: &Arc<Door>, config: &Arc<Config>, stream: TcpStream, from: IpAddr) {
    let limits = door.house.limits();
    let room = door.addresses.one_more(&from, limits.per_address);
    let Some((of_address, waiting)) = room.zip(door.waiting.one_more(&(), limits.waiting)) else {
        tracing::info!(%from, "refused: too many connections");
        return;
    };
    let (door, config) = (Arc::clone(door), Arc::clone(config));
    tokio::spawn(async move {
        let _of_address = of_address;
        connected(door, config, stream, from, limits, waiting).await;
    });
}

async fn connected(
    door: Arc<Door>,
    config: Arc<Config>,
    stream: TcpStream,
    from: IpAddr,
    limits: Limits,
    waiting: Counted<()>,
) {
    let _ = stream.set_nodelay(true);
    let (cut, when_cut) = oneshot::channel::<()>();
    let (known, mut is_known) = watch::channel(false);
    let cut = Cut::new(cut);
    let caller = Caller::new(door, from, known, cut.clone());
    let deadline = tokio::time::Instant::now() + limits.grace;
    let begun = russh::server::run_stream(config, Cuttable { stream, when_cut: Some(when_cut) }, caller);
    let Ok(Ok(mut session)) = tokio::time::timeout_at(deadline, begun).await else {
        tracing::info!(%from, "refused: no greeting");
        return;
    };
    let knows = async {
        // An error means that the connection is over, of which the session tells.
        if is_known.wait_for(|known| *known).await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    let said = tokio::select! {
        over = &mut session => {
            if let Err(error) = over { tracing::debug!(%from, "a connection ended: {error}"); }
            return;
        }
        said = tokio::time::timeout_at(deadline, knows) => said,
    };
    drop(waiting);
    if said.is_err() {
        tracing::info!(%from, "refused: not authenticated in time");
        cut.now();
    } else if let Err(error) = session.await {
        tracing::debug!(%from, "a connection ended: {error}");
    }
}

/// A connection that can be cut from outside, whatever waits on it.
struct Cuttable {
    stream: TcpStream,
    /// Ends when it is cut, which is when the other half is dropped.
    when_cut: Option<oneshot::Receiver<()>>,
}

impl Cuttable {
    fn is_cut(&mut self, cx: &mut Context<'_>) -> bool {
        if let Some(when_cut) = &mut self.when_cut
            && Pin::new(when_cut).poll(cx).is_ready()
        {
            self.when_cut = None;
        }
        self.when_cut.is_none()
    }
}

impl AsyncRead for Cuttable {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        if self.is_cut(cx) { Poll::Ready(Ok(())) } else { Pin::new(&mut self.stream).poll_read(cx, buf) }
    }
}

impl AsyncWrite for Cuttable {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        if self.is_cut(cx) {
            return Poll::Ready(Err(io::ErrorKind::ConnectionAborted.into()));
        }
        Pin::new(&mut self.stream).poll_write(cx, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}
