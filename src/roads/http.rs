//! Questions to a server over HTTP, one after the other on the thread that asks. An answer is text of a bounded length; whatever else
//! comes is a fault.

use std::time::Duration;

use ureq::http::Response;
use ureq::{Agent, Body, Error};

use super::fault::{Fault, Nonsense};

/// An answer to the largest question is a tenth of this.
const LONGEST: u64 = 4 << 20;

/// A server by its address.
pub(super) struct Line {
    agent: Agent,
    address: String,
}

impl Line {
    /// A server that has so long for each answer. No proxy is asked: this layer does not look into the environment.
    pub(super) fn new(address: &str, patience: Duration) -> Self {
        let agent = Agent::config_builder()
            .timeout_global(Some(patience))
            .timeout_connect(Some(patience.min(Duration::from_secs(5))))
            .http_status_as_error(false)
            .max_redirects(2)
            .proxy(None)
            .user_agent(concat!("rounds/", env!("CARGO_PKG_VERSION")))
            .build()
            .into();
        Self { agent, address: address.trim_end_matches('/').to_owned() }
    }

    /// The address.
    pub(super) fn address(&self) -> &str {
        &self.address
    }

    /// Asks; answers with the status and the text.
    pub(super) fn get(&self, path: &str) -> Result<(u16, String), Fault> {
        read(self.agent.get(format!("{}{path}", self.address)).call())
    }

    /// Asks with a text of JSON.
    pub(super) fn post(&self, path: &str, json: &str) -> Result<(u16, String), Fault> {
        let request = self.agent.post(format!("{}{path}", self.address)).header("Content-Type", "application/json");
        read(request.send(json))
    }
}

fn read(answer: Result<Response<Body>, Error>) -> Result<(u16, String), Fault> {
    let mut answer = answer.map_err(|error| fault(&error))?;
    let text = answer.body_mut().with_config().limit(LONGEST).read_to_string().map_err(|error| fault(&error))?;
    Ok((answer.status().as_u16(), text))
}

fn fault(error: &Error) -> Fault {
    match error {
        Error::Timeout(_) => Fault::Slow,
        Error::BodyExceedsLimit(_) => Fault::Nonsense(Nonsense::TooLong),
        Error::Io(error) if error.kind() == std::io::ErrorKind::InvalidData => Fault::Nonsense(Nonsense::Form),
        Error::Protocol(_) | Error::Http(_) => Fault::Nonsense(Nonsense::Form),
        Error::Io(error) => Fault::away(&error.to_string()),
        error => Fault::away(&error.to_string()),
    }
}
