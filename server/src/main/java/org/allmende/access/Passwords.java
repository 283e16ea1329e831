// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/// Argon2id, and the rules for passwords.
///
/// Hashes are kept as PHC strings, so that the cost can change: old ones are still read, and made anew at the next
/// login.
public final class Passwords {

    public static final int LENGTH_MIN = 8;

    /// Nobody remembers more; a longer one only costs time.
    public static final int LENGTH_MAX = 200;

    // The first choice of OWASP's cheat sheet where memory is scarce.
    private static final int MEMORY_KIB = 19_456;
    private static final int ITERATIONS = 2;
    private static final int LANES = 1;

    /// Each takes its whole memory; a crowd at the door must not take the machine.
    private static final int AT_ONCE = 2;

    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;

    // A database that somebody else filled must not make us allocate more than this.
    private static final int MEMORY_KIB_MAX = 1 << 17;
    private static final int ITERATIONS_MAX = 64;

    private static final Pattern PHC = Pattern.compile(
            "\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,3}),p=(\\d)\\$([A-Za-z0-9+/]{11,86})\\$([A-Za-z0-9+/]{22,86})");

    private static final Base64.Encoder ENCODER = Base64.getEncoder().withoutPadding();

    private record Cost(int memoryKib, int iterations, int lanes) {}

    private final Cost cost;
    private final SecureRandom random = new SecureRandom();
    private final Semaphore places = new Semaphore(AT_ONCE, true);

    public Passwords() {
        this(MEMORY_KIB, ITERATIONS);
    }

    Passwords(int memoryKib, int iterations) {
        this.cost = new Cost(memoryKib, iterations, LANES);
    }

    /// What is wrong with the password, as a sentence.
    public Optional<String> problem(String password, String name, Optional<String> email) {
        var length = password.codePointCount(0, password.length());
        if (length < LENGTH_MIN) {
            return Optional.of("A password has at least " + LENGTH_MIN + " characters.");
        }
        if (length > LENGTH_MAX) {
            return Optional.of("A password has at most " + LENGTH_MAX + " characters.");
        }
        var plain = password.strip().toLowerCase(Locale.ROOT);
        if (plain.equals(name.toLowerCase(Locale.ROOT))
                || email.filter(plain::equals).isPresent()) {
            return Optional.of("Your name or e-mail address is too easy to guess as a password.");
        }
        return plain.chars().distinct().count() < 3
                ? Optional.of("This password is too easy to guess. Please use more different characters.")
                : Optional.empty();
    }

    /// Takes tens of milliseconds: never inside a transaction.
    public String hash(String password) {
        var salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return phc(cost, salt, argon2(cost, salt, password, HASH_BYTES));
    }

    /// Whether this is the password. Takes as long as [#hash].
    public boolean fits(String password, String phc) {
        var match = PHC.matcher(phc);
        if (!match.matches()) {
            return false;
        }
        var then = new Cost(number(match.group(1)), number(match.group(2)), number(match.group(3)));
        if (then.memoryKib > MEMORY_KIB_MAX
                || then.iterations > ITERATIONS_MAX
                || then.iterations < 1
                || then.lanes < 1) {
            return false;
        }
        var hash = Base64.getDecoder().decode(match.group(5));
        var salt = Base64.getDecoder().decode(match.group(4));
        return MessageDigest.isEqual(hash, argon2(then, salt, password, hash.length));
    }

    /// Takes as long as [#fits] and fits nothing: for names that do not exist, so that nobody can ask the clock which
    /// ones do.
    boolean fitsNobody(String password) {
        argon2(cost, new byte[SALT_BYTES], password, HASH_BYTES);
        return false;
    }

    /// Whether the hash was made at another cost than is usual now.
    boolean outdated(String phc) {
        return !phc.startsWith(head(cost));
    }

    private byte[] argon2(Cost at, byte[] salt, String password, int bytes) {
        // The same letters, however the keyboard composes them.
        var typed = Normalizer.normalize(password, Normalizer.Form.NFC).getBytes(StandardCharsets.UTF_8);
        var generator = new Argon2BytesGenerator();
        var hash = new byte[bytes];
        places.acquireUninterruptibly();
        try {
            generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                    .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                    .withMemoryAsKB(at.memoryKib)
                    .withIterations(at.iterations)
                    .withParallelism(at.lanes)
                    .withSalt(salt)
                    .build());
            generator.generateBytes(typed, hash);
        } finally {
            places.release();
        }
        return hash;
    }

    private static String phc(Cost cost, byte[] salt, byte[] hash) {
        return head(cost) + ENCODER.encodeToString(salt) + "$" + ENCODER.encodeToString(hash);
    }

    private static String head(Cost cost) {
        return "$argon2id$v=19$m=" + cost.memoryKib + ",t=" + cost.iterations + ",p=" + cost.lanes + "$";
    }

    private static int number(String digits) {
        return Integer.parseInt(digits);
    }
}
