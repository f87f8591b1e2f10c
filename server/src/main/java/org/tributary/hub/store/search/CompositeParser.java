package org.tributary.hub.store.search;

import java.util.ArrayList;
import java.util.List;
import org.tributary.hub.store.ResourceSearch.Parameter;
import org.tributary.hub.store.SearchRefused;
import org.tributary.hub.store.index.ParameterDefinition;
import org.tributary.hub.store.search.Criterion.Conjunction;
import org.tributary.hub.store.search.Criterion.Part;

/** Understands composite parameters: values joined with {@code $} that one element must have. */
final class CompositeParser {

    private final ValueParser values;

    CompositeParser(ValueParser values) {
        this.values = values;
    }

    Criterion.Composite composite(Parameter parameter, ParameterDefinition.Composite definition) {
        List<Conjunction> any = new ArrayList<>();
        for (String value : QueryText.split(parameter.value(), ',')) {
            List<String> parts = QueryText.split(value, '$');
            for (ParameterDefinition.Alternative alternative : definition.alternatives()) {
                any.add(conjunction(parameter, parts, alternative));
            }
        }
        return new Criterion.Composite(any, false);
    }

    private Conjunction conjunction(Parameter parameter, List<String> values,
            ParameterDefinition.Alternative alternative) {
        if (values.size() != alternative.components().size()) {
            throw SearchRefused.invalid(parameter.name(),
                    "a value has " + alternative.components().size() + " parts, joined with '$'");
        }
        List<Part> parts = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            ParameterDefinition.Component component = alternative.components().get(i);
            parts.add(new Part(
                    this.values.criterion(new Parameter(parameter.name(), values.get(i)), component.value(), ""),
                    component.inElement()));
        }
        return new Conjunction(parts);
    }

    /** A composite is there when an element has all its parts. */
    static Criterion.Composite missing(Parameter parameter, ParameterDefinition.Composite definition) {
        boolean missing = ValueParser.isMissing(parameter);
        List<Conjunction> any = definition.alternatives()
                .stream()
                .map(alternative -> new Conjunction(alternative.components()
                        .stream()
                        .map(component -> new Part(new Criterion.Present(ValueParser.places(component.value())),
                                component.inElement()))
                        .toList()))
                .toList();
        return new Criterion.Composite(any, missing);
    }
}
