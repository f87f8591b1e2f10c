package org.tributary.hub.ops;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.springframework.stereotype.Component;
import org.tributary.hub.access.Caller;
import org.tributary.hub.access.ReaderDatabase;
import org.tributary.hub.identity.linking.Linkage;
import org.tributary.hub.ingest.CommitLine;
import org.tributary.hub.pathway.CareEvents;
import org.tributary.hub.pathway.spells.ProviderSpells;
import org.tributary.hub.store.ResourceReader;

/**
 * One number for all that the hub knows: SHA-256 over the current resources (type, id, body), persons as sorted sets of
 * their source Patients, care events and provider spells. Version numbers, times of storage, Provenance and person ids
 * are left out, so the same input in any order, or twice, gives the same digest.
 */
@Component
final class Digest {

    private final CommitLine commitLine;
    private final ReaderDatabase reader;
    private final ResourceReader resources;
    private final Linkage linkage;
    private final CareEvents careEvents;
    private final ProviderSpells spells;

    Digest(CommitLine commitLine, ReaderDatabase reader, ResourceReader resources, Linkage linkage,
            CareEvents careEvents, ProviderSpells spells) {
        this.commitLine = commitLine;
        this.reader = reader;
        this.resources = resources;
        this.linkage = linkage;
        this.careEvents = careEvents;
        this.spells = spells;
    }

    /** Lower-case hexadecimal; the hub should be at rest. */
    String compute() {
        MessageDigest sha256 = sha256();
        commitLine.change(transaction -> {
            resources.forEachCurrent(transaction, (key, json) -> {
                add(sha256, key.reference());
                sha256.update(json);
                sha256.update((byte) '\n');
            });
            linkage.forEachPerson(transaction, patients -> add(sha256, String.join(" ", patients)));
            return sha256;
        });
        reader.read(Caller.hub(), transaction -> {
            careEvents.forEachEvent(transaction, event -> add(sha256, event.toString()));
            spells.forEachSpell(transaction, spell -> add(sha256, spell.toString()));
            return sha256;
        });
        return HexFormat.of().formatHex(sha256.digest());
    }

    private static void add(MessageDigest sha256, String line) {
        sha256.update(line.getBytes(StandardCharsets.UTF_8));
        sha256.update((byte) '\n');
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
