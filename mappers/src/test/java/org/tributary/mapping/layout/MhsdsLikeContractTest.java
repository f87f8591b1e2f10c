package org.tributary.mapping.layout;

import org.tributary.mapping.CareSetting;
import org.tributary.mapping.SourceFeed;
import org.tributary.mapping.SourceMapperContract;

class MhsdsLikeContractTest extends SourceMapperContract {

    MhsdsLikeContractTest() {
        super(LayoutMapper.builtIn().getLast(),
                new SourceFeed("wellow-mental-health", "RYX", CareSetting.MENTAL_HEALTH), "csvlayout-mhsds-like",
                ".*\\.csv");
    }
}
