package skein.app.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AddressTest {
  @TempDir private Path folder;

  @Test
  void aPathIsSeenFromTheWorkingFolderAndAFileIsABundle() throws Exception {
    Path file = Files.createFile(folder.resolve("bugs.bundle"));
    assertThat(Address.parse("./x/../office", folder))
        .isEqualTo(new Address.Folder(folder.resolve("office")));
    assertThat(Address.parse("bugs.bundle", folder)).isEqualTo(new Address.Bundle(file));
    assertThat(Address.parse("bugs.bundle", folder).word()).isEqualTo("bugs.bundle");
  }

  @Test
  void aUrlNamesANodeAndHoldsNoSecret() {
    assertThat(Address.parse("https://hub.example:8000/s/00", folder).word())
        .isEqualTo("hub.example");
    for (String wrong : new String[] {"ftp://x/y", "http:///s/00", "http://a b/"}) {
      assertThatThrownBy(() -> Address.parse(wrong, folder))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> Address.parse("http://hub.example/s/00#secret=x", folder))
        .hasMessageContaining("an address holds no secret");
  }

  @Test
  void theNameOfAPeerIsMadeOfWhatANameMayHold() {
    assertThat(Address.parse("../..odd name!", folder).word()).isEqualTo("odd-name-");
    assertThat(Address.parse("/", folder).word()).isEqualTo("peer");
  }
}
