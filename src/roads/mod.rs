//! Travel times from outside: road servers by address, road networks read from a file, and what was asked of them before. One entry for
//! everybody who plans: [`Roads::matrix`] gives all ways between some places from one source alone, or estimates for all of them and why.
//! A plan never mixes two sources: servers differ by a fifth on the same road.
//!
//! Nothing here decides what is planned, and nothing here is business data: what is kept on disk can be thrown away at any time.

mod cache;
mod fault;
mod folder;
mod http;
mod learned;
pub mod network;
mod osrm;
mod pairs;
mod server;
mod spot;
mod valhalla;
mod wish;

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use chrono::{DateTime, Utc};

use crate::domain::place::Place;
use crate::planning::matrix::{Matrix, Source, UNREACHABLE};
use crate::planning::travel::Estimate;

use cache::Cache;
pub use fault::{Fault, Nonsense};
pub use folder::{Folder, Held};
use learned::{Asked, Learned};
use network::{Network, NetworkFault};
use pairs::Pairs;
use server::Server;
use spot::Spot;
pub use wish::{Origin, Wish};

/// A server that says nothing for so long is away.
const PATIENCE: Duration = Duration::from_secs(20);

/// Where travel times come from, for everybody who plans. It is shared: asking takes long and belongs on a thread of its own;
/// [`known`](Self::known) only looks up.
#[derive(Default)]
pub struct Roads {
    wish: Wish,
    folder: Option<PathBuf>,
    now: DateTime<Utc>,
    patience: Option<Duration>,
    /// Whoever asks waits anyway: what a network knows is worked out, not only looked up.
    unhurried: bool,
    /// Made when it is needed for the first time: it may have to read much.
    source: RwLock<Option<Arc<Kept>>>,
}

/// What is kept of a source.
enum Kept {
    /// Nothing: ways are estimated.
    Nothing,
    /// A server and what it has told.
    Server(Box<dyn Server>, RwLock<Cache>),
    /// A network of its own and what it was asked for.
    Network(Box<Network>, RwLock<Learned>),
    /// A source that cannot be used.
    Unusable(Fault),
}

/// What was found of the ways between some places.
#[derive(Debug)]
pub struct Found {
    /// The ways, from one source.
    pub matrix: Matrix,
    /// Why they are estimated although another source is wished for.
    pub fell_back: Option<Fault>,
    /// The places, by their number, that no road of the source leads to and from.
    pub cut_off: Vec<usize>,
}

impl Roads {
    /// What a configuration wishes for, with what is kept in a folder. Nothing is read yet. What was kept too long before now is not used.
    pub fn new(wish: Wish, folder: Option<&Path>, now: DateTime<Utc>) -> Self {
        Self { wish, folder: folder.map(Path::to_owned), now, ..Self::default() }
    }

    /// With other patience for a server that says nothing.
    #[must_use]
    pub fn patient(self, patience: Duration) -> Self {
        Self { patience: Some(patience), ..self }
    }

    /// The same for who waits anyway, as on the command line: what a network knows is worked out, not only looked up.
    #[must_use]
    pub fn unhurried(self) -> Self {
        Self { unhurried: true, ..self }
    }

    /// Whether there is something to learn: a network is wished for, which has to be asked but is not far.
    pub fn learns(&self) -> bool {
        self.wish.from == Origin::Roads
    }

    /// How ways are estimated.
    pub fn estimate(&self) -> &Estimate {
        &self.wish.estimate
    }

    /// Whether ways are only ever estimated.
    pub fn only_estimates(&self) -> bool {
        self.wish.from == Origin::Estimate
    }

    /// Reads what is kept, so that it can be looked up. It may take long.
    pub fn warm(&self) {
        drop(self.kept());
    }

    /// The ways between places, all from the source that is wished for; estimates for all of them if it fails. A place that is not on the
    /// map is a guessed while away from every other. Asks a server where it must, piece by piece, as long as `stop` does not say so.
    pub fn matrix(&self, places: &[Option<Place>], stop: &mut dyn FnMut() -> bool) -> Found {
        let found = match self.kept().as_ref() {
            Kept::Nothing => return self.estimated(places, None),
            Kept::Unusable(fault) => Err(fault.clone()),
            Kept::Server(server, cache) => server::ask(server.as_ref(), cache, places, stop),
            Kept::Network(network, learned) => along(network, learned, places, stop).ok_or(Fault::Stopped),
        };
        let found = found.and_then(|matrix| on_the_map(places, matrix));
        found.unwrap_or_else(|fault| self.estimated(places, Some(fault)))
    }

    /// Asks for the ways between places, and for the lines of a way through some of them, so that both are known. It may take long.
    pub fn learn(&self, places: &[Option<Place>], way: &[Place], stop: &mut dyn FnMut() -> bool) {
        self.matrix(places, stop);
        let kept = self.kept();
        let Kept::Network(network, learned) = kept.as_ref() else { return };
        let mut lines = Vec::new();
        for leg in way.windows(2) {
            if stop() {
                break;
            }
            if self.line(leg[0], leg[1]).is_none() {
                let line = network.line(leg[0], leg[1]);
                lines.extend(line.map(|line| ((leg[0], leg[1]), line.into())));
            }
        }
        learned.write().unwrap_or_else(PoisonError::into_inner).keep_lines(lines);
    }

