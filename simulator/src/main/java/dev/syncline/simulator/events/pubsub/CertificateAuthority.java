package dev.syncline.simulator.events.pubsub;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * The simulator's own certificate authority: clients that trust its certificate trust every
 * simulator that keeps its files in the same directory.
 */
public final class CertificateAuthority implements AutoCloseable {
  private static final Duration LIFE = Duration.ofDays(3_650);
  private static final Duration SERVER_LIFE = Duration.ofDays(397);
  private static final Duration BEFORE = Duration.ofDays(1);
  private static final int SERIAL_BITS = 120;
  private static final String SIGNATURE = "SHA256withECDSA";
  private static final X500Name NAME = new X500Name("CN=Syncline simulator CA");
  private static final String CERTIFICATE_FILE = "pubsub-ca.pem";
  private static final String KEY_FILE = "pubsub-ca-key.pem";

  private final PrivateKey key;
  private final X509Certificate certificate;
  private final Path file;
  private final InstantSource clock;
  private final SecureRandom random;
  private final boolean temporary;

  private CertificateAuthority(
      PrivateKey key, X509Certificate certificate, Path file, Sources sources, boolean temporary) {
    this.key = key;
    this.certificate = certificate;
    this.file = file;
    this.clock = sources.clock();
    this.random = sources.random();
    this.temporary = temporary;
  }

  /**
   * What authorities are made with.
   *
   * @param clock the real clock: clients check certificates with theirs
   */
  public record Sources(InstantSource clock, SecureRandom random) {}

  /** An authority for this run; closing it removes its certificate's file. */
  public static CertificateAuthority temporary(Sources sources) throws IOException {
    Path file = Files.createTempFile("simulator-ca-", ".pem");
    KeyPair pair = keyPair(sources.random());
    X509Certificate certificate = own(pair, sources);
    Files.writeString(file, pem("CERTIFICATE", encoded(certificate)));
    return new CertificateAuthority(pair.getPrivate(), certificate, file, sources, true);
  }

  /** The authority of a directory; it is made if there is none, or none that is still valid. */
  public static CertificateAuthority in(Path directory, Sources sources) throws IOException {
    Files.createDirectories(directory);
    Path file = directory.resolve(CERTIFICATE_FILE);
    Path keyFile = directory.resolve(KEY_FILE);
    if (Files.exists(file) && Files.exists(keyFile)) {
      X509Certificate certificate = readCertificate(file);
      Instant needed = sources.clock().instant().plus(SERVER_LIFE);
      if (certificate.getNotAfter().toInstant().isAfter(needed)) {
        return new CertificateAuthority(readKey(keyFile), certificate, file, sources, false);
      }
    }
    KeyPair pair = keyPair(sources.random());
    X509Certificate certificate = own(pair, sources);
    writeSecret(keyFile, pem("PRIVATE KEY", pair.getPrivate().getEncoded()));
    Files.writeString(file, pem("CERTIFICATE", encoded(certificate)));
    return new CertificateAuthority(pair.getPrivate(), certificate, file, sources, false);
  }

  /** The file with the certificate in PEM, for clients to trust. */
  public Path file() {
    return file;
  }

  /** A certificate for a server at this machine, and at one more host name or address. */
  public ServerCertificate issue(String host) {
    KeyPair pair = keyPair(random);
    var names = new ArrayList<GeneralName>();
    names.add(new GeneralName(GeneralName.dNSName, "localhost"));
    names.add(new GeneralName(GeneralName.iPAddress, "127.0.0.1"));
    names.add(new GeneralName(GeneralName.iPAddress, "::1"));
    boolean address = host.matches("[0-9.]+") || host.contains(":");
    names.add(new GeneralName(address ? GeneralName.iPAddress : GeneralName.dNSName, host));
    try {
      X509v3CertificateBuilder builder =
          builder(new X500Name("CN=localhost"), pair.getPublic(), SERVER_LIFE, clock, random);
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
      builder.addExtension(
          Extension.subjectAlternativeName,
          false,
          new GeneralNames(names.toArray(GeneralName[]::new)));
      builder.addExtension(
          Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
      return new ServerCertificate(pair.getPrivate(), List.of(signed(builder, key), certificate));
    } catch (IOException e) {
      throw new IllegalStateException("the certificate cannot be written", e);
    }
  }

  private static X509Certificate own(KeyPair pair, Sources sources) throws IOException {
    X509v3CertificateBuilder builder =
        builder(NAME, pair.getPublic(), LIFE, sources.clock(), sources.random());
    builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
    builder.addExtension(
        Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
    return signed(builder, pair.getPrivate());
  }

  private static X509v3CertificateBuilder builder(
      X500Name subject, PublicKey key, Duration life, InstantSource clock, SecureRandom random) {
    Instant now = clock.instant();
    return new JcaX509v3CertificateBuilder(
        NAME,
        new BigInteger(SERIAL_BITS, random),
        Date.from(now.minus(BEFORE)),
        Date.from(now.plus(life)),
        subject,
        key);
  }

  private static X509Certificate signed(X509v3CertificateBuilder builder, PrivateKey key) {
    try {
      return new JcaX509CertificateConverter()
          .getCertificate(builder.build(new JcaContentSignerBuilder(SIGNATURE).build(key)));
    } catch (GeneralSecurityException | OperatorCreationException e) {
      throw new IllegalStateException("the certificate cannot be signed", e);
    }
  }

  private static KeyPair keyPair(SecureRandom random) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"), random);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the Java runtime has no elliptic curves", e);
    }
  }

  private static byte[] encoded(X509Certificate certificate) {
    try {
      return certificate.getEncoded();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the certificate cannot be written", e);
    }
  }

  private static String pem(String kind, byte[] content) {
    String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
    return "-----BEGIN " + kind + "-----\n" + text + "\n-----END " + kind + "-----\n";
  }

  private static X509Certificate readCertificate(Path file) throws IOException {
    try {
      var in = new ByteArrayInputStream(Files.readAllBytes(file));
      return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
    } catch (GeneralSecurityException e) {
      throw new IOException(file + " is no certificate; remove it to have a new one made", e);
    }
  }

  private static PrivateKey readKey(Path file) throws IOException {
    String text = Files.readString(file, StandardCharsets.US_ASCII);
    try {
      byte[] content = Base64.getMimeDecoder().decode(text.replaceAll("-----[A-Z ]+-----", ""));
      return KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(content));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new IOException(file + " is no private key; remove it to have a new one made", e);
    }
  }

  private static void writeSecret(Path file, String text) throws IOException {
    Files.deleteIfExists(file);
    if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }
    Files.writeString(file, text);
  }

  /** Removes the file of a temporary authority's certificate. */
  @Override
  public void close() throws IOException {
    if (temporary) {
      Files.deleteIfExists(file);
    }
  }
}
