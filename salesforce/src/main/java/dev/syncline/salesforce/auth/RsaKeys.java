package dev.syncline.salesforce.auth;

import dev.syncline.engine.org.OrgException;
import dev.syncline.model.ErrorClass;
import dev.syncline.model.Problem;
import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.interfaces.RSAKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Optional;

/** Reads RSA keys from PEM: PKCS#8 and the older PKCS#1, which the JDK does not read by itself. */
final class RsaKeys {
  private static final String PKCS8 = "PRIVATE KEY";
  private static final String PKCS1 = "RSA PRIVATE KEY";
  private static final int MIN_BITS = 2_048;
  private static final byte[] VERSION_AND_RSA = {
    0x02,
    0x01,
    0x00, // version 0
    0x30,
    0x0d,
    0x06,
    0x09,
    0x2a,
    (byte) 0x86,
    0x48,
    (byte) 0x86,
    (byte) 0xf7,
    0x0d,
    0x01,
    0x01,
    0x01,
    0x05,
    0x00 // rsaEncryption, no parameters
  };

  private RsaKeys() {}

  /**
   * The key of a PEM text.
   *
   * @throws OrgException of class MAPPING, code AUTH-KEY-UNREADABLE, that does not repeat the text
   */
  static PrivateKey parse(Secret pem) {
    String text = pem.reveal();
    try {
      Optional<byte[]> modern = block(text, PKCS8);
      byte[] encoded =
          modern.isPresent()
              ? modern.get()
              : block(text, PKCS1).map(RsaKeys::wrap).orElseThrow(() -> unreadable(reason(text)));
      PrivateKey key =
          KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(encoded));
      if (key instanceof RSAKey rsa && rsa.getModulus().bitLength() < MIN_BITS) {
        throw unreadable("it has fewer than " + MIN_BITS + " bits");
      }
      return key;
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw unreadable("what stands between its markers is not an RSA key");
    }
  }

  private static Optional<byte[]> block(String text, String label) {
    String begin = "-----BEGIN " + label + "-----";
    int from = text.indexOf(begin);
    int to = text.indexOf("-----END " + label + "-----");
    if (from < 0 || to < from) {
      return Optional.empty();
    }
    String body = text.substring(from + begin.length(), to);
    return Optional.of(Base64.getMimeDecoder().decode(body));
  }

  /** PKCS#1 within the envelope of PKCS#8 (RFC 5208, section 5). */
  private static byte[] wrap(byte[] pkcs1) {
    ByteArrayOutputStream inner = new ByteArrayOutputStream();
    inner.writeBytes(VERSION_AND_RSA);
    element(inner, 0x04, pkcs1);
    ByteArrayOutputStream outer = new ByteArrayOutputStream();
    element(outer, 0x30, inner.toByteArray());
    return outer.toByteArray();
  }

  private static void element(ByteArrayOutputStream out, int tag, byte[] content) {
    out.write(tag);
    if (content.length < 0x80) {
      out.write(content.length);
    } else {
      int bytes = content.length < 0x100 ? 1 : content.length < 0x10000 ? 2 : 3;
      out.write(0x80 | bytes);
      for (int shift = (bytes - 1) * 8; shift >= 0; shift -= 8) {
        out.write(content.length >> shift);
      }
    }
    out.writeBytes(content);
  }

  private static String reason(String text) {
    if (text.contains("ENCRYPTED")) {
      return "it is protected by a passphrase";
    }
    return text.contains("-----BEGIN ")
        ? "it is not an RSA private key"
        : "it has no -----BEGIN PRIVATE KEY----- line";
  }

  private static OrgException unreadable(String why) {
    return new OrgException(
        new Problem(
            "AUTH-KEY-UNREADABLE",
            ErrorClass.MAPPING,
            "The private key for signing in cannot be read: " + why,
            "Give an RSA key in PEM without a passphrase, such as openssl genrsa writes."));
  }
}
