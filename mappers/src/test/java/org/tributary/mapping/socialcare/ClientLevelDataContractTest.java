package org.tributary.mapping.socialcare;

import org.tributary.mapping.CareSetting;
import org.tributary.mapping.SourceFeed;
import org.tributary.mapping.SourceMapperContract;

class ClientLevelDataContractTest extends SourceMapperContract {

    ClientLevelDataContractTest() {
        super(new ClientLevelDataMapper(), new SourceFeed("council", "E99", CareSetting.SOCIAL), "socialcare",
                "[0-9]+\\.csv");
    }
}
