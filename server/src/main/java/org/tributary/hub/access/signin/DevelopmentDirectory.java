package org.tributary.hub.access.signin;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.tributary.hub.access.Purpose;
import org.tributary.hub.access.Role;

/**
 * Who may sign in at the hub's own development issuer. Whoever turns that issuer on gives one as a bean; passwords and
 * secrets are not part of it, they are made at start-up.
 */
public record DevelopmentDirectory(List<User> users, List<Client> clients) {

    private static final Set<String> EVERYTHING = Set.of("system/*.cruds");

    /**
     * Someone who signs in to the pages.
     *
     * @param name
     *            what they type to sign in
     * @param label
     *            who they are, as the sign-in page shows it
     * @param organisation
     *            the ODS code they act for
     */
    public record User(String name, String label, String organisation, Role role, Purpose purpose) {
    }

    /**
     * A system that takes tokens by client credentials.
     *
     * @param organisation
     *            the ODS code it acts for; empty only for an operator
     * @param scopes
     *            SMART v2 scopes of the level {@code system}
     */
    public record Client(String id, Optional<String> organisation, Role role, Purpose purpose, Set<String> scopes) {

        public Client {
            scopes = Set.copyOf(scopes);
        }
    }

    public DevelopmentDirectory {
        users = List.copyOf(users);
        clients = List.copyOf(clients);
    }

    /**
     * The people and systems of a demonstration borough: {@code coordinator}, {@code gp}, {@code social-worker},
     * {@code analyst} and {@code operator}, who sees the feeds; {@code gp-system}, {@code trust-system},
     * {@code council-system}, and {@code demo-loader}, an operator's client that sees and may deliver everything.
     *
     * @param practice
     *            the ODS code of a general practice
     * @param trust
     *            of an acute trust
     * @param council
     *            of a council
     * @param careSystem
     *            of the integrated care board, for which coordinator and analyst work
     */
    public static DevelopmentDirectory borough(String practice, String trust, String council, String careSystem) {
        return new DevelopmentDirectory(
                List.of(new User("coordinator", "Care coordinator", careSystem, Role.COORDINATOR, Purpose.DIRECT_CARE),
                        new User("gp", "General practitioner", practice, Role.CLINICIAN, Purpose.DIRECT_CARE),
                        new User("social-worker", "Social worker", council, Role.SOCIAL_WORKER, Purpose.DIRECT_CARE),
                        new User("analyst", "Analyst", careSystem, Role.ANALYST, Purpose.PLANNING),
                        new User("operator", "Operator of the hub", careSystem, Role.OPERATOR, Purpose.DIRECT_CARE)),
                List.of(system("gp-system", practice), system("trust-system", trust), system("council-system", council),
                        new Client("demo-loader", Optional.empty(), Role.OPERATOR, Purpose.DIRECT_CARE, EVERYTHING)));
    }

    private static Client system(String id, String organisation) {
        return new Client(id, Optional.of(organisation), Role.SYSTEM, Purpose.DIRECT_CARE, EVERYTHING);
    }

    /** Whether nobody could sign in. */
    boolean isEmpty() {
        return users.isEmpty() && clients.isEmpty();
    }

    User getUser(String name) {
        return users.stream().filter(user -> user.name().equals(name)).findFirst().orElseThrow();
    }

    Client getClient(String id) {
        return clients.stream().filter(client -> client.id().equals(id)).findFirst().orElseThrow();
    }
}
