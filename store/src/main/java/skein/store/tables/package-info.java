/// An app's posts as SQL tables, and the sandbox in which its pages query them.
///
/// Start at [skein.store.tables.Tables] (what is projected) and [skein.store.tables.Queries] (how
/// it is asked); the tables follow a [skein.store.tables.TableSchema]. Source: `spec/tables.md`.
/// Must never: hold anything that a page of the app may not read, or be the only place of anything:
/// the files can be deleted at any time and are built again from the posts.
package skein.store.tables;
