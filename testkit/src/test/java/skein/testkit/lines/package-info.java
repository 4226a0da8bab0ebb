/// Lines that somebody tampered with: nothing false may get in, and nothing may crash.
///
/// Start at `MutatedLinesTest`. `World` makes genuine transfers, `Tampering` spoils them, `Oracle`
/// says what must become of them without computing a hash.
package skein.testkit.lines;
