package org.tributary.hub;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The hub's process. */
@SpringBootApplication
public class Hub {

    public static void main(String[] arguments) {
        SpringApplication.run(Hub.class, arguments);
    }
}
