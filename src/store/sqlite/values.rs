//! How values stand in columns, and three short ways to run a prepared statement.

use chrono::{DateTime, Utc};
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSql, ToSqlOutput, ValueRef};
use rusqlite::{Connection, OptionalExtension, Params, Row};
use serde::de::value::{Error as WordError, StrDeserializer};
use serde::de::{DeserializeOwned, IntoDeserializer};
use serde::{Deserialize, Serialize};

use crate::domain::place::Place;
use crate::store::Result;

/// An enum without data, by its name.
pub(super) struct Word<T>(pub T);

impl<T: Serialize> ToSql for Word<T> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        match serde_json::to_value(&self.0) {
            Ok(serde_json::Value::String(word)) => Ok(word.into()),
            Ok(other) => Err(rusqlite::Error::ToSqlConversionFailure(format!("not a word: {other}").into())),
            Err(error) => Err(rusqlite::Error::ToSqlConversionFailure(error.into())),
        }
    }
}

impl<T: for<'a> Deserialize<'a>> FromSql for Word<T> {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let word: StrDeserializer<'_, WordError> = value.as_str()?.into_deserializer();
        T::deserialize(word).map(Self).map_err(FromSqlError::other)
    }
}

/// A list or a map, as JSON.
pub(super) struct Json<T>(pub T);

impl<T: Serialize> ToSql for Json<T> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        let text = serde_json::to_string(&self.0);
        text.map(Into::into).map_err(|error| rusqlite::Error::ToSqlConversionFailure(error.into()))
    }
}

impl<T: DeserializeOwned> FromSql for Json<T> {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        serde_json::from_str(value.as_str()?).map(Self).map_err(FromSqlError::other)
    }
}

/// A list that is nearly always empty: NULL when it is.
pub(super) fn sparse<T: Serialize>(list: &[T]) -> Option<Json<&[T]>> {
    (!list.is_empty()).then_some(Json(list))
}

/// Reads such a list.
pub(super) fn sparse_list<T: DeserializeOwned>(row: &Row<'_>, column: &str) -> rusqlite::Result<Vec<T>> {
    Ok(row.get::<_, Option<Json<Vec<T>>>>(column)?.map(|list| list.0).unwrap_or_default())
}

/// An instant, in milliseconds since 1970.
pub(super) struct Millis(pub DateTime<Utc>);

impl ToSql for Millis {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(self.0.timestamp_millis().into())
    }
}

impl FromSql for Millis {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let millis = value.as_i64()?;
        DateTime::from_timestamp_millis(millis).map(Self).ok_or(FromSqlError::OutOfRange(millis))
    }
}

/// Reads an identity.
pub(super) fn id<I: From<uuid::Uuid>>(row: &Row<'_>, column: &str) -> rusqlite::Result<I> {
    row.get::<_, uuid::Uuid>(column).map(I::from)
}

/// Reads an identity that may be missing.
pub(super) fn id_if<I: From<uuid::Uuid>>(row: &Row<'_>, column: &str) -> rusqlite::Result<Option<I>> {
    Ok(row.get::<_, Option<uuid::Uuid>>(column)?.map(I::from))
}

/// Identities as a JSON list, to be unfolded in SQL by `unhex(value)` of `json_each`.
pub(super) fn id_list(ids: impl Iterator<Item = uuid::Uuid>) -> String {
    let list: Vec<String> = ids.map(|id| format!("\"{}\"", id.simple())).collect();
    format!("[{}]", list.join(","))
}

/// Reads a place.
pub(super) fn place(row: &Row<'_>, lat: &str, lon: &str) -> rusqlite::Result<Option<Place>> {
    let (lat, lon): (Option<f64>, Option<f64>) = (row.get(lat)?, row.get(lon)?);
    Ok(lat.zip(lon).map(|(lat, lon)| Place { lat, lon }))
}

/// All rows of a query.
pub(super) fn all<T>(
    conn: &Connection,
    sql: &str,
    params: impl Params,
    read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
) -> Result<Vec<T>> {
    let mut statement = conn.prepare_cached(sql)?;
    let rows = statement.query_map(params, read)?.collect::<rusqlite::Result<Vec<T>>>()?;
    Ok(rows)
}

/// The first row of a query, if there is one.
pub(super) fn one<T>(
    conn: &Connection,
    sql: &str,
    params: impl Params,
    read: impl FnOnce(&Row<'_>) -> rusqlite::Result<T>,
) -> Result<Option<T>> {
    Ok(conn.prepare_cached(sql)?.query_row(params, read).optional()?)
}

/// Runs a statement that answers nothing.
pub(super) fn run(conn: &Connection, sql: &str, params: impl Params) -> Result<()> {
    conn.prepare_cached(sql)?.execute(params)?;
    Ok(())
}
