/// The exchange between two replicas as a pure state machine: messages in, messages out. Source:
/// `spec/exchange.md`.
///
/// Start at [skein.sync.exchange.Session]. `Pulling` and `Serving` are its two sides, `Message` and
/// `Encoding` what they say, `Intake` what a receiver lets in. Must never touch a socket, a file, a
/// thread or a clock, nor throw because of what came from outside.
package skein.sync.exchange;
