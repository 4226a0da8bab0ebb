/// The laws of the exchange, over replicas in memory. Start at
/// [skein.testkit.sync.ExchangeLawsTest].
package skein.testkit.sync;
