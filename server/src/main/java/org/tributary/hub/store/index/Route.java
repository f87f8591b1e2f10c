package org.tributary.hub.store.index;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.ObjIntConsumer;
import org.tributary.hub.store.structure.R4Definitions;
import org.tributary.hub.store.structure.R4Element;
import org.tributary.hub.store.structure.R4Type;
import tools.jackson.databind.JsonNode;

/**
 * A way through a resource's JSON tree to values of one type.
 */
record Route(List<Hop> hops, R4Type leaf) {

    /** One step in JSON. */
    sealed interface Hop {
    }

    /** To the member of this name; an array stands for its items. */
    record Member(String name) implements Hop {
    }

    /** On only if the member of this name has this value. */
    record Filter(String member, String value) implements Hop {
    }

    /** On only to the item at this place. */
    record Item(int place) implements Hop {
    }

    Route {
        hops = List.copyOf(hops);
    }

    /** Whether it leads from a resource of the type to one value at most. */
    boolean isSingle(String type) {
        R4Type at = R4Definitions.shared().findResource(type);
        for (Hop hop : hops) {
            if (at == null || !(hop instanceof Member member)) {
                return false;
            }
            R4Element element = at.findElement(member.name);
            if (element == null || element.repeats()) {
                return false;
            }
            at = element.type();
        }
        return true;
    }

    void visit(JsonNode resource, Consumer<JsonNode> values) {
        visit(resource, 0, values);
    }

    /** Tells with each value which item of the outermost element it is in; for routes whose first hop is a member. */
    void visitElements(JsonNode resource, ObjIntConsumer<JsonNode> values) {
        if (!(hops.getFirst() instanceof Member member)) {
            throw new IllegalStateException("A route starts with a member");
        }
        int element = 0;
        JsonNode outermost = resource.path(member.name);
        for (JsonNode item : outermost.isArray() ? outermost : List.of(outermost)) {
            int number = element++;
            visit(item, 1, value -> values.accept(value, number));
        }
    }

    private void visit(JsonNode node, int hop, Consumer<JsonNode> values) {
        if (node.isArray() && hop < hops.size() && hops.get(hop) instanceof Item item) {
            if (node.has(item.place)) {
                visit(node.get(item.place), hop + 1, values);
            }
        } else if (node.isArray()) {
            for (JsonNode item : node) {
                visit(item, hop, values);
            }
        } else if (hop == hops.size()) {
            if (!node.isNull() && !node.isMissingNode()) {
                values.accept(node);
            }
        } else {
            switch (hops.get(hop)) {
                case Member member -> {
                    JsonNode next = node.get(member.name);
                    if (next != null) {
                        visit(next, hop + 1, values);
                    }
                }
                case Filter filter -> {
                    JsonNode actual = node.get(filter.member);
                    if (actual != null && actual.isString() && actual.stringValue().equals(filter.value)) {
                        visit(node, hop + 1, values);
                    }
                }
                // What does not repeat is its own first item.
                case Item item -> {
                    if (item.place == 0) {
                        visit(node, hop + 1, values);
                    }
                }
            }
        }
    }

    /**
     * The routes that a term takes through resources of a type, one for each alternative of each choice it passes.
     * Empty when the type lacks an element that the term names.
     */
    static Optional<List<Route>> compile(PathTerm term, R4Type resource) {
        List<Route> routes = List.of(new Route(List.of(), resource));
        List<PathTerm.Step> steps = term.steps();
        for (int i = 0; i < steps.size(); i++) {
            Optional<String> cast = i + 1 < steps.size() && steps.get(i + 1) instanceof PathTerm.OfType of
                    ? Optional.of(of.type())
                    : Optional.empty();
            List<Route> next = new ArrayList<>();
            for (Route route : routes) {
                route.follow(steps.get(i), cast, next);
            }
            if (next.isEmpty()) {
                return Optional.empty();
            }
            routes = next;
        }
        return Optional.of(routes);
    }

    private void follow(PathTerm.Step step, Optional<String> cast, List<Route> next) {
        switch (step) {
            case PathTerm.Child child -> {
                for (R4Element element : leaf.listElements(child.name())) {
                    if (cast.isEmpty() || cast.get().equals(element.typeName())) {
                        next.add(plus(new Member(element.name()), element.type()));
                    }
                }
            }
            case PathTerm.WhereEquals where -> next.add(plus(new Filter(where.child(), where.value()), leaf));
            case PathTerm.ItemAt item -> next.add(plus(new Item(item.place()), leaf));
            // The cast has chosen the element already; what a reference resolves to is asked of the reference itself.
            case PathTerm.OfType of -> next.add(this);
            case PathTerm.WhereResolvesTo where -> next.add(this);
        }
    }

    private Route plus(Hop hop, R4Type type) {
        List<Hop> longer = new ArrayList<>(hops);
        longer.add(hop);
        return new Route(longer, type);
    }
}
