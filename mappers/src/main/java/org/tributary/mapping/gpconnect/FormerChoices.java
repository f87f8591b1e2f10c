package org.tributary.mapping.gpconnect;

import org.hl7.fhir.dstu3.model.Attachment;
import org.hl7.fhir.dstu3.model.BooleanType;
import org.hl7.fhir.dstu3.model.Condition;
import org.hl7.fhir.dstu3.model.DomainResource;
import org.hl7.fhir.dstu3.model.Element;
import org.hl7.fhir.dstu3.model.Extension;
import org.hl7.fhir.dstu3.model.Observation;
import org.hl7.fhir.dstu3.model.Observation.ObservationComponentComponent;
import org.hl7.fhir.dstu3.model.Resource;
import org.hl7.fhir.dstu3.model.Type;

/**
 * Types that STU3 let an element have and R4 does not, on which HAPI's converter fails. Such a value becomes the
 * extension that FHIR reserves for the STU3 element before the resource is converted.
 */
final class FormerChoices {

    private FormerChoices() {
    }

    static void setAside(Resource resource) {
        if (resource instanceof Condition condition && condition.getAbatement() instanceof BooleanType abated) {
            keep(condition, "Condition.abatement", abated);
            condition.setAbatement(null);
        } else if (resource instanceof Observation observation) {
            if (observation.getValue() instanceof Attachment attachment) {
                keep(observation, "Observation.value", attachment);
                observation.setValue(null);
            }
            observation.getComponent().forEach(FormerChoices::setAside);
        }
    }

    private static void setAside(ObservationComponentComponent component) {
        if (component.getValue() instanceof Attachment attachment) {
            keep(component, "Observation.component.value", attachment);
            component.setValue(null);
        }
    }

    private static void keep(DomainResource resource, String element, Type value) {
        resource.addExtension(new Extension(Stu3Remainder.url(element)).setValue(value));
    }

    private static void keep(Element element, String name, Type value) {
        element.addExtension(new Extension(Stu3Remainder.url(name)).setValue(value));
    }
}
