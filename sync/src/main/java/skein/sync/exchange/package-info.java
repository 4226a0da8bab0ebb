/// The exchange between two replicas as a pure state machine: messages in, messages out.
///
/// Must never: touch a socket, a file or a clock.
package skein.sync.exchange;
