package org.tributary.mapping.hl7v2;

import java.util.List;
import java.util.Optional;
import org.tributary.mapping.MappingIssue.Kind;
import org.tributary.mapping.hl7v2.Drafts.Draft;
import org.tributary.mapping.hl7v2.PatientIdentity.PatientId;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Merges: PID-3 names the patient who stays, MRG-1 the one who is retired. Each Patient keeps what it holds; the
 * retired one is inactive and leads to the other, so that whoever reads either finds the records of both. The message's
 * demographics are those of a clerk's screen at the moment of the merge and change nothing.
 */
final class MergeMapping {

    private final Reading reading;
    private final OrganizationMapping organizations;
    private final PatientIdentity identity;

    MergeMapping(Reading reading, OrganizationMapping organizations) {
        this.reading = reading;
        this.organizations = organizations;
        this.identity = new PatientIdentity(reading);
    }

    /** Drafts both patients of A34, A39 or A40; false, with an issue, when the message does not say who they are. */
    boolean merge() {
        Pid pid = Pid.of(reading.message());
        List<PatientId> surviving = identity.all(pid);
        Optional<PatientId> survivor = identity.naming(surviving, pid.patientIds());
        Optional<PatientId> retired = retired();
        if (survivor.isEmpty() || retired.isEmpty()) {
            return false;
        }
        fill(surviving, survivor.get());
        link(survivor.get(), retired.get());
        visits(reference(survivor.get()));
        return true;
    }

    /** A47: the patient of MRG-1 is from now on the one of PID-3, whom the message has described. */
    boolean renumber(Subject subject) {
        Optional<PatientId> former = retired();
        former.ifPresent(id -> {
            if (id.system().equals(subject.system()) && !id.value().equals(subject.value())) {
                link(new PatientId(subject.system(), subject.value(), Json.object(), 0), id);
            }
        });
        return former.isPresent();
    }

    private Optional<PatientId> retired() {
        Field prior = Mrg.of(reading.message()).priorIds();
        List<PatientId> ids = identity.all(prior);
        Optional<PatientId> retired = PatientIdentity.naming(ids);
        if (retired.isEmpty()) {
            reading.issues()
                    .error("mrg-1-missing", Kind.REQUIRED, prior.location(),
                            "The message does not say whose identifier is given up; it was rejected.",
                            "Send the identifier that is retired in MRG-1.");
        } else {
            fill(ids, retired.get());
        }
        return retired;
    }

    private void link(PatientId survivor, PatientId retired) {
        if (survivor.system().equals(retired.system()) && survivor.value().equals(retired.value())) {
            reading.issues()
                    .warning("mrg-1-is-the-survivor", Kind.INVARIANT, "MRG-1",
                            "MRG-1 and PID-3 name the same patient; nobody was retired.",
                            "Send the identifier that is retired in MRG-1 and the one that stays in PID-3.");
            return;
        }
        Slots kept = draft(survivor).slots();
        kept.set("link:replaces:" + retired.system() + '|' + retired.value(), linkTo(retired, "replaces"));
        Slots given = draft(retired).slots();
        given.set("link:replaced-by", linkTo(survivor, "replaced-by"));
        given.set("active", Json.flag(false));
    }

    /** What makes a patient of whom nothing else is known: never more than its identifiers. */
    private void fill(List<PatientId> ids, PatientId patient) {
        Slots known = new Slots();
        for (PatientId id : ids) {
            String slot = PatientMapping.IDENTIFIER_SLOT + id.system();
            ArrayNode same = known.find(slot).map(ArrayNode.class::cast).orElseGet(Json::array);
            known.set(slot, same.add(id.identifier()));
        }
        known.set("managingOrganization", organizations.publisher());
        draft(patient).facts().set(PatientFold.FILL, known.toJson());
    }

    /** The visits that the message names go to the survivor at once. */
    private void visits(ObjectNode survivor) {
        Field current = Pv1.of(reading.message()).visitNumber();
        for (Field number : List.of(current, Mrg.of(reading.message()).priorVisitNumber())) {
            if (!number.text().isEmpty()) {
                String system = reading.localSystem("visit");
                Draft visit = reading.drafts().of(Aggregates.VISIT, system, number.text());
                visit.facts().put(EncounterMapping.EVENT, reading.event().name());
                visit.slots().set("subject", survivor);
                visit.slots().set("identifier", Json.arrayOf(EncounterMapping.identifier(system, number.text())));
            }
        }
    }

    private Draft draft(PatientId id) {
        return reading.drafts().of(Aggregates.PATIENT, id.system(), id.value());
    }

    private ArrayNode linkTo(PatientId other, String type) {
        ObjectNode link = Json.object();
        link.set("other", reference(other));
        return Json.arrayOf(link.put("type", type));
    }

    private ObjectNode reference(PatientId id) {
        return Json.reference(reading.reference("Patient", id.system(), id.value()), "");
    }
}
