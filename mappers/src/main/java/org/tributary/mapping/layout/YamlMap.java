package org.tributary.mapping.layout;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** A mapping of a layout file, whose every member knows its line. Problems are gathered, not thrown one at a time. */
final class YamlMap {

    /** The problems of one file, each with its line. */
    record Problems(String file, List<String> found) {

        Problems(String file) {
            this(file, new ArrayList<>());
        }

        void add(int line, String problem) {
            found.add(file + ':' + line + ": " + problem);
        }

        void refuseIfAny() {
            if (!found.isEmpty()) {
                throw new LayoutRefused(found);
            }
        }
    }

    private final Map<String, Node> members = new LinkedHashMap<>();
    private final Map<String, Integer> lines = new LinkedHashMap<>();
    private final int line;
    private final Problems problems;

    private YamlMap(Node node, Problems problems) {
        this.line = lineOf(node);
        this.problems = problems;
        if (!(node instanceof MappingNode mapping)) {
            problems.add(line, "A mapping of names to values is expected here");
            return;
        }
        for (NodeTuple tuple : mapping.getValue()) {
            String name = tuple.getKeyNode() instanceof ScalarNode key ? key.getValue() : "";
            if (members.put(name, tuple.getValueNode()) != null) {
                problems.add(lineOf(tuple.getKeyNode()), "'" + name + "' stands twice");
            }
            lines.put(name, lineOf(tuple.getKeyNode()));
        }
    }

    /**
     * @throws LayoutRefused
     *             when the text is not YAML
     */
    static YamlMap parse(String text, Problems problems) {
        LoaderOptions options = new LoaderOptions();
        options.setMaxAliasesForCollections(0);
        options.setNestingDepthLimit(20);
        options.setCodePointLimit(1 << 20);
        try {
            Node root = new Yaml(options).compose(new StringReader(text));
            if (root != null) {
                return new YamlMap(root, problems);
            }
            problems.add(1, "The file is empty");
        } catch (MarkedYAMLException e) {
            int at = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
            problems.add(at, "This is not YAML: " + e.getProblem());
        } catch (YAMLException e) {
            problems.add(1, "This is not YAML: " + e.getMessage());
        }
        throw new LayoutRefused(problems.found());
    }

    int line() {
        return line;
    }

    int line(String name) {
        return lines.getOrDefault(name, line);
    }

    Problems problems() {
        return problems;
    }

    Set<String> names() {
        return members.keySet();
    }

    boolean has(String name) {
        return members.containsKey(name);
    }

    boolean isText(String name) {
        return members.get(name) instanceof ScalarNode;
    }

    /** Says of every other member that there is no such thing. */
    void only(Set<String> known) {
        members.keySet()
                .stream()
                .filter(name -> !known.contains(name))
                .forEach(name -> problems.add(line(name),
                        "There is no '" + name + "' here; known are "
                                + String.join(", ", known.stream().sorted().toList())));
    }

    String required(String name) {
        return find(name).orElseGet(() -> {
            problems.add(line, "'" + name + "' is missing");
            return "";
        });
    }

    Optional<String> find(String name) {
        Node node = members.get(name);
        if (node instanceof ScalarNode scalar) {
            return Optional.of(scalar.getValue());
        }
        if (node != null) {
            problems.add(line(name), "'" + name + "' has to be a text");
        }
        return Optional.empty();
    }

    /** A sequence of texts, or one text. */
    List<String> list(String name) {
        Node node = members.get(name);
        if (node instanceof ScalarNode scalar) {
            return List.of(scalar.getValue());
        }
        List<String> texts = new ArrayList<>();
        if (node instanceof SequenceNode sequence) {
            for (Node each : sequence.getValue()) {
                if (each instanceof ScalarNode scalar) {
                    texts.add(scalar.getValue());
                } else {
                    problems.add(lineOf(each), "A text is expected here");
                }
            }
        } else if (node != null) {
            problems.add(line(name), "'" + name + "' has to be a sequence of texts");
        }
        return texts;
    }

    Optional<YamlMap> map(String name) {
        return Optional.ofNullable(members.get(name)).map(node -> new YamlMap(node, problems));
    }

    private static int lineOf(Node node) {
        return node.getStartMark().getLine() + 1;
    }
}
