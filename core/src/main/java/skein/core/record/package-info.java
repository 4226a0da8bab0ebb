/// What stands in a record: dots, registers, entries and the live entries of one record.
///
/// Start at [skein.core.record.LiveRecord]. Nothing here knows how a change travels or which of
/// several values is shown; everything is immutable.
package skein.core.record;
