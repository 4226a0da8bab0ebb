/// JSON values and the ids, times and hashes that everything else is made of.
///
/// Start at [Value] (what a property holds) and [Json] (the one strict text form of a value).
/// Everything here is an immutable value or a pure function: no clock, no randomness, no I/O. This
/// package must never accept a text that another reader could take for a different value, and must
/// never give two texts to one value.
package skein.core.value;
