package org.tributary.hub.fhir;

import ca.uhn.fhir.context.FhirContext;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementKind;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestComponent;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestResourceComponent;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestResourceSearchParamComponent;
import org.hl7.fhir.r4.model.CapabilityStatement.ConditionalDeleteStatus;
import org.hl7.fhir.r4.model.CapabilityStatement.ConditionalReadStatus;
import org.hl7.fhir.r4.model.CapabilityStatement.ResourceVersionPolicy;
import org.hl7.fhir.r4.model.CapabilityStatement.RestfulCapabilityMode;
import org.hl7.fhir.r4.model.CapabilityStatement.SystemRestfulInteraction;
import org.hl7.fhir.r4.model.CapabilityStatement.TypeRestfulInteraction;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Enumerations.FHIRVersion;
import org.hl7.fhir.r4.model.Enumerations.PublicationStatus;
import org.hl7.fhir.r4.model.Enumerations.SearchParamType;
import org.hl7.fhir.r4.model.Resource;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;
import org.tributary.hub.conformance.ProfileValidator;
import org.tributary.hub.fhir.exchange.Answer;
import org.tributary.hub.fhir.exchange.FhirOperation.Level;
import org.tributary.hub.fhir.exchange.FhirRefusal;
import org.tributary.hub.fhir.exchange.FhirRequest;
import org.tributary.hub.fhir.exchange.MediaTypes;
import org.tributary.hub.fhir.patch.ResourcePatch;
import org.tributary.hub.store.CompartmentTypes;
import org.tributary.hub.store.ResourceSearch.Parameter;
import org.tributary.hub.store.ResourceTypes;
import org.tributary.hub.store.SearchParameters;
import org.tributary.hub.store.SupportedParameter;

/** The CapabilityStatement: what this door does, drawn from what it and the store really support. */
@Component
final class Capabilities {

    private static final String COMPARTMENTS = "http://hl7.org/fhir/CompartmentDefinition/";

    private static final List<TypeRestfulInteraction> INTERACTIONS = List.of(TypeRestfulInteraction.READ,
            TypeRestfulInteraction.VREAD, TypeRestfulInteraction.UPDATE, TypeRestfulInteraction.DELETE,
            TypeRestfulInteraction.PATCH, TypeRestfulInteraction.HISTORYINSTANCE, TypeRestfulInteraction.HISTORYTYPE,
            TypeRestfulInteraction.CREATE, TypeRestfulInteraction.SEARCHTYPE);

    private final SearchParameters searchParameters;
    private final Operations operations;
    private final ProfileValidator profiles;
    private final FhirSettings settings;
    private final Instant started = Instant.now();
    private final Supplier<byte[]> terminology;
    private volatile Optional<Written> written = Optional.empty();

    /**
     * @param version
     *            of the search parameters that it tells of
     */
    private record Written(long version, byte[] statement) {
    }

    Capabilities(SearchParameters searchParameters, Operations operations, ProfileValidator profiles,
            FhirSettings settings) {
        this.operations = operations;
        this.profiles = profiles;
        this.searchParameters = searchParameters;
        this.settings = settings;
        this.terminology = SingletonSupplier
                .of(() -> write(TerminologyStatement.of(started, operations.list(), settings.baseUrl())));
    }

    /**
     * What {@code mode} asks for: the CapabilityStatement, normative parts and all, or what is known of codes. The
     * entity tag is of its content, so that a client can ask whether it has changed.
     */
    Answer answer(FhirRequest request) {
        byte[] json = switch (mode(request)) {
            case "full", "normative" -> current().statement;
            case "terminology" -> terminology.get();
            default -> throw FhirRefusal.invalid("mode is not full, normative or terminology");
        };
        String tag = "W/\"" + Integer.toHexString(Arrays.hashCode(json)) + '"';
        boolean known = request.preconditions().ifNoneMatch().filter(tags -> tags.contains(tag)).isPresent();
        return (known ? Answer.empty(304) : Answer.of(200, json)).withHeader("ETag", tag);
    }

    private static String mode(FhirRequest request) {
        String mode = "full";
        for (Parameter parameter : request.parameters()) {
            if (!parameter.name().equals("mode")) {
                throw FhirRefusal.notSupported("Parameter '%s' is not supported for metadata; supported: mode"
                        .formatted(FhirRefusal.shorten(parameter.name())));
            }
            mode = parameter.value();
        }
        return mode;
    }

    private Written current() {
        long version = searchParameters.version();
        return written.filter(before -> before.version == version).orElseGet(() -> write(version));
    }

    private synchronized Written write(long version) {
        Written fresh = written.filter(before -> before.version == version)
                .orElseGet(() -> new Written(version, write(statement())));
        written = Optional.of(fresh);
        return fresh;
    }

