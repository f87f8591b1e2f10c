package org.tributary.hub.store;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.tributary.hub.access.ReadTransaction;
import org.tributary.hub.access.WriteTransaction;
import org.tributary.hub.store.IndexRebuild.Progress;
import org.tributary.hub.store.index.CustomParameter;

/**
 * Puts SearchParameter resources in force and takes them out of force. From the commit on, every write at every node is
 * indexed accordingly; what is there already is indexed in the background, and then searches may use the parameter.
 */
@Component
public final class SearchParameterDefinitions {

    /**
     * How one that is in force stands.
     *
     * @param ready
     *            whether searches may use it
     * @param left
     *            its types that are still to be indexed
     */
    public record Standing(boolean ready, List<String> types, List<Progress> left) {

        public Standing {
            types = List.copyOf(types);
            left = List.copyOf(left);
        }
    }

    private final CustomParameters parameters;
    private final IndexRebuild index;

    SearchParameterDefinitions(CustomParameters parameters, IndexRebuild index) {
        this.parameters = parameters;
        this.index = index;
    }

    /** Whether a SearchParameter is meant to be in force: it is active, and says what R4 does not say already. */
    public static boolean isMeant(ResourceBody body) {
        return body.tree().path("status").asString("").equals("active") && !DefinitionReader.isOfR4(body.tree());
    }

    public boolean isInForce(WriteTransaction transaction, String id) {
        return find(parameters.list(transaction), id).isPresent();
    }

    public Optional<Standing> find(ReadTransaction transaction, String id) {
        return parameters.find(transaction, id)
                .map(parameter -> new Standing(parameter.ready(), parameter.bases(),
                        index.list(transaction)
                                .stream()
                                .filter(progress -> parameter.bases().contains(progress.type()))
                                .toList()));
    }

    /**
     * Puts a SearchParameter in force, instead of what it said before.
     *
     * @throws DefinitionRefused
     *             naming what cannot be done
     */
    public void put(WriteTransaction transaction, String id, ResourceBody body) {
        replace(transaction, id, Optional.of(body));
    }

    /** Takes one out of force; its rows go in the background. */
    public void remove(WriteTransaction transaction, String id) {
        replace(transaction, id, Optional.empty());
    }

    private void replace(WriteTransaction transaction, String id, Optional<ResourceBody> body) {
        parameters.change(transaction);
        List<CustomParameter> all = parameters.list(transaction);
        Optional<CustomParameter> before = find(all, id);
        List<CustomParameter> others = all.stream().filter(other -> !other.id().equals(id)).toList();
        Optional<CustomParameter> after = body.map(found -> new DefinitionReader(others).read(id, found.tree()));
        boolean same = before.isPresent() && after.isPresent() && before.get().source().equals(after.get().source())
                && before.get().bases().equals(after.get().bases());
        if (same) {
            return;
        }
        Set<String> types = new LinkedHashSet<>();
        before.ifPresent(old -> types.addAll(old.bases()));
        after.ifPresent(fresh -> types.addAll(fresh.bases()));
        after.ifPresentOrElse(fresh -> parameters.put(transaction, fresh), () -> parameters.remove(transaction, id));
        index.request(transaction, types);
    }

    private static Optional<CustomParameter> find(List<CustomParameter> all, String id) {
        return all.stream().filter(parameter -> parameter.id().equals(id)).findFirst();
    }
}
