package dev.syncline.simulator;

import dev.syncline.simulator.oauth.SigningKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** The private key of the connected application, in a file that only its owner can read. */
final class PrivateKeyFile implements AutoCloseable {
  private static final String NAME = "client-private-key.pem";
  private static final String BEGIN = "-----BEGIN PRIVATE KEY-----";
  private static final String END = "-----END PRIVATE KEY-----";
  private static final int BITS = 2_048;
  private static final int MIME_LINE = 64;

  private final Path file;
  private final @Nullable Path temporaryFolder;
  private final RSAPublicKey publicKey;
  private final RSAPrivateCrtKey privateKey;

  private PrivateKeyFile(
      Path file,
      @Nullable Path temporaryFolder,
      RSAPublicKey publicKey,
      RSAPrivateCrtKey privateKey) {
    this.file = file;
    this.temporaryFolder = temporaryFolder;
    this.publicKey = publicKey;
    this.privateKey = privateKey;
  }

  /**
   * The key of a folder, made if it has none; or a new one in a temporary folder.
   *
   * @param folder null for a temporary one, which goes when this is closed
   */
  static PrivateKeyFile open(@Nullable Path folder) throws IOException {
    Path home = folder == null ? Files.createTempDirectory("simulator-") : folder;
    Files.createDirectories(home);
    Path file = home.resolve(NAME).toAbsolutePath();
    try {
      RSAPrivateCrtKey key = Files.exists(file) ? read(file) : create(file);
      var publicSpec = new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent());
      var publicKey = (RSAPublicKey) KeyFactory.getInstance("RSA").generatePublic(publicSpec);
      return new PrivateKeyFile(file, folder == null ? home : null, publicKey, key);
    } catch (GeneralSecurityException | IllegalArgumentException | ClassCastException e) {
      throw new IOException(
          file + " holds no RSA private key in PKCS #8; remove it, and a new one is made.", e);
    }
  }

  private static RSAPrivateCrtKey create(Path file) throws IOException, GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(BITS);
    var key = (RSAPrivateCrtKey) generator.generateKeyPair().getPrivate();
    byte[] newline = "\n".getBytes(StandardCharsets.US_ASCII);
    String body = Base64.getMimeEncoder(MIME_LINE, newline).encodeToString(key.getEncoded());
    String pem = BEGIN + "\n" + body + "\n" + END + "\n";
    Files.createFile(file, ownerOnly());
    Files.writeString(file, pem, StandardCharsets.US_ASCII, StandardOpenOption.WRITE);
    return key;
  }

  private static FileAttribute<?>[] ownerOnly() {
    boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    return posix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }

  private static RSAPrivateCrtKey read(Path file) throws IOException, GeneralSecurityException {
    String pem = Files.readString(file, StandardCharsets.US_ASCII);
    byte[] encoded = Base64.getMimeDecoder().decode(pem.replace(BEGIN, "").replace(END, ""));
    return (RSAPrivateCrtKey)
        KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(encoded));
  }

  /** The file, absolute. */
  Path file() {
    return file;
  }

  RSAPublicKey publicKey() {
    return publicKey;
  }

  /** The same key in the hands of the org: what it says of users is signed with it too. */
  SigningKey signingKey() {
    return new SigningKey(publicKey, privateKey);
  }

  /** Removes the temporary folder with the key, if that is where it is. */
  @Override
  public void close() throws IOException {
    if (temporaryFolder != null) {
      Files.deleteIfExists(file);
      Files.deleteIfExists(temporaryFolder);
    }
  }
}
