package skein.app.home;

import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/// What the disk said, or whoever read from it, in words for a person.
public final class DiskTrouble {
  private DiskTrouble() {}

  /// Half a sentence, to follow what could not be done and a colon.
  public static String why(Exception failure) {
    return switch (failure) {
      case NoSuchFileException e -> "there is no " + e.getFile();
      case AccessDeniedException e -> "the system does not allow it (" + e.getFile() + ")";
      case FileAlreadyExistsException e -> e.getFile() + " is there already";
      case DirectoryNotEmptyException e -> "the folder " + e.getFile() + " is not empty";
      case NotDirectoryException e -> e.getFile() + " is not a folder";
      // "No space left on device", "Read-only file system" and the like, as the system puts it.
      case CharacterCodingException e -> "it holds bytes that are no text";
      case FileSystemException e when e.getReason() != null -> e.getReason();
      default -> {
        String message = failure.getMessage();
        yield message == null ? "the system says no more than " + failure : message;
      }
    };
  }
}
