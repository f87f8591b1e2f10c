package org.tributary.hub.pathway.events;

import java.util.List;
import java.util.Optional;
import org.tributary.hub.pathway.CareEventKind;
import org.tributary.mapping.CareSetting;

/** A report of investigations, at the time that its findings are about. */
final class DiagnosticReportEvents implements ResourceEvents {

    @Override
    public Optional<String> findPatient(SourceResource report) {
        return report.findPatient("subject");
    }

    @Override
    public List<EventDraft> listEvents(SourceResource report, CareSetting setting) {
        return List.of(new EventDraft(
                CareEventKind.INVESTIGATION_RESULT,
                What.of(report.findConcept("code")),
                report.findText("status"),
                report.findWhen("effective").orStarting(report.findTime("issued"))));
    }
}
