/// How a conversation between two sides ends, whatever it was about.
///
/// There is only [skein.sync.ending.Ending]. It must never know what was said.
package skein.sync.ending;
