package org.tributary.hub.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tributary.hub.ingest.FileLoad.Reject;
import org.tributary.hub.ingest.FileLoad.Source;
import org.tributary.hub.ingest.FileLoad.Sum;
import org.tributary.hub.ops.TestHub;

/** The files of one extraction in a folder are one document. */
class ExtractFolderTest {

    @TempDir
    private Path root = Path.of("");

    private Path extraction(String name) throws IOException {
        Path folder = Files.createDirectories(root.resolve(name));
        Files.writeString(folder.resolve("1_Coding_ClinicalCode_20240601000000_X.csv"), """
                CodeId,Term,SnomedCTConceptId
                201,Body weight,27113001
                """);
        Files.writeString(folder.resolve("1_CareRecord_Observation_20240601000000_X.csv"), """
                ObservationGuid,PatientGuid,EffectiveDate,CodeId,Value,NumericUnit,Deleted
                B1,P1,2024-05-01,201,70,kg,false
                """);
        return folder;
    }

    @Test
    void tablesAreTheFolderAndOtherFilesAreThemselves() throws IOException {
        Path extraction = extraction("practice/june");
        Path note = Files.writeString(extraction.resolve("messages.hl7"), "MSH|");
        Files.writeString(extraction.resolve(".hidden.csv"), "");
        Path elsewhere = Files.writeString(root.resolve("return.csv"), "LA Code\n");

        assertThat(ExtractFolder.listDocuments(root)).containsExactlyInAnyOrder(extraction, note, elsewhere);
        assertThat(ExtractFolder.listDocuments(elsewhere)).containsExactly(elsewhere);
    }

    @Test
    void theSameFilesAreTheSameBytes() throws IOException {
        assertThat(ExtractFolder.zip(extraction("one")).orElseThrow())
                .isEqualTo(ExtractFolder.zip(extraction("other")).orElseThrow())
                .isNotEmpty();
    }

    @Test
    void aFolderIsLoadedAsOneDocumentAndAgainChangesNothing() throws IOException {
        Path folder = extraction("practice");
        try (TestHub hub = TestHub.start()) {
            FileLoad loader = hub.get(FileLoad.class);
            Source source = new Source("practice", Optional.of("A99999"), Optional.empty());
            List<Reject> rejects = new ArrayList<>();

            assertThat(loader.format(folder)).contains("gp-extract");
            Sum first = loader.load(source, folder, rejects::add, sum -> {
            });
            Sum again = loader.load(source, folder, rejects::add, sum -> {
            });

            assertThat(rejects).isEmpty();
            assertThat(first.accepted()).isEqualTo(1);
            assertThat(again.unchanged()).isEqualTo(again.accepted());
            assertThat(loader.format(Files.createDirectories(root.resolve("empty")))).isEmpty();
        }
    }
}
