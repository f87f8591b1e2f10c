package org.tributary.mapping.hl7v2;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.tributary.mapping.CareSetting;
import org.tributary.mapping.CaseFolders;
import org.tributary.mapping.SourceFeed;

/** One test for each folder of {@code cases/hl7v2}; see {@link CaseFolders} for what a folder holds. */
class Hl7v2CasesTest {

    static final Path CASES = Path.of("src/test/resources/cases/hl7v2");
    static final CaseFolders HOSPITAL = new CaseFolders(new Hl7v2Mapper(),
            new SourceFeed("rcb-pas", "RCB", CareSetting.ACUTE));

    @TestFactory
    List<DynamicTest> cases() {
        return CaseFolders.in(CASES)
                .stream()
                .map(folder -> DynamicTest.dynamicTest(folder.getFileName().toString(), () -> check(folder)))
                .toList();
    }

    private static void check(Path folder) throws IOException {
        HOSPITAL.check(folder);
    }
}
