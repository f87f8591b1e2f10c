package org.tributary.hub.store.structure;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tributary.hub.store.json.ResourceJson;

/** Quotes in the tables are spelled ' for reading's sake. */
class StructureCheckTest {

    @ParameterizedTest
    @ValueSource(strings = {
            // A value may be left out if its extensions speak for it.
            "{'resourceType':'Patient','_birthDate':{'extension':[{'url':'http://x','valueCode':'unknown'}]}}",
            "{'resourceType':'Patient','name':[{'given':['A',null],'_given':[null,{'id':'g2'}]}]}",
            "{'resourceType':'Patient','birthDate':'2024-02-29','deceasedBoolean':true}",
            "{'resourceType':'Patient','contained':[{'resourceType':'Organization','id':'o','name':'x'}]}",
            "{'resourceType':'Observation','status':'final','code':{'text':'x'},'valueQuantity':{'value':1.00}}",
            "{'resourceType':'Observation','_status':{'extension':[{'url':'http://x','valueString':'y'}]},"
                    + "'code':{'text':'x'},'effectiveInstant':'2016-12-31T23:59:60.1Z'}",
            "{'resourceType':'Bundle','type':'batch','entry':[{'resource':{'resourceType':'Basic','code':{'text':'x'}}}]}",
            "{'resourceType':'Questionnaire','status':'draft','item':[{'linkId':'1','type':'group','item':"
                    + "[{'linkId':'1.1','type':'string'}]}]}",
            "{'resourceType':'Parameters','parameter':[{'name':'x','valueInteger':-1}]}",
            "{'resourceType':'Basic','implicitRules':'urn:x','language':'en','code':{'coding':[{'code':'a b'}]},"
                    + "'text':{'status':'empty','div':'<div xmlns=\\\"http://www.w3.org/1999/xhtml\\\"/>'}}"})
    void what_R4_allows_is_taken(String json) {
        assertThat(problems(json)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "=>", quoteCharacter = '`', textBlock = """
            {'id':'x'}                                                          => $
            {'resourceType':'Person2'}                                          => $
            {'resourceType':'Patient','colour':'red'}                           => Patient.colour
            {'resourceType':'Patient','_name':{'id':'x'}}                       => Patient._name
            {'resourceType':'Patient','name':{'family':'x'}}                    => Patient.name
            {'resourceType':'Patient','name':[]}                                => Patient.name
            {'resourceType':'Patient','name':[{}]}                              => Patient.name[0]
            {'resourceType':'Patient','name':['x']}                             => Patient.name[0]
            {'resourceType':'Patient','name':[{'family':['x']}]}                => Patient.name[0].family
            {'resourceType':'Patient','name':[{'given':['a',2]}]}               => Patient.name[0].given[1]
            {'resourceType':'Patient','name':[{'given':[null]}]}                => Patient.name[0].given[0]
            {'resourceType':'Patient','name':[{'given':['a'],'_given':[{'id':'x'},{'id':'y'}]}]} => Patient.name[0]._given
            {'resourceType':'Patient','active':'true'}                          => Patient.active
            {'resourceType':'Patient','active':null}                            => Patient.active
            {'resourceType':'Patient','gender':'M'}                             => Patient.gender
            {'resourceType':'Patient','birthDate':'2023-02-29'}                 => Patient.birthDate
            {'resourceType':'Patient','birthDate':'2023-2-1'}                   => Patient.birthDate
            {'resourceType':'Patient','birthDate':'2023-02-01T00:00:00Z'}       => Patient.birthDate
            {'resourceType':'Patient','birthDate':'0000'}                       => Patient.birthDate
            {'resourceType':'Patient','deceasedBoolean':false,'deceasedDateTime':'2020'} => Patient
            {'resourceType':'Patient','deceased':true}                          => Patient.deceased
            {'resourceType':'Patient','multipleBirthInteger':1.5}               => Patient.multipleBirthInteger
            {'resourceType':'Patient','multipleBirthInteger':2147483648}        => Patient.multipleBirthInteger
            {'resourceType':'Patient','id':'a_b'}                               => Patient.id
            {'resourceType':'Patient','language':' en'}                         => Patient.language
            {'resourceType':'Patient','implicitRules':'a b'}                    => Patient.implicitRules
            {'resourceType':'Patient','photo':[{'data':'abc'}]}                 => Patient.photo[0].data
            {'resourceType':'Patient','text':{'status':'generated'}}            => Patient.text
            {'resourceType':'Patient','text':{'status':'generated','div':'x'}}  => Patient.text.div
            {'resourceType':'Patient','extension':[{'valueString':'x'}]}        => Patient.extension[0]
            {'resourceType':'Patient','contained':[{'id':'x'}]}                 => Patient.contained[0]
            {'resourceType':'Patient','contained':[{'resourceType':'Basic','id':'b'}]} => Patient.contained[0]
            {'resourceType':'Patient','link':[{'type':'seealso'}]}              => Patient.link[0]
            {'resourceType':'Observation','code':{'text':'x'}}                  => Observation
            {'resourceType':'Observation','status':'final','code':{'text':'x'},'issued':'2020-01-01'} => Observation.issued
            {'resourceType':'Observation','status':'final','code':{'text':'x'},'effectiveDateTime':'2020-01-01T10:00:00'} => Observation.effectiveDateTime
            {'resourceType':'Observation','status':'final','code':{'text':'x'},'effectiveDateTime':'2020-01-01T10:00Z'} => Observation.effectiveDateTime
            {'resourceType':'Observation','status':'final','code':{'text':'x'},'valueTime':'25:00:00'} => Observation.valueTime
            {'resourceType':'Observation','status':'final','code':{'text':'x'},'valueQuantity':{'value':'1'}} => Observation.valueQuantity.value
            {'resourceType':'MedicationRequest','status':'active','intent':'order','subject':{'reference':'Patient/1'}} => MedicationRequest
            """)
    void what_R4_does_not_allow_is_refused_with_its_place(String json, String path) {
        assertThat(problems(json.strip())).extracting(problem -> problem.substring(0, problem.indexOf(' ')))
                .containsExactly(path.strip());
    }

    @Test
    void a_problem_says_what_is_expected_and_not_what_was_found() {
        assertThat(problems("{'resourceType':'Patient','birthDate':'Mary'}"))
                .containsExactly("Patient.birthDate The value must be a date: YYYY, YYYY-MM or YYYY-MM-DD");
    }

    @Test
    void problems_end_after_twenty() {
        String json = "{'resourceType':'Patient','name':[" + "{'family':1},".repeat(49) + "{'family':1}]}";
        assertThat(problems(json)).hasSize(20);
    }

    private static List<String> problems(String json) {
        List<String> problems = new ArrayList<>();
        StructureCheck.check(ResourceJson.read(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8))
                .tree(), (path, message) -> problems.add(path + ' ' + message));
        return problems;
    }
}
