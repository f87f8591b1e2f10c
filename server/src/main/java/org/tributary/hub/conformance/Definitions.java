package org.tributary.hub.conformance;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.context.support.IValidationSupport;
import ca.uhn.fhir.parser.IParser;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.hl7.fhir.common.hapi.validation.support.PrePopulatedValidationSupport;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.ConceptMap;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.ElementDefinition;
import org.hl7.fhir.r4.model.StructureDefinition;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.util.function.SingletonSupplier;

/**
 * What R4, the hub itself and the packages that are set define: structures, code systems, value sets and concept maps.
 * Read when first asked for, without what only people read; R4's own take some seconds. Snapshots are made when a
 * structure is first used.
 */
public final class Definitions {

    private static final List<String> FOLDERS = List.of("structuredefinitions", "codesystems", "valuesets",
            "conceptmaps");

    private final Supplier<IValidationSupport> r4 = SingletonSupplier
            .of(() -> new DefaultProfileValidationSupport(FhirContext.forR4Cached()));
    private final Supplier<IValidationSupport> structures = SingletonSupplier.of(this::withoutProse);
    private final Supplier<Own> hub = SingletonSupplier.of(this::readHub);
    private final List<FhirPackage> packages;

    Definitions(List<FhirPackage> packages) {
        this.packages = List.copyOf(packages);
    }

    /** R4's code systems and value sets; its structures too, though those are better had from {@link #r4Structures}. */
    public IValidationSupport r4() {
        return r4.get();
    }

    /** All of R4. */
    public IValidationSupport r4Structures() {
        return structures.get();
    }

    /** The hub's own and those of packages, which cannot redefine the hub's. */
    public IValidationSupport hub() {
        return hub.get().support;
    }

    /** The concept maps of the hub and of packages. */
    public List<ConceptMap> listMaps() {
        return hub.get().maps;
    }

    /** HAPI's support has no place for concept maps. */
    private record Own(PrePopulatedValidationSupport support, List<ConceptMap> maps) {
    }

    /** What is dropped is a fifth of all the memory that validation takes. */
    private IValidationSupport withoutProse() {
        IValidationSupport support = r4.get();
        List<IBaseResource> all = support.fetchAllStructureDefinitions();
        for (IBaseResource resource : all == null ? List.<IBaseResource>of() : all) {
            if (resource instanceof StructureDefinition structure) {
                structure.setText(null).setLanguage(null);
                structure.setDifferential(null).setMapping(null);
                structure.getSnapshot().getElement().forEach(Definitions::dropProse);
            }
        }
        return support;
    }

    private static void dropProse(ElementDefinition element) {
        element.setMapping(null)
                .setAlias(null)
                .setRequirementsElement(null)
                .setCommentElement(null)
                .setDefinitionElement(null);
    }

    private Own readHub() {
        PrePopulatedValidationSupport support = new PrePopulatedValidationSupport(FhirContext.forR4Cached());
        Map<String, ConceptMap> maps = new LinkedHashMap<>();
        IParser parser = FhirContext.forR4Cached().newJsonParser();
        Consumer<InputStream> reader = json -> add((DomainResource) parser.parseResource(json), support, maps);
        packages.forEach(from -> from.forEachDefinition(json -> reader.accept(new ByteArrayInputStream(json))));
        try {
            for (String folder : FOLDERS) {
                for (Resource file : new PathMatchingResourcePatternResolver()
                        .getResources("classpath*:" + folder + "/*.json")) {
                    try (InputStream in = file.getInputStream()) {
                        reader.accept(in);
                    }
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException("The hub's own definitions cannot be read", e);
        }
        return new Own(support, List.copyOf(maps.values()));
    }

    /** What is added later stands in place of what has the same URL. */
    private static void add(DomainResource resource, PrePopulatedValidationSupport support,
            Map<String, ConceptMap> maps) {
        if (resource instanceof ConceptMap map) {
            maps.put(map.getUrl(), map);
        } else {
            support.addResource(resource.setText(null));
        }
    }
}
