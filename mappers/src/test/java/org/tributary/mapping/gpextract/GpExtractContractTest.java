package org.tributary.mapping.gpextract;

import java.nio.file.Path;
import java.util.List;
import org.tributary.mapping.CareSetting;
import org.tributary.mapping.CaseFolders;
import org.tributary.mapping.SourceFeed;
import org.tributary.mapping.SourceMapperContract;

/** The documents are the numbered folders of each case, zipped. */
class GpExtractContractTest extends SourceMapperContract {

    GpExtractContractTest() {
        super(new GpExtractMapper(), new SourceFeed("wellow-gp", "A99999", CareSetting.PRIMARY), "gpextract",
                ".*\\.csv");
    }

    @Override
    protected List<CaseDocument> listDocuments(Path folder) {
        return CaseFolders.in(folder)
                .stream()
                .flatMap(one -> CaseFolders.in(one).stream())
                .map(extract -> new CaseDocument(folder.relativize(extract).toString(), Extracts.zip(extract)))
                .toList();
    }
}