    /// The ways between places if all of them are known already, without asking anybody; none if ways are only estimated.
    pub fn known(&self, places: &[Option<Place>]) -> Option<Matrix> {
        let matrix = match self.at_hand()?.as_ref() {
            Kept::Server(server, cache) => {
                // While more is written down, it is as if nothing were known.
                let cache = cache.try_read().ok()?;
                let pairs = Pairs::of(places, |from, to| cache.way(from, to))?;
                Matrix::of(places, &pairs, server.source(cache.version()))
            }
            Kept::Network(network, learned) if self.unhurried => along(network, learned, places, &mut || false)?,
            Kept::Network(network, learned) => learned.try_read().ok()?.matrix(network, places)?,
            Kept::Nothing | Kept::Unusable(_) => return None,
        };
        on_the_map(places, matrix).ok().map(|found| found.matrix)
    }

    /// The version of the data that is kept, if any is.
    pub fn version(&self) -> Option<String> {
        let version = match self.kept().as_ref() {
            Kept::Nothing | Kept::Unusable(_) => return None,
            Kept::Server(_, cache) => cache.read().unwrap_or_else(PoisonError::into_inner).version().to_owned(),
            Kept::Network(network, _) => network.facts().head.name,
        };
        Some(version).filter(|version| !version.is_empty())
    }

    /// The line of the road from one place to another; none if it is not known at once.
    pub fn line(&self, from: Place, to: Place) -> Option<Arc<[Place]>> {
        match self.at_hand()?.as_ref() {
            Kept::Network(network, _) if self.unhurried => network.line(from, to).map(Into::into),
            Kept::Network(_, learned) => learned.try_read().ok()?.line(from, to),
            _ => None,
        }
    }

    fn estimated(&self, places: &[Option<Place>], fell_back: Option<Fault>) -> Found {
        let estimate = self.estimate();
        let matrix = Matrix::of(places, estimate, Source::Estimate(estimate.usual));
        Found { matrix, fell_back, cut_off: Vec::new() }
    }

    /// The source if it is made already; none while somebody makes it.
    fn at_hand(&self) -> Option<Arc<Kept>> {
        self.source.try_read().ok()?.clone()
    }

    /// The source, made if need be.
    fn kept(&self) -> Arc<Kept> {
        if let Some(kept) = self.at_hand() {
            return kept;
        }
        let mut source = self.source.write().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(source.get_or_insert_with(|| Arc::new(self.open().unwrap_or_else(Kept::Unusable))))
    }

    fn open(&self) -> Result<Kept, Fault> {
        let patience = self.patience.unwrap_or(PATIENCE);
        let url = || self.wish.url.clone().ok_or(Fault::NoAddress);
        let server: Box<dyn Server> = match self.wish.from {
            Origin::Estimate => return Ok(Kept::Nothing),
            Origin::Osrm => Box::new(osrm::Osrm::new(&url()?, patience)),
            Origin::Valhalla => Box::new(valhalla::Valhalla::new(&url()?, patience)),
            Origin::Roads => {
                let folder = self.folder.as_ref().ok_or(Fault::Network(NetworkFault::Missing))?;
                let network = Network::open(&folder.join(network::FILE)).map_err(Fault::Network)?;
                return Ok(Kept::Network(Box::new(network), RwLock::default()));
            }
        };
        let cache = Cache::open(self.folder.as_deref(), &server.name(), self.now);
        Ok(Kept::Server(server, RwLock::new(cache)))
    }
}

/// The ways of a network, looked up or asked for; none if it was stopped.
fn along(
    network: &Network,
    learned: &RwLock<Learned>,
    places: &[Option<Place>],
    stop: &mut dyn FnMut() -> bool,
) -> Option<Matrix> {
    let known = learned.read().unwrap_or_else(PoisonError::into_inner).matrix(network, places);
    if known.is_some() {
        return known;
    }
    let asked = Asked::of(network, places, stop)?;
    let matrix = asked.matrix(network, places);
    learned.write().unwrap_or_else(PoisonError::into_inner).keep(asked);
    matrix
}

/// The matrix with the places that no way leads to or from; a fault if that is most of them: then it is the roads of somewhere else.
fn on_the_map(places: &[Option<Place>], matrix: Matrix) -> Result<Found, Fault> {
    let located: Vec<usize> = (0..places.len()).filter(|at| places[*at].is_some()).collect();
    let joined = |a: usize, b: usize| matrix.seconds(a, b) != UNREACHABLE && matrix.seconds(b, a) != UNREACHABLE;
    // Several shops of one house are no way out of it.
    let spot = |at: usize| places[at].map(Spot::of);
    let is_cut_off = |at: &usize| {
        let mut elsewhere = located.iter().filter(|other| spot(**other) != spot(*at)).peekable();
        elsewhere.peek().is_some() && !elsewhere.any(|other| joined(*at, *other))
    };
    let cut_off: Vec<usize> = located.iter().copied().filter(is_cut_off).collect();
    if cut_off.len() * 2 > located.len() {
        return Err(Fault::OffTheMap { places: cut_off.len(), of: located.len() });
    }
    Ok(Found { matrix, fell_back: None, cut_off })
}

impl fmt::Debug for Roads {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Roads").field("wish", &self.wish).finish_non_exhaustive()
    }
}
