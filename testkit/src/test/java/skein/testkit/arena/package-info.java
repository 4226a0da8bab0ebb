/// The arena's own tests: seeds, kept seeds, and the faults it must find.
package skein.testkit.arena;
