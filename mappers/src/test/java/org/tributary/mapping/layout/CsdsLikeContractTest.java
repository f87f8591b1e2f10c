package org.tributary.mapping.layout;

import org.tributary.mapping.CareSetting;
import org.tributary.mapping.SourceFeed;
import org.tributary.mapping.SourceMapperContract;

class CsdsLikeContractTest extends SourceMapperContract {

    CsdsLikeContractTest() {
        super(LayoutMapper.builtIn().getFirst(), new SourceFeed("wellow-community", "RYX", CareSetting.COMMUNITY),
                "csvlayout-csds-like",
                ".*\\.csv");
    }
}
