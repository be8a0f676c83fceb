//! `ssh host COMMAND`: what a guest may do, done for whoever came in.

use crate::cli::guests::{Done, Guest as Asking};
use crate::cli::trouble::Trouble;
use crate::i18n::messages::serving;
use crate::store::{Store, StoreError};
use crate::terminal::serve::{Client, Guest, Printed};

use super::house::{Hall, fresh_ids};

/// Does what a line says.
pub(super) fn run(hall: &Hall, guest: &Guest, client: &Client, line: &str) -> Printed {
    match done(hall, guest, client, line) {
        Ok((out, said)) => Printed { out, err: said.concat(), status: 0 },
        Err(trouble) => {
            Printed { err: format!("{}\n", trouble.text), status: trouble.code.into(), ..Printed::default() }
        }
    }
}

fn done(hall: &Hall, guest: &Guest, client: &Client, line: &str) -> Result<Done, Trouble> {
    let early = |error: StoreError| hall.trouble(client.lang(), &error);
    let Some(rep) = hall.rep(&guest.fingerprint).map_err(early)? else {
        return Err(Trouble::user(serving::not_known(client.lang())));
    };
    let mut store = hall.desk(&rep);
    let who = hall.who(rep);
    let lang = Hall::lang(&store.settings(who.viewer()).map_err(early)?, client);
    let asking = Asking {
        store: &mut store,
        who: &who,
        roads: &hall.roads,
        ids: &mut fresh_ids(),
        device: hall.device,
        lang,
        fault: &|error| hall.trouble(lang, &error),
    };
    asking.does(line)
}
