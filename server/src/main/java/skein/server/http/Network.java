package skein.server.http;

import java.net.InetAddress;
import java.util.Arrays;
import skein.core.value.Hashes;

/// By what those who ask are told apart who have no name here: their machine, or, where anybody has
/// as many addresses as they want (IPv6), its network.
public record Network(String name) {
  private static final int NETWORK_BYTES = 8;

  /// That of whoever sends a request.
  public static Network of(Request request) {
    return of(request.remote());
  }

  private static Network of(InetAddress machine) {
    byte[] address = machine.getAddress();
    return new Network(
        Hashes.hex(
            address.length > NETWORK_BYTES ? Arrays.copyOf(address, NETWORK_BYTES) : address));
  }
}
