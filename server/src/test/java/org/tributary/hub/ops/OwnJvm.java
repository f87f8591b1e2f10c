package org.tributary.hub.ops;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A class with a {@code main} in a process of its own, with the Java and the classes of the tests. */
final class OwnJvm {

    private OwnJvm() {
    }

    /**
     * @param options
     *            Java's own, {@code -Xmx256m} for one
     * @return not started yet; what it prints goes to pipes
     */
    static ProcessBuilder of(Class<?> main, List<String> options, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.add("-cp");
        command.add(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
        command.add(main.getName());
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command);
    }
}
