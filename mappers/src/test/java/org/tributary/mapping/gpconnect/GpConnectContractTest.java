package org.tributary.mapping.gpconnect;

import org.tributary.mapping.CareSetting;
import org.tributary.mapping.SourceFeed;
import org.tributary.mapping.SourceMapperContract;

class GpConnectContractTest extends SourceMapperContract {

    GpConnectContractTest() {
        super(new GpConnectMapper(), new SourceFeed("gp-a", "Y99901", CareSetting.PRIMARY), "gpconnect",
                "input\\.json");
    }
}
