package skein.server.hosting;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Optional;

/// Where a node was last seen: a machine by number, never by name, and a port.
public record SeenAt(InetAddress machine, int port) {
  private static final int LEAST_PORT = 1024;
  private static final int MOST_PORT = 65_535;
  private static final int MOST_CHARACTERS = 60;

  public SeenAt {
    boolean usual = port == 80 || port == 443;
    if (!usual && (port < LEAST_PORT || port > MOST_PORT)) {
      throw new IllegalArgumentException(
          "a node listens at port 80, 443 or 1024 to 65535, not at " + port);
    }
    if (machine.isAnyLocalAddress() || machine.isMulticastAddress()) {
      throw new IllegalArgumentException(machine.getHostAddress() + " is no machine's address");
    }
  }

  /// Reads `host:port`, with the host as a number, one of IPv6 in brackets; empty for anything
  /// else. Asks no name service.
  public static Optional<SeenAt> parse(String text) {
    int colon = text.lastIndexOf(':');
    if (colon < 1 || text.length() > MOST_CHARACTERS) {
      return Optional.empty();
    }
    String host = text.substring(0, colon);
    boolean bracketed = host.startsWith("[") && host.endsWith("]");
    try {
      InetAddress machine =
          InetAddress.ofLiteral(bracketed ? host.substring(1, host.length() - 1) : host);
      return bracketed == machine instanceof Inet6Address
          ? Optional.of(new SeenAt(machine, Integer.parseInt(text.substring(colon + 1))))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /// True if it may be told to, or taken from, whoever is at `asker`: what is on one machine alone,
  /// or on one wire, is of use to nobody elsewhere, and could lead them to something else there.
  public boolean isFor(InetAddress asker) {
    boolean near = machine.isLoopbackAddress() || machine.isLinkLocalAddress();
    return !near || asker.isLoopbackAddress();
  }

  /// As it is read.
  public String text() {
    String host = machine.getHostAddress();
    return (machine instanceof Inet6Address ? "[" + host.replaceAll("%.*", "") + "]" : host)
        + ":"
        + port;
  }
}
