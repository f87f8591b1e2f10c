package org.tributary.hub.conformance;

import java.nio.file.Path;

/** A FHIR package cannot be used; the message says which, and why. */
public final class PackageRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private PackageRefused(Path file, String reason) {
        super("tributary.fhir.packages: " + file + ": " + reason);
    }

    static PackageRefused because(Path file, String reason) {
        return new PackageRefused(file, reason);
    }
}
