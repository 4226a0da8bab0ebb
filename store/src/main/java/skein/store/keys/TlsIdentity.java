package skein.store.keys;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jspecify.annotations.Nullable;
import skein.core.value.Bytes;

/// A key and its certificates, by which a node shows over TLS who it is. Immutable.
///
/// A node makes its own (EC P-256, self-signed): others believe it not for what is written in the
/// certificate but because they know the hash of its key, the [#pin].
public final class TlsIdentity {
  private static final int YEARS = 30;
  private static final int SERIAL_BITS = 64;
  private final PrivateKey key;
  private final List<X509Certificate> chain;

  private TlsIdentity(PrivateKey key, List<X509Certificate> chain) {
    this.key = key;
    this.chain = List.copyOf(chain);
  }

  /// A fresh key with a certificate of its own, as PEM.
  public static String fresh(Instant now) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      KeyPair pair = generator.generateKeyPair();
      X500Name name = new X500Name("CN=skein node");
      var builder =
          new JcaX509v3CertificateBuilder(
              name,
              new BigInteger(SERIAL_BITS, new SecureRandom()).add(BigInteger.ONE),
              Date.from(now.minus(1, ChronoUnit.DAYS)),
              Date.from(now.plus(YEARS * 365L, ChronoUnit.DAYS)),
              name,
              pair.getPublic());
      GeneralName local = new GeneralName(GeneralName.dNSName, "localhost");
      builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(local));
      var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate());
      StringWriter text = new StringWriter();
      try (JcaPEMWriter pem = new JcaPEMWriter(text)) {
        pem.writeObject(new JcaPKCS8Generator(pair.getPrivate(), null));
        pem.writeObject(builder.build(signer));
      }
      return text.toString();
    } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
      throw new IllegalStateException("no TLS key could be made: " + e.getMessage(), e);
    }
  }

  /// Reads a key and certificates, its own first, from PEM.
  ///
  /// @throws IllegalArgumentException when there is no key, no certificate, or they do not fit
  public static TlsIdentity parse(String pem) {
    PrivateKey key = null;
    List<X509Certificate> chain = new ArrayList<>();
    JcaPEMKeyConverter keys = new JcaPEMKeyConverter();
    try (PEMParser parser = new PEMParser(new StringReader(pem))) {
      for (Object part = parser.readObject(); part != null; part = parser.readObject()) {
        if (part instanceof X509CertificateHolder holder) {
          chain.add(new JcaX509CertificateConverter().getCertificate(holder));
        }
        key = key == null ? key(part, keys) : key;
      }
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalArgumentException("the PEM cannot be read: " + e.getMessage(), e);
    }
    if (key == null || chain.isEmpty()) {
      String missing = key == null ? "unencrypted private key" : "certificate";
      throw new IllegalArgumentException("the PEM holds no " + missing);
    }
    requireFit(key, chain.getFirst());
    return new TlsIdentity(key, chain);
  }

  /// What the key signs, the certificate's key must verify.
  private static void requireFit(PrivateKey key, X509Certificate certificate) {
    String algorithm =
        switch (key.getAlgorithm()) {
          case "EC", "ECDSA" -> "SHA256withECDSA";
          case "RSA" -> "SHA256withRSA";
          default -> key.getAlgorithm();
        };
    boolean fits;
    try {
      Signature signature = Signature.getInstance(algorithm);
      signature.initSign(key);
      signature.update((byte) 1);
      byte[] signed = signature.sign();
      signature.initVerify(certificate.getPublicKey());
      signature.update((byte) 1);
      fits = signature.verify(signed);
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("the key cannot be used: " + e.getMessage(), e);
    }
    if (!fits) {
      throw new IllegalArgumentException("the key is not the one of the first certificate");
    }
  }

  private static @Nullable PrivateKey key(Object part, JcaPEMKeyConverter keys) throws IOException {
    if (part instanceof PEMKeyPair pair) {
      return keys.getPrivateKey(pair.getPrivateKeyInfo());
    }
    return part instanceof PrivateKeyInfo info ? keys.getPrivateKey(info) : null;
  }

  /// The SHA-256 of the key's SubjectPublicKeyInfo: what others pin.
  public Bytes pin() {
    return Bytes.sha256(Bytes.of(chain.getFirst().getPublicKey().getEncoded()));
  }

  /// TLS under this identity.
  public SSLContext context() {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setKeyEntry("node", key, new char[0], chain.toArray(X509Certificate[]::new));
      KeyManagerFactory managers =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      managers.init(store, new char[0]);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(managers.getKeyManagers(), null, null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalArgumentException(
          "the key and the certificate cannot be used: " + e.getMessage(), e);
    }
  }
}
