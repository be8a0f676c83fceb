//! The queue of a team, and what is known of an arrival.

use rusqlite::{Connection, params};

use crate::domain::ids::{ArrivalId, ProductId, RequestId, TeamId};
use crate::domain::stock::{Allotment, Arrival, Dealing, Request};
use crate::store::Result;

use super::records::stock::{ARRIVAL, arrival, fulfilment, request, telling, with_lines, without_lines};
use super::values::{all, id, one};

/// The requests of a team and of those under it, rep by rep; without a team those of reps in none.
macro_rules! asked_of {
    ($select:literal, $which:literal) => {
        concat!(
            "WITH RECURSIVE under (id) AS (SELECT ?1 UNION SELECT team.id FROM team JOIN under ON team.parent = under.id) ",
            $select,
            " FROM under CROSS JOIN rep r ON r.team IS under.id CROSS JOIN stock_request q ON q.owner = r.id",
            $which
        )
    };
}

pub(super) const QUEUED: &str = asked_of!(
    "SELECT q.*, t.rank AS tier_rank",
    " AND q.product = ?2 AND q.ended IS NULL JOIN account a ON a.id = q.account LEFT JOIN tier t ON t.id = a.tier"
);
pub(super) const WANTED: &str = asked_of!("SELECT DISTINCT q.product AS id", " AND q.ended IS NULL ORDER BY q.product");
const EVER_ASKED: &str = asked_of!(
    "SELECT q.*, t.rank AS tier_rank",
    " JOIN account a ON a.id = q.account LEFT JOIN tier t ON t.id = a.tier"
);

/// The arrivals for a team and for those above it; without a team those for reps in none.
macro_rules! for_team {
    ($which:literal) => {
        concat!(
            "WITH RECURSIVE above (id) AS (SELECT ?1 UNION SELECT team.parent FROM team JOIN above ON team.id = above.id
                                                  WHERE team.parent IS NOT NULL)
             SELECT a.id FROM above JOIN arrival a ON a.team IS above.id",
            $which,
            " ORDER BY a.at, a.id"
        )
    };
}

/// The requests of a team for a product that are not over.
pub(super) fn queued(
    conn: &Connection,
    product: ProductId,
    team: Option<TeamId>,
) -> Result<Vec<(Request, Option<u32>)>> {
    let given = params![team.map(|id| id.0), product.0];
    all(conn, QUEUED, given, |row| Ok((request(row)?, row.get("tier_rank")?)))
}

/// The products for which a team has requests that are not over.
pub(super) fn wanted_products(conn: &Connection, team: Option<TeamId>) -> Result<Vec<ProductId>> {
    all(conn, WANTED, [team.map(|id| id.0)], |row| id(row, "id"))
}

/// Names the requests that do not stand in the queue they would be derived to stand in.
pub(super) fn differences(conn: &Connection) -> Result<Vec<String>> {
    let sql = "SELECT q.id FROM stock_request q JOIN account a ON a.id = q.account
               WHERE q.owner IS NOT ifnull(a.rep, q.rep) ORDER BY q.id";
    all(conn, sql, [], |row| Ok(format!("queue of stock request {}", row.get::<_, uuid::Uuid>(0)?)))
}

/// The requests of a team, also those that are over.
pub(super) fn requests_of(conn: &Connection, team: Option<TeamId>) -> Result<Vec<(Request, Option<u32>)>> {
    all(conn, EVER_ASKED, [team.map(|id| id.0)], |row| Ok((request(row)?, row.get("tier_rank")?)))
}

/// The decisions about an arrival, oldest first.
pub(super) fn decisions(conn: &Connection, arrival_id: ArrivalId) -> Result<Vec<Allotment>> {
    let sql = "SELECT * FROM allotment WHERE arrival = ?1 ORDER BY at, id";
    let found = all(conn, sql, [arrival_id.0], without_lines)?;
    found.into_iter().map(|allotment| with_lines(conn, allotment)).collect()
}

/// An arrival and what was decided, said and handed over of it.
pub(super) fn dealing(conn: &Connection, arrival_id: ArrivalId) -> Result<Option<Dealing>> {
    let Some(arrival) = one(conn, ARRIVAL, [arrival_id.0], arrival)? else { return Ok(None) };
    let in_force = "SELECT a.* FROM allotment a
                    WHERE a.arrival = ?1 AND NOT EXISTS (SELECT 1 FROM allotment n WHERE n.follows = a.id)";
    let allotment = one(conn, in_force, [arrival_id.0], without_lines)?;
    Ok(Some(Dealing {
        arrival,
        allotment: allotment.map(|allotment| with_lines(conn, allotment)).transpose()?,
        tellings: all(conn, "SELECT * FROM telling WHERE arrival = ?1 ORDER BY at, id", [arrival_id.0], telling)?,
        fulfilments: all(
            conn,
            "SELECT * FROM fulfilment WHERE arrival = ?1 ORDER BY at, id",
            [arrival_id.0],
            fulfilment,
        )?,
    }))
}

/// All arrivals of a product.
pub(super) fn arrivals_of_product(conn: &Connection, product: ProductId) -> Result<Vec<Arrival>> {
    all(conn, "SELECT * FROM arrival WHERE product = ?1 ORDER BY at, id", [product.0], arrival)
}

/// The arrivals that a team waits for.
pub(super) fn live_arrivals(
    conn: &Connection,
    product: Option<ProductId>,
    team: Option<TeamId>,
) -> Result<Vec<ArrivalId>> {
    let sql = for_team!(
        " WHERE a.closed = 0 AND (?2 IS NULL OR a.product = ?2)
            AND a.count * a.factor > (SELECT ifnull(sum(quantity), 0) FROM fulfilment WHERE arrival = a.id)"
    );
    all(conn, sql, params![team.map(|id| id.0), product.map(|id| id.0)], |row| id(row, "id"))
}

/// The arrivals of the teams under a team that are not handed over.
pub(super) fn live_below(conn: &Connection, team: TeamId) -> Result<Vec<ArrivalId>> {
    let sql =
        "WITH RECURSIVE under (id) AS (SELECT ?1 UNION SELECT team.id FROM team JOIN under ON team.parent = under.id)
         SELECT a.id FROM under JOIN arrival a ON a.team = under.id
         WHERE under.id <> ?1 AND a.closed = 0
           AND a.count * a.factor > (SELECT ifnull(sum(quantity), 0) FROM fulfilment WHERE arrival = a.id)
         ORDER BY a.at, a.id";
    all(conn, sql, [team.0], |row| id(row, "id"))
}

/// The arrivals that a team ever waited for.
pub(super) fn arrivals_for(conn: &Connection, team: Option<TeamId>) -> Result<Vec<ArrivalId>> {
    all(conn, for_team!(""), [team.map(|id| id.0)], |row| id(row, "id"))
}

/// The arrivals that give a request something or gave it something.
pub(super) fn arrivals_of(conn: &Connection, request: RequestId) -> Result<Vec<ArrivalId>> {
    let sql = "SELECT a.arrival AS id FROM allotment_line l JOIN allotment a ON a.id = l.allotment
               WHERE l.request = ?1 AND l.quantity > 0 AND NOT EXISTS (SELECT 1 FROM allotment n WHERE n.follows = a.id)
               UNION SELECT arrival FROM fulfilment WHERE request = ?1 ORDER BY 1";
    all(conn, sql, [request.0], |row| id(row, "id"))
}
