package org.tributary.hub;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The hub with all its doors and pages, as the {@code serve} and {@code demo} commands start it. */
@SpringBootApplication
public class Hub {
}
