package org.tributary.hub.fhir.person;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.tributary.hub.fhir.FhirServer;
import org.tributary.hub.fhir.FhirServer.Reply;

/**
 * A hub with a practice, that sees the trust's records too, and a trust, that sees its own. Ann Marlow is known to both
 * under one NHS number, which the practice has verified; Bert Marlow to the practice alone; Cyril Dene to the trust
 * alone; Dora Finch to both, under one NHS number and two birth dates.
 */
final class PersonWorld {

    static final FhirServer SERVER = FhirServer.with();

    static final String NHS = "https://fhir.nhs.uk/Id/nhs-number";
    static final String ANN = "9991230017";
    static final String DORA = "9991230084";

    static {
        SERVER.agree(true);
        keep(FhirServer.TRUST, "{'resourceType':'Patient','id':'tr-ann','identifier':[{'system':'" + NHS
                + "','value':'" + ANN + "'},{'system':'urn:trust','value':'T1'}],'name':[{'family':'Marlowe','given':"
                + "['Anne']}],'telecom':[{'system':'phone','value':'0113 496 0000'}],'gender':'female','birthDate':"
                + "'1950-03-04'}");
        keep(FhirServer.PRACTICE, "{'resourceType':'Patient','id':'gp-ann','identifier':[{'extension':[{'url':"
                + "'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-NHSNumberVerificationStatus',"
                + "'valueCodeableConcept':{'coding':[{'system':"
                + "'https://fhir.hl7.org.uk/CodeSystem/UKCore-NHSNumberVerificationStatus','code':'01'}]}}],'system':'"
                + NHS + "','value':'" + ANN + "'},{'system':'urn:gp','value':'G1'}],'name':[{'family':'Marlow',"
                + "'given':['Ann']}],'gender':'female','birthDate':'1950-03-04','address':[{'line':['1 Mill Lane'],"
                + "'city':'Leeds','postalCode':'LS1 1AA'}]}");
        keep(FhirServer.PRACTICE, "{'resourceType':'Patient','id':'gp-bert','identifier':[{'system':'urn:gp','value':"
                + "'G2'}],'name':[{'family':'Marlow','given':['Bert']}],'gender':'male','birthDate':'1948-01-02'}");
        keep(FhirServer.TRUST, "{'resourceType':'Patient','id':'tr-cyril','identifier':[{'system':'urn:trust','value':"
                + "'T2'},{'system':'urn:ward-book','value':'W9'}],'name':[{'family':'Dene','given':['Cyril']}],"
                + "'birthDate':'1931-09-10'}");
        dora(FhirServer.PRACTICE, "gp-dora", "1960-05-06");
        dora(FhirServer.TRUST, "tr-dora", "1961-06-05");
        observation(FhirServer.PRACTICE, "gp-weight", "gp-ann", "29463-7");
        observation(FhirServer.TRUST, "tr-weight", "tr-ann", "29463-7");
        observation(FhirServer.TRUST, "tr-pulse", "tr-ann", "8867-4");
        observation(FhirServer.PRACTICE, "bert-pulse", "gp-bert", "8867-4");
    }

    private PersonWorld() {
    }

    private static void dora(String caller, String id, String birthDate) {
        keep(caller, "{'resourceType':'Patient','id':'" + id + "','identifier':[{'system':'" + NHS + "','value':'"
                + DORA + "'}],'name':[{'family':'Finch','given':['Dora']}],'birthDate':'" + birthDate + "'}");
    }

    static void observation(String caller, String id, String patient, String code) {
        keep(caller, "{'resourceType':'Observation','id':'" + id + "','status':'final','code':{'coding':[{'system':"
                + "'http://loinc.org','code':'" + code + "'}]},'subject':{'reference':'Patient/" + patient + "'}}");
    }

    static void keep(String caller, String json) {
        SERVER.keep(json.replace('\'', '"'), "Caller", caller);
    }

    /** The id of the one person who is linked to a Patient that the caller sees. */
    static String personOf(String patient, String caller) {
        Reply reply = SERVER.get("Person?link=Patient/" + patient, "Caller", caller);
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        List<String> ids = reply.ids();
        assertThat(ids).as(patient).hasSize(1);
        return ids.getFirst();
    }

    static String personOf(String patient) {
        return personOf(patient, FhirServer.PRACTICE);
    }
}
