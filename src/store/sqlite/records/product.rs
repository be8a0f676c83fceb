//! Products.

use rusqlite::{Connection, Row, params};

use crate::domain::product::Product;
use crate::store::Result;
use crate::store::sqlite::values::{id, run, sparse, sparse_list};

pub const PRODUCT: &str = "SELECT * FROM product WHERE id = ?1";

pub fn product(row: &Row<'_>) -> rusqlite::Result<Product> {
    Ok(Product {
        id: id(row, "id")?,
        code: row.get("code")?,
        name: row.get("name")?,
        aliases: sparse_list(row, "aliases")?,
        unit: row.get("unit")?,
        packs: sparse_list(row, "packs")?,
        retired: row.get("retired")?,
    })
}

pub fn put_product(conn: &Connection, product: &Product) -> Result<()> {
    run(
        conn,
        "INSERT INTO product (id, code, name, aliases, unit, packs, retired) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
         ON CONFLICT (id) DO UPDATE SET
           code = excluded.code, name = excluded.name, aliases = excluded.aliases, unit = excluded.unit,
           packs = excluded.packs, retired = excluded.retired",
        params![
            product.id.0,
            product.code,
            product.name,
            sparse(&product.aliases),
            product.unit,
            sparse(&product.packs),
            product.retired,
        ],
    )
}
