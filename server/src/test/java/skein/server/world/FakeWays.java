package skein.server.world;

import java.util.List;
import skein.core.value.Value;
import skein.server.hosting.Passkeys;
import skein.server.hosting.Providers;

/// Ways to sign in that lead nowhere.
record FakeWays() implements Providers, Passkeys {
  private static final String WHY = "nobody can sign in here";

  @Override
  public List<String> issuers() {
    return List.of();
  }

  @Override
  public Sent send(String issuer, Visit visit) {
    return new Sent.Nowhere(WHY);
  }

  @Override
  public Came come(Return back) {
    return new Came.Without(WHY);
  }

  @Override
  public Value creation(Site site, Newcomer newcomer) {
    return Value.Null.ONLY;
  }

  @Override
  public Value further(Site site, Leave leave) {
    return Value.Null.ONLY;
  }

  @Override
  public Shown add(Site site, Addition addition) {
    return new Shown.Without(WHY);
  }

  @Override
  public Keyring keys(String slip) {
    throw new IllegalArgumentException(WHY);
  }

  @Override
  public Keyring remove(Chosen chosen) {
    throw new IllegalArgumentException(WHY);
  }

  @Override
  public Value request(Site site, String audience) {
    return Value.Null.ONLY;
  }

  @Override
  public Shown register(Site site, String credential) {
    return new Shown.Without(WHY);
  }

  @Override
  public Shown use(Site site, String credential) {
    return new Shown.Without(WHY);
  }
}
