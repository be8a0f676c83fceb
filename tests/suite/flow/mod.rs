//! Keys in, screen and database out.
