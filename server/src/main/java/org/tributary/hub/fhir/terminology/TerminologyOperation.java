package org.tributary.hub.fhir.terminology;

import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.tributary.hub.access.ReadTransaction;
import org.tributary.hub.access.ReaderDatabase;
import org.tributary.hub.access.SmartScope.Interaction;
import org.tributary.hub.fhir.exchange.Answer;
import org.tributary.hub.fhir.exchange.FhirOperation;
import org.tributary.hub.fhir.exchange.FhirRefusal;
import org.tributary.hub.fhir.exchange.FhirRequest;
import org.tributary.hub.fhir.exchange.OperationInput;
import org.tributary.hub.fhir.exchange.Permissions;
import org.tributary.hub.store.ResourceKey;

/**
 * An operation on what is loaded; what needs something that is not goes to the remote server, where there is one and
 * the question is not about a resource of the hub.
 */
abstract class TerminologyOperation implements FhirOperation {

    private final Signature signature;
    private final ReaderDatabase database;
    private final RemoteTerminology remote;

    TerminologyOperation(String name, String type, Set<Level> levels, Set<String> parameters, ReaderDatabase database,
            RemoteTerminology remote) {
        this.signature = new Signature(name, "http://hl7.org/fhir/OperationDefinition/" + type + '-' + name,
                Set.of(type), levels, false, parameters);
        this.database = database;
        this.remote = remote;
    }

    @Override
    public final Signature signature() {
        return signature;
    }

    @Override
    public final Answer answer(FhirRequest request, Target target, OperationInput input) {
        signature.types().forEach(type -> Permissions.require(request.caller(), Interaction.READ, type));
        Optional<ResourceKey> instance = target instanceof Instance one ? Optional.of(one.key()) : Optional.empty();
        try {
            return database.read(request.caller(), transaction -> answer(transaction, instance, input));
        } catch (NotLoaded missing) {
            return Optional.of(request)
                    .filter(asked -> instance.isEmpty())
                    .flatMap(remote::ask)
                    .orElseThrow(() -> FhirRefusal.of(404, IssueType.NOTFOUND,
                            FhirRefusal.shorten(missing.what()) + " is not known to the hub"));
        }
    }

    /**
     * @throws NotLoaded
     *             when something that it needs is not here
     */
    abstract Answer answer(ReadTransaction transaction, Optional<ResourceKey> instance, OperationInput input);

    static boolean flag(OperationInput input, String name) {
        return switch (input.findText(name).orElse("false")) {
            case "true" -> true;
            case "false" -> false;
            default -> throw FhirRefusal.invalid(name + " must be true or false");
        };
    }

    static int number(OperationInput input, String name, int otherwise) {
        Optional<String> text = input.findText(name);
        if (text.isPresent() && !text.get().matches("[0-9]{1,9}")) {
            throw FhirRefusal.invalid(name + " must be an integer from 0");
        }
        return text.map(Integer::valueOf).orElse(otherwise);
    }
}