    private static byte[] write(Resource resource) {
        return FhirContext.forR4Cached()
                .newJsonParser()
                .encodeResourceToString(resource)
                .getBytes(StandardCharsets.UTF_8);
    }

    private CapabilityStatement statement() {
        CapabilityStatement statement = new CapabilityStatement();
        statement.setName("Tributary")
                .setTitle("Tributary, a hub for integrated care records")
                .setStatus(PublicationStatus.ACTIVE)
                .setDate(Date.from(started))
                .setKind(CapabilityStatementKind.INSTANCE)
                .setFhirVersion(FHIRVersion._4_0_1);
        statement.getSoftware().setName("Tributary");
        statement.getImplementation().setDescription("Tributary's FHIR R4 door");
        settings.baseUrl().ifPresent(statement.getImplementation()::setUrl);
        statement.setFormat(List.of(new CodeType(MediaTypes.FHIR_JSON), new CodeType(MediaTypes.FHIR_XML)));
        statement.setPatchFormat(List.of(new CodeType(ResourcePatch.JSON_PATCH), new CodeType(ResourcePatch.XML_PATCH),
                new CodeType(MediaTypes.FHIR_JSON), new CodeType(MediaTypes.FHIR_XML)));
        CapabilityStatementRestComponent rest = statement.addRest().setMode(RestfulCapabilityMode.SERVER);
        rest.getSecurity()
                .addService()
                .setText("Bearer tokens with SMART v2 scopes of the levels system and user")
                .addCoding()
                .setSystem("http://terminology.hl7.org/CodeSystem/restful-security-service")
                .setCode("SMART-on-FHIR");
        rest.addInteraction().setCode(SystemRestfulInteraction.TRANSACTION);
        rest.addInteraction().setCode(SystemRestfulInteraction.BATCH);
        rest.addInteraction().setCode(SystemRestfulInteraction.HISTORYSYSTEM);
        rest.addInteraction().setCode(SystemRestfulInteraction.SEARCHSYSTEM);
        searchParameters.listForAllTypes().forEach(parameter -> rest.addSearchParam(searchParam(parameter)));
        CompartmentTypes.focusTypes()
                .stream()
                .sorted()
                .map(type -> COMPARTMENTS + Character.toLowerCase(type.charAt(0)) + type.substring(1))
                .forEach(rest::addCompartment);
        operations.list()
                .stream()
                .filter(operation -> operation.levels().contains(Level.SYSTEM))
                .forEach(operation -> rest.addOperation()
                        .setName(operation.name())
                        .setDefinition(operation.definition()));
        ResourceTypes.all().forEach(type -> rest.addResource(resource(type)));
        return statement;
    }

    private static CapabilityStatementRestResourceSearchParamComponent searchParam(SupportedParameter parameter) {
        return new CapabilityStatementRestResourceSearchParamComponent().setName(parameter.name())
                .setType(SearchParamType.fromCode(parameter.type()))
                .setDefinition(parameter.url());
    }

    private CapabilityStatementRestResourceComponent resource(String type) {
        CapabilityStatementRestResourceComponent resource = new CapabilityStatementRestResourceComponent();
        resource.setType(type)
                .setVersioning(ResourceVersionPolicy.VERSIONEDUPDATE)
                .setReadHistory(true)
                .setUpdateCreate(true)
                .setConditionalCreate(true)
                .setConditionalRead(ConditionalReadStatus.FULLSUPPORT)
                .setConditionalUpdate(true)
                .setConditionalDelete(switch (settings.conditionalDelete()) {
                    case OFF -> ConditionalDeleteStatus.NOTSUPPORTED;
                    case SINGLE -> ConditionalDeleteStatus.SINGLE;
                    case MULTIPLE -> ConditionalDeleteStatus.MULTIPLE;
                });
        profiles.findProfile(type).ifPresent(resource::addSupportedProfile);
        INTERACTIONS.forEach(interaction -> resource.addInteraction().setCode(interaction));
        for (SupportedParameter parameter : searchParameters.listFor(type)) {
            resource.addSearchParam(searchParam(parameter));
        }
        resource.addSearchInclude("*");
        searchParameters.listIncludesFor(type).forEach(resource::addSearchInclude);
        resource.addSearchRevInclude("*");
        searchParameters.listReverseIncludesFor(type).forEach(resource::addSearchRevInclude);
        operations.list()
                .stream()
                .filter(operation -> operation.types().contains(type))
                .forEach(operation -> resource.addOperation()
                        .setName(operation.name())
                        .setDefinition(operation.definition()));
        return resource;
    }
}
