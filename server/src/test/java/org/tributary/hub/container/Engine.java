package org.tributary.hub.container;

import org.junit.jupiter.api.Assumptions;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.utility.DockerImageName;

/**
 * The container engine of this machine. Where none answers, or has no such image and cannot fetch it, the tests that
 * want it are skipped; in continuous integration ({@code CI=true}) they fail.
 */
final class Engine {

    private Engine() {
    }

    /** An image by a setting, which must be there or be fetched. */
    static DockerImageName image(String setting, String usual) {
        String name = System.getProperty(setting, usual);
        if (!DockerClientFactory.instance().isDockerAvailable()) {
            missing("no container engine answers");
        }
        try {
            DockerClientFactory.instance().client().inspectImageCmd(name).exec();
        } catch (com.github.dockerjava.api.exception.NotFoundException e) {
            try {
                DockerClientFactory.instance().client().pullImageCmd(name).start().awaitCompletion();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(stopped);
            } catch (RuntimeException unreachable) {
                missing("there is no image " + name + " (-D" + setting + " names another)");
            }
        }
        return DockerImageName.parse(name);
    }

    private static void missing(String what) {
        if ("true".equals(System.getenv("CI"))) {
            throw new AssertionError("In CI the tests in containers must run, but " + what);
        }
        Assumptions.abort("Tests in containers are skipped: " + what);
    }
}
