package org.tributary.hub.access.signin;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.text.ParseException;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The development issuer's signing key, its clients' secrets and its users' passwords. Made at random at the first
 * start and kept beside the hub's data in files of mode 0600, so that tokens and command lines outlive a restart.
 */
record DevelopmentSecrets(RSAKey signingKey, Accounts accounts) {

    private static final String KEY_FILE = "development-key.json";
    private static final String ACCOUNTS_FILE = "development-accounts.json";
    private static final int KEY_BITS = 2048;
    private static final int SECRET_BYTES = 32;

    // Without letters and digits that are read as one another.
    private static final String PASSWORD_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";
    private static final int PASSWORD_GROUPS = 3;
    private static final int GROUP_LETTERS = 4;

    /** What the accounts file holds: where the issuer answers, secrets by client id, passwords by user name. */
    record Accounts(String issuer, Map<String, ClientSecret> clients, Map<String, String> passwords) {

        static Accounts read(Path directory) throws IOException {
            try {
                return JsonMapper.shared()
                        .readValue(Files.readString(directory.resolve(ACCOUNTS_FILE)),
                                Accounts.class);
            } catch (JacksonException e) {
                throw new IOException(directory.resolve(ACCOUNTS_FILE) + " is damaged: delete it and start again", e);
            }
        }
    }

    /** A client's secret and the scopes it may ask for. */
    record ClientSecret(String secret, Set<String> scopes) {
    }

    /** Reads what an earlier start left, makes what is missing, and writes both down. */
    static DevelopmentSecrets open(Path directory, DevelopmentDirectory people, AccessSettings.SignIn pages,
            String issuer) {
        try {
            Accounts before = Files.exists(directory.resolve(ACCOUNTS_FILE))
                    ? Accounts.read(directory)
                    : new Accounts(issuer, Map.of(), Map.of());
            SecureRandom random = new SecureRandom();
            Map<String, ClientSecret> clients = new TreeMap<>();
            people.clients()
                    .forEach(client -> clients.put(client.id(),
                            new ClientSecret(secret(before, client.id(), random), client.scopes())));
            clients.put(pages.clientId(),
                    new ClientSecret(secret(before, pages.clientId(), random), Set.copyOf(pages.scopes())));
            Map<String, String> passwords = new TreeMap<>();
            people.users().forEach(user -> passwords.put(user.name(), password(before, user.name(), random)));
            Accounts accounts = new Accounts(issuer, clients, passwords);
            PrivateFile.write(directory.resolve(ACCOUNTS_FILE),
                    JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(accounts));
            return new DevelopmentSecrets(key(directory.resolve(KEY_FILE)), accounts);
        } catch (IOException e) {
            throw new UncheckedIOException("The development issuer cannot keep its secrets in " + directory, e);
        }
    }

    private static String secret(Accounts before, String client, SecureRandom random) {
        ClientSecret kept = before.clients().get(client);
        if (kept != null) {
            return kept.secret();
        }
        byte[] bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String password(Accounts before, String user, SecureRandom random) {
        String kept = before.passwords().get(user);
        return kept != null
                ? kept
                : IntStream.range(0, PASSWORD_GROUPS)
                        .mapToObj(group -> letters(random))
                        .collect(Collectors.joining("-"));
    }

    private static String letters(SecureRandom random) {
        return random.ints(GROUP_LETTERS, 0, PASSWORD_LETTERS.length())
                .mapToObj(PASSWORD_LETTERS::charAt)
                .map(String::valueOf)
                .collect(Collectors.joining());
    }

    private static RSAKey key(Path file) throws IOException {
        try {
            if (Files.exists(file)) {
                return RSAKey.parse(Files.readString(file));
            }
            RSAKey key = new RSAKeyGenerator(KEY_BITS).keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.RS256)
                    .keyIDFromThumbprint(true)
                    .generate();
            PrivateFile.write(file, key.toJSONString());
            return key;
        } catch (ParseException e) {
            throw new IOException(file + " is damaged: delete it and start again", e);
        } catch (JOSEException e) {
            throw new IllegalStateException("This JDK makes no RSA keys", e);
        }
    }

    String secretOf(String client) {
        return get(accounts.clients(), client).secret();
    }

    String passwordOf(String user) {
        return get(accounts.passwords(), user);
    }

    private static <T> T get(Map<String, T> byName, String name) {
        T found = byName.get(name);
        if (found == null) {
            throw new IllegalArgumentException("No development account " + name);
        }
        return found;
    }

    /** Secrets stay out of logs. */
    @Override
    public String toString() {
        return "DevelopmentSecrets[" + signingKey.getKeyID() + "]";
    }
}
