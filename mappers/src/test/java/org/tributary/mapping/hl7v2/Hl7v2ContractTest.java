package org.tributary.mapping.hl7v2;

import org.tributary.mapping.CareSetting;
import org.tributary.mapping.SourceFeed;
import org.tributary.mapping.SourceMapperContract;

class Hl7v2ContractTest extends SourceMapperContract {

    Hl7v2ContractTest() {
        super(new Hl7v2Mapper(), new SourceFeed("acute", "RZ8", CareSetting.ACUTE), "hl7v2", ".*\\.hl7");
    }
}
