package org.tributary.mapping.hospitalcsv;

import org.tributary.mapping.CareSetting;
import org.tributary.mapping.SourceFeed;
import org.tributary.mapping.SourceMapperContract;

class HospitalCsvContractTest extends SourceMapperContract {

    HospitalCsvContractTest() {
        super(new HospitalCsvMapper(), new SourceFeed("wellow-hes", "RZ8", CareSetting.ACUTE), "hospitalcsv",
                ".*\\.csv");
    }
}
