package org.tributary.hub;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;
import org.tributary.hub.access.DatabaseConfiguration;
import org.tributary.hub.access.WriterDatabase;
import org.tributary.hub.ingest.CommitLine;

/** The packages' arrows, and who may use the login that sees and owns everything. */
class ModulesTest {

    /** What runs background jobs gets their queue from the writer, and no transaction. */
    private static final ArchRule ONLY_THE_COMMIT_LINE_HAS_THE_WRITER = noClasses().that()
            .doNotBelongToAnyOf(WriterDatabase.class, DatabaseConfiguration.class, CommitLine.class)
            .and()
            .doNotHaveFullyQualifiedName("org.tributary.hub.ops.JobRunner")
            .should()
            .dependOnClassesThat()
            .areAssignableTo(WriterDatabase.class)
            .because("row-level security does not bind the writer: everything that reads must be a reader");

    private static final ArchRule NOBODY_OPENS_CONNECTIONS_BESIDE_THE_TWO_LOGINS = noClasses().that()
            .resideOutsideOfPackages("org.tributary.hub.access..")
            .and()
            .doNotHaveFullyQualifiedName("org.tributary.hub.ops.EmbeddedPostgres")
            .should()
            .dependOnClassesThat()
            .haveNameMatching("javax\\.sql\\.DataSource|java\\.sql\\.DriverManager|com\\.zaxxer\\.hikari\\..*");

    @Test
    void arrowsBetweenPackagesAreThoseOfTheDesign() {
        ApplicationModules.of(Hub.class).verify();
    }

    @Test
    void onlyTheCommitLineHasTheWriterLogin() {
        JavaClasses hub = new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("org.tributary.hub");
        ONLY_THE_COMMIT_LINE_HAS_THE_WRITER.check(hub);
        NOBODY_OPENS_CONNECTIONS_BESIDE_THE_TWO_LOGINS.check(hub);
    }

    /** A leak, planted: a page that asks as the writer and so would show everyone everything. */
    static final class LeakyPage {

        private final WriterDatabase database;

        LeakyPage(WriterDatabase database) {
            this.database = database;
        }

        long countEverybody() {
            return database.write(transaction -> transaction.jdbc()
                    .sql("SELECT count(*) FROM resource")
                    .query(Long.class)
                    .single());
        }
    }

    @Test
    void aPageThatAsksAsTheWriterIsCaught() {
        JavaClasses planted = new ClassFileImporter().importClasses(LeakyPage.class);
        assertThatThrownBy(() -> ONLY_THE_COMMIT_LINE_HAS_THE_WRITER.check(planted)).isInstanceOf(AssertionError.class)
                .hasMessageContaining("LeakyPage");
    }
}
