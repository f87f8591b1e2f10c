package org.tributary.hub.identity.review;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.tributary.hub.access.Caller;
import org.tributary.hub.access.ReaderDatabase;
import org.tributary.hub.access.Role;
import org.tributary.hub.identity.linking.Crowds;

/** For operators: who is not compared because too many are alike. */
@RestController
final class CrowdController {

    private final ReaderDatabase database;
    private final Crowds crowds;

    CrowdController(ReaderDatabase database, Crowds crowds) {
        this.database = database;
        this.crowds = crowds;
    }

    @GetMapping("/api/review/crowds")
    Crowds.Report report(Caller caller) {
        if (caller.role() != Role.OPERATOR) {
            throw Refusals.forbidden("Operators only: a crowd tells of the records of all organisations.");
        }
        return database.read(caller, crowds::report);
    }
}
